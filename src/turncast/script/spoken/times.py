"""Rules for dates and times of day."""

from __future__ import annotations

import re

from turncast.script.spoken.figures import ordinal
from turncast.script.spoken.lexicon import Lexicon


def date(word: str, say: Lexicon) -> str:
    """Dates in figures where it is certain which is the month: English writes it first or last.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [date(word, lexicon("en")) for word in ("2024-05-29", "29.05.2024", "5/29/2024", "5/6/2024")]
    ['May twenty-ninth, 2024', 'May twenty-ninth, 2024', 'May twenty-ninth, 2024', '5/6/2024']
    >>> date("05/06/2024", lexicon("es")), date("1.5.2024", lexicon("de"))
    ('5 de junio de 2024', '1. Mai 2024')
    """
    if not say.date:
        return word
    if found := re.fullmatch(r"(\d{4})[-/](\d\d)[-/](\d\d)", word):
        return _date(word, found[1], found[2], found[3], say)
    if found := re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", word):
        return _date(word, found[3], found[2], found[1], say)
    found = re.fullmatch(r"(\d\d?)[/-](\d\d?)[/-](\d{4})", word)
    if not found or (say.language == "en" and int(found[1]) <= 12 and int(found[2]) <= 12):
        return word
    month_first = say.language == "en" and int(found[1]) <= 12
    month, day = (found[1], found[2]) if month_first else (found[2], found[1])
    return _date(word, found[3], month, day, say)


def _date(word: str, year: str, month: str, day: str, say: Lexicon) -> str:
    """The date in words, or the word itself where there is no such day."""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return word
    said = ordinal(int(day)) if say.language == "en" else say.first if say.first and int(day) == 1 else str(int(day))
    return say.date.format(day=said, month=say.months[int(month) - 1], year=year)


def half_day_time(word: str) -> str:
    """A time glued to its a.m. or p.m.; English. With their points no voice takes them for words.

    >>> [half_day_time(word) for word in ("7pm", "7:00pm", "10.30am", "9:05a.m", "5pmx")]
    ['7 p.m.', '7 p.m.', '10 30 a.m.', '9 oh 5 a.m.', '5pmx']
    """
    found = re.fullmatch(r"(\d{1,2})(?:[:.]([0-5]\d))?([ap])\.?m", word, re.IGNORECASE)
    if not found:
        return word
    minutes = f" {_two_figures(found[2])}" if found[2] and found[2] != "00" else ""
    return f"{found[1]}{minutes} {found[3].lower()}.m."


def english_time(word: str) -> str:
    """Hours and minutes, and seconds where there are any.

    >>> [english_time(word) for word in ("10:30", "9:05", "7:00", "16:00", "00:00", "1:02:03", "3:1", "29:30")]
    ['10 30', '9 oh 5', "7 o'clock", '16 hundred', 'midnight', '1 oh 2 oh 3', '3:1', '29 30']
    """
    found = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", word)
    if not found:
        return word
    hour, minutes, seconds = int(found[1]), found[2], found[3]
    if minutes == "00" and not seconds and hour <= 24:
        return "midnight" if hour in {0, 24} else f"{hour} o'clock" if hour <= 12 else f"{hour} hundred"
    return " ".join([str(hour), *(_two_figures(part) for part in (minutes, seconds) if part)])


def _two_figures(part: str) -> str:
    return f"oh {part[1]}" if part[0] == "0" else part


def clock_time(word: str, say: Lexicon) -> str:
    """Hours and minutes in a language other than English, where we know how they are told.

    >>> from turncast.script.spoken.languages import lexicon
        >>> clock_time("10:30", lexicon("de")), clock_time("16h05", lexicon("fr")), clock_time("16:00", lexicon("es"))
        ('10 Uhr 30', '16 heures 5', '16 horas')
    """
    found = re.fullmatch(r"([01]?\d|2[0-4])(?::|[hH](?=\d))([0-5]\d)", word)
    if not found or not say.clock:
        return word
    hour, minutes = int(found[1]), int(found[2])
    return say.clock.format(hour, minutes) if minutes else say.full_hour.format(hour)
