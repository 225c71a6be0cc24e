"""The words of each language. To teach us another, write a file like the others and name it here."""

from __future__ import annotations

from turncast.script.spoken.languages import (
    chinese,
    english,
    french,
    german,
    hindi,
    italian,
    japanese,
    portuguese,
    russian,
    spanish,
)
from turncast.script.spoken.lexicon import Lexicon

_UNKNOWN = Lexicon()
_LEXICONS = {
    "de": german.WORDS,
    "en": english.WORDS,
    "es": spanish.WORDS,
    "fr": french.WORDS,
    "hi": hindi.WORDS,
    "it": italian.WORDS,
    "ja": japanese.WORDS,
    "pt": portuguese.WORDS,
    "ru": russian.WORDS,
    "zh": chinese.WORDS,
}


def lexicon(language: str) -> Lexicon:
    """The words of a language, by its BCP 47 name; nothing but "at" and "slash" where we do not know it.

    >>> lexicon("pt-BR").dot, lexicon("xx").dot
    ('ponto', '')
    """
    return _LEXICONS.get(base(language), _UNKNOWN)


def base(language: str) -> str:
    """The language without its region: "en" of "en-GB"."""
    return language.lower().replace("_", "-").partition("-")[0]
