"""English rules for what is written in figures; the voices say plain numbers, years, ordinals, prices in $ £ € and decades well."""

from __future__ import annotations

import re
import unicodedata

from num2words import num2words

from turncast.script.spoken.languages.english import CURRENCIES, LARGE

_AMOUNT = r"\d+(?:[.,]\d+)*"
_SIGN = f"[{''.join(CURRENCIES)}]"
_LARGE = "|".join(sorted(LARGE))
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_QUANTITY = rf"{_SIGN}?\d+(?:[.,:]\d+)*(?:%|°|°[CF]|[a-zA-Zµ°]{{1,4}}|{_SIGN})?"


def feet_and_inches(word: str) -> str:
    """A person's height; before the quote marks go, because the second mark is one.

    >>> feet_and_inches("5'10\\","), feet_and_inches("6'2"), feet_and_inches("'80")
    ('5 foot 10,', '6 foot 2', "'80")
    """
    return re.sub(r"(?<!\w)(\d)(?:'|′(?!1[2-9]|[2-9]\d))(\d{1,2})(?:\"|''|″|”)?(?!\w)", r"\1 foot \2", word)


def vulgar_fractions(word: str) -> str:
    """½ is a letter of its own to some voices and nothing to others.

    >>> vulgar_fractions("2½"), vulgar_fractions("¾"), vulgar_fractions("½-inch")
    ('2 and a half', 'three quarters', 'one half-inch')
    """
    return re.sub(rf"(\d*)([{_VULGAR}])(\w?)", _vulgar, word).strip() if any(sign in word for sign in _VULGAR) else word


def _vulgar(found: re.Match[str]) -> str:
    whole, sign, behind = found.groups()
    part = fraction(unicodedata.normalize("NFKC", sign).replace("⁄", "/"))
    said = f"{whole} and {part.replace('one ', 'a ')}" if whole else f" {part}"
    return f"{said} {behind}".rstrip()


def size(word: str) -> str:
    """So much by so much, and times where a result follows.

    >>> size("1920x1080"), size("4×4"), size("3×4=12"), size("10×"), size("10x")
    ('1920 by 1080', '4 by 4', '3 times 4=12', '10 times', '10x')
    """
    if re.fullmatch(r"\d+(?:[.,]\d+)*(?:[x×]\d+(?:[.,]\d+)*)+", word):
        return re.sub("[x×]", " by ", word)
    return re.sub(r"(?<=\d)×(?=\d)", " times ", word) if "=" in word else re.sub(r"(?<=\d)×$", " times", word)


def ratio(word: str) -> str:
    """What stands on either side of a colon and is no time: odds, scale, score.

    >>> ratio("3:1"), ratio("16:9"), ratio("10:30")
    ('3 to 1', '16 to 9', '10:30')
    """
    return re.sub(r"^(\d+):(\d+)$", r"\1 to \2", word) if not re.fullmatch(r"\d\d?:[0-5]\d", word) else word


def span(word: str) -> str:
    """From one number to another.

    >>> [span(word) for word in ("50–60", "1995-2003", "$5–10", "£3m-£5m", "10–15%", "9:00-5:30pm", "F-16", "million–$2")]
    ['50 to 60', '1995 to 2003', '5 to $10', '£3m to £5m', '10 to 15%', '9:00 to 5:30pm', 'F-16', 'million to $2']
    """
    found = re.fullmatch(rf"({_QUANTITY}|{_LARGE})[-–~]({_QUANTITY})", word)
    if not found:
        return word
    first, second = found.groups()
    if first[0] in CURRENCIES and second[0].isdecimal():
        first, second = first[1:], first[0] + second
    return f"{first} to {second}"


def fraction(word: str) -> str:
    """Halves to eighths; of ten and of a hundred; other figures about a slash are said one after the other.

    >>> fraction("1/2"), fraction("2/3rds"), fraction("1/4-mile"), fraction("9/10"), fraction("24/7"), fraction("2023/24")
    ('one half', 'two thirds', 'one quarter mile', '9 out of 10', '24 7', '2023 24')
    """
    if found := re.fullmatch(r"(\d+/\d+)-([^\W\d_]+)", word):
        return f"{fraction(found[1])} {found[2]}"
    if found := re.fullmatch(r"(\d+\.\d+)/(\d+)", word):
        return f"{found[1]} out of {found[2]}"
    found = re.fullmatch(r"(\d+)/(\d+)(?:rds?|ths?)?", word)
    if not found or len(word) > 12:
        return word.replace("/", " ") if re.fullmatch(r"\d+(?:/\d+)+", word) else word
    upper, lower = int(found[1]), int(found[2])
    if word.endswith("th") and 1 < lower < 100:
        return f"{num2words(upper)} {_parts(lower)}{'s' * (upper > 1)}"
    if 0 < upper < lower <= 8 and len(found[1]) == 1:
        return f"{num2words(upper)} {_parts(lower)}{'s' * (upper > 1)}".replace("halfs", "halves")
    return f"{upper} out of {lower}" if upper <= lower and lower in {10, 100} else f"{found[1]} {found[2]}"


def _parts(lower: int) -> str:
    return {2: "half", 4: "quarter"}.get(lower) or ordinal(lower)


def ordinal(number: int, language: str = "en") -> str:
    """A place in an order, in words.

    >>> ordinal(14), ordinal(21, "fr")
    ('fourteenth', 'vingt et unième')
    """
    return str(num2words(number, to="ordinal", lang=language))


def version(word: str) -> str:
    """Numbers with more than one point.

    >>> version("v2.0.1"), version("3.11.4"), version("v1.5"), version("3.5"), version("192.168.0.1"), version("1.000.000")
    ('v2 point 0 point 1', '3 point 11 point 4', 'v1 point 5', '3.5', '192 dot 168 dot 0 dot 1', '1000000')
    """
    if re.fullmatch(r"\d{1,3}(?:\.000)+(?:\.\d{3})*", word) and word.count(".") > 1:
        return word.replace(".", "")
    found = re.fullmatch(r"(v?)(\d+(?:\.\d+)+)", word, re.IGNORECASE)
    if not found or (not found[1] and found[2].count(".") < 2):
        return word
    return found[1] + found[2].replace(".", " dot " if found[2].count(".") == 3 else " point ")


def roman_value(numeral: str) -> int:
    """A Roman numeral's number.

    >>> roman_value("XIV"), roman_value("LVIII")
    (14, 58)
    """
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
