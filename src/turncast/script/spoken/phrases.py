"""What stands beside each other in a sentence: the rules for several words, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from turncast.model import Token
from turncast.script.spoken import dates, money, names, neighbours, numbers, phones, ranges
from turncast.script.spoken.languages.english import MONTHS
from turncast.script.spoken.lexicon import Lexicon
from turncast.script.spoken.view import PhraseRule, View

_FIRST: tuple[PhraseRule, ...] = (phones.telephone_in_groups, neighbours.abbreviation_of_words)
_IN_ALL_LANGUAGES: tuple[PhraseRule, ...] = (
    neighbours.arrow_at_the_edge,
    neighbours.sign_before_number,
    neighbours.number_before_sign,
    neighbours.number_before_unit,
    neighbours.stop_of_a_unit,
    neighbours.hour_before_its_name,
    neighbours.whole_before_fraction,
    neighbours.lone_unit,
    neighbours.abbreviation,
    neighbours.title_without_stop,
)
_IN_ENGLISH: tuple[PhraseRule, ...] = (
    *_FIRST,
    ranges.grouped_thousands,
    ranges.between_two,
    ranges.range_with_blanks,
    ranges.size_or_product,
    ranges.comparison_apart,
    ranges.rating,
    ranges.range_behind_unit,
    ranges.number_of,
    ranges.version_behind_name,
    ranges.feet_and_inches_apart,
    ranges.decimal_comma,
    dates.day_behind_month,
    dates.day_before_month,
    money.coin_apart,
    money.code_and_amount,
    money.coin_behind,
    money.price_in_its_phrase,
    names.street,
    names.versus_in_law,
    names.roman_century,
    names.roman_number,
    neighbours.day_of_the_week,
    neighbours.hour_before_half_day,
    *_IN_ALL_LANGUAGES,
)
_ELSEWHERE: tuple[PhraseRule, ...] = (
    *_FIRST,
    numbers.roman_century,
    numbers.raised_ordinal,
    ranges.comparison_apart,
    numbers.coin_before_number,
    numbers.price_in_millions,
    numbers.coin_behind_number,
    *_IN_ALL_LANGUAGES,
)
_PLAIN = re.compile(r"[^\W\d_]+,?")
_PLAIN_TOO = re.compile(r"[^\W\d_]+[,.!?]?")
"""Two words that no rule looks at together, unless one could be a Roman number, a unit, a title or a month."""


def together(alone: Sequence[Token], say: Lexicon, english: bool) -> tuple[Token, ...]:
    """The tokens of a sentence as they are spoken beside each other. The first rule that has a say settles its words."""
    rules, found, at = _IN_ENGLISH if english else _ELSEWHERE, list(alone), 0
    while at < len(found):
        spoken = () if _nothing_to_see(found, at, say) else _by_rules(rules, View(found, at, say))
        for offset, form in enumerate(spoken):
            found[at + offset] = replace(found[at + offset], spoken=form)
        at += max(len(spoken), 1)
    return tuple(found)


def _by_rules(rules: Sequence[PhraseRule], view: View) -> tuple[str, ...]:
    return next((spoken for rule in rules if (spoken := rule(view))), ())


def _nothing_to_see(tokens: Sequence[Token], at: int, say: Lexicon) -> bool:
    """Whether two words in a row are so plain that no rule needs to look."""
    here, after = tokens[at].text, tokens[at + 1].text if at + 1 < len(tokens) else ""
    if not _PLAIN.fullmatch(here) or (after and not _PLAIN_TOO.fullmatch(after)):
        return False
    return (
        after[:1] not in tuple("IVXL")
        and here not in neighbours.COUNTING
        and here not in say.units
        and here not in say.bare_names
        and after.rstrip(",.!?") not in say.units
        and here not in MONTHS
        and here not in names.STREET_KINDS
        and here not in say.phrases
        and not after.startswith(("centur", "siècle"))
    )
