"""Paragraphs from the lines of printed pages: where one begins, what is a heading, what belongs to the page and not to the text.

A page says only where letters stand. Every rule here reads layout as a person does: gaps, indents, sizes, and what comes back
on page after page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from turncast.model import BlockKind
from turncast.read.extracted import Part, Piece

_EDGE = 0.12
"""Share of a page's height at its top and at its foot in which furniture stands."""
_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?[-–—\s|]*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.?!…:。？！][\"'”’»“」』)\]]*\Z")
_LABEL = re.compile(r"(?:[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}|[QA]\d*)[:.] |[-–—] ?\w")
_BULLET = re.compile(r"[•‣◦▪●○■]\s*")
_HYPHENS = "-\u00ad\u2010"
_KEEPING = {
    *("self", "well", "non", "half", "ex", "co", "anti", "pre", "post", "mid", "semi", "quasi", "all", "ever", "much", "then"),
    *("long", "short", "high", "low", "full", "part", "three", "two", "one"),
}
"""First parts that keep their hyphen: a line end tells nothing about `well-known`."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Bit:
    """Text written in one go; x and y in points from the page's lower left corner."""

    x: float
    y: float
    size: float
    strong: bool
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    page: int
    x: float
    y: float
    size: float
    pieces: tuple[tuple[str, bool], ...]
    """Text, and whether it stands in bold."""
    at_edge: bool
    """Whether furniture could stand here."""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


def lines_of(bits: Sequence[Bit], page: int, bottom: float, height: float) -> Iterator[Line]:
    """Bits that follow one another at one height are one line."""
    group: list[Bit] = []
    for bit in bits:
        if group and not _same_line(group[-1], bit):
            yield _line(group, page, bottom, height)
            group = []
        group.append(bit)
    if group:
        yield _line(group, page, bottom, height)


def _same_line(before: Bit, bit: Bit) -> bool:
    return "\n" not in before.text.rstrip(" ") and abs(before.y - bit.y) < 0.5 * max(before.size, bit.size) and bit.x >= before.x


def _line(bits: Sequence[Bit], page: int, bottom: float, height: float) -> Line:
    texts = [re.sub(r"\s+", " ", re.sub("\u00ad(?=\\w)", "", bit.text.translate(_LIGATURES))) for bit in bits]
    texts[0], texts[-1] = texts[0].lstrip(), texts[-1].rstrip() if len(texts) > 1 else texts[0].strip()
    share = (bits[0].y - bottom) / (height or 1)
    size = max(bits, key=lambda bit: len(bit.text)).size
    pieces = tuple((text, bit.strong) for text, bit in zip(texts, bits, strict=True) if text)
    return Line(page, bits[0].x, bits[0].y, size, pieces, not _EDGE <= share <= 1 - _EDGE)


# --- what belongs to the page ----------------------------------------------------------------------------------------


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """Paragraphs and headings in order; furniture is inside them as pieces that are skipped."""
    lines = [line for line in lines if line.text.strip()]
    furniture = _furniture(lines)
    body = [line for line in lines if line not in furniture]
    look = _Look(body)
    parts: list[_Draft] = []
    waiting: list[Line] = []
    before: Line | None = None
    for line in lines:
        if line in furniture:
            waiting.append(line)
            continue
        if before is None or look.begins(before, line):
            parts.append(_Draft(line, list(waiting), []))
        else:
            parts[-1].more.append((line, waiting))
        waiting, before = [], line
    out = [look.part(draft) for draft in parts]
    return [*out, *(Part("paragraph", (_skipped(line),)) for line in waiting)]


@dataclass(frozen=True, slots=True)
class _Draft:
    """The lines of one part, each with the furniture in front of it."""

    first: Line
    ahead: list[Line]
    more: list[tuple[Line, list[Line]]]


def _furniture(lines: Sequence[Line]) -> set[Line]:
    """Lines at the edges of pages that are numbers, or that come back at the same height on two pages or more.

    What begins with a label never is: on two pages the first line may be somebody's "A: Yes."
    """
    edges = [line for line in lines if line.at_edge and not _LABEL.match(line.text)]
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edges:
        for bucket in (-1, 0, 1):
            pages[_shape(line), round(line.y / 4) + bucket].add(line.page)
    return {line for line in edges if _NUMBER.fullmatch(line.text) or len(pages[_shape(line), round(line.y / 4)]) > 1}


def _shape(line: Line) -> str:
    """The text with all numbers alike."""
    return re.sub(r"\d+", "#", line.text.casefold()).strip()


def _skipped(line: Line) -> Piece:
    return Piece(f"{line.text} ", reason="page furniture")


# --- what belongs together -------------------------------------------------------------------------------------------


