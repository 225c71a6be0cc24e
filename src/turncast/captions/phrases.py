"""Scripts without spaces: which characters make a word or a phrase together, as BudouX finds it with the small models inside it.

Its Japanese model tells phrases, its Chinese and Thai ones words. For Lao, Khmer and Burmese there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from turncast.captions.lines import in_pieces
from turncast.captions.unspaced import holds
from turncast.model import TimedWord

if TYPE_CHECKING:
    import budoux

_KANA, _HAN, _THAI = (
    re.compile(r"[\u3041-\u30ff]"),
    re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]"),
    re.compile(r"[\u0e00-\u0e7f]"),
)
_TRADITIONAL = re.compile(r"yue\b|zh-(?:hant|tw|hk|mo)\b", re.IGNORECASE)
_PARTICLES = frozenset("的地得了着過过吗嗎呢吧啊们們")
"""Chinese words of one character that belong to the word before them."""


def phrased(words: Sequence[TimedWord], language: str) -> list[TimedWord]:
    """The words with `holds` told where they touch; what Thai writes without a blank comes in its real words."""
    sentences = (list(sentence) for _, sentence in groupby(words, key=lambda word: word.utterance))
    return [word for sentence in sentences for word in _phrased(sentence, language)]


def _phrased(sentence: Sequence[TimedWord], language: str) -> Iterator[TimedWord]:
    text = "".join(word.text + " " * word.space for word in sentence)
    model = _model_for(text, language)
    if not model:
        yield from sentence
        return
    starts = _starts(text, model)
    end = 0
    for word in sentence:
        places = [place for place in range(1, len(word.text)) if end + place in starts and _THAI.match(word.text[place])]
        cuts = [0, *(place for place in places if not holds(word.text[place - 1], word.text[place])), len(word.text)]
        *before, last = in_pieces(word, [word.text[first:after] for first, after in pairwise(cuts)])
        yield from (replace(piece, holds=False) for piece in before)
        end += len(word.text) + word.space
        yield last if word.space or end == len(text) else replace(last, holds=end not in starts)


def _model_for(text: str, language: str) -> str:
    """By the text's own script; "" where it needs none."""
    if _KANA.search(text):
        return "ja"
    if _THAI.search(text):
        return "th"
    if not _HAN.search(text):
        return ""
    if language.lower().startswith("ja"):
        return "ja"
    return "zh-hant" if _TRADITIONAL.match(language.replace("_", "-")) else "zh-hans"


def _starts(text: str, model: str) -> set[int]:
    """Where a phrase begins; Chinese particles begin none."""
    phrases = _parser(model).parse(text)
    ends = accumulate(map(len, phrases))
    return {end for end, after in zip(ends, phrases[1:], strict=False) if after not in _PARTICLES}


@cache
def _parser(model: str) -> budoux.Parser:
    import budoux  # takes 55 ms, for a few languages

    models = {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }
    return models[model]()
