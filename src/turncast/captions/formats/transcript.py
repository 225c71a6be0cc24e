"""Cues → paragraphs to read without the sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from turncast.model import Cue, TimedWord

PARAGRAPH_MS = 600
"""A pause of this length between two sentences of a turn parts two paragraphs; shorter ones part sentences."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    speaker: str
    """The name, or "" for nobody."""
    named: bool
    """Whether somebody else spoke before."""
    words: tuple[TimedWord, ...]


def paragraphs(cues: Sequence[Cue]) -> Iterator[Paragraph]:
    """What is said, turn by turn."""
    spoken = ((cue.speaker, word) for cue in cues for word in cue.words)
    before: str | None = None
    for (speaker, _), turn in groupby(spoken, key=lambda one: (one[0], one[1].turn)):
        for words in _parted([word for _, word in turn]):
            yield Paragraph(speaker, speaker != before, words)
            before = speaker


def _parted(words: Sequence[TimedWord]) -> Iterator[tuple[TimedWord, ...]]:
    first = 0
    for place in range(1, len(words)):
        before, after = words[place - 1], words[place]
        if before.utterance != after.utterance and after.start_ms - before.end_ms >= PARAGRAPH_MS:
            yield tuple(words[first:place])
            first = place
    yield tuple(words[first:])


def mark(ms: int) -> str:
    """A time for people, in whole seconds that have begun: H:MM:SS.

    >>> mark(3_599_999), mark(36_000_000)
    ('0:59:59', '10:00:00')
    """
    seconds = ms // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
