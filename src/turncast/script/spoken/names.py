"""Names in English: rulers, chapters, streets, and whoever has a title."""

from __future__ import annotations

import re

from turncast.script.spoken.figures import ordinal, roman_value
from turncast.script.spoken.languages.english import COUNTED, CROWNS, RULERS, STREETS
from turncast.script.spoken.lexicon import words
from turncast.script.spoken.view import Spoken, View, core, parted, swapped

_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
STREET_KINDS = {
    "St": "Street",
    "Ave": "Avenue",
    "Dr": "Drive",
    "Rd": "Road",
    "Blvd": "Boulevard",
    "Ln": "Lane",
    "Ct": "Court",
    "Pl": "Place",
}
_THINKS = words("am think have had believe know mean want will would do can could love")
"""What the pronoun "I" is followed by; a queen's "I" by "was" or "died" rather."""


def roman_number(view: View) -> Spoken:
    """Louis XIV is the fourteenth, World War II is two; "Elizabeth I" is left alone where it may go on with "think"."""
    numeral, owner = re.fullmatch(r"([IVXL]+)((?:['’]s)?)", core(view[1].text)), core(view[0].text)
    if not numeral or parted(view[0]) or not _ROMAN.fullmatch(numeral[1]):
        return ()
    number, possessive = roman_value(numeral[1]), "'s" * bool(numeral[2])
    if owner in RULERS and numeral[1] not in {"L", "X"} and (number > 1 or _first_of_the_name(view)):
        return view[0].spoken, swapped(view[1], f"the {ordinal(number)}{possessive}")
    counted = owner in COUNTED or (owner.capitalize() in COUNTED and number > 1)
    if counted and numeral[1] not in {"L", "X"} and not (number == 1 and core(view[2].text) in _THINKS):
        return view[0].spoken, swapped(view[1], f"{number}{possessive}")
    return ()


def _first_of_the_name(view: View) -> bool:
    """Whether the "I" behind a ruler's name is a numeral and no pronoun."""
    behind = view[2].text
    if parted(view[1]) or not behind or behind == "of" or "'" in view[1].text:
        return True
    return view[-1].text in CROWNS and behind not in _THINKS


def roman_century(view: View) -> Spoken:
    """XIX | century is the nineteenth."""
    if re.match("centur", view[1].text) and len(view[0].text) > 1 and _ROMAN.fullmatch(view[0].text):
        return (ordinal(roman_value(view[0].text)),)
    return ()


def street(view: View) -> Spoken:
    """Main | St. is a street, and Elm | Dr. a drive, where a number or a well-known name stands before and no name behind."""
    name, kind, behind = view[-1].text, core(view[0].text), view[1].text
    if kind not in STREET_KINDS or parted(view[-1]) or not (name[:1].isupper() or name[:1].isdecimal()):
        return ()
    known = name in STREETS or re.fullmatch(r"\d*(?:1st|2nd|3rd|\dth)", name) is not None
    numbered = view[-2].text[-1:].isdecimal() and not parted(view[-2])
    if not (known or (numbered and not behind[:1].isupper())):
        return ()
    ends = not behind or view[0].text[-1:] in ",;:!?"
    return (STREET_KINDS[kind] + view[0].text[-1:] * ends * (not view[0].text[-1:].isalpha()),)


def versus_in_law(view: View) -> Spoken:
    """Roe | v. | Wade: the stop is no pause."""
    names = view[-1].text[:1].isupper() and view[1].text[:1].isupper()
    return ("v",) if names and view[0].text == "v." else ()
