"""The signs of a script that nobody says: ornaments, emoji, and whatever the language has no word for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from turncast.model import Token, Utterance
from turncast.script.spoken import tokens

_MOST_NAMED = 10
_NEVER_SAID = frozenset("©®™℠¦")
"""Marks of ownership, and a line: nobody expects to hear them."""
_PARTS = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIGN = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|\S{_PARTS}*(?:\u200d\S{_PARTS}*)*")
"""One sign to a reader: a flag is two letters, and an emoji may be several, joined."""


def unspoken_signs(spoken: Iterable[Utterance], language: str) -> tuple[str, ...]:
    """Every sign that is seen and not heard, once each, in the order of the script; no quotes, brackets, dashes and stops.

    ASCII is not looked at: its signs that make no sound are mostly markup.
    """
    found = (sign for utterance in spoken for sign in _in_one(utterance.tokens, language))
    return tuple(dict.fromkeys(found))


def unspoken_note(signs: Sequence[str]) -> tuple[str, ...]:
    """What the maker is told of them.

    >>> unspoken_note(["★"]), unspoken_note("★✓"), unspoken_note("")
    (('1 sign has no word and is left out: ★',), ('2 signs have no word and are left out: ★ ✓',), ())
    """
    if not signs:
        return ()
    number = "1 sign has no word and is" if len(signs) == 1 else f"{len(signs)} signs have no word and are"
    more = f" and {len(signs) - _MOST_NAMED} more" if len(signs) > _MOST_NAMED else ""
    return (f"{number} left out: {' '.join(signs[:_MOST_NAMED])}{more}",)


def _in_one(words: Sequence[Token], language: str) -> Iterator[str]:
    """The signs of a sentence without which it is said in the same words; one that the script tells how to say is none."""
    signs = [(at, sign) for at, token in enumerate(words) for sign in _signs(token.text)]
    if not signs:
        return
    told = tokens([(token.text, token.space) for token in words], language)
    for at, sign in signs:
        if words[at].spoken == told[at].spoken and _heard(tokens(_without(sign, at, words), language)) == _heard(told):
            yield sign


def _without(sign: str, at: int, words: Sequence[Token]) -> list[tuple[str, bool]]:
    texts = (token.text.replace(sign, "") if place == at else token.text for place, token in enumerate(words))
    return [(text, token.space) for text, token in zip(texts, words, strict=True) if text]


def _signs(text: str) -> list[str]:
    if text.isascii():
        return []
    return [sign for sign in dict.fromkeys(_SIGN.findall(text)) if _is_sign(sign)]


def _is_sign(sign: str) -> bool:
    first = sign[0]
    known = unicodedata.category(first) in {"Sm", "Sc", "So"} or first in "¶§‰′″"
    return not first.isascii() and first not in _NEVER_SAID and known


def _heard(words: Iterable[Token]) -> list[str]:
    return re.findall(r"\w+", " ".join(token.spoken for token in words))
