"""Words set in lines of even length, as large as they can be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from turncast.publish.typeface import Typeface

_LARGEST_PX, _SMALLEST_PX, _STEP_PX = 600, 110, 10
_CAPITALS, _TAILS, _LINE = 0.75, 0.25, 1.14
"""How far letters reach over and under their baseline, and how far baselines are apart, as shares of the size."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines and the size of their letters."""

    lines: tuple[str, ...]
    size_px: int

    def baseline_px(self, number: int) -> float:
        """Where a line stands, from the top of all."""
        return (_CAPITALS + number * _LINE) * self.size_px

    @property
    def height_px(self) -> float:
        return self.baseline_px(len(self.lines) - 1) + _TAILS * self.size_px


def set_large(face: Typeface, text: str, width_px: float, height_px: float) -> Setting:
    """The text in lines within width and height; where even small letters do not fit, it ends in "…"."""
    words = [part for word in _WORD.findall(text) for part in _parts(word)]
    for size in range(_LARGEST_PX, _SMALLEST_PX - 1, -_STEP_PX):
        found = Setting(tuple(_broken(face, words, size, width_px)), size)
        if found.height_px <= height_px and all(face.width(line, size) <= width_px for line in found.lines):
            return Setting(tuple(_evened(face, words, size, width_px, len(found.lines))), size)
    lines = [cut(face, line, _SMALLEST_PX, width_px) for line in _broken(face, words, _SMALLEST_PX, width_px)]
    n_lines = max(1, int((height_px / _SMALLEST_PX - _CAPITALS - _TAILS) / _LINE) + 1)
    if len(lines) > n_lines:
        lines = [*lines[: n_lines - 1], cut(face, lines[n_lines - 1] + " …", _SMALLEST_PX, width_px)]
    return Setting(tuple(lines), _SMALLEST_PX)


_WIDE = r"\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31f0-\u9fff\uf900-\ufaff\uff00-\uffef"
_OPENERS, _CLOSERS = "「『（《〈【“‘(", "、。，．！？：；）」』》〉】”’ーっゃゅょッャュョァィゥェォ"
_WORD = re.compile(rf"[{_OPENERS}]*(?:[{_WIDE}](?:[{_CLOSERS}])*|[^\s{_WIDE}]+)\s*")
"""What stays together: a word, or one Chinese or Japanese character with the marks that must not begin a line."""


def _parts(word: str) -> list[str]:
    """A word, or about even parts of one that is too long for a large line.

    >>> _parts("short "), _parts("Schifffahrtsgesellschaft")
    (['short '], ['Schifffahrts-', 'gesellschaft'])
    """
    n_parts = -(-len(word.strip()) // _LONGEST_WORD)
    if n_parts < 2:
        return [word]
    hyphen = "" if _WITHOUT_SPACES.search(word) else "-"
    ends = [round(len(word) * number / n_parts) for number in range(1, n_parts)]
    ends = [next(place for place in range(end, len(word) + 1) if _may_part(word, place)) for end in ends]
    cuts = [0, *sorted(set(ends) - {len(word)}), len(word)]
    return [word[start:end] + (hyphen if end < len(word) else "") for start, end in pairwise(cuts)]


_LONGEST_WORD = 20
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer part no words, and break lines without a hyphen."""
_LEADING_VOWELS = "เแโใไເແໂໃໄ"


def _may_part(word: str, place: int) -> bool:
    """Whether a line may end there: no mark is torn from its letter."""
    return place == len(word) or (not unicodedata.category(word[place]).startswith("M") and word[place - 1] not in _LEADING_VOWELS)


def _broken(face: Typeface, words: Sequence[str], size_px: int, width_px: float) -> list[str]:
    """As many words in each line as it holds; a word that is too wide has a line of its own."""
    lines = [""]
    for word in words:
        if lines[-1] and face.width((lines[-1] + word).strip(), size_px) > width_px:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def _evened(face: Typeface, words: Sequence[str], size_px: int, width_px: float, n_lines: int) -> list[str]:
    """The same number of lines, none much longer than the others."""
    widest = max(face.width(word.strip(), size_px) for word in words)
    while width_px - size_px / 4 >= widest and len(_broken(face, words, size_px, width_px - size_px / 4)) == n_lines:
        width_px -= size_px / 4
    return _broken(face, words, size_px, width_px)


def cut(face: Typeface, text: str, size_px: int, width_px: float) -> str:
    """As much of a text as fits, with "…" where that is not all."""
    if face.width(text, size_px) <= width_px:
        return text
    while text and face.width(text.rstrip() + "…", size_px) > width_px:
        text = text[:-1]
    return text.rstrip() + "…"
