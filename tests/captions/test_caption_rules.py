from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from turncast.captions.rules import BBC, HOUSES, NETFLIX, TIKTOK, for_language
from turncast.captions.table import ORDERED, RANGES, rules_from
from turncast.errors import UsageError


def test_an_empty_table_asks_for_netflix() -> None:
    assert rules_from({}) == NETFLIX


@pytest.mark.parametrize("house", HOUSES)
def test_every_house_can_be_named_and_keeps_within_the_ranges(house: str) -> None:
    rules = rules_from({"rules": house})
    assert rules == HOUSES[house]
    assert all(RANGES[name][0] <= value <= RANGES[name][1] for name, value in asdict(rules).items())
    assert all(getattr(rules, less) <= getattr(rules, more) for less, more in ORDERED)


def test_every_rule_can_be_set() -> None:
    assert set(RANGES) == set(asdict(NETFLIX))
    assert rules_from({"rules": "bbc", "line_chars": 34, "max_cps": 19}) == replace(BBC, line_chars=34, max_cps=19)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"rules": "itv"}, r"\[captions\] rules = 'itv': choose one of netflix, bbc, podcast, youtube, tiktok"),
        ({"rules": ["bbc"]}, r"\[captions\] rules = \['bbc'\]: choose one of"),
        ({"line_chars": 9}, r"\[captions\] line_chars = 9: it must be a whole number from 10 to 120"),
        ({"line_chars": 42.0}, r"\[captions\] line_chars = 42\.0: it must be a whole number"),
        ({"max_lines": True}, r"\[captions\] max_lines = True: it must be a whole number"),
        ({"min_ms": "800"}, r"\[captions\] min_ms = '800': it must be a whole number"),
        ({"line_char": 40}, r"\[captions\] line_char: there is no such rule; choose of rules, line_chars, "),
        ({"aim_cps": 30}, r"\[captions\] aim_cps = 30 is more than max_cps = 20: change one of them"),
        ({"gap_ms": 600}, r"\[captions\] gap_ms = 600 is more than chain_ms = 500: change one of them"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(table: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}") as caught:
        rules_from(table)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("language", "line_chars"), [("ja", 32), ("zh-Hant", 32), ("ko", 32), ("en", 42), ("", 42)])
def test_lines_of_wide_characters_are_shorter(language: str, line_chars: int) -> None:
    assert for_language(NETFLIX, language).line_chars == rules_from({}, language).line_chars == line_chars
    assert for_language(replace(NETFLIX, line_chars=20), language).line_chars == 20


def test_what_a_table_sets_itself_holds_in_every_language() -> None:
    assert rules_from({"line_chars": 40}, "ja").line_chars == 40


def test_three_words_are_more_characters_where_each_is_a_word() -> None:
    assert (for_language(TIKTOK, "ja").max_words, for_language(TIKTOK, "ko").max_words) == (9, 3)
