"""Written words to the way they are spoken; the written form stays for the captions.

The voices say plain numbers, years, ordinals and acronyms well. A rule stands here only for what they say badly or leave out, and
what no rule knows is spoken as it is written: a clip is kept under its spoken text.

First each word alone (`_rules`, word → word), then words beside each other (`phrases`, a view of the sentence → spoken forms).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from turncast.model import Token
from turncast.script.spoken import addresses, dates, figures, marks, mathematics, money, numbers, phones, phrases, symbols, times
from turncast.script.spoken.languages import base, lexicon

Rule = Callable[[str], str]

_PLAIN = re.compile(r"(?!WWI|[A-Z][a-z]{0,8}-[A-Z])(?:[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['-][A-Za-zÀ-ÖØ-öø-ÿ]+)?|[1-9]\d*)[.,;:!?]?")
"""Most words; no rule changes them, but WWI is said as two, and figures after a nought one by one."""
_AROUND = "¿¡…—.,;:!?、。，．！？：；"
EAST_ASIAN_OVER = {"ja": "分の", "zh": "分之"}
"""What stands between the lower and the upper part of a fraction."""
_LONGEST = 300
"""Characters; a longer word is no figure and no name, so it is only rid of its marks, unless it is an address."""


@lru_cache(maxsize=16)
def _rules(language: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Two lists, each in order: for the word as it is written, and for each word of what is left inside the marks around it."""
    say, english = lexicon(language), base(language) == "en"
    outer: tuple[Rule, ...] = (
        marks.straight_apostrophes,
        symbols.typed_signs,
        mathematics.typed_mathematics,
        partial(symbols.short_words, say=say),
        *((figures.feet_and_inches, phones.bracketed_area, addresses.leading_dot, symbols.degree_letters) if english else ()),
        marks.no_footnote_marks,
        marks.plain_letters,
        partial(symbols.before_numbers, say=say),
        partial(symbols.comparison, say=say),
        partial(mathematics.typed_power, say=say),
        mathematics.calls,
        marks.no_quote_marks,
        marks.one_ellipsis,
        marks.dashes,
    )
    in_english: tuple[Rule, ...] = (
        phones.telephone,
        dates.span_of_names,
        figures.span,
        times.english_time,
        times.half_day_time,
        figures.ratio,
        money.rate,
        money.price,
        figures.size,
        figures.vulgar_fractions,
        figures.fraction,
        figures.version,
    )
    elsewhere: tuple[Rule, ...] = (
        phones.telephone,
        partial(times.clock_time, say=say),
        partial(symbols.range_of_numbers, say=say),
        *((partial(numbers.east_asian_slash, over=EAST_ASIAN_OVER[base(language)]),) if base(language) in EAST_ASIAN_OVER else ()),
        partial(numbers.price, say=say),
        partial(numbers.vulgar_fraction, say=say),
        partial(numbers.ordinal_word, say=say),
        partial(numbers.plain_number, say=say),
    )
    inner: tuple[Rule, ...] = (
        partial(addresses.mail_address, say=say),
        partial(addresses.web_address, say=say),
        partial(addresses.path, say=say),
        partial(addresses.handle, say=say),
        addresses.hashtag,
        partial(times.date, say=say),
        partial(mathematics.derivative, say=say),
        partial(mathematics.primes, say=say),
        *(in_english if english else elsewhere),
        partial(symbols.between_numbers, say=say),
        partial(symbols.unit, say=say),
        partial(mathematics.powers, say=say),
        partial(symbols.beside_letters, say=say),
        partial(symbols.lone_symbol, say=say),
        symbols.words_about_a_slash,
    )
    return outer, inner


def spoken_form(word: str, language: str = "en") -> str:
    """One written word as a voice gets it, "" where it has no sound.

    >>> [spoken_form(word) for word in ("“Yes,”", "R&D", "good.''", "(50–60),", "1989")]
    ['Yes,', 'R and D', 'good.', '50 to 60,', '1989']
    """
    if _PLAIN.fullmatch(word):
        return word
    outer, inner = _rules(language)
    for rule in outer:
        word = rule(word)
    core = word.strip(_AROUND)
    start = len(word) - len(word.lstrip(_AROUND))
    before, behind = word[:start], word[start + len(core) :]
    if not core.isalpha() and (len(core) <= _LONGEST or "/" in core):
        for rule in inner:
            core = " ".join(map(rule, core.split()))
    behind = behind.removeprefix(".") if core.endswith(".") else behind
    return marks.only_what_can_be_said(before + core + behind)


def tokens(words: Sequence[tuple[str, bool]], language: str = "en") -> tuple[Token, ...]:
    """Written words (with whether white space follows) joined to their spoken forms.

    >>> [token.spoken for token in tokens([(word, True) for word in "World War II cost $ 5 a head".split()])]
    ['World', 'War', '2', 'cost', '', '5 dollars', 'a', 'head']
    """
    alone = [Token(text, spoken_form(text, language), space) for text, space in words]
    return phrases.together(alone, lexicon(language), base(language) == "en")


def speakable(token: Token) -> bool:
    """Whether anything in the token can be heard."""
    return any(map(str.isalnum, token.spoken))
