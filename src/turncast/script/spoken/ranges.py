"""English figures that belong together across blanks: ranges, sums, sizes, thousands, ratings."""

from __future__ import annotations

import re

from turncast.script.spoken.languages.english import SOFTWARE
from turncast.script.spoken.view import Spoken, View, core, parted, swapped

_SIGNED = re.compile(r"[$£€]?\d+(?:[.,]\d+)*[%°]?")
_OPERAND = re.compile(r"[-−$£€]?\d+(?:[.,]\d+)*[%°]?|[A-Za-z]")
_THOUSANDS = ("", "thousand", "million", "billion")


def range_with_blanks(view: View) -> Spoken:
    """From one number up to another: 10 | – | 15. A hyphen with "=" behind it takes away."""
    first, sign, second = core(view[0].text), view[1].text, core(view[2].text)
    if sign not in {"-", "–", "−"} or parted(view[0]) or not (_SIGNED.fullmatch(first) and _SIGNED.fullmatch(second)):
        return ()
    if sign != "–" and view[3].text == "=":
        return view[0].spoken, "minus"
    if sign == "−":
        return view[0].spoken, "minus"
    return (view[0].spoken, "to") if _number(first) < _number(second) and _same_kind(first, second) else ()


def _number(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text).strip(".") or 0) if text.count(".") < 2 else 0.0


def _same_kind(first: str, second: str) -> bool:
    """Years go with years: "in 1990 – 2,000 people" is no range."""
    year = [re.fullmatch(r"[12]\d{3}", text) is not None for text in (first, second)]
    return year[0] == year[1]


def between_two(view: View) -> Spoken:
    """Between five and ten: "between 5–10" and "between 5 – 10"."""
    if core(view[-1].text).lower() != "between":
        return ()
    if re.fullmatch(r"\d+[-–]\d+\D{0,3}", core(view[0].text)) and " to " in view[0].spoken:
        return (view[0].spoken.replace(" to ", " and "),)
    return (view[0].spoken, "and") if len(range_with_blanks(view)) == 2 else ()


def size_or_product(view: View) -> Spoken:
    """Five by four, or five times four where a result follows: 5 | x | 4 | =."""
    if view[1].text in {"x", "×"} and _SIGNED.fullmatch(core(view[0].text)) and _SIGNED.fullmatch(core(view[2].text)):
        return view[0].spoken, "times" if view[3].text[:1] == "=" else "by"
    return ()


def comparison_apart(view: View) -> Spoken:
    """Three is greater than two: 3 | > | 2, x | < | y. Between words it is a way through menus."""
    name = view.say.between_numbers.get(view[1].text) if view[1].text in {"<", ">", "≤", "≥", "≠", "≈"} else None
    if not name or not (_OPERAND.fullmatch(core(view[0].text)) and _OPERAND.fullmatch(core(view[2].text))):
        return ()
    return view[0].spoken, name


def number_of(view: View) -> Spoken:
    """The # | of people; elsewhere a sign that stands alone is markup."""
    return ("number",) if view[0].text == "#" and view[1].text == "of" else ()


def grouped_thousands(view: View) -> Spoken:
    """Thousands written with blanks, where three noughts tell so: 10 | 000 people, 1 | 500 | 000."""
    groups = [view[0].text]
    while len(groups) <= len(_THOUSANDS) and not parted(view[len(groups) - 1]):
        if not re.fullmatch(r"\d{3}", following := core(view[len(groups)].text)):
            break
        groups.append(following)
    noughts = [group == "000" for group in groups]
    if len(groups) > len(_THOUSANDS) or not re.fullmatch(r"[1-9]\d{0,2}", groups[0]) or not noughts[-1] or sum(noughts) > 1:
        return ()
    names = [_THOUSANDS[len(groups) - 1 - at] for at in range(len(groups))]
    said = [f"{int(group)} {name}" for group, name in zip(groups[:-2], names, strict=False)]
    last = view[len(groups) - 1]
    return (*said, str(int(groups[-2])), swapped(last, names[-2]))


def rating(view: View) -> Spoken:
    """Four out of five: 4/5 | stars."""
    found = re.fullmatch(r"(\d+(?:\.\d)?)/(\d+)", view[0].text)
    return (f"{found[1]} out of {found[2]}",) if found and core(view[1].text) in {"star", "stars", "points"} else ()


def version_behind_name(view: View) -> Spoken:
    """Python 3.12 is three point twelve; version 2.5 any voice says well."""
    found = re.fullmatch(r"(\d+)\.([1-9]\d)", core(view[0].text))
    if not found or view[-1].text not in SOFTWARE:
        return ()
    return (swapped(view[0], f"{found[1]} point {found[2]}"),)


def feet_and_inches_apart(view: View) -> Spoken:
    """6 | ft | 2 | in."""
    units = [view[1].text.rstrip("."), view[3].text.rstrip(".,;:!?")]
    if units[0] not in {"ft", "feet", "foot"} or units[1] != "in" or not (view[0].text + view[2].text).isdecimal():
        return ()
    feet = "foot" if view[0].text == "1" else "feet"
    last = view[3].text[-1]
    mark = "" if last == "n" or (last == "." and view[4].text) else last
    return view[0].text, feet, view[2].text, ("inch" if view[2].text == "1" else "inches") + mark


def range_behind_unit(view: View) -> Spoken:
    """A range whose first number stands off from its unit: 19 | °C–22 | °C."""
    found = re.fullmatch(r"(°[CF]?|%)[-–](\d+(?:\.\d+)?)", view[1].text)
    if not found or not view[0].text[-1:].isdecimal() or core(view[2].text) != found[1]:
        return ()
    return view[0].spoken, f"to {found[2]}"


def decimal_comma(view: View) -> Spoken:
    """A decimal comma, where millions tell so: 1,5 | million."""
    found = re.fullmatch(r"(\d+),(\d{1,2})", view[0].text)
    return (f"{found[1]}.{found[2]}",) if found and core(view[1].text) in {"million", "billion", "trillion"} else ()
