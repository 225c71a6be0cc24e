"""Rules for a number and the sign or unit beside it, in every language, and for abbreviations."""

from __future__ import annotations

import re

from turncast.model import Token
from turncast.script.spoken.languages.english import LARGE, NO_NOUNS
from turncast.script.spoken.lexicon import Forms, form, words
from turncast.script.spoken.symbols import unit_forms
from turncast.script.spoken.view import OPENING, Spoken, View, core, parted, pause, swapped

_COINS = frozenset({"$", "£", "€"})
_KNOWN_TO_VOICES = frozenset({"%", "$", "£", "€", "¥", "°", "°C", "°F"})
_SQUARE = frozenset({"sq", "cu"})
_PLAINLY_UNITS = words("km/h m/s m/s² kWh MWh GWh TWh GHz MHz kHz km kg cm mm °C °F km² m² mph")
"""Units that can be nothing else where no number stands before them."""
COUNTING = LARGE | {"sq", "cu", "sq.", "cu.", "sq.ft"}
"""Words that a unit may follow: "5 million km", "90 sq ft"."""


def sign_before_number(view: View) -> Spoken:
    """A sign that stands off goes with its number: "§ 5" is said like "§5", and "$ 5" like "$5" where we know no coins."""
    here, after = view[0], view[1]
    if not after.text[:1].isdecimal() and not re.match(r"[$£€]\d", after.text):
        return ()
    if here.text in _COINS and here.text not in view.say.coins and after.spoken[:1].isdecimal():
        return "", here.text + after.spoken
    name = view.say.before_number.get(here.text)
    if name and not (view[-1].text and here.text in "<>≤≥×≈±−~" and _operand(view[-1].text)):
        return (name,)
    return ()


def _operand(text: str) -> bool:
    return text[-1:].isdecimal() or (len(text) == 1 and text.isalpha())


def arrow_at_the_edge(view: View) -> Spoken:
    """An arrow that points from nothing, or to nothing, is an ornament."""
    lone = view[0].text in {"→", "⇒", "->", "=>"} and not (view[-1].text and view[1].text)
    return ("",) if lone else ()


def number_before_sign(view: View) -> Spoken:
    """A sign behind its number is a word of the language: "5 %"; where we know none it joins the number, for the voice to say."""
    here, after, say = view[0], view[1], view.say
    sign = core(after.text)
    if not sign or not _is_number(view) or sign in say.units or sign in say.coins:
        return ()
    if name := say.after_number.get(sign):
        return here.spoken, swapped(after, name)
    return (here.spoken + swapped(after, sign), "") if sign in _KNOWN_TO_VOICES and here.spoken[-1:].isdecimal() else ()


def number_before_unit(view: View) -> Spoken:
    """A unit behind its number is said in full: "5 km"; one that is also a word, like "in", is no unit here."""
    here, after, say = view[0], view[1], view.say
    unit = after.text if after.text in say.units else core(after.text)
    if unit in say.units.keys() & _SQUARE and (forms := say.units.get(core(view[2].text))):
        return here.spoken, say.units[unit][0], _unit_of(view, 2, forms)
    forms = unit_forms(unit, say)
    if (
        not forms
        or not _is_number(view)
        or (after.text == "г." and len(here.text) == 4)
        or (len(unit) == 1 and unit.isupper() and unit != "L")
    ):
        return ()
    return here.spoken, _unit_of(view, 1, forms)


def _unit_of(view: View, at: int, forms: Forms) -> str:
    """The name of the unit at view[at]: one before what it describes ("a 10 km run"), and the number's form elsewhere."""
    unit, follow = view[at], view[at + 1]
    article = view.say.language == "en" and view[-1].text.lower() in {"a", "an"}
    ends = parted(unit) and unit.text[-1:] != "."
    describing = article and not ends and follow.text[:1].isalpha() and core(follow.text).lower() not in NO_NOUNS
    name = forms[0] if describing else form(core(view[0].text), forms)
    mark = pause(unit) or "." * unit.text.endswith(".")
    return name + (mark.replace(".", "") if follow.text else mark)


def _is_number(view: View) -> bool:
    here = view[0]
    return (here.text[-1:].isdecimal() and here.spoken[-1:].isdecimal()) or here.text in COUNTING or here.text in view.say.large


def lone_unit(view: View) -> Spoken:
    """A unit without a number, where it can be no word: "measured in km/h", "per kWh"."""
    written = core(view[0].text)
    forms = unit_forms(written, view.say) if written in _PLAINLY_UNITS or ("/" in written and len(written) > 3) else ()
    if not forms:
        return ()
    single = view[-1].text.lower() in {"per", "a", "each", "pro", "par", "por", "al"}
    return (swapped(view[0], forms[0] if single else forms[-1]),)


