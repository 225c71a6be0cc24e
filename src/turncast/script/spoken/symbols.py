"""Rules for symbols beside numbers and letters, in the words of the language."""

from __future__ import annotations

import re

from turncast.script.spoken.languages.english import CHOICES
from turncast.script.spoken.lexicon import Forms, Lexicon, form

_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"


def typed_signs(word: str) -> str:
    """Signs that many type with two keys.

    >>> typed_signs("a->b"), typed_signs(">="), typed_signs("x!=5"), typed_signs("+/-5"), typed_signs("so-->")
    ('a→b', '≥', 'x≠5', '±5', 'so-->')
    """
    for typed, sign in _TYPED.items():
        if typed in word:
            word = re.sub(rf"(?<![-=<>!+/]){re.escape(typed)}(?![-=<>!+/])", sign, word)
    return word.translate(_SAME)


_TYPED = {"->": "→", "=>": "→", "<=": "≤", ">=": "≥", "!=": "≠", "+/-": "±"}
_SAME = str.maketrans("⩽⩾≦≧≅≃∙", "≤≥≤≥≈≈⋅")
"""Other shapes of a sign."""


def before_numbers(word: str, say: Lexicon) -> str:
    """Comparisons and such; before quote marks and brackets go, for < and > are taken for one.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [before_numbers(word, lexicon("en")) for word in ("<5", "~50%", "#1", "§5", "−3", ">$5", ">so", "~~5")]
    ['less than 5', 'about 50%', 'number 1', 'section 5', 'minus 3', 'more than $5', '>so', '~~5']
    """
    found = re.match(r"[\"“„«(\[']*(§§|[<>≤≥~≈±−#№§©@×√])(?=[$£€¥]?\d)", word) or _minus(word, say)
    name = say.before_number.get(found[1].replace("-", "−")) if found else None
    return f"{name} {word[found.end() :]}" if found and name else word


def _minus(word: str, say: Lexicon) -> re.Match[str] | None:
    """A hyphen for a minus, which espeak-ng passes over in many languages; it may end a range in Japanese and Chinese."""
    plainly = any(sign in word for sign in "°%.") if say.language in {"ja", "zh"} else say.language != "en"
    return re.match(r"[\"“„«(\[']*(-)(?=[$£€¥]?\d)", word) if plainly else None


def comparison(word: str, say: Lexicon) -> str:
    """One thing beside another, before < and > are taken for brackets: letters alone, or figures.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [comparison(word, lexicon("en")) for word in ("x<5", "3>2", "a≠b", "<b>so", "and>so")]
    ['x is less than 5', '3 is greater than 2', 'a is not equal to b', '<b>so', 'and>so']
    """
    sides = re.fullmatch(r"(\d[\d.,]*%?|[^\W\d_])([<>≤≥≠])([-−]?\d[\d.,]*%?|[^\W\d_])([.,;:!?]?)", word)
    name = say.between_numbers.get(sides[2]) if sides else None
    return f"{sides[1]} {name} {sides[3]}{sides[4]}" if sides and name else word


def degree_letters(word: str) -> str:
    """A raised o behind a figure is a degree in English, and behind an n a number's.

    >>> degree_letters("20º"), degree_letters("nº"), degree_letters("1ª")
    ('20°', 'number', '1a')
    """
    return re.sub(r"(?<=\d)º", "°", re.sub(r"^[nN][º°]$", "number", word)).translate(_RAISED_LETTERS)


_RAISED_LETTERS = str.maketrans("ªº", "ao")


def between_numbers(word: str, say: Lexicon) -> str:
    """Sums.

    >>> from turncast.script.spoken.languages import lexicon
    >>> between_numbers("3×4=12", lexicon("en")), between_numbers("3×4", lexicon("de"))
    ('3 times 4 equals 12', '3 mal 4')
    """
    return re.sub(
        r"(?<=[\d%])[×+=÷−±&≠≤≥<>≈@#→⋅·](?=\d)",
        lambda sign: f" {say.between_numbers[sign[0]]} " if sign[0] in say.between_numbers else sign[0],
        word,
    )


def range_of_numbers(word: str, say: Lexicon) -> str:
    """From one number to another, in a language other than English; a hyphen may be anything there, a dash is a range.

    >>> from turncast.script.spoken.languages import lexicon
    >>> range_of_numbers("50–60", lexicon("de")), range_of_numbers("10–15%", lexicon("fr"))
    ('50 bis 60', '10 à 15%')
    """
    found = re.fullmatch(r"(\d+(?:[.,]\d+)*[%％]?)(?:[–〜～~]|(?<=%)-)(\d+(?:[.,]\d+)*\D{0,5})", word)
    return f"{found[1]} {say.to} {found[2]}" if found and say.to else word


