"""English dates across several words: the day is an ordinal."""

from __future__ import annotations

import re

from turncast.script.spoken.figures import ordinal
from turncast.script.spoken.languages.english import DAYS, MONTHS, NOT_COUNTED, SHORT_MONTHS
from turncast.script.spoken.lexicon import words
from turncast.script.spoken.view import Spoken, View, core, parted, swapped

_DAY = r"(?:[1-9]|[12]\d|3[01])"
_DAYS = re.compile(rf"0?({_DAY})(?:[-–](?:0?({_DAY})))?")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DATED = words("on since until till by from before after dated through of and to between")
_PEOPLE = words("people men women children percent per million billion thousand of more new other")


def month(text: str) -> str:
    """The full name of a month, "" where it is none.

    >>> month("May"), month("Sept."), month("Mays")
    ('May', 'September', '')
    """
    name = text.rstrip(".")
    return name if name in MONTHS else SHORT_MONTHS.get(name, "")


def day_behind_month(view: View) -> Spoken:
    """May | 29 is May twenty-ninth, unless so many of something are counted in that month."""
    name, days = month(view[0].text), _DAYS.fullmatch(core(view[1].text))
    if not name or not days or view[1].text[:1] in "([":
        return ()
    short = view[0].text != name
    if (short and not _surely_dated(view)) or not (_surely_dated(view) or _likely_dated(view)):
        return ()
    said = " to ".join(ordinal(int(day)) for day in days.groups() if day)
    return name, swapped(view[1], said)


def _surely_dated(view: View) -> bool:
    """A mark or a year stands behind the day, or it ends the sentence, or "on" stands before the month."""
    year = _YEAR.fullmatch(core(view[2].text)) is not None
    return parted(view[1]) or not view[2].text or year or view[-1].text.lower() == "on" or view[0].text.endswith(".")


def _likely_dated(view: View) -> bool:
    before, behind = view[-1].text.lower(), core(view[2].text)
    if before == "in":
        return False
    if behind in NOT_COUNTED:
        return True
    return before in _DATED and not (behind.endswith("s") or behind in _PEOPLE)


def day_before_month(view: View) -> Spoken:
    """29 | May | 2021 is the twenty-ninth of May, two thousand twenty-one."""
    name, days = month(core(view[1].text)), _DAYS.fullmatch(view[0].text)
    if not name or not days:
        return ()
    before = view[-1].text.lower()
    if name == "May" and core(view[2].text) in {"have", "be", "not", "also", "well", "I"}:
        return ()
    year = _YEAR.fullmatch(core(view[2].text)) is not None
    short = core(view[1].text) != name
    if not year and (short or not (before in _DATED or before == "the" or (parted(view[1]) or not view[2].text))):
        return ()
    article = "" if before == "the" else "the "
    said = " to ".join(f"{article}{ordinal(int(day))}" for day in days.groups() if day)
    return f"{said} of", swapped(view[1], name)


def span_of_names(word: str) -> str:
    """From one day of the week or month to another, from one letter to another.

    >>> span_of_names("Mon–Fri"), span_of_names("Jan-Mar"), span_of_names("May–June"), span_of_names("A–Z"), span_of_names("X-Y")
    ('Monday to Friday', 'January to March', 'May to June', 'A to Z', 'X-Y')
    """
    first, _, second = word.replace("–", "-").partition("-")
    if not second:
        return word
    if {first, second} == {"A", "Z"}:
        return f"{first} to {second}"
    for names, known in ((DAYS, frozenset(DAYS.values())), (SHORT_MONTHS, frozenset(MONTHS))):
        ends = [names.get(end.rstrip("."), end) for end in (first, second)]
        if all(end in known for end in ends):
            return " to ".join(ends)
    return word
