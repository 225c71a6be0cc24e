from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from caption_programmes import NAMES, english

import turncast.captions.layout as layout
from turncast.captions.languages import function_words
from turncast.captions.layout import Stretch, cheapest, lay_run
from turncast.captions.lines import labelled
from turncast.captions.prices import Run, cue_price, lines_price, measure
from turncast.captions.rules import NETFLIX, PODCAST, CaptionRules
from turncast.model import TimedWord

ENGLISH = function_words("en")


def spoken(text: str, wpm: int = 160) -> list[TimedWord]:
    """Sentences of one turn, parted by " / "; every word takes the same time, every sentence a pause of 400 ms."""
    words: list[TimedWord] = []
    now, length = 500, 60_000 // wpm
    for utterance, sentence in enumerate(text.split(" / ")):
        for word in sentence.split():
            words.append(TimedWord(word, now, now + length, "a", 0, utterance))
            now += length
        now += 400
    return words


def laid(text: str, name: str = "", rules: CaptionRules = NETFLIX, wpm: int = 160) -> list[str]:
    """The cues of a turn as lines parted by "|"."""
    words = spoken(text, wpm)

    def shown(first: int, last: int) -> str:
        return " ".join(word.text for word in words[first:last])

    stretches = lay_run(words, name, words[-1].end_ms + 900, rules, ENGLISH)
    return [f"{shown(s.first, s.turnover)}|{shown(s.turnover, s.last)}".strip("|") for s in stretches]


def chains(n_words: int, first: int = 0) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to cut words[first:] into stretches."""
    if first == n_words:
        yield ()
    for last in range(first + 1, n_words + 1):
        for rest in chains(n_words, last):
            yield ((first, last), *rest)


def price_of(run: Run, chain: tuple[tuple[int, int], ...], rules: CaptionRules) -> float:
    return sum(cue_price(run, first, last, rules) + lines_price(run, first, last, rules)[0] for first, last in chain)


@pytest.mark.parametrize("name", ["", "Ann", "Professor Henrietta Vane"])
@pytest.mark.parametrize("seed", range(6))
def test_no_other_chain_of_cues_is_cheaper(seed: int, name: str) -> None:
    """Against all 1024 ways to cut eleven words."""
    words, _ = english(Random(seed))
    start = 60 + 37 * seed
    run_words = [w for w in words[start : start + 60] if w.turn == words[start + 20].turn][:11]
    run = measure(run_words, name, run_words[-1].end_ms + 300, PODCAST, ENGLISH)
    found = tuple((s.first, s.last) for s in cheapest(run, PODCAST))
    assert price_of(run, found, PODCAST) == pytest.approx(min(price_of(run, chain, PODCAST) for chain in chains(len(run_words))))


def test_text_that_fits_one_line_stays_on_one() -> None:
    assert laid("I wanted to be a pilot, then a baker.") == ["I wanted to be a pilot, then a baker."]


def test_each_of_two_short_sentences_gets_a_line() -> None:
    assert laid("And that was it? / You decided to be a keeper?", wpm=200)[0] in (
        "And that was it?|You decided to be a keeper?",
        "And that was it?",
    )


def test_a_long_sentence_breaks_at_its_clauses() -> None:
    assert laid(
        "I remember a man in a blue cap who leaned out of a window, and I thought that he was the most important person."
    ) == [
        "I remember a man in a blue cap|who leaned out of a window,",
        "and I thought|that he was the most important person.",
    ]


def test_lines_are_not_top_heavy() -> None:
    (cue,) = laid("She laughed so very much about it that she had to sit down.")
    upper, lower = cue.split("|")
    assert len(upper) <= len(lower) + 6


def test_no_cue_ends_one_sentence_and_begins_another() -> None:
    assert laid(
        "I started on the Monday. / It was the coldest morning that anybody in Lower Marsh could remember, and I had no gloves."
    )[0] == ("I started on the Monday.")


def first_lines(text: str, name: str) -> tuple[str, ...]:
    """As the first cue of a turn looks with its name."""
    return labelled(tuple(laid(text, name)[0].split("|")), name, NETFLIX.line_chars)


def test_a_name_stands_before_two_lines_or_above_one() -> None:
    assert first_lines("The buses stopped, and nobody could pass them.", "Ann") == (
        "Ann: The buses stopped,",
        "and nobody could pass them.",
    )
    assert first_lines("The buses stopped at the end of the road.", "Ann") == ("Ann:", "The buses stopped at the end of the road.")


def test_a_long_name_is_never_beside_the_first_of_two_lines() -> None:
    text = "Nobody could pass unless he let them, and the buses stopped as well."
    name, line = first_lines(text, "Professor Henrietta Vane")
    assert (name, line) == ("Professor Henrietta Vane:", "Nobody could pass unless he let them,")


def test_a_long_silence_is_never_inside_a_cue() -> None:
    words = spoken("I opened the door and then I waited")
    late = [TimedWord(w.text, w.start_ms + 2500, w.end_ms + 2500, "a", 0, 0) for w in words[5:]]
    assert [s.last for s in lay_run([*words[:5], *late], "", 99_000, NETFLIX, ENGLISH)] == [5, 8]


def test_the_work_grows_with_the_words_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def counted(run: Run, first: int, last: int, rules: CaptionRules) -> float:
        nonlocal calls
        calls += 1
        return cue_price(run, first, last, rules)

    monkeypatch.setattr(layout, "cue_price", counted)
    for n_words in (1000, 4000):
        calls = 0
        lay_run(spoken("we saw how the old boats came and went " * (n_words // 9)), "", 10**9, NETFLIX, ENGLISH)
        assert calls < 25 * n_words


def test_stretches_follow_each_other_without_a_gap() -> None:
    words, duration_ms = english(Random(5))
    turn = [word for word in words if word.turn == 8]
    stretches = lay_run(turn, NAMES["a"], duration_ms, NETFLIX, ENGLISH)
    assert [s.first for s in stretches] == [0, *(s.last for s in stretches[:-1])]
    assert stretches[-1].last == len(turn)
    assert all(isinstance(s, Stretch) and s.first < s.turnover <= s.last for s in stretches)
