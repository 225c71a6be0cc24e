"""Prices in words, the coin behind the number: espeak-ng says it first, and misaki carries it over to the next number."""

from __future__ import annotations

import re
from functools import lru_cache

from turncast.script.spoken.languages.english import (
    CHANGE,
    CODES,
    COUNTRIES,
    CURRENCIES,
    LARGE,
    MAGNITUDES,
    NO_NOUNS,
    PER,
    PRICED,
)
from turncast.script.spoken.lexicon import Forms, form
from turncast.script.spoken.view import Spoken, View, core, parted, swapped

_SIGN = f"[{''.join(CURRENCIES)}]"
_AMOUNT = r"\d+(?:[.,]\d+)*"
_MAGNITUDE = "|".join([*MAGNITUDES, *LARGE])
_PRICE = re.compile(rf"([A-Z]{{1,3}})?({_SIGN})({_AMOUNT})(-?(?:{_MAGNITUDE}))?(\+?)((?:-[a-z]+)*)", re.IGNORECASE)
_ANY_AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
_ARTICLES = frozenset({"a", "an"})


def price(word: str) -> str:
    """An English price in words.

    >>> [price(word) for word in ("$20", "$1,200.50", "£3bn", "$5-million", "US$5")]
    ['20 dollars', '1,200 dollars and 50 cents', '3 billion pounds', '5 million dollar', '5 US dollars']
    >>> [price(word) for word in ("5€", "-$5", "$10-a-day", "$100+")]
    ['5 euros', 'minus 5 dollars', '10 dollar a day', '100 plus dollars']
    """
    if word[:1] in "-−+" and word[1:2] in CURRENCIES:
        return f"{'plus' if word[0] == '+' else 'minus'} {price(word[1:])}"
    if found := re.fullmatch(rf"({_AMOUNT}(?:{_MAGNITUDE})?)({_SIGN})", word):
        word = found[2] + found[1]
    if not (found := _PRICE.fullmatch(word)):
        return word
    country, sign, amount, magnitude, plus, rest = found.groups("")
    if country and (sign != "$" or (country != "R" and country not in COUNTRIES)):
        return f"{country} {price(word[len(country) :])}"
    forms = _forms(country, sign)
    if not magnitude and not rest and not plus:
        return _coins(amount, sign, forms)
    large = MAGNITUDES.get(magnitude.strip("-").lower(), magnitude.strip("-").lower())
    single = magnitude.startswith("-") or (rest and rest != "-plus")
    coin = forms[0] if single else forms[-1] if large else form(amount, forms)
    return " ".join(filter(None, (amount, large, "plus" * bool(plus), coin, *rest.split("-"))))


def _forms(country: str, sign: str) -> Forms:
    if country == "R":
        return CODES["R$"]
    whose = f"{COUNTRIES[country]} " if country else ""
    return tuple(whose + name for name in CURRENCIES[sign])


def _coins(amount: str, sign: str, forms: Forms) -> str:
    """The coins and what is left of one.

    >>> _coins("1.05", "$", ("dollar", "dollars")), _coins("0.99", "£", ("pound", "pounds")), _coins("2.5", "€", ("euro", "euros"))
    ('1 dollar and 5 cents', '99 pence', '2.5 euros')
    """
    whole, point, rest = amount.rpartition(".")
    if not point or len(rest) != 2 or sign not in CHANGE:
        return f"{amount} {form(amount, forms)}"
    coins = f"{whole} {form(whole, forms)}"
    change = f"{int(rest)} {form(str(int(rest)), CHANGE[sign])}"
    return coins if rest == "00" else change if whole == "0" else f"{coins} and {change}"


# --- with its neighbours ---------------------------------------------------------------------------------------------


