"""Papers, tags and pace: each rule fails where it should."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from made_episodes import broken, ffmpeg
from PIL import Image

from turncast.check import check, judge, report
from turncast.check.evidence import Evidence, gather
from turncast.check.labels import Labels, Mark, labels
from turncast.cli import main
from turncast.errors import SourceError, UsageError
from turncast.model import Chapter, Track, Word
from turncast.publish.tags import Tags, write_tags


def with_track(evidence: Evidence, track: Track) -> Evidence:
    return replace(evidence, plan=replace(evidence.plan, track=track))


def with_pauses(evidence: Evidence, shortest_s: float, longest_s: float, join: str) -> Evidence:
    """The same episode with silences of these lengths put into its levels in the place of the joins' own, in turns."""
    segments, rate = evidence.plan.track.segments, evidence.plan.track.sample_rate_hz
    levels, moved, now, n = [evidence.heard.levels_db[:50]], [], 50, 0
    for one in segments:
        if one.utterance.join == join or join == "any":
            pause = round(100 * (shortest_s, longest_s)[n % 2])
            n += 1
        else:
            pause = 40
        levels.append(np.full(pause, -120, np.float32))
        first, length = round(100 * one.start / rate), round(100 * one.n_samples / rate)
        now += pause
        moved.append(replace(one, start=now * rate // 100))
        levels.append(evidence.heard.levels_db[first : first + length])
        now += length
    levels.append(np.full(150, -120, np.float32))
    heard = replace(evidence.heard, levels_db=np.concatenate(levels))
    track = replace(evidence.plan.track, segments=tuple(moved), n_samples=(now + 150) * rate // 100)
    return replace(with_track(evidence, track), heard=heard)


def test_a_made_episode_keeps_every_rule(evidence: Evidence) -> None:
    assert broken(evidence) == set()


@pytest.mark.parametrize(
    ("shortest_s", "longest_s", "join", "rule"),
    [
        (0.3, 1.9, "turn", "pauses at turns"),
        (0.05, 0.4, "turn", "pauses at turns"),
        (0.42, 0.42, "turn", "pauses vary"),
        (0.5, 0.5, "section", "pauses at sections"),
        (0.8, 0.8, "sentence", "pauses at sentences"),
        (0.4, 0.4, "paragraph", ""),
        (2.4, 2.4, "sentence", "longest silence"),
    ],
)
def test_pauses_out_of_their_range_are_found(evidence: Evidence, shortest_s: float, longest_s: float, join: str, rule: str) -> None:
    found = broken(with_pauses(evidence, shortest_s, longest_s, join))
    rules_of_pauses = {"pauses at turns", "pauses vary", "pauses at sections", "pauses at sentences", "longest silence"}
    # joins that are not meant are 0.4 s long: too short for a section, too even for turns
    unmeant = {"pauses at sections", "pauses vary"} - {rule}
    assert (found & rules_of_pauses) - unmeant >= ({rule} - {""})
    assert (found & rules_of_pauses) - unmeant <= {rule, "longest silence", "pauses at sentences"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda words: (), "0 times for"),
        (lambda words: words[:-1], "times for"),
        (lambda words: words[::-1], "times go back"),
        (lambda words: (*words[:-1], replace(words[-1], end_ms=60_000)), "a word ends at 60000 ms of"),
    ],
)
def test_words_without_their_times_are_found(
    evidence: Evidence, change: Callable[[tuple[Word, ...]], tuple[Word, ...]], told: str
) -> None:
    track = evidence.plan.track
    one = max(track.segments, key=lambda segment: len(segment.clip.words))
    place = track.segments.index(one)
    damaged = replace(one, clip=replace(one.clip, words=change(one.clip.words)))
    segments = (*track.segments[:place], damaged, *track.segments[place + 1 :])
    found = {finding.rule: finding for finding in judge(with_track(evidence, replace(track, segments=segments)))}["words timed"]
    assert (found.passed, f"sentence {place + 1}: " in found.value, told in found.value) == (False, True, True)


def test_paragraphs_have_their_own_pause(evidence: Evidence) -> None:
    segments = tuple(
        replace(one, utterance=replace(one.utterance, join="paragraph")) if one.utterance.join == "sentence" else one
        for one in evidence.plan.track.segments
    )
    assert broken(with_track(evidence, replace(evidence.plan.track, segments=segments))) == {"pauses at paragraphs"}


def test_a_pause_that_somebody_wrote_may_be_long(evidence: Evidence) -> None:
    long = with_pauses(evidence, 2.4, 2.4, "section")
    assert "longest silence" in broken(long)
    segments = tuple(
        replace(one, utterance=replace(one.utterance, pause_ms=2400)) if one.utterance.join == "section" else one
        for one in long.plan.track.segments
    )
    assert "longest silence" not in broken(with_track(long, replace(long.plan.track, segments=segments)))


def test_a_pace_out_of_range_is_found(evidence: Evidence) -> None:
    segments = tuple(
        replace(one, utterance=replace(one.utterance, tokens=one.utterance.tokens * 5)) for one in evidence.plan.track.segments
    )
    found = broken(with_track(evidence, replace(evidence.plan.track, segments=segments)))
    assert {"pace of Ida Moss", "pace of Per Holm"} <= found


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"n_bytes": 1}, "file size"),
        ({"sha256": "0" * 64}, "file digest"),
        ({"missing": ("episode.srt",)}, "files"),
    ],
)
def test_papers_that_do_not_fit_the_files_are_found(evidence: Evidence, change: dict[str, object], rule: str) -> None:
    assert broken(replace(evidence, **change)) == {rule}  # type: ignore[arg-type]


