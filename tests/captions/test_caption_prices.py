from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from turncast.captions.languages import function_words
from turncast.captions.prices import IMPOSSIBLE, cue_price, lines_price, measure
from turncast.captions.rules import NETFLIX
from turncast.model import TimedWord

ENGLISH = function_words("en")


def price(text: str, first: int, last: int, pause_ms: Callable[[int], int] = lambda place: 0, word_ms: int = 400) -> float:
    """Of words[first:last] as a cue of one sentence, all words equally long, with a pause before each place."""
    words: list[TimedWord] = []
    now = 500
    for place, word in enumerate(text.split()):
        now += pause_ms(place)
        words.append(TimedWord(word, now, now + word_ms, "a", 0, 0))
        now += word_ms
    return cue_price(measure(words, "", now + 2000, NETFLIX, ENGLISH), first, last, NETFLIX)


LONG = "boats came down river every single morning before anybody woke up there"


def test_a_silence_inside_a_cue_costs_the_more_the_longer_it_is() -> None:
    prices = [price(LONG, 0, 6, lambda place, ms=ms: ms * (place == 3)) for ms in (0, 300, 700, 1100, 2100)]
    assert prices[0] == prices[1] < prices[2] < prices[3] < prices[4]


def test_a_silence_between_cues_costs_nothing() -> None:
    assert price(LONG, 0, 6, lambda place: 2100 * (place == 6)) <= price(LONG, 0, 6)


def test_a_scrap_of_a_sentence_costs_more_than_a_phrase() -> None:
    scrap, phrase = (price(f"{word} came down the river", 0, 1, word_ms=1600) for word in ("boats", "steamboatmen"))
    assert scrap > phrase + 40


def test_time_on_screen_grows_dear_as_it_gets_scarce() -> None:
    text = "oak elm ash fir yew bay"
    ample, brief, short = (price(text, 0, 3, word_ms=ms) for ms in (600, 400, 250))
    assert ample < brief < ample + 50
    assert short > brief + 500


def test_reading_speed_costs_more_at_each_limit() -> None:
    text = "abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij"
    slow, hasty, fast, rushed = (price(text, 0, 4, word_ms=ms) for ms in (700, 600, 520, 400))
    assert slow < hasty < fast - 100 < rushed - 1500


def test_a_gap_that_has_to_flicker_costs() -> None:
    at_seven = [price(LONG, 0, 10, lambda place: 300 * (place == 10), word_ms=ms) for ms in (660, 690)]
    assert at_seven[1] > at_seven[0] + 200


def test_a_cue_that_goes_before_its_words_are_over_costs_most() -> None:
    assert price(LONG, 0, 10, word_ms=900) > price(LONG, 0, 10, word_ms=690) + 5000


def sentences(*texts: str) -> list[TimedWord]:
    words = [(word, utterance) for utterance, text in enumerate(texts) for word in text.split()]
    return [TimedWord(word, 500 * n, 500 * n + 500, "a", 0, utterance) for n, (word, utterance) in enumerate(words)]


def test_whole_sentences_may_share_a_cue_but_parts_may_not() -> None:
    run = measure(sentences("We saw it.", "It was old.", "Nobody knew why it stood there."), "", 10_000, NETFLIX, ENGLISH)
    assert cue_price(run, 0, 6, NETFLIX) < cue_price(run, 0, 8, NETFLIX) - 300
    assert cue_price(run, 0, 6, NETFLIX) > cue_price(run, 0, 3, NETFLIX) - 30


def lines(words: Sequence[TimedWord], name: str = "") -> tuple[float, int]:
    return lines_price(measure(words, name, 99_000, NETFLIX, ENGLISH), 0, len(words), NETFLIX)


def test_one_line_is_free_and_three_are_impossible() -> None:
    assert lines(sentences("We saw the old boats.")) == (0, 5)
    assert lines(sentences("abcdefghij " * 9))[0] == IMPOSSIBLE


def test_the_upper_line_is_the_shorter_one_where_the_words_leave_it_open() -> None:
    assert lines(sentences("abcdefghij " * 5))[1] == 2


def test_a_pair_that_must_stay_together_costs_as_much_between_lines_as_between_cues() -> None:
    assert lines(sentences("the " * 14))[0] >= 1000


@pytest.mark.parametrize(("name", "possible"), [("Ann", True), ("Nineteen characters", True), ("Twenty characters on", False)])
def test_a_name_over_half_a_line_never_stands_beside_two_lines(name: str, possible: bool) -> None:
    assert (lines(sentences("We saw the boats go by, and the people waved."), name)[0] < IMPOSSIBLE) is possible


def test_a_name_is_given_time_to_be_read() -> None:
    words = sentences("It came.")[:2]
    quick = [TimedWord(word.text, n * 200, n * 200 + 200, "a", 0, 0) for n, word in enumerate(words)]
    bare, named = (cue_price(measure(quick, name, 9000, NETFLIX, ENGLISH), 0, 2, NETFLIX) for name in ("", "Tomasz Kowal"))
    assert named < bare, "it stays longer, so it is less brief"
