"""Scripts without spaces between words: where a line may end between two characters that touch.

Japanese and Chinese lines keep kinsoku (JIS X 4051, as in Unicode Standard Annex 14): closing marks, small kana and the like never
begin a line, opening marks never end one. Nor does a syllable of Thai or Lao come apart.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

OPENING = "「『（《〈【〔［｛"
CLOSING = "」』）》〉】〕］｝"
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
COUNTERS = frozenset("年月日時分秒人回度歳円件本枚個階番号元岁块次位名個种種倍割点點万億亿％")
"""Units that follow a number."""
SPACELESS = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
"""Thai and Lao, Burmese, Khmer."""
LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
"""Written before the consonant that they follow in speech."""
TRAILING_VOWELS = frozenset("ะาำๅະາຳ")
"""Written behind it; Unicode has them as letters, not as marks."""


def holds(last: str, first: str) -> bool:
    """Whether two characters that touch can never be parted: most can in scripts without spaces, none in others."""
    if category(first)[0] == "M" or category(first) in ("Pe", "Pf", "Po", "Lm", "Sk") or first in SMALL_KANA | TRAILING_VOWELS:
        return True
    if category(last) in ("Ps", "Pi", "Sc") or last in LEADING_VOWELS or (last == first and last in "—…"):
        return True
    return not (is_unspaced(last) or is_unspaced(first))


def is_counted(last: str, first: str) -> bool:
    """Whether two characters that touch are of one number with its unit.

    >>> is_counted("9", "年"), is_counted("1", "9"), is_counted("年", "9")
    (True, True, False)
    """
    return last.isdigit() and (first.isdigit() or first in COUNTERS)


def is_katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30ff"


def is_unspaced(char: str) -> bool:
    """Whether it is of a script without spaces: wide characters, and the letters of some others."""
    return east_asian_width(char) in "WF" or any(first <= char <= last for first, last in SPACELESS)