def price_in_its_phrase(view: View) -> Spoken:
    """The coin goes behind the millions, and is one before a noun: a $5 million deal is a five | million dollar | deal."""
    here, after = view[0], view[1]
    forms = _coin(here.text, here.spoken)
    if not forms:
        return ()
    magnitude = core(after.text).lower()
    magnitude = MAGNITUDES.get(magnitude, magnitude)
    if magnitude in LARGE and not parted(here):
        amount = re.sub(rf" (?:{forms[0]}|{forms[-1]})$", "", here.spoken)
        coin = forms[0] if describes(view, 2) else forms[-1]
        return amount, swapped(after, f"{magnitude} {coin}")
    if re.match(rf"(?:{'|'.join(LARGE)})[-–][$£€]", after.text):
        return (re.sub(rf" (?:{forms[0]}|{forms[-1]})$", "", here.spoken),)
    if not describes(view, 1):
        return ()
    single = here.spoken
    for one, several in (forms, *CHANGE.values()):
        single = re.sub(rf"\b{several}\b", one, single)
    return (single,)


def _coin(written: str, spoken: str) -> Forms:
    """The coin that a written price names and its spoken form ends in, or nothing."""
    if not any(sign in written for sign in CURRENCIES):
        return ()
    words = spoken.rstrip(".,;:!?…—")
    for forms in _all_coins():
        if any(words.endswith(f" {name}") or f" {name} and " in words for name in forms):
            return forms
    return ()


@lru_cache(maxsize=1)
def _all_coins() -> tuple[Forms, ...]:
    """Longest names first: a US dollar is also a dollar."""
    plain = {*CURRENCIES.values(), *CODES.values(), *((f"{of} dollar", f"{of} dollars") for of in COUNTRIES.values())}
    return tuple(sorted(plain, key=lambda forms: -len(forms[-1])))


def describes(view: View, end: int) -> bool:
    """Whether the amount that ends before view[end] describes the word there: a $20 | bill, the $700 billion | bailout."""
    noun, before = view[end].text, view[-1].text.lower()
    if parted(view[end - 1]) or not noun[:1].isalpha():
        return False
    if before in _ARTICLES:
        return core(noun).lower() not in NO_NOUNS
    return core(noun).lower() in PRICED


def coin_apart(view: View) -> Spoken:
    """A sign that stands off is silent, and its number a price: $ | 5 | million."""
    sign, amount = view[0].text.lstrip('"“('), view[1]
    if sign not in CURRENCIES or not _ANY_AMOUNT.fullmatch(core(amount.text)):
        return ()
    magnitude = core(view[2].text).lower()
    if (large := MAGNITUDES.get(magnitude, magnitude)) in LARGE and not parted(amount):
        return "", core(amount.text), swapped(view[2], f"{large} {CURRENCIES[sign][not describes(view, 3)]}")
    return "", swapped(amount, price(sign + core(amount.text)))


def coin_behind(view: View) -> Spoken:
    """A sign that stands off behind its number: 5 | €."""
    sign = core(view[1].text)
    if sign not in CURRENCIES or parted(view[0]) or not _ANY_AMOUNT.fullmatch(view[0].text):
        return ()
    return view[0].spoken, swapped(view[1], form(view[0].text, CURRENCIES[sign]))


def code_and_amount(view: View) -> Spoken:
    """A currency's code goes behind the number, whichever stands first: EUR | 20 | million is 20 | million | euros."""
    code, amount, magnitude = view[0].text, view[1], core(view[2].text).lower()
    if code in CODES and _ANY_AMOUNT.fullmatch(core(amount.text)):
        if (large := MAGNITUDES.get(magnitude, magnitude)) in LARGE and not parted(amount):
            return core(amount.text), large, swapped(view[2], CODES[code][-1])
        return core(amount.text), swapped(amount, form(core(amount.text), CODES[code]))
    if core(amount.text) in CODES and len(core(amount.text)) == 3 and not parted(view[0]):
        number = core(code)
        if _ANY_AMOUNT.fullmatch(number) or code in LARGE:
            return view[0].spoken, swapped(amount, form(number, CODES[core(amount.text)]))
    return ()


def rate(word: str) -> str:
    """So much for each of something.

    >>> rate("$20/hr"), rate("3/day"), rate("1/2")
    ('$20 per hour', '3 per day', '1/2')
    """
    amount, _, unit = word.partition("/")
    return f"{amount} per {PER[unit]}" if unit in PER and amount[-1:].isalnum() and any(map(str.isdecimal, amount)) else word
