"""The article cut into the pieces that the rules decide about, and the way back from them to the source."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from turncast.model import Article, Block, BlockKind, Span

_SENTENCE_END = re.compile(r"[.?!:…。？！][\"'”’»“」』)\]]*\s*\Z")
_NUMBER = re.compile(r"\s*[QF]?\d{1,3}[.):]?\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"[*_]|<(?:em|i)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a line where each line is a paragraph."""

    index: int
    block: int
    start: int
    """Where its text begins in the block's text."""
    kind: BlockKind
    level: int
    text: str
    strong: tuple[Span, ...] = ()
    """Bold ranges of `text`."""
    emphasised: bool = False
    """Whether all of it stands in italics."""

    @property
    def all_strong(self) -> bool:
        """Whether all of it is bold, but for a number in front."""
        if len(self.strong) != 1:
            return False
        head, tail = self.text[: self.strong[0].start], self.text[self.strong[0].end :]
        return not _NUMBER.sub("", head).strip(" :.\n") and not tail.strip(" :.\n")

    @property
    def starts_strong(self) -> bool:
        """Whether it begins in bold, but for a number in front."""
        return bool(self.strong) and not _NUMBER.sub("", self.text[: self.strong[0].start]).strip(" *_")


def passages(article: Article) -> list[Passage]:
    """All passages of the article, in order."""
    by_line = _lines_are_paragraphs(article.blocks)
    emphasis = _emphasis_marks(article)
    out: list[Passage] = []
    for number, block in enumerate(article.blocks):
        for start, end in _cuts(block.text, by_line, heads=number < 3 and _is_head(block)):
            text = block.text[start:end]
            strong = tuple(
                Span(max(s.start, start) - start, min(s.end, end) - start) for s in block.strong if s.start < end and s.end > start
            )
            emphasised = bool(block.runs) and _before(block.runs[0].start, emphasis)
            out.append(Passage(len(out), number, start, block.kind, block.level, text, strong, emphasised))
    return out


def source_spans(article: Article, passage: Passage, start: int, end: int) -> list[Span]:
    """Where text[start:end] of a passage stands in the source; white space at the ends of each range is left out."""
    block = article.blocks[passage.block]
    a, b = passage.start + start, passage.start + end
    out: list[Span] = []
    first = bisect.bisect_right(block.runs, a, key=lambda run: run.text_start) - 1
    for run in block.runs[max(first, 0) :]:
        if run.text_start >= b:
            break
        if run.text_end <= a:
            continue
        if run.text_end - run.text_start == run.end - run.start:
            low, high = run.start + max(a - run.text_start, 0), run.end - max(run.text_end - b, 0)
        elif run.text_start >= a:
            low, high = run.start, run.end
        else:
            continue
        text = article.source[low:high]
        low, high = low + len(text) - len(text.lstrip()), high - (len(text) - len(text.rstrip()))
        if low < high:
            out.append(Span(low, high))
    return out


def _is_head(block: Block) -> bool:
    """Whether a block is a few short lines, none of them a sentence: title, byline, place and date above the interview."""
    lines = block.text.split("\n")
    return (
        block.kind == "paragraph"
        and 2 <= len(lines) <= 8
        and all(len(line) <= 60 and not _SENTENCE_END.search(line) for line in lines)
    )


def _cuts(text: str, by_line: bool, heads: bool) -> Iterator[tuple[int, int]]:
    if not by_line and not heads:
        yield 0, len(text)
        return
    start = 0
    for found in re.finditer(r"\n+", text):
        if (heads or _SENTENCE_END.search(text[start : found.start()])) and text[start : found.start()].strip():
            yield start, found.start()
            start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _lines_are_paragraphs(blocks: Sequence[Block]) -> bool:
    """Whether lines mostly end where sentences end: then nobody wrapped them at a fixed width."""
    inner = [line for block in blocks for line in block.text.split("\n")[:-1] if line.strip()]
    return bool(inner) and sum(bool(_SENTENCE_END.search(line)) for line in inner) >= 0.6 * len(inner)


def _emphasis_marks(article: Article) -> list[int]:
    """Where in the source a mark of italics has just ended."""
    return sorted(
        skip.span.end
        for skip in article.skipped
        if skip.reason == "markup" and _EMPHASIS.fullmatch(article.source[skip.span.start : skip.span.end])
    )


def _before(at: int, ends: Sequence[int]) -> bool:
    index = bisect.bisect_left(ends, at)
    return index < len(ends) and ends[index] == at
