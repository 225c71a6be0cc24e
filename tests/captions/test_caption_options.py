"""Speakers, words, offset: what each format makes of the options."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree

import opentimelineio
import pysubs2
import pytest
import webvtt
from caption_programmes import hostile_programmes
from caption_readers import READERS, XHTML, by_ffmpeg, clock_ms, page
from hypothesis import given, settings

from turncast.captions import load, names, write
from turncast.captions.cues import lay_out
from turncast.captions.formats.ass import WIDE_TWINS
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import ON_BLACK, colours
from turncast.errors import UsageError
from turncast.model import Cue, TimedWord

TTML, TTM, TTS = (f"{{http://www.w3.org/ns/ttml{part}}}" for part in ("", "#metadata", "#styling"))
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HARD_NAME = 'Åsa "A,B" {O}\\N --> <b> & Co.'
COLOURS = CaptionOptions(speakers="color")
WORDS = CaptionOptions(words=True)


def talk(*speakers: str) -> tuple[Cue, ...]:
    """Each says two sentences of three words, in turn."""
    words = [
        TimedWord(text, ms := 1000 + 7000 * turn + 700 * n + 1500 * (n // 3), ms + 600, speaker, turn, 2 * turn + n // 3)
        for turn, speaker in enumerate(speakers)
        for n, text in enumerate(("We", "saw", "it.", "And", "they", "did."))
    ]
    return lay_out(words, {speaker: speaker for speaker in speakers}, 1000 + 7000 * len(speakers))


@pytest.mark.parametrize("name", names())
def test_nobody_is_named_where_nobody_is_to_be(name: str) -> None:
    assert "Zarathustra" in write(talk("Zarathustra"), name)
    assert "Zarathustra" not in write(talk("Zarathustra"), name, CaptionOptions(speakers="none"))


@pytest.mark.parametrize("name", names())
def test_an_offset_moves_every_time_by_itself(name: str) -> None:
    before, after = (READERS[name](write(talk("Ann", "Bo"), name, CaptionOptions(offset_ms=ms))) for ms in (0, 61_000))
    assert [(start + 61_000, text) for start, _, text in before] == [(start, text) for start, _, text in after]


def test_an_offset_that_leads_before_the_beginning_is_told_with_the_least() -> None:
    assert write(talk("Ann"), "srt", CaptionOptions(offset_ms=-1000)).startswith("1\n00:00:00,000 -->")
    with pytest.raises(UsageError, match=r"^an offset of -1001 ms would put .* before the beginning: -1000 ms is as far back"):
        write(talk("Ann"), "srt", CaptionOptions(offset_ms=-1001))


def test_two_formats_never_write_the_same_file() -> None:
    endings = [load(name).ending for name in names()]
    assert len(set(endings)) == len(endings)
    assert "json" not in endings


# --- who speaks ------------------------------------------------------------------------------------------------------


def test_webvtt_colours_each_voice() -> None:
    text = write(talk("Ann", HARD_NAME), "vtt", COLOURS)
    (style,) = webvtt.from_string(text).styles
    assert '::cue(v[voice="Ann"]) { color: #ffffff; }' in style.text
    assert "-->" not in style.text
    escaped = re.findall(r'voice="((?:[^"\\]|\\[0-9a-f]+ )*)"\]\) \{ color: #ffff00; \}', style.text)
    assert [re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), one) for one in escaped] == [HARD_NAME]
    assert {cue.voice for cue in webvtt.from_string(text)} >= {"Ann"}


def test_subrip_colours_each_cue() -> None:
    said = [text for _, _, text in READERS["srt"](write(talk("Ann", "Bo"), "srt", COLOURS))]
    assert said[0] == '<font color="#ffffff">We saw it.</font>'
    assert said[-1] == '<font color="#ffff00">And they did.</font>'


def test_ass_gives_each_speaker_a_style() -> None:
    cues = talk("Ann", HARD_NAME, "Default", "A,nn", "A nn")
    for options in (CaptionOptions(), COLOURS):
        found = pysubs2.SSAFile.from_string(write(cues, "ass", options), format_="ass")
        assert [event.name for event in found] == [cue.speaker.replace(",", " ") for cue in cues]
        used = dict.fromkeys(event.style for event in found)
        assert list(used) == ["Ann", HARD_NAME.replace(",", " ").translate(WIDE_TWINS), "Default 2", "A nn", "A nn 2"]
        assert len({str(found.styles[style].primarycolor) for style in used}) == (5 if options is COLOURS else 1)


@pytest.mark.parametrize("name", ["lrc", "labels", "txt"])
def test_a_format_without_colours_names_the_speakers_instead(name: str) -> None:
    assert write(talk("Ann", "Bo"), name, COLOURS) == write(talk("Ann", "Bo"), name)
    assert "Ann: We saw it." in write(talk("Ann", "Bo"), name)


def test_ass_shows_a_name_at_each_change() -> None:
    said = [text for _, _, text in READERS["ass"](write(talk("Ann", "Bo"), "ass"))]
    assert [text.split(":")[0] for text in said if ":" in text] == ["Ann", "Bo"]


def test_ttml_tells_who_speaks_and_in_which_colour() -> None:
    cues = talk("Ann", HARD_NAME)
    tree = ElementTree.fromstring(write(cues, "ttml", CaptionOptions(speakers="color", title="A & B", language="en-GB")))
    agents = {one.get(XML_ID): one.findtext(f"{TTM}name") for one in tree.iter(f"{TTM}agent")}
    colour = {one.get(XML_ID): one.get(f"{TTS}color") for one in tree.iter(f"{TTML}style")}
    paragraphs = list(tree.iter(f"{TTML}p"))
    assert [agents[one.get(f"{TTM}agent")] for one in paragraphs] == [cue.speaker for cue in cues]
    assert [colour[one.get("style")] for one in paragraphs] == [ON_BLACK[cue.speaker != "Ann"] for cue in cues]
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert tree.findtext(f".//{TTM}title") == "A & B"


def test_json_and_words_and_markers_name_the_speaker_of_each() -> None:
    cues = talk("Ann", HARD_NAME)
    speakers = [cue.speaker for cue in cues]
    assert [one["speaker"] for one in json.loads(write(cues, "json"))["segments"]] == speakers
    assert {one["speaker"] for one in json.loads(write(cues, "words"))["words"]} == set(speakers)
    clip = next(iter(opentimelineio.adapters.read_from_string(write(cues, "otio"), "otio_json").find_clips()))
    assert [marker.metadata["turncast"]["speaker"] for marker in clip.markers] == speakers
    assert [marker.color for marker in clip.markers] == ["WHITE" if speaker == "Ann" else "YELLOW" for speaker in speakers]
    assert clip.source_range.duration.value == cues[-1].end_ms


def test_colours_begin_again_where_there_are_more_speakers() -> None:
    assert list(colours(talk(*"abcdefghij")).values()) == [*ON_BLACK, *ON_BLACK[:2]]


def test_a_page_has_one_section_a_speaker_and_a_place_for_every_time() -> None:
    cues = talk("Ann", HARD_NAME)
    tree = page(write(cues, "html", CaptionOptions(title="1 < 2", language="en", speakers="color")))
    assert tree.get("lang") == "en"
    assert tree.findtext(f".//{XHTML}title") == tree.findtext(f".//{XHTML}h1") == "1 < 2"
    assert [one.text for one in tree.iter(f"{XHTML}cite")] == ["Ann:", f"{HARD_NAME}:"]
    ids = [one.get("id") for one in tree.iter(f"{XHTML}p")]
    assert ids == ["t1", "t4.6", "t8", "t11.6"]
    assert [one.get("href") for one in tree.iter(f"{XHTML}a")] == [f"#{one}" for one in ids]
    outside = [one for one in tree.iter() if str(one.get("href", "#"))[0] != "#" or one.get("src") or one.tag.endswith("}script")]
    assert outside == [], "it needs nothing beside it"


def test_paragraphs_that_begin_together_have_places_of_their_own() -> None:
    words = [TimedWord("Yes.", 1000, 1000, "ab"[turn % 2], turn, turn) for turn in range(3)]
    tree = page(write(lay_out(words, {"a": "Ann", "b": "Bo"}, 5000), "html"))
    assert [one.get("id") for one in tree.iter(f"{XHTML}p")] == ["t1", "t1-2", "t1-3"]


def test_a_page_in_arabic_runs_from_right_to_left() -> None:
    words = [TimedWord(text, 500 * n, 500 * n + 500, "a", 0, 0) for n, text in enumerate(("مرحبا", "بكم", "OK"))]
    assert page(write(lay_out(words, {"a": "ليلى"}, 5000), "html", CaptionOptions(language="ar"))).get("dir") == "rtl"


# --- words -----------------------------------------------------------------------------------------------------------


def test_webvtt_times_every_word_but_the_first() -> None:
    (first, *_) = talk("Ann")
    text = write(talk("Ann"), "vtt", WORDS)
    assert "<v Ann>We <00:00:01.700>saw <00:00:02.400>it." in text
    assert first.start_ms == 1000
    assert READERS["vtt"](text) == READERS["vtt"](write(talk("Ann"), "vtt"))


@given(hostile_programmes())
@settings(max_examples=50, deadline=None)
def test_times_inside_a_webvtt_cue_rise_and_stay_inside(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    words, speakers, duration_ms = programme
    cues = lay_out(words, speakers, duration_ms)
    blocks = re.split(r"\n(?=\d\d:\d\d:\d\d\.\d{3} --> )", write(cues, "vtt", CaptionOptions(words=True, speakers="none")))[1:]
    for cue, block in zip(cues, blocks, strict=True):
        times = [clock_ms(time) for time in re.findall(r"<([\d:.]+)>", block)]
        assert times == sorted(set(times))
        assert all(cue.start_ms < ms < cue.end_ms for ms in times)


@given(hostile_programmes())
@settings(max_examples=50, deadline=None)
def test_karaoke_lights_every_word_when_it_is_said(programme: tuple[list[TimedWord], dict[str, str], int]) -> None:
    words, speakers, duration_ms = programme
    cues = lay_out(words, speakers, duration_ms)
    events = pysubs2.SSAFile.from_string(write(cues, "ass", CaptionOptions(words=True, speakers="none")), format_="ass")
    for cue, event in zip(cues, events, strict=True):
        lengths = [10 * int(length) for length in re.findall(r"\{\\k(\d+)\}", event.text)]
        silent = len(lengths) - len(cue.words)
        assert silent in (0, 1)
        ms = event.start + sum(lengths[:silent])
        for word, length in zip(cue.words, lengths[silent:], strict=True):
            assert abs(ms - max(word.start_ms, cue.start_ms)) <= 10
            ms += length


def test_karaoke_leaves_the_name_alone() -> None:
    assert ",Ann: We saw it." in write(talk("Ann"), "ass")
    assert r",Ann: {\k70}We {\k70}saw {\k" in write(talk("Ann"), "ass", WORDS)
    long_name = "Professor Henrietta Vane of Lower Marsh"
    assert rf",{long_name}:\N{{\k70}}We " in write(talk(long_name), "ass", WORDS)


def test_enhanced_lrc_times_every_word_and_the_end_of_the_last() -> None:
    lines = write(talk("Ann"), "lrc", WORDS).splitlines()
    assert lines[1] == "[00:01.00]Ann: <00:01.00>We <00:01.70>saw <00:02.40>it.<00:03.00>"


def test_lrc_has_its_title_and_clears_the_line_in_a_silence() -> None:
    lines = write(talk("Ann", "Bo"), "lrc", CaptionOptions(title="A talk", language="en", duration_ms=15_500)).splitlines()
    assert lines[:3] == ["[ti:A talk]", "[la:en]", "[length:00:15.50]"]
    assert [line for line in lines[3:] if line.endswith("]")] == ["[00:03.00]", "[00:06.60]", "[00:10.00]", "[00:13.60]"]
    said = [text for _, _, text in by_ffmpeg("\n".join(lines), "lrc")]
    assert said[:3] == ["Ann: We saw it.", "", "And they did."]


def test_spans_of_a_page_carry_their_times() -> None:
    spans = list(page(write(talk("Ann"), "html", WORDS)).iter(f"{XHTML}span"))
    assert [(one.text, one.get("data-start"), one.get("data-end")) for one in spans[:2]] == [
        ("We", "1", "1.6"),
        ("saw", "1.7", "2.3"),
    ]


@pytest.mark.parametrize("name", ["json", "labels", "otio"])
def test_segments_labels_and_markers_come_for_each_word(name: str) -> None:
    assert READERS[name](write(talk("Ann"), name, WORDS))[1] == (1700, 2300, "saw")


def test_right_to_left_text_stays_in_its_order_and_is_marked_where_a_name_leads() -> None:
    words = [TimedWord(text, 500 * n, 500 * n + 500, "a", 0, 0) for n, text in enumerate(("שלום", "לכם", "OK."))]
    cues = lay_out(words, {"a": "Ann"}, 5000)
    assert READERS["srt"](write(cues, "srt"))[0][2] == "\u200fAnn: שלום לכם OK."
    assert "<v Ann>שלום לכם OK." in write(cues, "vtt")
    assert 'tts:direction="rtl">' in write(cues, "ttml")
    styles = [line for line in write(cues, "ass").splitlines() if line.startswith("Style: ")]
    assert all(line.endswith(",-1") for line in styles)
