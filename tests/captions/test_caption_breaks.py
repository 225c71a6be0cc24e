from __future__ import annotations

import pytest

from turncast.captions.breaks import NEVER, break_cost
from turncast.captions.languages import function_words
from turncast.model import TimedWord


def cost(
    before: str, after: str, space: bool = True, same_sentence: bool = True, language: str = "en", holds: bool | None = None
) -> int:
    return break_cost(
        TimedWord(before, 0, 100, "a", 0, 0, space, holds),
        TimedWord(after, 100, 200, "a", 0, 0 if same_sentence else 1),
        function_words(language),
    )


@pytest.mark.parametrize(
    "pair",
    [
        "the river",
        "their boat",
        "an old",
        "old boat",
        "I went",
        "she has",
        "“I went",
        "has gone",
        "wasn't there",
        "isn’t it",
        "we've seen",
        "she’ll come",
        "not there",
        "never again",
        "Henrietta Vane",
        "New York",
        "Mr. Kowal",
        "Dr. Oduya",
        "J. Smith",
        "vraiment ?",
        "cold –",
        "tea—it was",
    ],
)
def test_a_pair_that_must_stay_together_is_never_worth_breaking(pair: str) -> None:
    before, after = pair.split(" ", 1)
    assert cost(before, after.split()[0]) == NEVER


@pytest.mark.parametrize(
    "text",
    [
        "bridge. | And | then",
        "bridge; | the | old",
        "bridge, | although | the",
        "bridge | because | of",
        "man | who | was",
        "boat | from | the",
        "opened | the | bridge",
        "yellow | and | old",
        "said, | “Kettle | on”",
        "U.S. | and | the",
    ],
)
def test_the_earlier_of_two_places_is_the_better_one(text: str) -> None:
    first, second, third = text.split(" | ")
    assert cost(first, second) < cost(second, third)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("over. Then", "over; then"),
        ("over; then", "over, then"),
        ("went, then", "went and"),
        ("went and", "went by"),
        ("went by", "boat came"),
        ("boat was", "boat came"),
        ("boat came", "of oil"),
        ("look at", "looked it"),
        ("February, which", "9, 1989"),
        ("kettle of", "kind of"),
        ("house than", "rather than"),
    ],
)
def test_the_scale_follows_the_standard(better: str, worse: str) -> None:
    assert cost(*better.split()) < cost(*worse.split())


def test_the_end_of_a_sentence_is_free_whatever_the_words_are() -> None:
    assert cost("the", "river", same_sentence=False) == 0
    assert cost("bridge.", "And", same_sentence=True) > 0


@pytest.mark.parametrize("pair", ["京 。", "た 、", "「 時", "人 」", "き ょ", "ラ ー", "co operate", "and / or", "e \u0301"])
def test_characters_that_cling_are_not_parted(pair: str) -> None:
    before, after = pair.split()[0], pair.split()[-1]
    assert cost(before, after, space=False) == NEVER


def test_scripts_without_spaces_break_between_characters_and_better_after_punctuation() -> None:
    assert cost("。", "父", space=False) < cost("、", "毎", space=False) < cost("東", "京", space=False) < NEVER
    assert cost("ครับ", "ผม", space=False) < NEVER


def test_what_a_parse_holds_together_is_never_worth_breaking() -> None:
    assert cost("purple", "door", holds=True) == cost("gave", "up", holds=True) == NEVER
    assert cost("door,", "purple", holds=False) < 100


@pytest.mark.parametrize("pair", ["Yesterday Marta", "old sat", "capital fell"])
def test_a_parse_frees_what_only_looks_like_a_pair(pair: str) -> None:
    assert cost(*pair.split(), holds=False) < cost(*pair.split())


def test_a_parse_does_not_free_the_words_that_every_house_names() -> None:
    assert cost("the", "river", holds=False) == cost("is", "big", holds=False) == cost("her", "now", holds=False) == NEVER
