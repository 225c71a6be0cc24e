"""Rules that hold in every language: the marks that are seen and not heard."""

from __future__ import annotations

import re
import unicodedata

PAUSES = ".,;:!?—…–、。，！？；：¿¡।"
ON_NUMBERS = "%$£€¥&+=°"
"""Voices say these themselves beside a digit, and only there."""
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = f"{_SUPERSCRIPT}ⁿ"
"""What a power is written in; an n points to no footnote."""
_JOINERS = "\u200c\u200d"
"""Indic and Persian spelling needs them between letters; elsewhere they hold emoji together."""


def straight_apostrophes(word: str) -> str:
    """Dictionaries know don't, not don’t.

    >>> straight_apostrophes("don’t")
    "don't"
    """
    word = re.sub(r"(?<=[^\W\d_])′(?=[^\W\d_])", "'", word)
    return word.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def plain_letters(word: str) -> str:
    """Letters and digits dressed up as symbols are said as themselves, hyphens of every kind as one.

    >>> plain_letters("𝗯𝗼𝗹𝗱"), plain_letters("H₂O"), plain_letters("21℃"), plain_letters("COVID‑19")
    ('bold', 'H2O', '21°C', 'COVID-19')
    """
    return word if word.isascii() else "".join(map(_plain, word))


def _plain(character: str) -> str:
    if character in "\u2010\u2011":
        return "-"
    if character.isascii() or character in RAISED or character in "№™℠" or unicodedata.category(character) == "Lo":
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.lstrip("°").isalnum() else character


def no_footnote_marks(word: str) -> str:
    """A number in square brackets or raised behind a word points to a note that nobody reads aloud.

    >>> no_footnote_marks("war.[12]"), no_footnote_marks("war¹,"), no_footnote_marks("[3]"), no_footnote_marks("km²")
    ('war.', 'war,', '', 'km²')
    """
    word = re.sub(r"\[\d{1,3}\]", "", word)
    return re.sub(rf"(?<=[^\W\d]{{3}})[{_SUPERSCRIPT}]+|(?<=[.,;:!?])[{_SUPERSCRIPT}]+|^[{_SUPERSCRIPT}]+", "", word)


def no_quote_marks(word: str) -> str:
    """Quote marks, brackets and Markdown's emphasis make no sound, and damaged ones would mislead a voice.

    >>> [no_quote_marks(word) for word in ("“trust”.,", "person(s)", "_so_", "dogs'", "3>2", "5(6)")]
    ['trust.,', 'persons', 'so', 'dogs', '3 2', '5 6']
    """
    word = re.sub(r"(?<=\d)[~～〜](?=\d)", "–", word)
    word = re.sub(r"(?<=\d)[\"“”()\[\]{}](?=\d)|(?<=\w)[*~^|<>\\](?=\w)", " ", word)
    word = re.sub(r"[\"“”„‟«»‹›「」『』`()\[\]{}（）*~^|<>\\]|''+|(?<!\w)'|'(?!\w)", "", word)
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", "", word)


def one_ellipsis(word: str) -> str:
    """Three dots are one mark, not three sentence ends.

    >>> one_ellipsis("well...")
    'well…'
    """
    return re.sub(r"\.{2,}|…+", "…", word)


def dashes(word: str) -> str:
    """A dash that stands alone, or outside the word, is a pause; one that joins two names is a hyphen.

    >>> dashes("-"), dashes("--"), dashes("no–"), dashes("but-"), dashes("well--I"), dashes("Paris–London"), dashes("$5-$6")
    ('—', '—', 'no—', 'but', 'well—I', 'Paris-London', '$5-$6')
    """
    word = re.sub(r"(?<=[^\W\d])–(?=[^\W\d])", "-", word)
    word = re.sub(r"-{2,}|–(?![\w$£€¥])|(?<![\w%°])–", "—", word)
    return "—" if word == "-" else re.sub(r"(?<=\w)-(?![\w$£€¥])", "", word)


_SAFE = re.compile(r"[A-Za-z0-9.,;:!?—…]*")


def only_what_can_be_said(word: str) -> str:
    """The last of all rules: what no rule has a word for (ornaments, emoji, ™, †) makes no sound.

    >>> only_what_can_be_said("so🎉"), only_what_can_be_said("A→B"), only_what_can_be_said("5%"), only_what_can_be_said("x%")
    ('so', 'A B', '5%', 'x')
    """
    if _SAFE.fullmatch(word):
        return word
    kept = "".join(_said(word, position) for position in range(len(word)))
    return " ".join(kept.split())


def _said(word: str, position: int) -> str:
    """The character itself where a voice can do something with it, else a blank."""
    character = word[position]
    if character in ON_NUMBERS:
        return character if any(map(str.isdecimal, word[max(position - 1, 0) : position + 2])) else " "
    if character in "'-" or character in _JOINERS:
        minus = character == "-" and word[position + 1 : position + 2].isdecimal()
        return character if minus or any(map(_joins, word[max(position - 1, 0) : position])) else ""
    return character if (_letter(character) and character != "_") or character in PAUSES else " "


def _joins(character: str) -> bool:
    """Whether a hyphen or an apostrophe may stand behind it: U.S.-led."""
    return _letter(character) or character == "."


def _letter(character: str) -> bool:
    """Letters, digits, and the vowel signs and accents that belong to them; no enclosing marks or emoji variants."""
    return character.isalnum() or (unicodedata.category(character) in {"Mn", "Mc"} and not "\ufe00" <= character <= "\ufe0f")
