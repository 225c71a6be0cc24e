"""Written words to the way they are spoken; the written form stays for the captions.

The voices say plain numbers, years, ordinals and acronyms well. A rule stands here only for what they say badly or leave out, and
what no rule knows is spoken as it is written: a clip is kept under its spoken text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from turncast.model import Token
from turncast.script.spoken import addresses, figures, marks, neighbours, symbols, times
from turncast.script.spoken.lexicon import base, lexicon

Rule = Callable[[str], str]

_PLAIN = re.compile(r"(?!WWI)(?:[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['-][A-Za-zÀ-ÖØ-öø-ÿ]+)?|\d+)[.,;:!?]?")
"""Most words; no rule changes them, but WWI is said as two."""
_AROUND = "¿¡…—.,;:!?"
_LONGEST = 300
"""Characters; a longer word is no figure and no name, so it is only rid of its marks, unless it is an address."""


@lru_cache(maxsize=16)
def _rules(language: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Two lists, each in order: for the word as it is written, and for each word of what is left inside the marks around it."""
    say, english = lexicon(language), base(language) == "en"
    outer: tuple[Rule, ...] = (
        marks.straight_apostrophes,
        *((symbols.short_words, figures.feet_and_inches) if english else ()),
        marks.no_footnote_marks,
        marks.plain_letters,
        partial(symbols.before_numbers, say=say),
        marks.no_quote_marks,
        marks.one_ellipsis,
        marks.dashes,
    )
    in_english: tuple[Rule, ...] = (
        times.date,
        figures.telephone,
        figures.span,
        times.english_time,
        times.half_day_time,
        figures.ratio,
        figures.rate,
        figures.money,
        figures.vulgar_fractions,
        figures.fraction,
        figures.version,
    )
    elsewhere: tuple[Rule, ...] = (partial(times.clock_time, say=say), partial(symbols.range_of_numbers, say=say))
    inner: tuple[Rule, ...] = (
        partial(addresses.mail_address, say=say),
        partial(addresses.web_address, say=say),
        partial(addresses.handle, say=say),
        addresses.hashtag,
        *(in_english if english else elsewhere),
        partial(symbols.between_numbers, say=say),
        partial(symbols.unit, say=say),
        partial(symbols.powers, say=say),
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
    ['World', 'War', '2', 'cost', '', '$5', 'a', 'head']
    """
    say = lexicon(language)
    rules = (*neighbours.IN_ALL_LANGUAGES, *(neighbours.IN_ENGLISH if base(language) == "en" else ()))
    found = [Token(text, spoken_form(text, language), space) for text, space in words]
    found.append(Token("", ""))  # so that the last word, too, stands before something
    for position in range(len(found) - 1):
        found[position], found[position + 1] = neighbours.together(found[position], found[position + 1], rules, say)
    return tuple(found[:-1])


def speakable(token: Token) -> bool:
    """Whether anything in the token can be heard."""
    return any(map(str.isalnum, token.spoken))