def test_papers_that_tell_another_loudness_are_found(evidence: Evidence) -> None:
    episode = evidence.plan.episode
    loudness = replace(episode.master.loudness, integrated_lufs=-14.0)
    plan = replace(evidence.plan, episode=replace(episode, master=replace(episode.master, loudness=loudness)))
    assert broken(replace(evidence, plan=plan)) == {"loudness as told"}


def test_segments_out_of_order_are_found(evidence: Evidence) -> None:
    track = evidence.plan.track
    first, second, *others = track.segments
    assert {"track order", "script spoken", "words"} <= broken(
        with_track(evidence, replace(track, segments=(second, first, *others)))
    )
    assert "track order" in broken(with_track(evidence, replace(track, n_samples=track.n_samples // 2)))


def test_a_script_with_other_words_is_found(evidence: Evidence) -> None:
    script = (evidence.plan.script or "").replace("clay", "wax")
    assert broken(replace(evidence, plan=replace(evidence.plan, script=script))) == {"script spoken"}


# --- tags ------------------------------------------------------------------------------------------------------------


def picture(width: int, height: int, mode: str = "RGB", form: str = "JPEG") -> bytes:
    data = BytesIO()
    Image.new(mode, (width, height)).save(data, form)
    return data.getvalue()


def tagged(episode: Path, path: Path, **more: object) -> Labels:
    shutil.copy(episode / "episode.mp3", path)
    write_tags(path, Tags("The bell founder", ("Ida Moss", "Per Holm"), "en", **more))  # type: ignore[arg-type]
    return labels(path)


CHAPTERS = (Chapter(0, "The bell founder"), Chapter(13_000, "A day of fire"))


def test_tags_cover_and_chapters_are_read_back(episode: Path, evidence: Evidence, tmp_path: Path) -> None:
    found = tagged(episode, tmp_path / "a.mp3", cover=picture(1400, 1400), chapters=CHAPTERS, end_ms=32_000)
    assert found.chapters == (Mark(0, 13_000, "The bell founder"), Mark(13_000, 32_000, "A day of fire"))
    findings = {one.rule: one.passed for one in judge(replace(evidence, labels=found))}
    assert (findings["tag: cover"], findings["chapters"], findings["table of contents"]) == (True, True, True)


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.m4a", ("-c:a", "aac")), ("a.opus", ("-c:a", "libopus")), ("a.flac", ()), ("a.wav", ("-rf64", "auto", "-bitexact"))],
)
def test_tags_of_other_kinds_of_file_are_read(episode: Path, tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    ffmpeg(
        "-i",
        str(episode / "episode.mp3"),
        "-map",
        "0:a",
        "-map_metadata",
        "-1",
        "-map_chapters",
        "-1",
        *options,
        str(tmp_path / name),
    )
    cover = picture(1400, 1400)
    write_tags(tmp_path / name, Tags("A title", ("Ida Moss", "Per Holm"), "de", cover=cover, chapters=CHAPTERS, end_ms=32_000))
    found = labels(tmp_path / name)
    assert (found.title, found.artist, found.language) == ("A title", "Ida Moss, Per Holm", "deu")
    assert found.cover is not None
    assert (found.cover.width, found.cover.form, found.cover.n_bytes) == (1400, "JPEG", len(cover))
    # those of an M4A are written by its encoder
    chapters = [(one.start_ms, one.title) for one in found.chapters]
    assert chapters == ([] if name == "a.m4a" else [(one.start_ms, one.title) for one in CHAPTERS])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"title": "Another"}, "tag: title"),
        ({"title": ""}, "tag: title"),
        ({"artist": "Ida Moss"}, "tag: artist"),
        ({"language": ""}, "tag: language"),
        ({"language": "deu"}, "tag: language"),
        ({"version": "2.2"}, "tag: version"),
        ({"toc": None}, "table of contents"),
        ({"toc": ("b",)}, "table of contents"),
    ],
)
def test_wrong_tags_are_found(evidence: Evidence, change: dict[str, object], rule: str) -> None:
    assert broken(replace(evidence, labels=replace(evidence.labels, **change))) == {rule}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "chapters",
    [(Mark(0, 5000, "A"), Mark(4000, 6000, "B")), (Mark(0, 5000, ""),), (Mark(0, 999_000, "A"),), (Mark(5000, 5000, "A"),)],
)
def test_chapters_that_players_stumble_over_are_found(evidence: Evidence, chapters: tuple[Mark, ...]) -> None:
    told = tuple(Chapter(one.start_ms, one.title) for one in chapters)
    plan = replace(evidence.plan, episode=replace(evidence.plan.episode, chapters=told))
    found = replace(evidence, plan=plan, chapters=chapters, labels=replace(evidence.labels, chapters=chapters, ids=()))
    assert broken(found) == {"chapters"}


