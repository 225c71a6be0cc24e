from __future__ import annotations

import html
import re
from pathlib import Path
from random import Random

import pysubs2
import pytest
import srt
import webvtt
from caption_audit import text_of
from caption_programmes import NAMES, english, hostile_programmes
from hypothesis import given, settings

from turncast.captions import load, names, write
from turncast.captions.cues import lay_out
from turncast.captions.formats.direction import RIGHT_TO_LEFT_MARK, directed
from turncast.errors import UsageError
from turncast.model import Cue, TimedWord

TIME = r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}"
CHARACTER = r"(?:[^<>&\n]|&(?:amp|lt|gt);)"
VTT_CUE = re.compile(rf"({TIME}) --> ({TIME})\n(?:<v ({CHARACTER}+)>)?({CHARACTER}+(?:\n{CHARACTER}+)?)\n")
SRT_CUE = re.compile(r"(\d+)\n(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})\n(.+(?:\n.+)?)\n")


def ms(clock: str) -> int:
    hours, minutes, seconds = re.split(r"[:]", clock.replace(",", "."))
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))


@pytest.fixture(scope="module")
def cues() -> tuple[Cue, ...]:
    words, duration_ms = english(Random(3))
    return lay_out(words, NAMES, duration_ms)


def with_name(cue: Cue) -> str:
    text = " ".join(cue.lines)
    return f"{cue.speaker}: {text}" if cue.named else text


@pytest.mark.parametrize("name", names())
def test_every_format_gives_text_that_does_not_change(name: str, cues: tuple[Cue, ...]) -> None:
    text = write(cues, name)
    assert text == write(cues, name)
    assert "\r" not in text
    assert text.endswith("\n")
    assert "/" in load(name).media_type
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize("name", names())
def test_every_format_takes_a_programme_without_words(name: str) -> None:
    assert isinstance(write((), name), str)


@pytest.mark.parametrize("name", ["srt", "vtt"])
def test_a_second_reader_finds_the_same_cues(name: str, cues: tuple[Cue, ...]) -> None:
    found = pysubs2.SSAFile.from_string(write(cues, name), format_=name)
    assert [(event.start, event.end) for event in found] == [(cue.start_ms, cue.end_ms) for cue in cues]
    expected = [with_name(cue) if name == "srt" else " ".join(cue.lines) for cue in cues]
    assert [event.plaintext.replace("\n", " ") for event in found] == expected


def test_a_third_reader_finds_the_same_cues_in_webvtt(cues: tuple[Cue, ...]) -> None:
    found = webvtt.from_string(write(cues, "vtt"))
    assert [(ms(c.start), ms(c.end), c.voice, c.text) for c in found] == [
        (cue.start_ms, cue.end_ms, cue.speaker, "\n".join(cue.lines)) for cue in cues
    ]


def test_a_third_reader_finds_the_same_cues_in_srt(cues: tuple[Cue, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_text(write(cues, "srt"), encoding="utf-8")
    found = webvtt.from_srt(path)
    assert [(ms(c.start), ms(c.end), c.text.replace("\n", " ")) for c in found] == [
        (cue.start_ms, cue.end_ms, with_name(cue)) for cue in cues
    ]


@given(hostile_programmes())
@settings(max_examples=50, deadline=None)
def test_webvtt_keeps_to_its_grammar_whatever_the_words(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    words, names, duration_ms = programme
    cues = lay_out(words, names, duration_ms)
    header, *blocks = re.split(r"\n(?=\d\d:\d\d:\d\d\.\d{3} --> )", write(cues, "vtt"))
    assert header == "WEBVTT\n"
    matches = [VTT_CUE.fullmatch(block) for block in blocks]
    assert [
        (ms(m[1]), ms(m[2]), html.unescape(m[3] or ""), tuple(html.unescape(m[4]).split("\n"))) if m else None for m in matches
    ] == [(cue.start_ms, cue.end_ms, cue.speaker, directed(cue.lines)) for cue in cues]


@given(hostile_programmes())
@settings(max_examples=50, deadline=None)
def test_srt_reads_back_whatever_the_words(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    words, names, duration_ms = programme
    cues = lay_out(words, names, duration_ms)
    text = write(cues, "srt")
    matches = [SRT_CUE.fullmatch(block + "\n") for block in text.split("\n\n")[:-1]]
    assert [(int(m[1]), ms(m[2]), ms(m[3])) if m else None for m in matches] == [
        (n, cue.start_ms, cue.end_ms) for n, cue in enumerate(cues, 1)
    ]
    parsed = [cue.content for cue in srt.parse(text)]
    assert parsed == [m[4] for m in matches if m]
    for content, cue in zip(parsed, cues, strict=True):
        plain = content.replace(RIGHT_TO_LEFT_MARK, "")
        assert plain.endswith("\n".join(cue.lines))
        assert cue.named or plain == "\n".join(cue.lines)
    assert len(pysubs2.SSAFile.from_string(text, format_="srt")) == len(cues)


def test_srt_names_the_speaker_at_each_change() -> None:
    words = [TimedWord("Yes", 500, 1500, "q", 0, 0), TimedWord("No", 3_600_000, 3_601_000, "a", 1, 1)]
    assert write(lay_out(words, {"q": "Ann", "a": "Bo"}, 3_700_000), "srt") == (
        "1\n00:00:00,500 --> 00:00:01,500\nAnn: Yes\n\n2\n01:00:00,000 --> 01:00:01,000\nBo: No\n\n"
    )


def test_webvtt_escapes_names_and_text() -> None:
    words = [TimedWord(text, 500, 3500, "q", 0, 0) for text in ("R&D", "<3", "-->")]
    assert write(lay_out(words, {"q": "A<b> & C"}, 9000), "vtt") == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:03.500\n<v A&lt;b&gt; &amp; C>R&amp;D &lt;3 --&gt;\n"
    )


def test_an_unknown_format_is_told_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match=r"no subtitle format 'ssa' \(did you mean ass\?\): choose one of srt, vtt, ass, "):
        write((), "ssa")


def test_the_words_of_a_file_are_the_words_of_the_programme(cues: tuple[Cue, ...]) -> None:
    words, _ = english(Random(3))
    assert " ".join(cue.text.replace("\n", " ") for cue in webvtt.from_string(write(cues, "vtt"))) == text_of(words)
