"""Numbers in languages other than English: without marks inside, because voices part a number there."""

from __future__ import annotations

import re
from functools import lru_cache

from turncast.script.spoken.figures import ordinal, roman_value
from turncast.script.spoken.lexicon import Lexicon, form
from turncast.script.spoken.view import Spoken, View, core, parted, pause, swapped

_POINTS_PARTED = frozenset({"es", "fr", "it", "pt"})
"""Languages in which Kokoro's phonemizer parts "3.5" into two numbers; elsewhere a point may be a date's."""
_AMOUNT = re.compile(r"\d[\d.,]*")
_VULGAR = "½⅓⅔¼¾⅛"


def plain_number(word: str, say: Lexicon) -> str:
    """Thousands without their marks, and the decimal mark as a word.

    >>> from turncast.script.spoken.languages import lexicon
    >>> [plain_number(word, lexicon("es")) for word in ("1.200.000", "3,5", "3.14%", "3,05", "1.5.2")]
    ['1200000', '3 coma 5', '3 punto 14%', '3 coma 0 5', '1.5.2']
    """
    if not any(map(str.isdecimal, word)):
        return word
    if say.percent_before:
        word = re.sub(r"(\d+(?:\.\d+)?)%", rf"{say.percent_before}\1", word)
        word = re.sub(r"(\d+(?:\.\d+)?)‰", rf"{say.signs['‰']}\1", word)
    if say.grouped:
        word = _thousands(re.escape(say.grouped)).sub(lambda found: found[0].replace(say.grouped, ""), word)
    if say.point and say.decimal:
        word = _decimals(re.escape(say.decimal)).sub(lambda found: _with_places(found, say.point), word)
    if say.language in _POINTS_PARTED:
        word = _decimals(r"\.").sub(lambda found: _with_places(found, say.dot) if len(found[2]) < 3 else found[0], word)
    return word


@lru_cache(maxsize=4)
def _thousands(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}(?![\d.]|,\d{{3}})")


@lru_cache(maxsize=4)
def _decimals(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,])(\d+){mark}(\d+)(?![\w.,]?\d)")


def _with_places(found: re.Match[str], point: str) -> str:
    """The places figure by figure where they begin with nought or are many."""
    places = " ".join(found[2]) if found[2].startswith("0") or len(found[2]) > 2 else found[2]
    return f"{found[1]} {point} {places}"


def vulgar_fraction(word: str, say: Lexicon) -> str:
    """½ is a letter of its own to some voices and nothing to others.

    >>> from turncast.script.spoken.languages import lexicon
    >>> vulgar_fraction("2½", lexicon("fr")), vulgar_fraction("¾", lexicon("de"))
    ('2 et demi', 'drei Viertel')
    """
    found = re.match(rf"(\d*)([{_VULGAR}])", word)
    if not found or found[2] not in say.fractions:
        return word
    part = f"{found[1]} {say.and_fraction[found[2]]}" if found[1] else say.fractions[found[2]]
    return f"{part} {word[found.end() :]}".strip()


def price(word: str, say: Lexicon) -> str:
    """A price in a language other than English; its number has no marks inside but the decimal one.

    >>> from turncast.script.spoken.languages import lexicon
    >>> price("€20", lexicon("fr")), price("3,50€", lexicon("es")), price("$1", lexicon("de"))
    ('20 euros', '3 euros con 50', '1 Dollar')
    """
    found = re.fullmatch(r"(\D{1,3})(\d[\d.,]*)|(\d[\d.,]*)(\D{1,3})", word)
    sign, amount = (found[1] or found[4], found[2] or found[3]) if found else ("", "")
    if sign not in say.coins or not say.coins:
        return word
    whole, _, rest = amount.partition(say.decimal or ".")
    if len(rest) != 2 or not say.change:
        return f"{amount} {form(amount, say.coins[sign])}"
    coins = f"{whole} {form(whole, say.coins[sign])}"
    return coins if rest == "00" else f"{coins}{say.change}{int(rest)}"


def coin_before_number(view: View) -> Spoken:
    """The coin goes behind its number: R$ | 5 | milhões is 5 | milhões | de reais."""
    say, sign, amount = view.say, view[0].text, view[1]
    if sign not in say.coins or not _AMOUNT.fullmatch(core(amount.text)):
        return ()
    if (large := _large(view[2].text, say)) and not parted(amount):
        return plain_number(core(amount.text), say), large, swapped(view[2], _of(say.coins[sign][-1], say))
    number, coin = _number_and_coin(core(amount.text), sign, say)
    return number, coin + pause(amount)


