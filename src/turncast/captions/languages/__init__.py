"""Function words by language; a language without a list is broken by its punctuation."""

from __future__ import annotations

from importlib import import_module

from turncast.captions.function_words import FunctionWords

LISTED = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
UNKNOWN = FunctionWords()


def function_words(language: str) -> FunctionWords:
    """Those of a BCP 47 language; none where we know none."""
    name = LISTED.get(primary(language))
    if not name:
        return UNKNOWN
    found: FunctionWords = import_module(f"turncast.captions.languages.{name}").WORDS
    return found


def primary(language: str) -> str:
    """The language without its region and script.

    >>> primary("pt-BR"), primary("ZH_Hant"), primary("")
    ('pt', 'zh', '')
    """
    return language.replace("_", "-").partition("-")[0].lower()
