"""Written words to the way they are spoken; the written form stays for the captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from turncast.model import Token

Rule = Callable[[str], str]


def straight_apostrophes(word: str) -> str:
    """Dictionaries know don't, not don’t."""
    return word.replace("’", "'").replace("‘", "'")


def no_quote_marks(word: str) -> str:
    """Quote marks, brackets and Markdown's emphasis make no sound, and damaged ones would mislead a voice: “trust”., → trust.,"""
    return re.sub(r"[\"“”„‟«»‹›「」『』`()\[\]{}（）*_~^|<>\\]|''+|(?<!\w)'|'(?!\w)", "", word)


def said_symbols(word: str) -> str:
    """R&D → R and D; a lone & or + or = is said, a lone slash is not."""
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    return re.sub(r"(?<=\w)&(?=\w)", " and ", word)


def one_ellipsis(word: str) -> str:
    """Three dots are one mark, not three sentence ends."""
    return re.sub(r"\.{2,}|…+", "…", word)


_SYMBOLS = {"&": "and", "+": "plus", "=": "equals", "/": "", "•": "", "–": "—", "-": "—", "--": "—", "%": "percent"}
RULES: tuple[Rule, ...] = (straight_apostrophes, no_quote_marks, one_ellipsis, said_symbols)


def spoken_form(word: str) -> str:
    """One written word as a voice gets it, "" where it has no sound.

    >>> [spoken_form(word) for word in ("“Yes,”", "R&D", "good.''", "(really)")]
    ['Yes,', 'R and D', 'good.', 'really']
    """
    for rule in RULES:
        word = rule(word)
    return word.strip()


def tokens(words: Sequence[tuple[str, bool]]) -> tuple[Token, ...]:
    """Written words (with whether white space follows) joined to their spoken forms."""
    found = [Token(text, spoken_form(text), space) for text, space in words]
    for position, (here, after) in enumerate(pairwise(tuple(found))):
        if here.text in "$£€¥" and after.text[:1].isdigit():  # "$ 5" is said like "$5"
            found[position] = Token(here.text, "", here.space)
            found[position + 1] = Token(after.text, here.text + after.spoken, after.space)
    return tuple(found)


def speakable(token: Token) -> bool:
    """Whether anything in the token can be heard."""
    return any(map(str.isalnum, token.spoken))
