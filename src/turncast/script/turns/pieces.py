"""What the rules decide: a stretch of a passage, who says it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from turncast.model import TurnKind
from turncast.script.turns.label_forms import Label
from turncast.script.turns.passages import Passage

REPORTER = "reporter:"
"""Stands for the main reporter until the people are known."""
INTERVIEWEE = "interviewee:"
"""Stands for the main interviewee until the people are known."""


@dataclass(frozen=True, slots=True)
class Piece:
    passage: Passage
    start: int
    end: int
    who: str
    """A name as the rules found it, or REPORTER or INTERVIEWEE."""
    kind: TurnKind | Literal["skip"]
    why: str
    """The evidence; of a skip, its reason."""
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def heading(passage: Passage, why: str = "a heading") -> Piece:
    """A heading or a title, which the reporter reads."""
    return Piece(passage, 0, len(passage.text), REPORTER, "title" if passage.kind == "title" else "heading", why)


def whole(passage: Passage, who: str, why: str, confidence: float = 1.0) -> Piece:
    """All of a passage, as speech."""
    return Piece(passage, 0, len(passage.text), who, "speech", why, confidence)


def under_labels(passage: Passage, labels: Sequence[Label], before: str, why_before: str) -> list[Piece]:
    """A passage with labels in it: each one's text is its own; what stands in front of the first is for `before`."""
    out: list[Piece] = []
    if passage.text[: labels[0].start].strip():
        out.append(Piece(passage, 0, labels[0].start, before, "speech", why_before, 0.9))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start if following else len(passage.text)
        out.append(Piece(passage, label.start, label.end, label.name, "skip", "label"))
        if passage.text[label.end : end].strip():
            out.append(Piece(passage, label.end, end, label.name, "speech", f"the label {label.written!r}"))
    return out
