"""Word times by proportion, for engines that do not know theirs: marked as estimated, never taken for more."""

from __future__ import annotations

from collections.abc import Sequence

PAUSE_LETTERS = {",": 4.0, ";": 5.0, ":": 5.0, "—": 5.0, ".": 6.0, "!": 6.0, "?": 6.0, "…": 6.0}
"""A pause after a mark, in letters' worth of time: a comma is about a quarter of a second at 15 letters a second."""


def estimated_times(words: Sequence[str], n_samples: int) -> tuple[tuple[int, int], ...]:
    """Start and end in samples for each spoken form, sharing the clip by letters and pauses; the last word ends with the clip.

    A pace is never even, so these are off by a syllable or two and say so as Clip.timing. A word without letters has no length.
    """
    weights = [float(sum(map(str.isalnum, word))) + (1.0 if any(map(str.isalnum, word)) else 0.0) for word in words]
    pauses = [PAUSE_LETTERS.get(word.rstrip("'")[-1:], 0.0) for word in words]
    if pauses:
        pauses[-1] = 0.0
    total = sum(weights) + sum(pauses) or 1.0
    found = []
    at = 0.0
    for weight, pause in zip(weights, pauses, strict=True):
        found.append((round(at / total * n_samples), round((at + weight) / total * n_samples)))
        at += weight + pause
    return tuple(found)
