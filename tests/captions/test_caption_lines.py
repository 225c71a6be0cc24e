from __future__ import annotations

from itertools import pairwise

import pytest
from caption_audit import columns, text_of
from hypothesis import given
from hypothesis import strategies as st

from turncast.captions.lines import chop, label, labelled, width
from turncast.model import TimedWord


@given(st.text())
def test_no_text_is_narrower_than_its_characters(text: str) -> None:
    assert width(text) >= len(text)
    assert width(text) == columns(text)


def test_a_word_that_fits_stays_whole() -> None:
    word = TimedWord("x" * 42, 0, 100, "a", 0, 0)
    assert chop(word, 42) == (word,)


def test_an_overlong_word_is_cut_after_a_hyphen_and_its_time_shared_out_by_length() -> None:
    assert chop(TimedWord("fast-moving-rivers", 100, 280, "a", 3, 7), 14) == (
        TimedWord("fast-moving-", 100, 220, "a", 3, 7, space=False),
        TimedWord("rivers", 220, 280, "a", 3, 7, space=True),
    )


@given(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=200), st.integers(4, 42))
def test_pieces_of_a_word_fit_and_lose_nothing(text: str, columns_allowed: int) -> None:
    word = TimedWord(text, 1000, 2000, "a", 0, 0)
    pieces = chop(word, columns_allowed)
    assert text_of(pieces) == text
    assert all(width(piece.text) <= columns_allowed for piece in pieces)
    assert (pieces[0].start_ms, pieces[-1].end_ms) == (1000, 2000)
    assert all(a.end_ms == b.start_ms for a, b in pairwise(pieces))
    assert [piece.space for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def test_a_cut_does_not_part_a_character_from_its_accents() -> None:
    pieces = chop(TimedWord("e\u0301" * 10 + "👩\u200d🚀" * 4 + "👍🏽" * 4, 0, 1000, "a", 0, 0), 7)
    assert len(pieces) > 5
    assert not any(piece.text[0] in "\u0301\u200d\U0001f3fd🚀" or piece.text[-1] == "\u200d" for piece in pieces)


@pytest.mark.parametrize(
    ("lines", "name", "shown"),
    [
        (("Yes.",), "Ann", ("Ann: Yes.",)),
        (("Yes.", "No."), "Ann", ("Ann: Yes.", "No.")),
        (("exactly fifteen",), "Ann", ("Ann: exactly fifteen",)),
        (("exactly sixteen!",), "Ann", ("Ann:", "exactly sixteen!")),
        (("Yes.",), "", ("Yes.",)),
    ],
)
def test_a_name_stands_before_the_text_or_above_it(lines: tuple[str, ...], name: str, shown: tuple[str, ...]) -> None:
    assert labelled(lines, name, 20) == shown


@given(st.text(min_size=1, max_size=300), st.integers(10, 65))
def test_a_name_never_breaks_the_line_limit(name: str, line_chars: int) -> None:
    assert width(label(name, line_chars)) <= line_chars
    assert label(name, line_chars).endswith(":")
