"""SubRip and WebVTT: running text for each speaker; numbers, times and tags are never spoken."""

from __future__ import annotations

import datetime
import io

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read import parse
from turncast.script.turns import check_cover, find_turns

SRT = """1
00:00:01,000 --> 00:00:03,000
<i>Ann Lee: Welcome to the show.</i>
Today we talk about salt

2
00:00:03,100 --> 00:00:05,000
and about the sea. Bo, why salt?

3
00:00:06,000 --> 00:00:09,000
Bo Ek: Because nobody else
wanted it,

4
00:00:09,000 --> 00:00:12,000
Bo Ek: and I was {\\an8}twelve.

5
00:00:14,500 --> 00:00:16,000
Ann Lee: Twelve?
Bo Ek: Twelve, yes. At 10:30: in the morning.

6
00:00:17,000 --> 00:00:18,000
♪ a song ♪
"""
SAID = [
    "Ann Lee: Welcome to the show. Today we talk about salt and about the sea. Bo, why salt?",
    "Bo Ek: Because nobody else wanted it, and I was twelve.",
    "Ann Lee: Twelve?",
    "Bo Ek: Twelve, yes. At 10:30: in the morning.",
]
VTT = """WEBVTT - A talk
Language: en-GB

STYLE
::cue { color: red }

NOTE made by hand

intro
00:01.000 --> 00:03.000 align:start
<v Ann Lee>Welcome &amp; hello.
Today <c.loud>we talk</c> about salt</v>

00:03.100 --> 00:05.000
<v.quiet Ann Lee>and the sea. Why?

NOTE a comment
over two lines

00:06.000 --> 00:09.000
<v Bo Ek>Because I was <00:07.000>twelve.
<v Ann Lee>Twelve?
"""


def texts(article: Article) -> list[str]:
    return [" ".join(block.text.split()) for block in article.blocks]


def said(article: Article) -> list[tuple[str, str]]:
    script = find_turns(article)
    check_cover(article, script)
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return [(names[turn.speaker], turn.text) for turn in script.turns]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cues_of_one_speaker_are_joined_and_each_change_is_a_block(end: str) -> None:
    assert texts(parse(SRT.replace("\n", end).encode(), "x.srt")) == SAID


def test_numbers_and_times_are_skipped_as_time_and_repeated_names_as_labels() -> None:
    article = parse(SRT.encode(), "x.srt")
    found = [(skip.reason, article.source[skip.span.start : skip.span.end].strip()) for skip in article.skipped]
    assert ("time", "2\n00:00:03,100 --> 00:00:05,000") in found
    assert [text for reason, text in found if reason == "label"] == ["Bo Ek:"]
    assert [text for reason, text in found if reason == "music"] == ["♪ a song ♪"]


def test_names_and_turns_come_out_right_and_no_label_or_time_is_spoken() -> None:
    assert said(parse(SRT.encode(), "x.srt")) == [tuple(text.split(": ", 1)) for text in SAID]
    assert said(parse(VTT.encode(), "x.vtt")) == [
        ("Ann Lee", "Welcome & hello. Today we talk about salt and the sea. Why?"),
        ("Bo Ek", "Because I was twelve."),
        ("Ann Lee", "Twelve?"),
    ]


def test_voice_tags_of_webvtt_become_labels_and_notes_and_styles_are_skipped() -> None:
    article = parse(VTT.encode(), "x.vtt")
    assert texts(article)[0].startswith("Ann Lee: Welcome & hello.")
    assert article.language == "en-GB"
    assert any(
        skip.reason == "comment" and "two lines" in article.source[skip.span.start : skip.span.end] for skip in article.skipped
    )


def test_signs_for_another_speaker_begin_a_block() -> None:
    cues = ">> ANN: Where\nto?\n\n", ">> BO: North.\n\n", ">> So far?\n- Yes.\n- No - not yet.\n\n"
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues))
    assert texts(parse(text.encode(), "x.srt")) == ["ANN: Where to?", "BO: North.", "So far?", "Yes.", "No - not yet."]


def test_captions_that_roll_up_are_read_once() -> None:
    rolled = ("so tell me about", "so tell me about\nthe salt pans", "the salt pans\nof the north")
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\n \n{cue}\n\n" for n, cue in enumerate(rolled))
    assert texts(parse(text.encode(), "x.vtt")) == ["so tell me about the salt pans of the north"]


def test_where_nobody_is_named_a_long_pause_behind_a_sentence_begins_a_paragraph() -> None:
    cues = [(1, 2, "One two."), (3, 4, "Three"), (9, 10, "four."), (20, 21, "Five.")]
    text = "".join(f"{n}\n00:00:{a:02},000 --> 00:00:{b:02},000\n{said}\n\n" for n, (a, b, said) in enumerate(cues))
    assert texts(parse(text.encode(), "x.srt")) == ["One two. Three four.", "Five."]


def test_an_empty_line_inside_a_subrip_cue_loses_nothing() -> None:
    assert texts(parse(b"1\n00:00:01,000 --> 00:00:02,000\nOne\n\ntwo\n\n2\n00:00:03.000 --> 00:00:04.000\nthree", "x.srt")) == [
        "One two three"
    ]


def test_a_colon_in_a_sentence_names_nobody() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nThe thing is\n\n2\n00:00:02,000 --> 00:00:03,000\nBut: it was late."
    assert texts(parse(text.encode(), "x.srt")) == ["The thing is But: it was late."]


def test_what_has_no_cues_is_told() -> None:
    for text, name in (("Hello there", "x.srt"), ("WEBVTT\n\nhello", "x.vtt")):
        with pytest.raises(SourceError, match="no subtitle with a time"):
            parse(text.encode(), name)


def test_the_formats_are_known_by_their_content() -> None:
    assert texts(parse(SRT.encode(), "-")) == SAID
    assert len(texts(parse(VTT.encode(), "-"))) == 3


WORDS = st.text(st.sampled_from("abcdefghij éü,?!"), min_size=1, max_size=40).map(lambda text: " ".join(f"x{text}".split()))


@given(st.lists(WORDS, min_size=1, max_size=12, unique_by=lambda text: " ".join(text.split())))
def test_every_word_of_files_that_other_libraries_write_is_read(cues: list[str]) -> None:
    times = [datetime.timedelta(seconds=4 * n) for n in range(len(cues) + 1)]
    subtitles = [srt.Subtitle(n + 1, times[n], times[n + 1] - times[1] / 2, text) for n, text in enumerate(cues)]
    vtt = webvtt.WebVTT()
    vtt.captions.extend(webvtt.Caption(f"00:00:{4 * n:02}.000", f"00:00:{4 * n + 2:02}.000", text) for n, text in enumerate(cues))
    out = io.StringIO()
    vtt.write(out)
    expected = " ".join(" ".join(cues).split())
    for text, name in ((srt.compose(subtitles), "x.srt"), (out.getvalue(), "x.vtt")):
        assert " ".join(texts(parse(text.encode(), name))) == expected
