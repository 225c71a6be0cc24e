"""Running heads and feet of a plain text: lines that come back on every page, which nobody reads aloud."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from turncast.read.builder import LINE

_PAGE = re.compile(r"(?:page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—])", re.IGNORECASE)
_WIDE = re.compile(r"\S(?: {4,}|\t+)\S")
_CLOCK = re.compile(r"\d:\d\d")
_ENDS = '.?!…:;。？！：”"'
_AGAIN, _LONGEST = 3, 120
_PAGE_CHARS, _WIDE_CHARS = 700, 120
"""How far apart such lines are on average, without and with a wide gap in them: a page of typescript holds some 1,800
characters, a record of short answers far less."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The foot of one page and the head of the next, with the empty lines around them, as a range of the source."""

    end: int
    goes_on: bool
    """Whether the sentence before goes on behind it."""


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    start: int
    end: int
    text: str


def page_breaks(source: str) -> dict[int, PageBreak]:
    """Where running heads stand, by the place where each page break begins; none in a text without pages."""
    spans = [found.span() for found in LINE.finditer(source) if found.group()]
    lines = [_Line(index, start, end, source[start:end].strip()) for index, (start, end) in enumerate(spans)]
    heads = {line.index for line in _heads(lines)}
    return dict(_breaks(lines, heads)) if heads else {}


def _breaks(lines: Sequence[_Line], heads: set[int]) -> Iterator[tuple[int, PageBreak]]:
    for silent, group in itertools.groupby(
        lines, key=lambda line: not line.text or line.index in heads or bool(_PAGE.fullmatch(line.text))
    ):
        run = list(group)
        if silent and any(line.index in heads for line in run):
            before = lines[run[0].index - 1].text if run[0].index else ""
            after = lines[run[-1].index + 1].text if run[-1].index + 1 < len(lines) else ""
            yield run[0].start, PageBreak(run[-1].end, bool(before) and before[-1] not in _ENDS and after[:1].islower())


def _heads(lines: Sequence[_Line]) -> Iterator[_Line]:
    alike: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        if 3 <= len(line.text) <= _LONGEST and line.text[-1] not in _ENDS and not _CLOCK.search(line.text):
            alike[re.sub(r"\d+", "#", " ".join(line.text.split()))].append(line)
    for shape, found in alike.items():
        if len(found) >= _AGAIN and _is_furniture(shape, found, lines):
            yield from found


def _is_furniture(shape: str, found: Sequence[_Line], lines: Sequence[_Line]) -> bool:
    """A line of words that counts the pages or is always the same, at the distance of pages or with its parts set far apart."""
    n_words = len(re.findall(r"[^\W\d_]{2,}", shape))
    wide = all(_WIDE.search(line.text) for line in found)
    counts = _counts(found)
    same = len({line.text for line in found}) == 1
    apart = (found[-1].start - found[0].start) / (len(found) - 1)
    alone = all(_is_alone(line, lines) for line in found)
    return (
        n_words >= (1 if wide else 2)
        and (counts or (same and alone))
        and ((wide and apart >= _WIDE_CHARS) or (apart >= _PAGE_CHARS and alone and _is_steady(found)))
    )


def _counts(found: Sequence[_Line]) -> bool:
    """Whether the last number in these lines goes up page by page."""
    numbers = [re.findall(r"\d{1,9}", line.text) for line in found]
    return all(numbers) and all(0 < int(b[-1]) - int(a[-1]) <= 2 for a, b in itertools.pairwise(numbers))


def _is_alone(line: _Line, lines: Sequence[_Line]) -> bool:
    around = [lines[index].text for index in (line.index - 1, line.index + 1) if 0 <= index < len(lines)]
    return not any(text and not _PAGE.fullmatch(text) for text in around)


def _is_steady(found: Sequence[_Line]) -> bool:
    gaps = [b.start - a.start for a, b in itertools.pairwise(found)]
    return max(gaps) <= 3 * min(gaps)
