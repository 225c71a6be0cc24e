"""Blocks with exact spans, built by walking once through the source.

Every reader moves forward through the source and says for each stretch whether it is kept, decoded or skipped. Whatever a
reader does, each character ends up in exactly one place, so that nothing of an interview can get lost on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from turncast.model import Block, BlockKind, Run, Skip, Span

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
"""A line together with its break, of whatever kind."""


@dataclass
class _Draft:
    """A block while it grows."""

    kind: BlockKind
    level: int
    texts: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    strong: list[bool] = field(default_factory=list)


class Builder:
    """Collects blocks and skips; `at` is how far into the source it has come."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.strong = False
        self._blocks: list[Block] = []
        self._skipped: list[Skip] = []
        self._draft = _Draft("paragraph", 0)

    def open(self, kind: BlockKind, level: int = 0) -> None:
        """End the block in hand, if it holds anything, and start another."""
        self.close()
        self._draft = _Draft(kind, level)

    def close(self) -> None:
        """End the block in hand; what follows goes to a new paragraph. Bold never crosses a block's end."""
        block = _finished(self._draft)
        if block is not None:
            self._blocks.append(block)
        self._draft = _Draft("paragraph", 0)

    def keep(self, end: int) -> None:
        """Keep the source up to `end` as it stands; every kind of line break becomes one newline."""
        while (stop := self.source.find("\r", self.at, end)) >= 0:
            self._add(stop, self.source[self.at : stop])
            self._add(stop + (2 if self.source.startswith("\r\n", stop) else 1), "\n")
        self._add(end, self.source[self.at : end])

    def turn_into(self, kind: BlockKind, level: int) -> None:
        """The block in hand is of another kind than it began as: its underline has come to light."""
        self._draft.kind, self._draft.level = kind, level

    @property
    def length(self) -> int:
        """Characters of the block in hand so far."""
        return sum(map(len, self._draft.texts))

    def decode(self, end: int, text: str) -> None:
        """Keep the source up to `end` as `text`: an entity or an escape. One that stands for white space or nothing is markup."""
        if text.strip():
            self._add(end, text)
        else:
            self._space(end, text, "markup")

    def skip(self, end: int, reason: str) -> None:
        """Leave the source up to `end` out of speech."""
        end = max(end, self.at)
        if self.source[self.at : end].strip():
            self._skipped.append(Skip(Span(self.at, end), reason))
        self.at = end

    def newline(self, end: int, reason: str) -> None:
        """Read the source up to `end` (a line break tag) as a line break of the text."""
        self._space(end, "\n", reason)

    def _space(self, end: int, text: str, reason: str) -> None:
        self.skip(end, reason)
        self._draft.texts.append(text)
        self._draft.spans.append((end, end))
        self._draft.strong.append(False)

    def result(self) -> tuple[tuple[Block, ...], tuple[Skip, ...]]:
        self.close()
        return tuple(self._blocks), _joined(self._skipped, self.source)

    def _add(self, end: int, text: str) -> None:
        if end > self.at and text:
            self._draft.texts.append(text)
            self._draft.spans.append((self.at, end))
            self._draft.strong.append(self.strong)
        self.at = max(end, self.at)


def _finished(draft: _Draft) -> Block | None:
    """The block with white space at its ends cut off, or None where nothing else is in it."""
    text = "".join(draft.texts)
    head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    if head >= tail:
        return None
    runs: list[Run] = []
    strong: list[Span] = []
    at = 0
    for piece, (start, end), bold in zip(draft.texts, draft.spans, draft.strong, strict=True):
        a, b = max(at, head), min(at + len(piece), tail)
        if a < b:
            same = len(piece) == end - start
            run = Run(a - head, b - head, start + a - at if same else start, start + b - at if same else end)
            runs.append(run)
            if bold and piece.strip():
                strong.append(Span(run.text_start, run.text_end))
        at += len(piece)
    return Block(draft.kind, text[head:tail], _merged_runs(runs), _merged_spans(strong, text[head:tail]), draft.level)


def _merged_runs(runs: list[Run]) -> tuple[Run, ...]:
    out: list[Run] = []
    for run in runs:
        plain = run.text_end - run.text_start == run.end - run.start
        if out and plain and out[-1].end == run.start and out[-1].text_end - out[-1].text_start == out[-1].end - out[-1].start:
            out[-1] = Run(out[-1].text_start, run.text_end, out[-1].start, run.end)
        else:
            out.append(run)
    return tuple(out)


def _merged_spans(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Bold ranges with nothing but white space between them are one."""
    out: list[Span] = []
    for span in spans:
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _joined(skipped: list[Skip], source: str) -> tuple[Skip, ...]:
    """Neighbours with the same reason and only white space between them are one."""
    out: list[Skip] = []
    for skip in skipped:
        if out and out[-1].reason == skip.reason and out[-1].span.end == skip.span.start:
            out[-1] = Skip(Span(out[-1].span.start, skip.span.end), skip.reason)
        else:
            out.append(skip)
    return tuple(out)
