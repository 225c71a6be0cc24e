"""Rules that look at two words standing side by side: each takes both, and gives how they are spoken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from turncast.model import Token
from turncast.script.spoken.english import (
    ANYWHERE,
    BEFORE_FIGURES,
    BEFORE_NAMES,
    COUNTED,
    CURRENCIES,
    DAYS,
    LARGE,
    MAGNITUDES,
    MONTHS,
    RULERS,
    SAID_BY_VOICES,
)
from turncast.script.spoken.figures import ordinal, price_in_words
from turncast.script.spoken.lexicon import Lexicon
from turncast.script.spoken.symbols import unit_name

Pair = tuple[str, str]
PairRule = Callable[[Token, Token, Lexicon], Pair]

_OPENING = "\"“„«‹'‘([{（*"
_CLOSING = "\"”»›'’)]}）*"
_PAUSES = ".,;:!?…—"
_KNOWN_TO_VOICES = frozenset({"%", "$", "£", "€", "¥", "°", "°C", "°F"})
_COUNTING = LARGE | {"sq"}
"""Words that a unit may follow: "5 million km", "90 sq ft"."""
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")


def _core(text: str) -> str:
    """A written word without the marks around it."""
    return text.strip(_OPENING + _CLOSING + _PAUSES)


def _swapped(token: Token, spoken: str) -> str:
    """A new spoken form with the pause that the old one ended in."""
    kept = token.spoken.rstrip(_PAUSES)
    return spoken + token.spoken[len(kept) :]


def _parted(token: Token) -> bool:
    """Whether a mark stands behind the word, so that it does not belong to the next."""
    return token.text[-1:] in _PAUSES + _CLOSING


def sign_before_number(here: Token, after: Token, say: Lexicon) -> Pair:
    """A sign that stands off goes with its number: "$ 5" is said like "$5", and "§ 5" like "§5"."""
    name = say.before_number.get(here.text)
    if name and after.spoken[:1].isdigit():
        return name, after.spoken
    if here.text in SAID_BY_VOICES and after.spoken[:1].isdigit():
        return "", here.text + after.spoken
    return here.spoken, after.spoken


def number_before_sign(here: Token, after: Token, say: Lexicon) -> Pair:
    """A sign behind its number is a word of the language: "5 %"; where we know none it joins the number, for the voice to say."""
    sign = _core(after.text)
    if not sign or not _is_number(here) or sign in say.units:
        return here.spoken, after.spoken
    if name := say.after_number.get(sign):
        return here.spoken, _swapped(after, name)
    return (here.spoken + _swapped(after, sign), "") if sign in _KNOWN_TO_VOICES else (here.spoken, after.spoken)


def number_before_unit(here: Token, after: Token, say: Lexicon) -> Pair:
    """A unit behind its number is said in full: "5 km"; one that is also a word, like "in", is no unit here."""
    number = _core(here.text)
    if not _is_number(here) or number[:1] in CURRENCIES:
        return here.spoken, after.spoken
    name = unit_name(number, _core(after.text), say)
    return here.spoken, _swapped(after, name) if name else after.spoken


def _is_number(token: Token) -> bool:
    return (token.text[-1:].isdecimal() and token.spoken[-1:].isdecimal()) or token.text in _COUNTING


def price_in_millions(here: Token, after: Token, say: Lexicon) -> Pair:
    """The coin goes behind the millions: "£3 bn" is three billion pounds, and "$1-2 million" one to two million dollars."""
    written, magnitude = _core(here.text), _core(after.text)
    magnitude = MAGNITUDES.get(magnitude, magnitude)
    if written[:1] not in CURRENCIES or _parted(here) or magnitude not in LARGE:
        return here.spoken, after.spoken
    amount = here.spoken.replace(written[0], "").removesuffix(f" {CURRENCIES[written[0]][1]}")
    return amount, _swapped(after, f"{magnitude} {CURRENCIES[written[0]][1]}")


def price_before_number(here: Token, after: Token, say: Lexicon) -> Pair:
    """A price in words where a number follows at once: misaki carries the coin over, "$5, 15%" would be fifteen dollars percent."""
    words = here.spoken.split(" ")
    in_words = [*words[:-1], price_in_words(words[-1])]
    number = after.spoken[:1].isdecimal() or after.spoken[:1] in SAID_BY_VOICES
    return (" ".join(in_words) if number else here.spoken), after.spoken


def hour_before_half_day(here: Token, after: Token, say: Lexicon) -> Pair:
    """No o'clock before a.m.: "10:00 a.m." is ten a.m."""
    halves = {"am", "pm", "a.m", "p.m", "o'clock", "o’clock", "hours", "noon"}
    if here.spoken.endswith(" o'clock") and _core(after.text).lower() in halves:
        return here.spoken.removesuffix(" o'clock"), after.spoken
    return here.spoken, after.spoken


