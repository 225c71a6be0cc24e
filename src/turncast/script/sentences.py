"""Paragraphs to sentences, and sentences to written words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sentencex import segment

# sentencex never looks inside quote marks or brackets, and an interview is mostly inside them: it gets the text with
# blanks in their place, which keeps every position. An apostrophe between letters stays.
_MASK = re.compile(r"[\"“”„‟«»‹›「」『』`()\[\]{}（）]|(?<!\w)['‘’]|['‘’](?!\w)")
# closing marks that belong to the sentence before them, also those that stand off: `told! "`, `good. ''`
_TAIL = re.compile(r"(?:[”»›」』)\]}）]|[\"“'’`]+(?=\s|$|[”»›」』)\]}）]))+|\s+[\"”“'’»]+(?=\s|$)")
# a closing mark that faces its own sentence across a blank, where the text opens quotes with the other mark: `response. ”That`
_ASTRAY = re.compile(r"\s+”")
# a full stop glued to the next sentence, as machine translation leaves it: "months.There"
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{2}[.!?])(?=[A-ZÀ-Þ][a-zà-ÿ'’]*\s)")
_BLANK = re.compile(r"\s*")
_WIDE = r"\u3005\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPEN, _CLOSE = "「『（《〈【〔", "、。！？，：；．」』）》〉】〕"
# a written word: up to white space, or up to and with a long dash or East Asian mark inside; a Chinese or Japanese character
# is one alone, with the marks that touch it and the small kana, long vowels and repetitions that cannot stand without it
_WORD = re.compile(
    rf"[{_OPEN}“„«‹‘(\[]*[{_WIDE}][ぁぃぅぇぉゃゅょゎァィゥェォャュョヮーゝゞヽヾ々]*[{_CLOSE}”»›’)\]…・％]*"
    rf"|[{_OPEN}]*(?:(?![{_WIDE}{_OPEN}])[^\s—{_CLOSE}])+[—{_CLOSE}]*|—+|[{_OPEN}{_CLOSE}]+",
)


def sentences(paragraph: str, language: str) -> tuple[str, ...]:
    """The sentences of one paragraph, in order, each with the white space after it; joined they are the paragraph.

    >>> sentences('“I know. ”That is all," she said. We left.', "en")
    ('“I know. ”', 'That is all," she said. ', 'We left.')
    """
    masked = _MASK.sub(" ", paragraph)
    found, position = [], 0
    for sentence in segment(language.partition("-")[0], masked):
        position += len(sentence)
        found.append(_closed(paragraph, len(masked[:position].rstrip())))
    ends = {*found, *(match.start() for match in _GLUED.finditer(paragraph))}
    starts = sorted({_BLANK.match(paragraph, end).end() for end in ends} - {len(paragraph)} | {0})  # type: ignore[union-attr]
    return _joined([paragraph[start:end] for start, end in pairwise([*starts, len(paragraph)])])


def _closed(text: str, end: int) -> int:
    """`end`, moved over the closing marks that belong to the sentence that ends there."""
    while found := _TAIL.match(text, end) or ("“" in text and _ASTRAY.match(text, end)):
        end = found.end()
    return end


def _joined(pieces: list[str]) -> tuple[str, ...]:
    """Pieces that hold no letter or digit go with their neighbour: a lone quote mark is no sentence."""
    found: list[str] = []
    for piece in pieces:
        if found and not (_sounds(piece) and _sounds(found[-1])):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _sounds(text: str) -> bool:
    return any(map(str.isalnum, text))


def written_words(sentence: str, whole: Sequence[tuple[int, int]] = ()) -> tuple[tuple[str, bool], ...]:
    """Each written word with whether white space follows it; put together again they are the sentence.

    `whole`: ranges of characters that belong together, for somebody has told how they are said; they are one word.

    >>> written_words("well—I know, yes")
    (('well—', False), ('I', True), ('know,', True), ('yes', False))
    >>> written_words("大久保です", [(0, 3)])
    (('大久保', False), ('で', False), ('す', False))
    """
    found: list[tuple[str, bool]] = []
    for match in _WORD.finditer(sentence):
        spaced = match.end() < len(sentence) and sentence[match.end()].isspace()
        if found and not found[-1][1] and any(start < match.start() < end for start, end in whole):
            found[-1] = (found[-1][0] + match.group(), spaced)
        else:
            found.append((match.group(), spaced))
    return tuple(found)
