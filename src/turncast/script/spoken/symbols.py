"""Rules for symbols beside numbers and letters, in the words of the language."""

from __future__ import annotations

import re

from turncast.script.spoken.english import CHOICES, SHORT
from turncast.script.spoken.lexicon import Lexicon

_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"


def before_numbers(word: str, say: Lexicon) -> str:
    """Comparisons and such; before quote marks and brackets go, for < and > are taken for one.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> [before_numbers(word, lexicon("en")) for word in ("<5", "~50%", "#1", "§5", "−3", ">$5", ">so", "~~5")]
    ['less than 5', 'about 50%', 'number 1', 'section 5', 'minus 3', 'more than $5', '>so', '~~5']
    """
    found = re.match(r"[\"“„«(\[']*(§§|[<>≤≥~≈±−#№§©@×])(?=[$£€¥]?\d)", word)
    name = say.before_number.get(found[1]) if found else None
    return f"{name} {word[found.end() :]}" if found and name else word


def between_numbers(word: str, say: Lexicon) -> str:
    """Sums.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> between_numbers("3×4=12", lexicon("en")), between_numbers("3×4", lexicon("de"))
    ('3 times 4 equals 12', '3 mal 4')
    """
    return re.sub(
        r"(?<=[\d%])[×+=÷−±&](?=\d)",
        lambda sign: f" {say.between_numbers[sign[0]]} " if sign[0] in say.between_numbers else sign[0],
        word,
    )


def range_of_numbers(word: str, say: Lexicon) -> str:
    """From one number to another, in a language other than English; a hyphen may be anything there, a dash is a range.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> range_of_numbers("50–60", lexicon("de")), range_of_numbers("10–15%", lexicon("fr"))
    ('50 bis 60', '10 à 15%')
    """
    found = re.fullmatch(r"(\d+(?:[.,]\d+)*)–(\d+(?:[.,]\d+)*\D{0,5})", word)
    return f"{found[1]} {say.to} {found[2]}" if found and say.to else word


def unit(word: str, say: Lexicon) -> str:
    """A unit glued to its number; "100m" is left alone, for it may be millions.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> [unit(word, lexicon("en")) for word in ("5km", "1kg", "80km/h", "20°C", "5G", "10m²", "5-km")]
    ['5 kilometers', '1 kilogram', '80 kilometers per hour', '20 degrees Celsius', '5G', '10 square meters', '5 kilometer']
    """
    found = re.fullmatch(rf"({_NUMBER})(-?)([^\W\d].*|°.+)", word)
    name = unit_name("1" if found[2] else found[1], found[3], say) if found and found[3] != "m" else ""
    return f"{found[1]} {name}" if found and name else word


def unit_name(number: str, written: str, say: Lexicon) -> str:
    """How a unit is said after a number, or "" where it is none."""
    key = written.replace("m2", "m²").replace("m3", "m³").replace("\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}")
    one, several = say.units.get(key, ("", ""))
    return one if number == "1" else several


def powers(word: str, say: Lexicon) -> str:
    """A raised figure behind a letter or a number; behind a word it was a footnote's.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> powers("x²", lexicon("en")), powers("10⁶", lexicon("en")), powers("x²", lexicon("xx"))
    ('x squared', '10 to the power of 6', 'x 2')
    """
    word = re.sub(r"(?<=\w)[²³]$", lambda sign: f" {say.powers.get(sign[0], sign[0])}", word)
    link = "to the power of " if say.powers else ""
    return re.sub(r"(?<=\w)[⁰¹²³⁴⁵⁶⁷⁸⁹]+$", lambda figures: f" {link}{figures[0]}", word).translate(_LEVEL)


_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def beside_letters(word: str, say: Lexicon) -> str:
    """Symbols that are part of a name.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> [beside_letters(word, lexicon("en")) for word in ("R&D", "C++", "A+", "C#", "E=mc", "LGBTQ+")]
    ['R and D', 'C plus plus', 'A plus', 'C sharp', 'E equals mc', 'LGBTQ plus']
    """
    if say.dot == "dot":
        word = re.sub(r"^([A-G])[#♯]$", r"\1 sharp", word)
    said = re.sub(r"(?<=[^\W\d_])[&+=%](?=[\w+]|$)|(?<=\+)\+$", lambda sign: f" {say.signs.get(sign[0], '')} ", word)
    return " ".join(said.split())


def lone_symbol(word: str, say: Lexicon) -> str:
    """A symbol that is a word of its own.

    >>> from turncast.script.spoken.lexicon import lexicon
    >>> lone_symbol("&", lexicon("de")), lone_symbol("=", lexicon("en")), lone_symbol("/", lexicon("en"))
    ('und', 'equals', '/')
    """
    return say.signs.get(word, word)


def short_words(word: str) -> str:
    """English abbreviations with signs in them.

    >>> short_words("w/"), short_words("&c,"), short_words("S/he"), short_words("CO2,")
    ('with', 'et cetera,', 'she or he', 'C O 2,')
    """
    bare = word if word.lower() in SHORT else word.rstrip(".,;:!?")
    return SHORT.get(bare.lower(), bare) + word[len(bare) :]


def words_about_a_slash(word: str) -> str:
    """Nothing is said at most slashes, and "or" between he and she; English.

    >>> words_about_a_slash("he/she"), words_about_a_slash("and/or"), words_about_a_slash("A/B")
    ('he or she', 'and or', 'A B')
    """
    return word.replace("/", " or " if word.lower() in CHOICES else " ")
