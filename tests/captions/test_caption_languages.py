from __future__ import annotations

import pytest

from turncast.captions.breaks import COMPOUND, LEANING, NEVER, break_cost
from turncast.captions.function_words import FunctionWords
from turncast.captions.languages import LISTED, UNKNOWN, function_words
from turncast.model import TimedWord


def cost(pair: str, language: str, space: bool = True) -> int:
    before, after = pair.split()
    words = (TimedWord(before, 0, 100, "a", 0, 0, space), TimedWord(after, 100, 200, "a", 0, 0))
    return break_cost(*words, function_words(language))


HELD = {
    "de": "das Haus|ein Boot|ihre Mutter|ich ging|wir haben|hat gesagt|nicht da|Dr. Vane|12 Uhr|5 km|großen Fluss",
    "fr": "la rivière|un bateau|leur mère|je suis|elle a|est partie|ne sait|n’est pas|Mme Vane|M. Dupont|5 €|petit bateau",
    "es": "el río|un barco|su madre|yo fui|ella ha|ha dicho|no está|Sr. Vega|Ana Vega|5 %|gran río|del puente",
    "it": "il fiume|una barca|sua madre|io sono|lei ha|ha detto|non è|Sig. Rossi|Anna Rossi|5 kg|grande fiume|della casa",
    "pt": "o rio|uma casa|sua mãe|eu fui|ela tem|tem dito|não está|Sr. Vega|Ana Vega|5 km|grande rio|da ponte",
    "nl": "de rivier|een boot|hun moeder|ik ging|wij hebben|heeft gezegd|niet daar|dr. Vane|5 km|grote rivier",
    "en": "5 km|10 %|7 p.m.|the boat",
}
OPEN = {
    "de": "Brücke und|Brücke weil|Boot auf",
    "fr": "pont et|pont parce|bateau sur",
    "es": "puente y|puente porque|barco en",
    "it": "ponte e|ponte perché|barca su",
    "pt": "ponte e|ponte porque|barco em",
    "nl": "brug en|brug omdat|boot op",
    "en": "1989 and|bridge because|boat on",
}


@pytest.mark.parametrize(("language", "pair"), [(language, pair) for language in HELD for pair in HELD[language].split("|")])
def test_a_pair_that_must_stay_together_is_held(language: str, pair: str) -> None:
    assert cost(pair, language) == NEVER


@pytest.mark.parametrize(("language", "pair"), [(language, pair) for language in OPEN for pair in OPEN[language].split("|")])
def test_a_line_may_end_before_a_conjunction_or_a_preposition(language: str, pair: str) -> None:
    assert cost(pair, language) < COMPOUND
    assert cost(" ".join(reversed(pair.split())), language) >= LEANING


def test_two_german_nouns_are_not_a_name_for_certain() -> None:
    assert cost("Tasse Tee", "de") == LEANING
    assert cost("Anna Vega", "es") == NEVER


def test_the_region_of_a_language_makes_no_difference() -> None:
    assert function_words("pt-BR") is function_words("PT_pt")


def test_an_unknown_language_is_broken_by_its_punctuation() -> None:
    assert function_words("fi") is UNKNOWN
    assert cost("talo, ja", "fi") < cost("talo ja", "fi") < NEVER


@pytest.mark.parametrize("language", LISTED)
def test_lists_hold_single_words_as_they_are_compared(language: str) -> None:
    known = function_words(language)
    assert isinstance(known, FunctionWords)
    for words in (known.holding, known.conjunctions, known.prepositions, known.intensifiers, known.trailers, known.adjectives):
        assert words
        assert all(word == word.lower() and "’" not in word for word in words)


@pytest.mark.parametrize(
    ("better", "worse"),
    [("は 東", "東 京"), ("東 京", "ロ プ"), ("京 A", "京 都"), ("で す", "食 べ"), ("。 父", "、 毎"), ("3 月", "9 年")],
)
def test_japanese_breaks_where_a_phrase_ends(better: str, worse: str) -> None:
    assert cost(better, "ja", space=False) <= cost(worse, "ja", space=False)


@pytest.mark.parametrize("pair", ["9 年", "1 2", "¥ 5", "เ ด", "… …", "— —", "5 ％", "き ゃ", "人 々", "（ 笑", "笑 ）"])
def test_what_makes_one_thing_is_hardly_parted(pair: str) -> None:
    assert cost(pair, "ja", space=False) >= LEANING