def _number_and_coin(amount: str, sign: str, say: Lexicon) -> tuple[str, str]:
    """A price in two parts, so that the number and the sign each have their own: "3" and "reais e 50"."""
    said = price(amount + sign, say)
    if said.startswith(amount):
        return plain_number(amount, say), said[len(amount) :].strip()
    number, _, coin = said.partition(" ")
    return number, coin


def price_in_millions(view: View) -> Spoken:
    """The coin goes behind the millions: €20 | millones, 20 | millones | €."""
    say, here, after = view.say, view[0], view[1]
    large = _large(after.text, say)
    if not large or parted(here):
        return ()
    sign = here.text.strip("0123456789.,")
    if sign in say.coins and (written := re.search(r"\d[\d.,]*", here.text)):
        return plain_number(written[0], say), swapped(after, f"{large} {_of(say.coins[sign][-1], say)}").rstrip(".")
    if after.text[-1:] in say.coins and here.text[-1:].isdecimal():
        return here.spoken, f"{large} {_of(say.coins[after.text[-1]][-1], say)}"
    if here.text[-1:].isdecimal() and (sign := core(view[2].text)) in say.coins:
        return here.spoken, large, swapped(view[2], _of(say.coins[sign][-1], say))
    return (here.spoken, large + pause(after).strip(".")) if here.text[-1:].isdecimal() and large != core(after.text) else ()


def coin_behind_number(view: View) -> Spoken:
    """A coin that stands off behind its number: 20 | €."""
    say, number, sign = view.say, view[0], core(view[1].text)
    sign = sign if sign in say.coins else view[1].text
    if sign not in say.coins or not number.text[-1:].isdecimal() or not _AMOUNT.fullmatch(number.text):
        return ()
    said, coin = _number_and_coin(number.text, sign, say)
    return said, coin + (pause(view[1]) or "." * (sign.endswith(".") and not view[2].text))


def _of(coin: str, say: Lexicon) -> str:
    return say.of[coin[:1] in "aeiouyh"] + coin


def _large(text: str, say: Lexicon) -> str:
    """Millions, with or without the coin glued to them."""
    bare = text[:-1] if len(text) > 1 and text[-1] in say.coins else text
    return say.large.get(bare) or say.large.get(core(bare), "")


def ordinal_word(word: str, say: Lexicon) -> str:
    """A French ordinal, which voices spell: 2e is deuxième."""
    found = re.fullmatch(r"(\d+)(?:e|è|ème|ième|ᵉ)", word) if say.language == "fr" else None
    return ordinal(int(found[1]), "fr") if found and int(found[1]) > 1 and len(found[1]) < 5 else word


def roman_century(view: View) -> Spoken:
    """The French XXIe | siècle."""
    found = re.fullmatch(r"([IVX]+)(?:e|ème|ᵉ)", view[0].text)
    if not found or view.say.language != "fr" or not view[1].text.startswith("siècle"):
        return ()
    return (ordinal(roman_value(found[1]), "fr"),)


def raised_ordinal(view: View) -> Spoken:
    """Il | 1° | maggio is il primo maggio; a 20° is a temperature."""
    found = re.fullmatch(r"(\d{1,2})[°º]", view[0].text)
    behind_article = view[-1].text.lower() in {"il", "lo", "del", "al", "dal", "nel", "sul"}
    if not found or view.say.language != "it" or not behind_article or not view[1].text[:1].isalpha():
        return ()
    return (ordinal(int(found[1]), "it"),)


def east_asian_slash(word: str, over: str) -> str:
    """Dates and fractions with slashes, in Japanese and Chinese.

    >>> east_asian_slash("2024/3/15", "分の"), east_asian_slash("1/2", "分の"), east_asian_slash("3/4", "分之")
    ('2024年3月15日', '2分の1', '4分之3')
    """
    if date := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", word):
        return f"{date[1]}年{date[2]}月{date[3]}日"
    return re.sub(r"^(\d{1,3})/(\d{1,3})$", rf"\2{over}\1", word)
