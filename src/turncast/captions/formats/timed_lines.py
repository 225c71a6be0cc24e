"""A cue's lines as the words they are made of, for formats that tell when each is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turncast.captions.lines import joined
from turncast.model import Cue, TimedWord


def timed_lines(cue: Cue, shown: Sequence[str]) -> Iterator[tuple[str, tuple[TimedWord, ...]]]:
    """For each line that is shown: what stands before its words (a name, a direction mark), and the words.

    `shown` are the cue's lines with whatever was put before them, and perhaps a name above.
    """
    above = len(shown) - len(cue.lines)
    for line in shown[:above]:
        yield line, ()
    words = list(cue.words)
    for bare, line in zip(cue.lines, shown[above:], strict=True):
        n_words = next(n for n in range(1, len(words) + 1) if joined(words[:n]) == bare)
        yield line.removesuffix(bare), tuple(words[:n_words])
        del words[:n_words]


def spaced(words: Sequence[TimedWord]) -> Iterator[tuple[TimedWord, str]]:
    """Each word and its text, with the blank that follows it within the line."""
    for word in words[:-1]:
        yield word, word.text + " " * word.space
    yield from ((word, word.text) for word in words[-1:])