def test_chapters_that_differ_between_the_files_are_found(evidence: Evidence) -> None:
    assert broken(replace(evidence, chapters=(Mark(0, None, "Another"),))) == {"chapters agree"}
    assert broken(replace(evidence, chapters=None)) == {"chapters agree"}


def test_the_lines_of_the_show_itself_stand_around_the_script(evidence: Evidence) -> None:
    script = (evidence.plan.script or "").replace("# The bell founder\n", "")
    plan = replace(evidence.plan, script=script)
    found = {one.rule: one for one in judge(replace(evidence, plan=plan))}["script spoken"]
    assert (found.passed, found.value.endswith("and 14 of the show's own")) == (True, True)
    assert "script spoken" in broken(replace(evidence, plan=replace(plan, script=script.replace("Nobody can hurry it.", ""))))


@pytest.mark.parametrize(
    "data",
    [picture(1400, 1500), picture(200, 200), picture(1400, 1400, "RGBA", "PNG"), picture(1400, 1400, form="GIF"), b"no picture"],
)
def test_a_cover_that_directories_refuse_is_found(episode: Path, evidence: Evidence, tmp_path: Path, data: bytes) -> None:
    found = tagged(episode, tmp_path / "a.mp3", cover=data)
    assert broken(replace(evidence, labels=replace(evidence.labels, cover=found.cover))) == {"tag: cover"}
    assert broken(replace(evidence, cover=found.cover)) == {"cover"}


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_tells_and_fails_by_its_exit_code(episode: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(episode), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["passed"] is True
    assert {"rule": "clipped samples", "value": "0", "limit": "0", "source": "our own", "passed": True} in told["findings"]
    target = tmp_path / "e"
    shutil.copytree(episode, target)
    with (target / "episode.mp3").open("ab") as file:
        file.write(b"stray")
    assert main(["check", str(target)]) == 1
    printed = capsys.readouterr()
    assert "FAIL  file size" in printed.out
    assert printed.err.count("\n") == 1
    assert "does not keep: file digest, file size, " in printed.err


def test_another_loudness_can_be_asked_for(episode: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(episode), "--loudness", "broadcast"]) == 1
    assert "does not keep: integrated loudness\n" in capsys.readouterr().err
    assert main(["check", str(episode), "--loudness", "loud"]) == 2


def test_every_rule_has_a_name_of_its_own(evidence: Evidence) -> None:
    rules = [one.rule for one in judge(evidence)]
    assert len(rules) == len(set(rules))
    assert all(one.value and one.limit and one.source for one in judge(evidence))


def test_the_table_has_a_line_for_each_rule(evidence: Evidence) -> None:
    findings = judge(evidence)
    assert len(report.table(findings).splitlines()) == len(findings) + 2


def test_what_is_no_episode_is_told_in_one_line(episode: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no folder"):
        check(tmp_path / "nothing")
    with pytest.raises(SourceError, match="there is no episode"):
        check(tmp_path)
    with pytest.raises(UsageError, match="choose netflix"):
        check(episode, "nobody")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("episode.json", b"{", "episode.json cannot be read"),
        ("episode.json", b"\xff\xfe", "episode.json cannot be read"),
        ("track.json", b'{"type": "Track", "version": 1}', "track.json cannot be read"),
        ("track.json", None, "track.json cannot be read"),
        ("episode.mp3", None, "episode.mp3 is missing"),
        ("episode.mp3", b"", "episode.mp3"),
        ("episode.mp3", b"no sound at all" * 1000, "episode.mp3"),
    ],
)
def test_a_damaged_file_is_told_in_one_line(
    episode: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, told: str
) -> None:
    target = tmp_path / "e"
    shutil.copytree(episode, target)
    (target / name).unlink()
    if data is not None:
        (target / name).write_bytes(data)
    assert main(["check", str(target)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert told in error
    assert "inside turncast" not in error


def test_an_episode_without_its_script_is_judged_all_the_same(episode: Path, tmp_path: Path) -> None:
    target = tmp_path / "e"
    shutil.copytree(episode, target)
    (target / "script.md").unlink()
    found = gather(target)
    assert found.plan.script is None
    assert broken(found) == set()
