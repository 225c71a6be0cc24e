from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import turncast.captions.alignment as alignment
from turncast.captions.alignment import Change, changes


def keys(texts: list[str], pace_ms: int = 300) -> list[tuple[str, int]]:
    return [(text, pace_ms * n) for n, text in enumerate(texts)]


TEXTS = st.lists(st.sampled_from("abcd"), max_size=40)


@given(TEXTS, TEXTS)
def test_the_changes_turn_one_into_the_other(ours: list[str], theirs: list[str]) -> None:
    made, place = [], 0
    for change in changes(keys(ours), keys(theirs)):
        assert place <= change.first <= change.last
        made += ours[place : change.first] + theirs[change.from_ : change.until]
        place = change.last
    assert made + ours[place:] == theirs


@given(TEXTS)
def test_nothing_differs_from_itself(texts: list[str]) -> None:
    assert list(changes(keys(texts), keys(texts))) == []


def test_a_text_that_is_repeated_is_told_apart_by_its_time() -> None:
    verse = list("abcdefgh")
    ours = verse * 50
    theirs = [*ours]
    theirs[25 * 8 + 3] = "x"
    assert list(changes(keys(ours), keys(theirs))) == [Change(203, 204, 203, 204)]
    del theirs[30 * 8 : 31 * 8]
    later = [*keys(theirs[: 30 * 8]), *((text, ms + 8 * 300) for text, ms in keys(theirs)[30 * 8 :])]
    assert list(changes(keys(ours), later)) == [Change(203, 204, 203, 204), Change(240, 248, 240, 240)]


def test_texts_that_occur_once_are_found_at_any_time() -> None:
    words = [f"word{n}" for n in range(500)]
    moved = [(text, ms + 3_600_000) for text, ms in keys([*words[:200], "new", *words[201:]])]
    assert list(changes(keys(words), moved)) == [Change(200, 201, 200, 201)]


def test_only_small_gaps_are_compared_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the work grows with the length, and another programme is no disaster."""
    random = Random(1)
    ours = [random.choice("abcdefgh") + str(random.randrange(50)) for _ in range(20_000)]
    theirs = [text if random.random() < 0.95 else "x" for text in ours]
    cells = 0

    class Counted(alignment.SequenceMatcher):  # type: ignore[type-arg]
        def __init__(self, junk: None, a: list[str], b: list[str], autojunk: bool) -> None:
            nonlocal cells
            cells += len(a) * len(b)
            super().__init__(junk, a, b, autojunk)

    monkeypatch.setattr(alignment, "SequenceMatcher", Counted)
    assert sum(change.last - change.first for change in changes(keys(ours), keys(theirs))) == theirs.count("x")
    assert cells < 20 * len(ours)
    assert list(changes(keys(ours), keys(["other"] * 20_000))) == [Change(0, 20_000, 0, 20_000)]
