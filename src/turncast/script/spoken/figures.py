"""English rules for what is written in figures; the voices say plain numbers, years, ordinals, prices in $ £ € and decades well."""

from __future__ import annotations

import re
import unicodedata

from num2words import num2words

from turncast.script.spoken.english import CURRENCIES, LARGE, MAGNITUDES, PER, SAID_BY_VOICES

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
    return re.sub(r"(?<!\w)(\d)['′](\d{1,2})(?:\"|''|″|”)?(?!\w)", r"\1 foot \2", word)


def vulgar_fractions(word: str) -> str:
    """½ is a letter of its own to some voices and nothing to others.

    >>> vulgar_fractions("2½"), vulgar_fractions("¾"), vulgar_fractions("½-inch")
    ('2 and a half', 'three quarters', 'one half-inch')
    """
    found = re.match(rf"(\d*)([{_VULGAR}])", word)
    if not found:
        return word
    part = fraction(unicodedata.normalize("NFKC", found[2]).replace("⁄", "/"))
    return (f"{found[1]} and {part.replace('one ', 'a ')}" if found[1] else part) + word[found.end() :]


def ratio(word: str) -> str:
    """What stands on either side of a colon and is no time: odds, scale, score.

    >>> ratio("3:1"), ratio("16:9"), ratio("10:30")
    ('3 to 1', '16 to 9', '10:30')
    """
    return re.sub(r"^(\d+):(\d+)$", r"\1 to \2", word) if not re.fullmatch(r"\d\d?:[0-5]\d", word) else word


def telephone(word: str) -> str:
    """Digit by digit, a breath between the groups; a telephone number has three groups or more, or three and four figures.

    >>> telephone("555-1234"), telephone("1-800-555-0199"), telephone("1995-2003")
    ('5 5 5, 1 2 3 4', '1, 8 0 0, 5 5 5, 0 1 9 9', '1995-2003')
    """
    if not re.fullmatch(r"\+?(?:\d{3}[-.]\d{4}|\d+(?:[-–]\d+){2,}|\d+\.\d{3}\.\d{4})", word):
        return word
    plus = "plus " if word.startswith("+") else ""
    return plus + ", ".join(" ".join(group) for group in re.findall(r"\d+", word))


def span(word: str) -> str:
    """From one number to another.

    >>> [span(word) for word in ("50–60", "1995-2003", "$5–10", "£3m-£5m", "10–15%", "9:00-5:30pm", "F-16", "million–$2")]
    ['50 to 60', '1995 to 2003', '5 to $10', '£3m to £5m', '10 to 15%', '9:00 to 5:30pm', 'F-16', 'million to $2']
    """
    found = re.fullmatch(rf"({_QUANTITY}|{_LARGE})[-–]({_QUANTITY})", word)
    if not found:
        return word
    first, second = found.groups()
    if first[0] in CURRENCIES and second[0].isdecimal():
        first, second = first[1:], first[0] + second
    return f"{first} to {second}"


def money(word: str) -> str:
    """Prices that the voices do not know: short for millions, behind the number, in another coin.

    >>> [money(word) for word in ("£3bn", "€1m", "$10k", "¥500", "5€", "US$5", "$5-million", "$1,200.50")]
    ['3 billion pounds', '1 million euros', '10 thousand dollars', '500 yen', '€5', 'US $5', '5 million dollar', '$1,200.50']
    """
    if found := re.fullmatch(rf"([A-Z]{{1,3}})({_SIGN}\d.*)", word):
        return f"{found[1]} {money(found[2])}"
    if found := re.fullmatch(rf"({_SIGN})({_AMOUNT})-({_LARGE})", word):
        return f"{found[2]} {found[3]} {CURRENCIES[found[1]][0]}"
    if found := re.fullmatch(rf"(\d.*)({_SIGN})", word):
        word = found[2] + found[1]
    found = re.fullmatch(rf"({_SIGN})({_AMOUNT})({'|'.join(MAGNITUDES)})?(\+?)", word, re.IGNORECASE)
    if not found or (found[1] in SAID_BY_VOICES and not found[3]):
        return word
    magnitude = MAGNITUDES[found[3].lower()] if found[3] else ""
    coin = CURRENCIES[found[1]][found[2] != "1" or bool(magnitude)]
    return " ".join(filter(None, (found[2], magnitude, "plus" * bool(found[4]), coin)))


def price_in_words(word: str) -> str:
    """A price with its coins behind the numbers.

    >>> price_in_words("$1,200.50,"), price_in_words("€1"), price_in_words("£2.5"), price_in_words("$0.99"), price_in_words("3")
    ('1,200 dollars and 50 cents,', '1 euro', '2.5 pounds', '99 cents', '3')
    """
    found = re.fullmatch(rf"([{''.join(SAID_BY_VOICES)}])(\d+(?:,\d+)*)(\.\d+)?([.,;:!?…—]?)", word)
    if not found:
        return word
    sign, whole, rest, mark = found.groups("")
    if len(rest) != 3:
        return f"{whole}{rest} {CURRENCIES[sign][whole + rest != '1']}{mark}"
    coins = f"{whole} {CURRENCIES[sign][whole != '1']}"
    change = f"{int(rest[1:])} {'pence' if sign == '£' else 'cents'}"
    return (coins if rest == ".00" else change if whole == "0" else f"{coins} and {change}") + mark


def fraction(word: str) -> str:
    """Halves to eighths; of ten and of a hundred; other figures about a slash are said one after the other.

    >>> fraction("1/2"), fraction("2/3"), fraction("1/4-mile"), fraction("9/10"), fraction("24/7"), fraction("2023/24")
    ('one half', 'two thirds', 'one quarter mile', '9 out of 10', '24 7', '2023 24')
    """
    if found := re.fullmatch(r"(\d+/\d+)-([^\W\d_]+)", word):
        return f"{fraction(found[1])} {found[2]}"
    found = re.fullmatch(r"(\d+)/(\d+)", word)
    if not found or len(word) > 12:
        return word.replace("/", " ") if re.fullmatch(r"\d+(?:/\d+)+", word) else word
    upper, lower = int(found[1]), int(found[2])
    if 0 < upper < lower <= 8 and len(found[1]) == 1:
        return f"{num2words(upper)} {_parts(lower)}{'s' * (upper > 1)}".replace("halfs", "halves")
    return f"{upper} out of {lower}" if upper <= lower and lower in {10, 100} else f"{found[1]} {found[2]}"


def _parts(lower: int) -> str:
    return {2: "half", 4: "quarter"}.get(lower) or ordinal(lower)


def ordinal(number: int) -> str:
    """A place in an order, in words.

    >>> ordinal(14)
    'fourteenth'
    """
    return str(num2words(number, to="ordinal"))


def rate(word: str) -> str:
    """So much for each of something.

    >>> rate("$20/hr"), rate("3/day"), rate("1/2")
    ('$20 per hour', '3 per day', '1/2')
    """
    amount, _, unit = word.partition("/")
    return f"{amount} per {PER[unit]}" if unit in PER and amount[-1:].isalnum() and any(map(str.isdecimal, amount)) else word


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