def unit(word: str, say: Lexicon) -> str:
    """A unit glued to its number; "100m" is left alone, for it may be millions.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [unit(word, lexicon("en")) for word in ("5km", "1kg", "80km/h", "20°C", "5G", "5-km", "5bn")]
    ['5 kilometers', '1 kilogram', '80 kilometers per hour', '20 degrees Celsius', '5G', '5 kilometer', '5 billion']
    """
    found = re.fullmatch(rf"({_NUMBER})(-?)([^\W\d].*|[°%‰★].*)", word)
    if found and say.language == "en" and found[3] in {"m", "°"}:
        return word
    forms = unit_forms(found[3], say) if found else ()
    if found and forms:
        return f"{found[1]} {forms[0] if found[2] else form(found[1].lstrip('-+'), forms)}"
    return f"{found[1]} {_GLUED[found[3]]}" if found and say.language == "en" and found[3] in _GLUED else word


_GLUED = {"‰": "per mille", "★": "stars", "bn": "billion", "mn": "million", "mln": "million", "tn": "trillion"}


def unit_forms(written: str, say: Lexicon) -> Forms:
    """How a unit is said, or nothing where it is none; one may be counted by another.

    >>> from turncast.script.spoken.languages import lexicon
    >>> unit_forms("mg/dL", lexicon("en")), unit_forms("m2", lexicon("en")), unit_forms("so", lexicon("en"))
    (('milligram per deciliter', 'milligrams per deciliter'), ('square meter', 'square meters'), ())
    """
    key = re.sub(r"(?<=[msмс])\^?([23])$", lambda figure: "²³"[int(figure[1]) - 2], written).replace(
        "\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}"
    )
    if forms := say.units.get(key):
        return forms
    upper, _, lower = key.partition("/")
    return tuple(f"{form} {say.per[lower]}" for form in say.units.get(upper, ())) if lower in say.per else ()


_MATHEMATICS = "∑∏∫∇∆∂∈∉⊂⊆∪∩∀∃¬∧∨∅≡≪≫∝∴⇔"
_SIGNS = f"&=%→⇒≈≠≤≥×÷±∞√€£¥₹¢§№‰@°$+−{_MATHEMATICS}"
_TOLD = re.compile(
    rf"(?<![\d])°(?!$)|(?<=[^\W\d_])[{re.escape(_SIGNS.replace('$', '').replace('−', ''))}′]|(?<=\d)°(?=\w)"
    rf"|[&=≈≠≤≥×÷±∞√§№‰@¢₹%+{_MATHEMATICS}]|(?<=\d)[→⇒]|(?<=\d)[€£¥$](?=\w)|(?<!\w)[€£¥](?=[^\W\d_])"
    r"|(?<![^\W\d_]{2})−(?=\w)|(?<=\d)−"
)
"""Signs that no voice is sure to say where they stand. A dollar sign among letters stands for an s, and a minus for a hyphen."""


def beside_letters(word: str, say: Lexicon) -> str:
    """Symbols that are part of a name, and every other that no rule before this one has told.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [beside_letters(word, lexicon("en")) for word in ("R&D", "C++", "A+", "C#", "E=mc", "LGBTQ+", "a→b", "5+", "5%", "5=")]
    ['R and D', 'C plus plus', 'A plus', 'C sharp', 'E equals mc', 'LGBTQ plus', 'a to b', '5 plus', '5 percent', '5 equals']
    """
    if say.language == "en":
        word = re.sub(r"(?<=[\w])#(?=\w|$)", " hash ", re.sub(r"^([A-G])[#♯]$", r"\1 sharp", word))
    if not any(map(str.isalnum, word)):
        return word
    word = re.sub(rf"([{re.escape(_SIGNS.replace('+', ''))}])\1+", r"\1", word)
    return " ".join(_TOLD.sub(lambda sign: f" {say.signs[sign[0]]} " if sign[0] in say.signs else sign[0], word).split())


def lone_symbol(word: str, say: Lexicon) -> str:
    """A symbol that is a word of its own.

    >>> from turncast.script.spoken.languages import lexicon
    >>> lone_symbol("&", lexicon("de")), lone_symbol("=", lexicon("en")), lone_symbol("/", lexicon("en"))
    ('und', 'equals', '/')
    """
    return say.signs.get(word, word)


def short_words(word: str, say: Lexicon) -> str:
    """Abbreviations with signs or points in them.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [short_words(word, lexicon("en")) for word in ("w/", "&c,", "S/he", "CO2,")], short_words("z.B.", lexicon("de"))
    (['with', 'et cetera,', 'she or he', 'C O 2,'], 'zum Beispiel')
    """
    bare = word if word.lower() in say.short else word.rstrip(".,;:!?")
    return say.short.get(bare.lower(), bare) + word[len(bare) :]


def words_about_a_slash(word: str) -> str:
    """Nothing is said at most slashes, and "or" between he and she; English.

    >>> words_about_a_slash("he/she"), words_about_a_slash("and/or"), words_about_a_slash("A/B")
    ('he or she', 'and or', 'A B')
    """
    return word.replace("/", " or " if word.lower() in CHOICES else " ")
