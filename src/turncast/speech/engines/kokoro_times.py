"""Times of phonemes → borders of words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from turncast.speech.engines.kokoro_words import Prompt

LEAD = 1200
"""Samples by which the sound is ahead of the frame counts: 50 ms, two frames. Measured on 30 sentences and three voices (medians):
an "s" begins 58 to 60 ms and ends 39 to 43 ms before the counts say so, the first sound after a comma 49 to 52 ms."""


def borders_of(prompt: Prompt, phonemes: Iterable[tuple[str, int, int]], n_samples: int) -> list[int]:
    """Where one sounding word gives way to the next, in samples, first and last included.

    `phonemes`: symbol, start and end in samples for those that the model knew, in order.
    Between words that only a space parts, the space's two frames belong to the word that follows: its "s" is heard 85 to 125 ms
    before the phoneme's time, and inside a word 58. At punctuation the border lies in the middle of the pause, of which
    Kokoro counts up to half a second with the phoneme before it.
    """
    edges = _edges_of(prompt.phonemes, phonemes)
    borders = [0]
    for (_, end), (start, _) in pairwise(span for span in prompt.spans if span[0] < span[1]):
        before, after = edges[end - 1][1], edges[start][0]
        border = (before if prompt.phonemes[end:start].isspace() else (before + after) // 2) - LEAD
        borders.append(min(max(border, borders[-1]), n_samples))
    return [*borders, n_samples]


def _edges_of(text: str, phonemes: Iterable[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Start and end for every symbol of the text; what the model does not know, and spaces at its joins, have no length."""
    known, edges, at = list(phonemes)[::-1], [], 0
    for symbol in text:
        start = at
        if known and known[-1][0] == symbol:
            _, start, at = known.pop()
        edges.append((start, at))
    assert not known, "the model spoke phonemes that were not in the prompt"
    return edges
