"""misaki: written language → the phonemes that Kokoro was trained on.

Imported when it is used: misaki takes half a second.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from misaki.en import G2P, Lexicon
from misaki.espeak import EspeakFallback, EspeakG2P
from misaki.token import MToken
from phonemizer.backend import EspeakBackend

from turncast.syntax import tagged


class _Fallback(EspeakFallback):  # type: ignore[misc]
    """For words that are in no dictionary. misaki's own leaves espeak-ng's language flags in: "fr" would be heard."""

    def __init__(self, british: bool) -> None:
        self.british = british
        self.version = None
        self.backend = EspeakBackend(
            "en-gb" if british else "en-us",
            preserve_punctuation=True,
            with_stress=True,
            tie="^",
            language_switch="remove-flags",
        )


class English(G2P):  # type: ignore[misc]
    """misaki.en.G2P with the pipeline that comes with the install; its own constructor would download one of another name."""

    def __init__(self, british: bool) -> None:
        self.version = None
        self.british = british
        self.nlp = tagged
        self.lexicon = Lexicon(british)
        self.fallback = _Fallback(british)
        self.unk = "❓"

    def alone(self, word: str) -> str:
        """A word's phonemes without dictionaries; for some mixtures of scripts espeak-ng has none, but for their letters."""
        return self._by_espeak(word) or " ".join(filter(None, map(self._by_espeak, word)))

    def _by_espeak(self, text: str) -> str:
        return self.fallback(MToken(text=text, tag="", whitespace=""))[0] or ""


@lru_cache(maxsize=2)
def english(british: bool) -> English:
    return English(british)


@lru_cache(maxsize=8)
def by_espeak(language: str) -> Any:
    """Called with a text, gives its phonemes and None; `language` as espeak-ng calls it."""
    return EspeakG2P(language)
