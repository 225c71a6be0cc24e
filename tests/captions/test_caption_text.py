"""The words of a file are the words of the programme, by other people's readers."""

from __future__ import annotations

from random import Random

import pytest
from caption_programmes import NAMES, english, hostile_programmes
from caption_readers import READERS, WIDE_TWINS, by_ffmpeg, by_pysubs2
from hypothesis import given, settings

from turncast.captions import names, write
from turncast.captions.cues import lay_out
from turncast.captions.formats.direction import RIGHT_TO_LEFT_MARK
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.lines import joined
from turncast.model import Cue, TimedWord

NAMELESS = CaptionOptions(speakers="none", title="Title & <b>", language="en")
PARAGRAPHS = ("txt", "html")
WORDS = ("csv", "words")
HUNDREDTHS = ("ass", "lrc")

HARD_WORDS = (
    *("R&D", "<3", "-->", "a<b", "&amp;", "&lt;b&gt;", "“quoted”", "'", '"', "a,b", ";", "=1+1", "#"),
    *("\\N", "{\\b1}", "{", "}", "\\", "1984", "12:30", "00:01", "NOTE", "STYLE", "WEBVTT"),
    *("e\u0301te\u0301", "👩\u200d🚀", "👍🏽", "日本語、", "「東京」", "مرحبا،", "שלום", "ไทย"),
)


def hard_cues() -> tuple[Cue, ...]:
    words = [TimedWord(text, 700 * n, 700 * n + 600, "a", n // 4, n // 4) for n, text in enumerate(HARD_WORDS)]
    return lay_out(words, {"a": "Ann"}, 700 * len(words) + 1500)


def bare(text: str) -> str:
    return "".join(text.replace(RIGHT_TO_LEFT_MARK, "").split())


def of_words(cues: tuple[Cue, ...]) -> str:
    return bare("".join(joined(cue.words) for cue in cues))


@given(programme=hostile_programmes())
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_or_changed(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    """In any format: they all write the same cues, for to lay them out takes longer."""
    words, speakers, duration_ms = programme
    cues = lay_out(words, speakers, duration_ms)
    expected = of_words(cues)
    for name in names():
        for options in (NAMELESS, CaptionOptions(speakers="none", words=name in ("vtt", "ass", "html", "json", "labels", "otio"))):
            found = READERS[name](write(cues, name, options).encode().decode())
            said = bare("".join(text for _, _, text in found))
            assert said == (expected.translate(WIDE_TWINS) if name == "ass" else expected), name


@pytest.fixture(scope="module")
def cues() -> tuple[Cue, ...]:
    """A long interview's."""
    words, duration_ms = english(Random(7), 3000)
    return lay_out(words, NAMES, duration_ms)


@pytest.mark.parametrize("name", [name for name in names() if name not in (*PARAGRAPHS, *WORDS)])
def test_every_cue_is_there_with_its_times(name: str, cues: tuple[Cue, ...]) -> None:
    found = READERS[name](write(cues, name, NAMELESS))
    off_ms = 5 if name in HUNDREDTHS else 0
    assert [said.replace("\n", " ") for _, _, said in found] == [joined(cue.words) for cue in cues]
    assert max(abs(start - cue.start_ms) for (start, _, _), cue in zip(found, cues, strict=True)) <= off_ms
    if name != "lrc":
        assert max(abs(end - cue.end_ms) for (_, end, _), cue in zip(found, cues, strict=True)) <= off_ms


@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_there_with_its_times(name: str, cues: tuple[Cue, ...]) -> None:
    words, _ = english(Random(7), 3000)
    assert READERS[name](write(cues, name)) == [(word.start_ms, word.end_ms, word.text) for word in words]


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_begins_with_its_first_word(name: str, cues: tuple[Cue, ...]) -> None:
    words, _ = english(Random(7), 3000)
    found = READERS[name](write(cues, name, NAMELESS))
    starts = {word.start_ms // (1000 if name == "txt" else 1) for word in words}
    assert len(found) > 30
    assert {start // (1000 if name == "txt" else 1) for start, _, _ in found} <= starts


@pytest.mark.parametrize("name", ["vtt", "ass", "srt"])
def test_ffmpeg_and_pysubs2_read_hard_words(name: str) -> None:
    """SubRip cannot escape, so ffmpeg takes what looks like its tags for tags: those words are left to the other readers."""
    cues = hard_cues()
    form = {"vtt": "webvtt"}.get(name, name)
    found = by_ffmpeg(write(cues, name, NAMELESS), form)
    assert len(found) == len(cues)
    for (start, end, said), cue in zip(found, cues, strict=True):
        assert max(abs(start - cue.start_ms), abs(end - cue.end_ms)) <= 5 * (name == "ass")
        if name == "ass":
            assert bare(said) == bare(joined(cue.words)).translate(WIDE_TWINS)
        elif not set("{}\\<&") & set("".join(cue.lines)):
            assert bare(said) == bare(joined(cue.words))
    if name != "srt":
        again = by_pysubs2(write(cues, name, NAMELESS), name)
        assert [(start, end) for start, end, _ in again] == [(start, end) for start, end, _ in found]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("words", [False, True])
def test_hours_do_not_move_anything(name: str, words: bool) -> None:
    """Carries at 59.9996 s, past one hour and past ten, and at the end of a day."""
    starts = (59_996, 3_599_999, 35_999_995, 86_399_996)
    spoken = [TimedWord("Yes.", ms, ms + 900, "a", n, n) for n, ms in enumerate(starts)]
    cues = lay_out(spoken, {"a": "Ann"}, 86_410_000)
    found = READERS[name](write(cues, name, CaptionOptions(speakers="none", words=words and name != "lrc")))
    rounding_ms = 999 if name == "txt" else 5 if name in HUNDREDTHS else 0
    assert [abs(start - ms) <= rounding_ms for (start, _, _), ms in zip(found, starts, strict=True)] == [True] * 4