def whole_before_fraction(view: View) -> Spoken:
    """A fraction behind a whole number is added to it: "2 1/2" is two and a half."""
    here, after = view[0], view[1]
    written = core(after.text)
    if not here.text.isdecimal() or not re.fullmatch(r"(?:\d/\d|[½⅓⅔¼¾⅛])", written) or " " not in after.spoken:
        return ()
    if view.say.language == "en":
        return here.spoken, "and " + re.sub("^one ", "a ", after.spoken)
    said = view.say.and_fraction.get(written)
    return (here.spoken, swapped(after, said)) if said else ()


def hour_before_its_name(view: View) -> Spoken:
    """The name of the hour is said once: "10:30 Uhr" is zehn Uhr dreißig."""
    here, after = view[0], view[1]
    name = view.say.full_hour.removeprefix("{} ")
    if name.isalpha() and core(after.text) in {name, "h"} and f" {name}" in here.spoken:
        hour, _, minutes = here.spoken.partition(f" {name}")
        return hour, swapped(after, f"{name}{minutes}")
    return ()


def hour_before_half_day(view: View) -> Spoken:
    """No o'clock before a.m.: "10:00 a.m." is ten a.m."""
    halves = {"am", "pm", "a.m", "p.m", "o'clock", "o’clock", "hours", "noon"}
    if view[0].spoken.endswith(" o'clock") and core(view[1].text).lower() in halves:
        return view[0].spoken.removesuffix(" o'clock"), view[1].spoken
    return ()


def stop_of_a_unit(view: View) -> Spoken:
    """The stop of a unit is no pause: "6 ft. tall"; unless the sentence ends there."""
    here, after = view[0], view[1]
    if after.text and here.text.endswith(".") and here.text[:-1] in view.say.units and here.spoken != here.text:
        return (here.spoken.rstrip("."),)
    return ()


def abbreviation(view: View) -> Spoken:
    """Titles, pages, streets: "Prof. Lee", "p. 5", "Main St. is"; a stop is left only where the sentence ends."""
    here, after, say = view[0], view[1], view.say
    written = here.text.strip(OPENING + "\"”»›'’)]}）*")
    short, following = written.rstrip(".,;:"), after.text.lstrip(OPENING)
    stopped = "." in written[len(short) :] or not short.isalpha() or short[-1:] in "º°"
    mark = written[len(short) :].replace(".", "", 1)
    if not mark and stopped and short in say.before_names and following[:1].isupper() and not _is_initial(short, view[-1]):
        return (say.before_names[short],)
    if not mark and stopped and short in say.before_figures and following[:1].isdecimal():
        return (say.before_figures[short],)
    if stopped and short in say.after_figures and view[-1].text[-1:].isdecimal():
        return (say.after_figures[short] + (mark if after.text else "."),)
    if stopped and short in say.anywhere and short != written:
        return (say.anywhere[short] + (mark if after.text else "."),)
    return ()


def _is_initial(short: str, before: Token) -> bool:
    """Whether one letter behind a name or a number is no title: Jean M. Dupont, 2020 г."""
    return len(short) == 1 and bool(before.text) and not before.text[:1].islower() and not parted(before)


def title_without_stop(view: View) -> Spoken:
    """Titles that many write without a stop: "St John", "Mt Everest", "Dr Dupont"."""
    name = view[1].text.lstrip(OPENING)[:1].isupper()
    said = view.say.bare_names.get(view[0].text.lstrip(OPENING)) if name else None
    return (said,) if said else ()


def day_of_the_week(view: View) -> Spoken:
    """English days are short with a stop and a comma: "He sat." is no day."""
    day = view.say.days.get(view[0].text.removesuffix(".,")) if view[0].text.endswith(".,") else None
    return (f"{day},",) if day else ()


def abbreviation_of_words(view: View) -> Spoken:
    """Several written words that are one abbreviation: z. | B."""
    for written, said in view.say.phrases.get(view[0].text.lstrip(OPENING), ()):
        last, closed = view[len(written) - 1].text, view[len(written) - 1].text.rstrip('"”“»),;:')
        if closed == written[-1] and all(view[at].text == word for at, word in enumerate(written[:-1]) if at):
            mark = "".join(sign for sign in last[len(closed) :] if sign in ",;:")
            return (*said[:-1], said[-1] + (mark or "." * (not view[len(written)].text)))
    return ()
