"""Each way to spoil the subtitles breaks the rules it should break, and no others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_episodes import broken, with_cues

from turncast.captions.rules import HOUSES
from turncast.check import judge
from turncast.check.evidence import Evidence, gather
from turncast.check.houses import house
from turncast.check.subtitles import Caption, read
from turncast.cli import main

Change = Callable[[list[Caption]], list[Caption]]


def at(n: int, change: Callable[[Caption], Caption]) -> Change:
    return lambda cues: [change(cue) if k == n else cue for k, cue in enumerate(cues)]


def moved(start_ms: int, end_ms: int) -> Callable[[Caption], Caption]:
    return lambda cue: replace(cue, start_ms=cue.start_ms + start_ms, end_ms=cue.end_ms + end_ms)


def lines(*texts: str) -> Callable[[Caption], Caption]:
    return lambda cue: replace(cue, lines=texts)


def stretched(cues: list[Caption]) -> list[Caption]:
    return [replace(cue, start_ms=round(cue.start_ms * 1.003), end_ms=round(cue.end_ms * 1.003)) for cue in cues]


def in_three(cue: Caption) -> Caption:
    words = " ".join(cue.lines).split()
    return replace(cue, lines=(" ".join(words[:6]), " ".join(words[6:9]), " ".join(words[9:])))


def in_one(cue: Caption) -> Caption:
    return replace(cue, lines=(" ".join(cue.lines),))


def broken_in_two(cue: Caption) -> Caption:
    first, _, rest = cue.lines[0].rpartition(" ")
    return replace(cue, lines=(first, rest))


def later(ms: int) -> Change:
    return lambda cues: [replace(cue, start_ms=cue.start_ms + ms, end_ms=cue.end_ms + ms) for cue in cues]


def and_goodbye(cues: list[Caption]) -> list[Caption]:
    """One more, in the silence behind the last."""
    start_ms = cues[-1].end_ms + 90
    return [*cues, Caption(start_ms, start_ms + 840, ("Goodbye.",))]


LONG = 9
"""The cue of two lines: “Always. Bronze at eleven hundred degrees is a river that wants to go home.”"""


def test_the_cues_that_are_damaged_here_are_the_ones_that_are_meant(evidence: Evidence) -> None:
    cues = evidence.subtitles["vtt"].cues
    assert [len(cue.lines) for cue in cues].index(2) == LONG
    assert cues[2].lines == ("How does a bell begin?",)


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (list, set()),
        (at(LONG, in_three), {"lines a cue"}),
        (at(LONG, in_one), {"line length"}),
        (at(2, broken_in_two), {"one line where it fits"}),
        (at(4, lines("Something else entirely.")), {"words"}),
        (at(12, lines("Then you wait until it has", "stopped, and you count.")), {"pairs never split"}),
    ],
)
def test_damaged_lines_break_these_rules_alone(evidence: Evidence, change: Change, rules: set[str]) -> None:
    assert broken(with_cues(evidence, change, "vtt")) == rules


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (at(2, moved(0, -850)), {"shortest cue", "fastest cue", "reading speed", "speech without a cue"}),
        (at(12, moved(0, 3000)), {"last cue", "cue ends"}),
        (at(12, moved(0, 4100)), {"longest cue", "last cue", "cue ends"}),
        (at(2, moved(0, 200)), {"cues in order"}),
        (at(2, moved(0, 60)), {"gap between cues"}),
        (at(2, moved(0, -150)), {"gaps that flicker"}),
        (lambda cues: [*cues[:4], *cues[5:]], {"cues", "words", "speech without a cue"}),
        (lambda cues: [*cues[:2], cues[3], cues[2], *cues[4:]], {"cues in order", "words"}),
        (stretched, {"drift"}),
        (later(100), {"cue starts"}),
        (later(200), {"cue starts", "late or early cues"}),
        (and_goodbye, {"cues", "words", "cues in silence"}),
    ],
)
def test_damaged_times_break_these_rules_alone(evidence: Evidence, change: Change, rules: set[str]) -> None:
    assert broken(with_cues(evidence, change)) == rules


def test_two_turns_in_one_cue_are_found(evidence: Evidence) -> None:
    def joined(cues: list[Caption]) -> list[Caption]:
        both = replace(cues[3], end_ms=cues[3].end_ms, lines=(cues[2].lines[0], *cues[3].lines), start_ms=cues[2].start_ms)
        return [*cues[:2], both, *cues[4:]]

    assert "one speaker a cue" in broken(with_cues(evidence, joined, "vtt"))


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("vtt", at(3, lambda cue: replace(cue, voice="Ida Moss"))),
        ("srt", at(3, lambda cue: replace(cue, lines=cue.lines[1:]))),
        ("srt", at(2, lambda cue: replace(cue, lines=("Per Holm: How does a bell begin?",)))),
    ],
)
def test_a_wrong_or_missing_name_is_found(evidence: Evidence, form: str, change: Change) -> None:
    assert broken(with_cues(evidence, change, form)) == {"speakers' names"}


def test_files_that_differ_are_found(evidence: Evidence) -> None:
    assert broken(with_cues(evidence, later(1), "srt")) == {"SRT and WebVTT alike"}


def test_reading_too_fast_all_along_is_found(evidence: Evidence) -> None:
    assert "reading speed" in broken(replace(evidence, rules=replace(evidence.rules, max_cps=12)))


def test_shorter_lines_are_another_house(evidence: Evidence) -> None:
    assert broken(replace(evidence, rules=house("podcast", "en"))) <= {"line length"}
    assert broken(replace(evidence, rules=house("tiktok", "en"))) >= {"line length", "lines a cue", "words a cue", "longest cue"}


@pytest.mark.parametrize(
    ("name", "texts", "kept"), [("netflix", 1, True), ("netflix", 2, False), ("tiktok", 1, True), ("tiktok", 2, False)]
)
def test_a_name_may_stand_above_a_single_line_alone(evidence: Evidence, name: str, texts: int, kept: bool) -> None:
    one = evidence.subtitles["srt"].cues[LONG]
    texts_of = {1: ("Per Holm:", " ".join(one.lines)), 2: ("Per Holm:", "Always. Bronze at eleven hundred", "degrees is a river.")}
    srt = replace(evidence.subtitles["srt"], cues=(replace(one, lines=texts_of[texts]),))
    found = judge(replace(evidence, subtitles={"srt": srt}, rules=house(name, "en")))
    assert {one.rule: one.passed for one in found}["lines a cue"] is kept


@pytest.mark.parametrize("name", HOUSES)
def test_what_is_laid_out_by_a_house_keeps_what_it_asks(episode: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "e"
    shutil.copytree(episode, target)
    assert main(["captions", str(target), "--format", "srt,vtt", "--rules", name]) == 0
    found = gather(target, name)
    n_cues = len(found.subtitles["srt"].cues)
    plan = replace(found.plan, episode=replace(found.plan.episode, n_cues=n_cues))
    assert broken(replace(found, plan=plan)) == set()


def test_an_episode_without_subtitles_is_told_so(evidence: Evidence) -> None:
    assert broken(replace(evidence, subtitles={})) == {"subtitles"}


# --- the files as they are written -----------------------------------------------------------------------------------

GOOD_SRT = "1\n00:00:01,000 --> 00:00:02,000\nA: R&D <3\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\nlines\n"
GOOD_VTT = (
    "WEBVTT\n\nNOTE a note\n\nSTYLE\n::cue { color: red }\n\n1\n00:01.000 --> 00:02.000 align:start\n"
    "<v Ann Lee>R&amp;D <i>&lt;3</i>\n\n00:00:03.000 --> 00:00:04.000\n<v.loud Bo>One <00:00:03.500>two\n"
)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_players_show_is_read(tmp_path: Path) -> None:
    srt, vtt = read(written(tmp_path, "a.srt", GOOD_SRT)), read(written(tmp_path, "a.vtt", GOOD_VTT))
    assert srt is not None
    assert vtt is not None
    assert (srt.faults, vtt.faults) == ((), ())
    assert srt.cues == (Caption(1000, 2000, ("A: R&D <3",)), Caption(3000, 4000, ("Two", "lines")))
    assert vtt.cues == (Caption(1000, 2000, ("R&D <3",), "Ann Lee"), Caption(3000, 4000, ("One two",), "Bo"))


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.srt", GOOD_SRT.replace("2\n00", "3\n00"), "not numbered"),
        ("a.srt", GOOD_SRT.replace("03,000", "03.000"), "no such time"),
        ("a.srt", GOOD_SRT.replace("-->", "->", 1), ""),
        ("a.srt", GOOD_SRT.encode("utf-16"), "not UTF-8"),
        ("a.srt", "\ufeff" + GOOD_SRT, "byte order mark"),
        ("a.vtt", GOOD_VTT.replace("WEBVTT", "WEBVT"), "WEBVTT"),
        ("a.vtt", GOOD_VTT.replace("WEBVTT\n\n", "WEBVTT\n"), "WEBVTT"),
        ("a.vtt", GOOD_VTT.replace("01.000", "01,000"), "no times"),
        ("a.vtt", GOOD_VTT.replace("&amp;", "&"), "bare &"),
        ("a.vtt", GOOD_VTT.replace("&lt;", "<"), "bare <"),
        ("a.vtt", GOOD_VTT.replace("two", "--> two"), "arrow"),
        ("a.vtt", GOOD_VTT.replace("00:00:03.000", "00:00:00.500"), "before"),
        ("a.vtt", GOOD_VTT.replace("00:00:04.000", "00:00:03.000"), "end after"),
        ("a.vtt", "", "WEBVTT"),
    ],
)
def test_a_strict_reader_finds_what_is_wrong_with_a_file(tmp_path: Path, name: str, text: str | bytes, fault: str) -> None:
    found = read(written(tmp_path, name, text))
    assert found is not None
    assert any(fault in one for one in found.faults), found.faults


def test_faults_of_form_break_the_rules_of_form(evidence: Evidence) -> None:
    wrong = {form: replace(one, faults=("something",)) for form, one in evidence.subtitles.items()}
    assert broken(replace(evidence, subtitles=wrong)) == {"SRT form", "WebVTT form"}


def test_other_languages_have_no_list_of_words_that_hold_on(evidence: Evidence) -> None:
    plan = replace(evidence.plan, episode=replace(evidence.plan.episode, language="sw"))
    found = {one.rule: one for one in judge(replace(evidence, plan=plan))}
    assert found["pairs never split"].passed is None