class _Look:
    """How this document is set: the size of its text, the distance of its lines, where they begin, how long they are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        gaps: dict[float, list[float]] = defaultdict(list)
        for line in lines:
            letters[line.size] += len(line.text)
        for a, b in pairwise(lines):
            if a.page == b.page and a.size == b.size and 0 < a.y - b.y < 3 * a.size:
                gaps[a.size].append(a.y - b.y)
        self.size = letters.most_common(1)[0][0] if letters else 0.0
        self._gap = {size: sorted(found)[len(found) // 4] for size, found in gaps.items()}
        self._starts = Counter((line.page, round(line.x)) for line in lines)
        self._length = median([len(line.text) for line in lines if line.size == self.size] or [0])
        self._words = Counter(word for line in lines for word in re.findall(r"[\w’'-]+", line.text.casefold()))
        larger = sorted({line.size for line in lines if line.size > self.size * 1.1}, reverse=True)
        self._levels = {size: min(rank, 6) for rank, size in enumerate(larger, 1)}
        self._title = max((line.size for line in lines[:20] if line.page == 0), default=0.0)

    def begins(self, a: Line, b: Line) -> bool:
        """Whether line `b` begins a paragraph behind line `a`."""
        if abs(a.size - b.size) > 0.1 * max(a.size, b.size) or _BULLET.match(b.text):
            return True
        ended = bool(_SENTENCE_END.search(a.text))
        if ended and (self._is_short(a) or self._starts_speech(a, b)):
            return True
        if a.page != b.page or b.y >= a.y:  # the next page or column
            return ended and self._is_indented(a, b)
        hangs = bool(_BULLET.match(a.text)) and b.x > a.x
        set_in = self._is_indented(a, b) and (ended or b.x > a.x) and not hangs
        return set_in or a.y - b.y > 1.3 * self._gap.get(b.size, 1.2 * b.size)

    def _is_short(self, line: Line) -> bool:
        return len(line.text) < 0.75 * self._length

    def _starts_speech(self, a: Line, b: Line) -> bool:
        """A label, a dash of dialogue, or bold behind text that is not."""
        return bool(_LABEL.match(b.text)) or (b.pieces[0][1] and not a.pieces[-1][1])

    def _is_indented(self, a: Line, b: Line) -> bool:
        """Whether `b` begins where fewer lines of the page begin than `a` does: set in, or hanging out."""
        if a.page != b.page or b.y >= a.y:
            return any(0.8 * b.size < b.x - x < 4 * b.size and n > 2 for (page, x), n in self._starts.items() if page == b.page)
        apart = 0.8 * b.size < abs(b.x - a.x) < 6 * b.size
        return apart and self._starts[b.page, round(b.x)] < self._starts[a.page, round(a.x)]

    def part(self, draft: _Draft) -> Part:
        """The lines of a draft as running text."""
        pieces = [_skipped(line) for line in draft.ahead]
        text: list[tuple[str, bool]] = list(draft.first.pieces)
        for line, between in draft.more:
            text = self._joined(text, line)
            if between:
                pieces += [Piece(piece, strong) for piece, strong in text]
                pieces += [_skipped(one) for one in between]
                text = []
            text += line.pieces
        pieces += [Piece(piece, strong) for piece, strong in text]
        kind, level = self._kind(draft)
        if kind == "item":
            pieces = _without_bullet(pieces)
        return Part(kind, tuple(pieces), level)

    def _joined(self, text: list[tuple[str, bool]], line: Line) -> list[tuple[str, bool]]:
        """The text made ready for another line: a space at its end, or its hyphen gone."""
        last, strong = text[-1]
        after = re.match(r"[\w’'-]+", line.text)
        if last[-1:] not in _HYPHENS or not after or not last[-2:-1].isalnum():
            return [*text[:-1], (last + " ", strong)]
        head = re.findall(r"[\w’'-]+", last.rstrip(_HYPHENS).casefold())[-1]
        return [*text[:-1], (last if self._keeps(head, after.group()) else last.rstrip(_HYPHENS), strong)]

    def _keeps(self, head: str, tail: str) -> bool:
        """Whether the hyphen between two halves of a word is its own: a name, known so from elsewhere, or `well-`."""
        if not tail[0].islower():
            return True
        whole, hyphened = self._words[head + tail.casefold()], self._words[f"{head}-{tail.casefold()}"]
        return hyphened > whole or (not whole and head in _KEEPING)

    def _kind(self, draft: _Draft) -> tuple[BlockKind, int]:
        """Larger letters make a heading, the largest on the first page the title."""
        size, n = draft.first.size, 1 + len(draft.more)
        if size in self._levels and n <= 5:
            is_title = size == self._title and size > 1.3 * self.size and draft.first.page == 0
            return ("title", 1) if is_title else ("heading", self._levels[size])
        return ("item", 1) if _BULLET.match(draft.first.text) else ("paragraph", 0)


def _without_bullet(pieces: list[Piece]) -> list[Piece]:
    """The bullet apart, as what it is: markup."""
    index = next(index for index, piece in enumerate(pieces) if not piece.reason)
    first = pieces[index]
    found = _BULLET.match(first.text)
    end = found.end() if found else 0
    split = [Piece(first.text[:end], reason="markup"), Piece(first.text[end:], first.strong)]
    return [*pieces[:index], *split, *pieces[index + 1 :]]
