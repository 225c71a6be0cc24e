"""Dates as pages write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan ene gen янв",
    "feb fev fév фев",
    "mar mär mrt maa мар",
    "apr avr abr апр",
    "may mai mag mei maj mayo мая май",
    "jun juin giu июн",
    "jul juil lug июл",
    "aug aou aoû ago авг",
    "sep set сен",
    "oct okt out ott окт",
    "nov ноя",
    "dec dez déc dic дек",
)
"""First letters of the months in the languages of Western and Northern Europe and in Russian."""
_BY_NAME = {start: month for month, names in enumerate(_MONTHS, 1) for start in names.split()}
_YEAR = r"((?:19|20)\d\d)"
_WRITTEN = re.compile(
    rf"(?<!\d){_YEAR}\s?[-/.年년]\s?(\d\d?)\s?[-/.月월]\s?(\d\d?)(?!\d)"
    rf"|(?<!\d)(\d\d?)\s?([./-])\s?(\d\d?)\s?\5\s?{_YEAR}(?!\d)"
    rf"|(?<!\d)(\d\d?)(?:\.|er|st|nd|rd|th|º)?\s+(?:de\s+)?([^\W\d_]{{3,10}})\.?,?\s+(?:de\s+|del\s+)?{_YEAR}(?!\d)"
    rf"|([^\W\d_]{{3,10}})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)"
)


def first_date(text: str, american: bool = False) -> str:
    """The first date in a text, as ISO date; "" where there is none or it can be read in two ways.

    >>> first_date("Mis à jour le 5 août 2019 à 10h"), first_date("Aug. 12th, 2010"), first_date("22.05.2014 - Stadt")
    ('2019-08-05', '2010-08-12', '2014-05-22')
    >>> first_date("3/4/2010", american=True), first_date("3/4/2010"), first_date("40.13.2010")
    ('', '2010-04-03', '')
    """
    for found in _WRITTEN.finditer(text):
        one = _read(found, american)
        if one is not None:
            return one.isoformat()
    return ""


def _read(found: re.Match[str], american: bool) -> date | None:
    y1, m1, d1, d2, mark, m2, y2, d3, name3, y3, name4, d4, y4 = found.groups()
    if y1:
        return _date(y1, int(m1), d1)
    if y2:
        if american and mark == "/":
            return _date(y2, int(d2), m2) if int(m2) > 12 else _date(y2, int(m2), d2) if int(d2) > 12 else None
        return _date(y2, int(m2), d2)
    return _date(y3, _month(name3), d3) if y3 else _date(y4, _month(name4), d4)


def _month(name: str) -> int:
    name = name.casefold()
    return _BY_NAME.get(name[:4]) or _BY_NAME.get(name[:3], 0)


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