def whole_before_fraction(here: Token, after: Token, say: Lexicon) -> Pair:
    """A fraction behind a whole number is added to it: "2 1/2" is two and a half."""
    if here.text.isdecimal() and re.fullmatch(r"(?:\d/\d|[½⅓⅔¼¾])", _core(after.text)) and " " in after.spoken:
        return here.spoken, "and " + re.sub("^one ", "a ", after.spoken)
    return here.spoken, after.spoken


def hour_before_its_name(here: Token, after: Token, say: Lexicon) -> Pair:
    """The name of the hour is said once: "10:30 Uhr" is zehn Uhr dreißig."""
    name = say.full_hour.removeprefix("{} ")
    if name.isalpha() and _core(after.text) == name and f" {name}" in here.spoken:
        hour, _, minutes = here.spoken.partition(f" {name}")
        return hour, _swapped(after, f"{name}{minutes}")
    return here.spoken, after.spoken


def roman_number(here: Token, after: Token, say: Lexicon) -> Pair:
    """Louis XIV is the fourteenth, World War II is two; "Elizabeth I" is left alone, for it may go on with "think"."""
    core = _core(after.text)
    numeral, owner = re.fullmatch(r"([IVXL]+)((?:['’]s)?)", core), _core(here.text)
    if not numeral or _parted(here) or not _ROMAN.fullmatch(numeral[1]):
        return here.spoken, after.spoken
    number, possessive = _value(numeral[1]), "'s" * bool(numeral[2])
    if owner in RULERS and number > 1 and numeral[1] not in {"L", "X"}:
        return here.spoken, _swapped(after, f"the {ordinal(number)}{possessive}")
    if owner in COUNTED and numeral[1] not in {"L", "X"}:
        return here.spoken, _swapped(after, f"{number}{possessive}")
    return here.spoken, after.spoken


def _value(numeral: str) -> int:
    """A Roman numeral's number.

    >>> _value("XIV"), _value("LVIII")
    (14, 58)
    """
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def stop_of_a_unit(here: Token, after: Token, say: Lexicon) -> Pair:
    """The stop of a unit is no pause: "6 ft. tall"; unless the sentence ends there."""
    if after.text and here.text.endswith(".") and here.text[:-1] in say.units and here.spoken != here.text:
        return here.spoken.rstrip("."), after.spoken
    return here.spoken, after.spoken


def abbreviation(here: Token, after: Token, say: Lexicon) -> Pair:
    """Titles, pages, streets: "Prof. Lee", "p. 5", "Main St. is"; a stop is left only where the sentence ends."""
    short = here.text.strip(_OPENING + _CLOSING)
    if not re.fullmatch(r"\w+\.,?", short):
        return here.spoken, after.spoken
    comma, short, following = "," * short.endswith(","), short.rstrip(".,"), after.text.lstrip(_OPENING)
    if not comma and short in BEFORE_NAMES and following[:1].isupper():
        return BEFORE_NAMES[short], after.spoken
    if not comma and short in BEFORE_FIGURES and following[:1].isdecimal():
        return BEFORE_FIGURES[short], after.spoken
    if comma and short in DAYS:
        return DAYS[short] + comma, after.spoken
    if short in ANYWHERE:
        return ANYWHERE[short] + (comma if after.text else "."), after.spoken
    return here.spoken, after.spoken


def day_of_month(here: Token, after: Token, say: Lexicon) -> Pair:
    """The day is an ordinal: "May 29, 2024"; without a mark behind it, it may be "In May 20 people came"."""
    if here.spoken in MONTHS and re.fullmatch(r"(?:[1-9]|[12]\d|3[01])[,.;:!?]", after.spoken):
        return here.spoken, _swapped(after, ordinal(int(after.spoken[:-1])))
    return here.spoken, after.spoken


IN_ALL_LANGUAGES: tuple[PairRule, ...] = (
    sign_before_number,
    number_before_sign,
    number_before_unit,
    stop_of_a_unit,
    hour_before_its_name,
)
IN_ENGLISH: tuple[PairRule, ...] = (
    abbreviation,
    price_in_millions,
    price_before_number,
    hour_before_half_day,
    whole_before_fraction,
    roman_number,
    day_of_month,
)
_PLAIN = re.compile(r"[^\W\d_]+,?")
_PLAIN_TOO = re.compile(r"[^\W\d_]+[,.!?]?")
"""Two words that no rule looks at together, unless the second could be a Roman number or a unit."""


def together(here: Token, after: Token, rules: tuple[PairRule, ...], say: Lexicon) -> tuple[Token, Token]:
    """Both words, spoken as the rules say. `after` is empty behind the last word."""
    plain = _PLAIN.fullmatch(here.text) and _PLAIN_TOO.fullmatch(after.text)
    if plain and after.text[0] not in "IVXL" and here.text not in _COUNTING:
        return here, after
    for rule in rules:
        first, second = rule(here, after, say)
        if (first, second) != (here.spoken, after.spoken):
            here, after = replace(here, spoken=first), replace(after, spoken=second)
    return here, after
