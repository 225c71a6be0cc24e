"""Edited subtitles as people send them back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncast.captions.imported import Imported, imported
from turncast.errors import SourceError
from turncast.read.decoding import decoded


def cues(found: Imported) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in found.cues]


def test_subrip_is_read() -> None:
    found = imported("1\n00:00:01,000 --> 00:00:02,500\nAnn: One\ntwo\n\n2\n01:00:00,001 --> 01:00:03,000\nThree\n", "x.srt")
    assert cues(found) == [(1000, 2500, "Ann: One\ntwo"), (3_600_001, 3_603_000, "Three")]
    assert (found.is_webvtt, found.notes) == (False, ())


def test_webvtt_is_read_without_its_notes_styles_and_identifiers() -> None:
    text = (
        "WEBVTT - a talk\nKind: captions\n\nSTYLE\n::cue { color: red; }\n\nNOTE nothing\n\nfirst\n"
        "00:01.000 --> 00:02.000 line:0 align:start\n<v Ann>One\n\nNOTE\nlong\n\nsecond\n01:00:02.000 --> 01:00:03.000\nTwo"
    )
    found = imported(text, "x.vtt")
    assert cues(found) == [(1000, 2000, "<v Ann>One"), (3_602_000, 3_603_000, "Two")]
    assert found.is_webvtt


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n\r\n",
        "1\r00:00:01,000 --> 00:00:02,000\rOne\r\r2\r00:00:03,000 --> 00:00:04,000\rTwo\r",
        "00:00:01,000 --> 00:00:02,000\nOne\n\n00:00:03,000 --> 00:00:04,000\nTwo",
        "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo",
        "1\n\n00:00:01.000-->00:00:02.000\n\nOne\n\n\n\n7\n0:0:3,0 -> 0:0:4\n\nTwo\n\n",
        "  1\n  00:00:01,000 --> 00:00:02,000  X1:100 X2:200\nOne\n \t\n2\n00:00:03,00 --> 00:00:04,00\nTwo\n",
        "00:01 --> 00:02\nOne\n\n00:03 --> 00:04\nTwo",
    ],
    ids=["windows", "old mac", "no numbers", "no empty lines", "empty lines", "blanks", "no hours"],
)
def test_what_editors_do_to_a_file_changes_nothing(text: str) -> None:
    found = imported(text, "x.srt")
    assert cues(found) == [(1000, 2000, "One"), (3000, 4000, "Two")]
    assert found.notes == ()


def test_an_empty_line_inside_a_text_parts_nothing_and_a_number_may_be_one() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nOne\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nIn\n1984\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n7"
    )
    assert [said for _, _, said in cues(imported(text, "x.srt"))] == ["One\ntwo", "In\n1984", "7"]


def test_faulty_times_are_mended_and_told_once_for_each_kind() -> None:
    text = (
        "1\n-00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:01,500 --> 00:00:03,000\nTwo\n\n"
        "3\n00:00:09,000 --> 00:00:08,000\nFour\n\n4\n00:00:05,000 --> 00:00:06,000\nThree\n\n5\n00:00:05,500 --> 00:00:07,000\n\n"
    )
    found = imported(text, "x.srt")
    assert cues(found) == [(0, 2000, "One"), (1500, 3000, "Two"), (5000, 6000, "Three"), (5500, 7000, ""), (9000, 9000, "Four")]
    assert found.notes == (
        "1 of 5 subtitles: before the beginning; the first at line 2",
        "1 of 5 subtitles: ending before it starts; the first at line 10",
        "1 of 5 subtitles: without a text; the first at line 18",
        "1 of 5 subtitles: out of order; the first at line 14",
        "2 of 5 subtitles: overlapping the one before; the first at line 6",
    )


def test_windows_1252_reads_as_it_was_meant() -> None:
    data = "1\r\n00:00:01,000 --> 00:00:02,000\r\nJe suis né à Orléans – “là”.\r\n".encode("cp1252")
    assert cues(imported(decoded(data, "x.srt"), "x.srt")) == [(1000, 2000, "Je suis né à Orléans – “là”.")]


@pytest.mark.parametrize("text", ["", "WEBVTT\n", "Only a text --> with an arrow.\n", "\ufeff"])
def test_a_file_without_subtitles_is_told_in_one_line(text: str) -> None:
    with pytest.raises(SourceError, match=r"^x\.srt: no subtitles are in it; give an SRT or WebVTT file, [^\n]*$"):
        imported(text, "x.srt")


PIECES = st.sampled_from(
    ["WEBVTT", "1", "-->", "00:00:01,000 --> 00:00:02,000", "00:01.5-->-1:0", "NOTE", "", "\r", "<v A>", "{\\an8}", "…:", "a: b"]
)


@given(st.lists(PIECES | st.text(max_size=12), max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_is_sent_is_read_or_told_in_one_line(pieces: list[str]) -> None:
    try:
        found = imported("\n".join(pieces), "x.srt")
    except SourceError as error:
        found = Imported((), False, (str(error),))
    assert not any("\n" in note for note in found.notes)
    assert found.cues or found.notes
    assert all(0 <= cue.start_ms <= cue.end_ms for cue in found.cues)
    assert [cue.start_ms for cue in found.cues] == sorted(cue.start_ms for cue in found.cues)
