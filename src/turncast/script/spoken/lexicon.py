"""What a language says for symbols, units, coins, dates and abbreviations. `languages` holds one of these for each that we know."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Forms = tuple[str, ...]
"""How one of a thing is said, and how several are; in Russian one, two to four, and many."""


Phrase = tuple[tuple[str, ...], tuple[str, ...]]
"""Written words, and how each of them is said."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language says; where a field is empty we do not know, and the text stays as it is written."""

    language: str = ""
    """Without its region; "" where we do not know it."""
    dot: str = ""
    at: str = "at"
    slash: str = "slash"
    dash: str = ""
    underscore: str = ""
    to: str = ""
    """Between the two ends of a range."""
    clock: str = ""
    """A time of day: hours, then minutes."""
    full_hour: str = ""
    months: tuple[str, ...] = ()
    date: str = ""
    """How a day of a month of a year is put together: {day}, {month}, {year}."""
    first: str = ""
    """The first day of a month, where it is no plain number."""
    signs: Mapping[str, str] = field(default_factory=dict)
    """A symbol that stands alone or is part of a name."""
    before_number: Mapping[str, str] = field(default_factory=dict)
    between_numbers: Mapping[str, str] = field(default_factory=dict)
    after_number: Mapping[str, str] = field(default_factory=dict)
    """A symbol that stands off behind its number, as in "5 %"."""
    coins: Mapping[str, Forms] = field(default_factory=dict)
    change: str = ""
    """Between the coins and the hundredths of one."""
    large: Mapping[str, str] = field(default_factory=dict)
    """Millions and such as they are written, and as they are said."""
    of: tuple[str, str] = ("", "")
    """Between millions and what is counted, before a consonant and before a vowel."""
    grouped: str = ""
    """What parts the thousands of a long number, where every voice should get it without."""
    decimal: str = ""
    """The decimal mark as written."""
    point: str = ""
    """The decimal mark as said."""
    fractions: Mapping[str, str] = field(default_factory=dict)
    and_fraction: Mapping[str, str] = field(default_factory=dict)
    """A fraction behind a whole number."""
    units: Mapping[str, Forms] = field(default_factory=dict)
    powers: Mapping[str, str] = field(default_factory=dict)
    """A raised two or three."""
    power: str = ""
    """Any other raised figure: {}."""
    derivative: str = ""
    """Of what, and with respect to what."""
    per: Mapping[str, str] = field(default_factory=dict)
    """What a unit is counted by, behind a slash, with the word for the slash."""
    anywhere: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations written with a full stop, without it here; the stop is heard only where the sentence ends."""
    before_names: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations in front of a capital letter."""
    bare_names: Mapping[str, str] = field(default_factory=dict)
    """The same, of those that many write without a stop."""
    days: Mapping[str, str] = field(default_factory=dict)
    """Days of the week, written with a full stop and a comma."""
    before_figures: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations in front of a figure."""
    after_figures: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations behind a figure."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Written with signs or points inside, looked up as a whole word in lower case."""
    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Abbreviations of several words, by their first."""
    percent_before: str = ""
    """What stands before a number of per cent, where it does not stand behind."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def table(text: str) -> dict[str, str]:
    """A line, or a part of one up to a semicolon, is what is written and then what is said.

    >>> table("& and; ÷ divided by")
    {'&': 'and', '÷': 'divided by'}
    """
    lines = (line.split(maxsplit=1) for line in re.split(r"[;\n]", text) if line.strip())
    return {written: said.strip() for written, said in lines}


def counted(text: str) -> dict[str, Forms]:
    """A table of things in the singular and the plural: what stands in round brackets is the plural's, or all are written out.

    >>> counted("m/s meter(s) per second; ft foot|feet; Hz hertz")
    {'m/s': ('meter per second', 'meters per second'), 'ft': ('foot', 'feet'), 'Hz': ('hertz', 'hertz')}
    """
    return {written: _forms(said) for written, said in table(text).items()}


def _forms(said: str) -> Forms:
    if "|" in said:
        return tuple(said.split("|"))
    return re.sub(r"\(\w+\)", "", said), re.sub(r"[()]", "", said)


def phrases(text: str) -> dict[str, tuple[Phrase, ...]]:
    """A table of abbreviations of several words, by the first of them.

    >>> phrases("z. B. = zum Beispiel")
    {'z.': ((('z.', 'B.'), ('zum', 'Beispiel')),)}
    """
    found: dict[str, tuple[Phrase, ...]] = {}
    for line in filter(str.strip, re.split(r"[;\n]", text)):
        written, said = (side.split() for side in line.split("="))
        found[written[0]] = (*found.get(written[0], ()), (tuple(written), _shared(said, len(written))))
    return found


def _shared(said: Sequence[str], n_words: int) -> tuple[str, ...]:
    """The words said, one for each written; the last takes the rest."""
    return (*said[: n_words - 1], " ".join(said[n_words - 1 :]))


def form(number: str, forms: Forms) -> str:
    """The form of a thing that so many of it have.

    >>> form("1", ("mile", "miles")), form("22", ("рубль", "рубля", "рублей")), form("11", ("рубль", "рубля", "рублей"))
    ('mile', 'рубля', 'рублей')
    """
    if len(forms) < 3:
        return forms[0] if number == "1" else forms[-1]
    number = number.lstrip("-−+")
    if not number.isdecimal():
        return forms[1]
    tens, ones = divmod(int(number[-2:]), 10)
    if tens == 1 or ones == 0 or ones > 4:
        return forms[2]
    return forms[0] if ones == 1 else forms[1]
