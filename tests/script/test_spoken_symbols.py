"""No sign that means something is left unspoken in English: it is a word, or the list of silent signs says why it is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncast.script.sentences import written_words
from turncast.script.spoken import tokens

NAMES = {
    "%": "percent", "‰": "per mille", "°": "degrees?", "$": "dollars?", "€": "euros?", "£": "pounds?", "¥": "yen", "₹": "rupees?",
    "¢": "cents?", "§": "section", "#": "number|hash|hashtag", "№": "number", "@": "at", "&": "and", "+": "plus", "=": "equals",
    "×": "times|by", "÷": "divided by", "±": "plus or minus", "−": "minus", "≈": "about", "≠": "not equal", "≤": "at most",
    "≥": "at least", "∞": "infinity", "√": "root", "→": "to", "²": "squared?", "³": "cubed|cubic", "½": "half", "¼": "quarter",
    "¾": "quarters", "<": "less than", ">": "(?:greater|more) than", "~": "about|to", "^": "to the power of", "©": "copyright",
    "/": "or|per|out of|half|thirds?|quarters?", "∑": "sum of", "∏": "product of", "∫": "integral of", "∇": "nabla", "∆": "delta",
    "∂": "partial", "∈": "is in", "∉": "is not in", "⊂": "is a subset of", "∪": "union", "∩": "intersection", "∀": "for all",
    "∃": "there exists", "¬": "not", "∧": "and", "∨": "or", "∅": "empty set", "≡": "equivalent", "≪": "much less than",
    "≫": "much greater than", "∝": "proportional to", "∴": "therefore", "⇔": "if and only if",
}  # fmt: skip
KEPT = "°"
"""Every voice says it itself behind a figure."""
SILENT = {
    "•": "an ornament",
    "®": "a mark of ownership that nobody reads out",
    "™": "a mark of ownership that nobody reads out",
    "*": "emphasis or a footnote",
    "|": "a line between columns",
    "_": "emphasis, or a blank inside a name",
}
SILENT_WHERE = {
    "~": (r".*\D~.*|.*~\D.*|.*~", "about only in front of a number, to between two; elsewhere an ornament"),
    "^": (r"\^.*|.*\^|.*big.*", "a power of one letter or figure by another; elsewhere it points to a footnote"),
    "<": (r"<x|.*<|.*big.*", "less than before a number and between single letters; elsewhere a bracket"),
    ">": (r">x|.*>|.*big.*", "greater than between numbers and single letters; elsewhere a bracket, or a way through menus"),
    "$": (r"[a-z]*\$[a-z]*", "among letters it stands for an s"),
    "²": (r"big².*|².*", "behind a word it points to a footnote, as it does in front of one"),
    "³": (r"big³.*|³.*", "behind a word it points to a footnote, as it does in front of one"),
    "−": (r"big−.*|x−", "behind a word it is a hyphen"),
    "©": (r"\w+©.*|©[a-z]*", "a mark of ownership; copyright only in front of a year"),
    "→": (r"→.*", "an ornament where it points from nothing"),
    "/": (r".*", "most slashes are no word: and/or, A/B, 24/7"),
}
"""How a sign stands between the two sides where it may be silent, and why."""
SIDES = st.sampled_from(["", "x", "big", "5", "12", "1990"])
BESIDE_SURELY = {
    "<": [("x", "y"), ("3", "2"), ("", "5")],
    ">": [("x", "y"), ("3", "2"), ("", "5")],
    "^": [("x", "2"), ("10", "6")],
    "~": [("", "5"), ("5", "10")],
    "²": [("x", ""), ("5", ""), ("m", "")],
    "³": [("x", ""), ("5", ""), ("m", "")],
    "$": [("", "5"), ("5", ""), ("US", "5")],
    "−": [("", "5"), ("5", "3"), ("x", "y")],
    "©": [("", "2020")],
    "/": [("he", "she"), ("1", "2"), ("$5", "day"), ("9", "10")],
    "→": [("a", "b"), ("5", "6")],
}


def said(text: str) -> str:
    return " ".join(token.spoken for token in tokens(written_words(text), "en") if token.spoken)


def is_told(sign: str, spoken: str) -> bool:
    """Whether the sign is a word of what is spoken, or stands where every voice says it."""
    kept = sign in KEPT and re.search(rf"\d{re.escape(sign)}(?!\d)", spoken)
    return bool(kept or re.search(rf"\b(?:{NAMES[sign]})\b", spoken))


@given(
    st.sampled_from(sorted(NAMES.keys() - SILENT_WHERE.keys())),
    SIDES,
    SIDES,
    st.sampled_from(["{}{}{}", "{} {} {}", "so {}{}{}, no"]),
)
def test_a_sign_beside_a_word_or_a_number_is_told(sign: str, left: str, right: str, sentence: str) -> None:
    if not left and not right:
        left = "5"
    if sign == "#" and sentence == "{} {} {}":
        return
    assert is_told(sign, said(sentence.format(left, sign, right))), (left, sign, right)


@pytest.mark.parametrize(("sign", "left", "right"), [(sign, *sides) for sign, found in BESIDE_SURELY.items() for sides in found])
def test_a_sign_with_two_meanings_is_told_where_it_means_something(sign: str, left: str, right: str) -> None:
    assert is_told(sign, said(f"{left}{sign}{right}"))


@given(st.sampled_from(sorted(SILENT_WHERE.keys() - {"/"})), SIDES, SIDES)
def test_a_sign_is_silent_only_where_the_list_says_why(sign: str, left: str, right: str) -> None:
    written = f"{left}{sign}{right}"
    silent, _ = SILENT_WHERE[sign]
    if (left or right) and not re.fullmatch(silent, written):
        assert is_told(sign, said(written)), written


@given(st.sampled_from(sorted(SILENT)), SIDES, SIDES)
def test_an_ornament_is_silent_and_takes_nothing_with_it(sign: str, left: str, right: str) -> None:
    assert said(f"{left} {sign} {right}").split() == f"{left} {right}".split()
