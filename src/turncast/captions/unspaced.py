"""Scripts without spaces between words: where a line may end between two characters that touch.

Japanese and Chinese lines keep kinsoku (JIS X 4051, as in Unicode Standard Annex 14): closing marks, small kana and the like never
begin a line, opening marks never end one. Which characters make a word together nobody writes down; the change of script tells
most of it: a Japanese phrase ends in hiragana, and what comes next begins in kanji or katakana.
"""

from __future__ import annotations

from typing import Literal
from unicodedata import category, east_asian_width

Parting = Literal["phrase", "word", "within"]

OPENING = "「『（《〈【〔［｛"
CLOSING = "」』）》〉】〕］｝"
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
COUNTERS = frozenset("年月日時分秒人回度歳円件本枚個階番号元岁块次位名個种種倍割点點万億亿％")
"""Units that follow a number."""
SPACELESS = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
"""Thai and Lao, Burmese, Khmer."""
LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
"""Written before the consonant that they follow in speech."""


def holds(last: str, first: str) -> bool:
    """Whether two characters that touch can never be parted: most can in scripts without spaces, none in others."""
    if category(first)[0] == "M" or category(first) in ("Pe", "Pf", "Po", "Lm", "Sk") or first in SMALL_KANA:
        return True
    if category(last) in ("Ps", "Pi", "Sc") or last in LEADING_VOWELS or (last == first and last in "—…"):
        return True
    return not (is_unspaced(last) or is_unspaced(first))


def parting(last: str, first: str) -> Parting:
    """What a line break between them parts: two phrases, two words of one, or most likely a word.

    >>> parting("は", "東"), parting("東", "京"), parting("ロ", "プ"), parting("9", "年")
    ('phrase', 'word', 'within', 'within')
    """
    kinds = _kind(last), _kind(first)
    if kinds[0] == "digit" and (kinds[1] == "digit" or first in COUNTERS):
        return "within"
    if kinds in (("katakana", "katakana"), ("han", "hiragana"), ("katakana", "hiragana"), ("letter", "hiragana")):
        return "within"
    return "word" if kinds[0] == kinds[1] else "phrase"


def _kind(char: str) -> str:
    if "\u3041" <= char <= "\u309f":
        return "hiragana"
    if "\u30a1" <= char <= "\u30ff":
        return "katakana"
    if char.isdigit():
        return "digit"
    return "han" if east_asian_width(char) in "WF" else "letter"


def is_unspaced(char: str) -> bool:
    """Whether it is of a script without spaces: wide characters, and the letters of some others."""
    return east_asian_width(char) in "WF" or any(first <= char <= last for first, last in SPACELESS)
