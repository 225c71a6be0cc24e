"""Rules for what scientists and programmers write in one word: powers, derivatives, primes, calls, logic."""

from __future__ import annotations

import re

from turncast.script.spoken.lexicon import Lexicon, form
from turncast.script.spoken.marks import RAISED

_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁺⁻", "0123456789n+−")
_TYPED_FIGURES = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻", "+")


def typed_mathematics(word: str) -> str:
    """What is typed with plain keys, in the signs that it stands for: products, powers of ten, logic.

    >>> [typed_mathematics(word) for word in ("1.5e-3", "2E+8,", "6×10^23", "3*4", "a&&b", "a||b", "||so||", "1e", "f*ck")]
    ['1.5⋅10⁻³', '2⋅10⁸,', '6⋅10^23', '3⋅4', 'a∧b', 'a∨b', '||so||', '1e', 'f*ck']
    """
    word = re.sub(r"(?<![\w.,])(\d+(?:[.,]\d+)?)(?:e|E(?=[-+−]))([-+−]?\d{1,3})(?!\w)", _power_of_ten, word)
    word = re.sub(rf"(?<=\d)[×x*·](?=10[\^{RAISED}⁻])|(?<=\d)\*(?=\d)", "⋅", word)
    return _LOGIC.get(word) or re.sub(r"(?<=[\w)\]])(?:&&|\|\|)(?=[\w(\[!])", lambda sign: _LOGIC[sign[0]], word)


_LOGIC = {"&&": "∧", "||": "∨"}
"""Between two things, or alone; around a word the same signs hide it."""


def _power_of_ten(found: re.Match[str]) -> str:
    return f"{found[1]}⋅10{found[2].translate(_TYPED_FIGURES)}"


def typed_power(word: str, say: Lexicon) -> str:
    """A power behind a circumflex; behind a longer word that points to a footnote.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [typed_power(word, lexicon("en")) for word in ("x^2", "10^-3", "E=mc^2", "2^(n)", "big^2", "^_^")]
    ['x to the power of 2', '10 to the power of minus 3', 'E=mc to the power of 2', '2 to the power of n', 'big^2', '^_^']
    """
    if "^" not in word or not say.power:
        return word
    return re.sub(
        r"(?<=[^\W_])(?<![^\W\d_]{3})\^([({])?([-+−]?)([^\W\d_](?![^\W\d_])|\d{1,4})(?(1)[)}]|)",
        lambda found: f" {say.power.format(_minus(found[2], say) + found[3])} ",
        word,
    ).strip()


def _minus(sign: str, say: Lexicon) -> str:
    return f"{say.before_number.get('−', '')} ".lstrip() if sign in ("-", "−", "⁻") else ""


def powers(word: str, say: Lexicon) -> str:
    """A raised figure behind a letter or a number; behind a word it was a footnote's.

    >>> from turncast.script.spoken.languages import lexicon
    >>> powers("x²", lexicon("en")), powers("10⁶", lexicon("en")), powers("10⁻³", lexicon("de")), powers("x²", lexicon("xx"))
    ('x squared', '10 to the power of 6', '10 hoch minus 3', 'x 2')
    """
    if word.isascii():
        return word
    word = re.sub(rf"(?<=[^\W{RAISED}]|[∂∇∆])([²³])(?![{RAISED}⁺⁻])", lambda sign: f" {say.powers.get(sign[0], sign[0])} ", word)
    word = re.sub(
        rf"(?<=[^\W{RAISED}])(⁻?)⁺?([{RAISED}]+)(?!⁺|⁻)",
        lambda found: f" {(say.power or '{}').format(_minus(found[1], say) + found[2])} ",
        word,
    )
    return " ".join(word.translate(_FIGURES).split())


def derivative(word: str, say: Lexicon) -> str:
    """One thing by another in ∂.

    >>> from turncast.script.spoken.languages import lexicon
    >>> derivative("∂f/∂x", lexicon("en")), derivative("∂f/∂x", lexicon("es"))
    ('the partial derivative of f with respect to x', 'la derivada parcial de f respecto a x')
    """
    found = re.fullmatch(r"∂([^\W\d_]{1,2})/∂([^\W\d_])", word)
    return say.derivative.format(found[1], found[2]) if found and say.derivative else word


def primes(word: str, say: Lexicon) -> str:
    """Feet and inches; minutes and seconds behind degrees, where they are too many, and where people measure in meters.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [primes(word, lexicon("en")) for word in ("6′", "1′2″", "5°30′", "12′20″", "f′")], primes("90′", lexicon("it"))
    (['6 feet', '1 foot 2 inches', '5 degrees 30 minutes', '12 minutes 20 seconds', 'f′'], '90 minuti')
    """
    found = re.fullmatch(rf"(?:({_AMOUNT})°)?(?:({_AMOUNT})′)?(?:({_AMOUNT})(?:″|′′))?([NSEW]?)", word)
    if not found or "°" not in say.units or not (found[2] or found[3]):
        return word
    far = say.language != "en" and not found[3] and float(found[2].replace(",", ".")) > _TALLEST_FEET
    many = found[2] and found[3] and float(found[3].replace(",", ".")) >= _INCHES_OF_A_FOOT
    arc = "°" if found[1] or far or many else ""
    amounts = ((found[1], "°"), (found[2], f"{arc}′"), (found[3], f"{arc}″"))
    said = [f"{amount} {form(amount, say.units[sign])}" for amount, sign in amounts if amount]
    return " ".join((*said, found[4])).strip()


_AMOUNT = r"\d+(?:[.,]\d+)?"
_INCHES_OF_A_FOOT = 12
_TALLEST_FEET = 8
"""No person is taller: where feet are foreign, a larger number is the minute of a match."""


def calls(word: str) -> str:
    """Brackets that part what is called from what it is called with; those inside a word part nothing.

    >>> [calls(word) for word in ("arr[i++]", "f(x)", "sin(x)", "range(10)", "cat[s]", "person(s)", "a(n)", "[t]he")]
    ['arr i++]', 'f x)', 'sin x)', 'range 10)', 'cat[s]', 'person(s)', 'a(n)', '[t]he']
    """
    if "(" not in word and "[" not in word:
        return word
    word = re.sub(r"(?<=[^\W\d_])[(\[](?=[\d\"']|[^\W\d_]?[-+*/=<>])|(?<=\b(?:sin|cos|tan|log|exp))\(", " ", word)
    return re.sub(r"(?<!\w)(?!a[(\[]n)([^\W\d_])[(\[](?=\w[)\],²³])", r"\1 ", word)
