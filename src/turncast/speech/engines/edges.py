"""Where words begin and end in the sound: between borders that an engine tells, each from its first to its last sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from turncast.speech.engine import Samples

BLOCK_MS = 5
"""How finely we look."""
PAUSE_MS = 100
"""Quiet that is shorter is the closure of a "p", "t" or "k", and belongs to the word: engines put their borders now before it, now
behind it (judged by one engine's times, another's are 56 ms off at 95 % where closures are cut off, 43 where they are not)."""
QUIET = 0.016
"""36 dB below the loudest block counts as silence: Kokoro's am_michael breathes in at 40 to 50 below, and pauses lie at 70.
From 38 to 30 dB the starts of 272 words after pauses move by 0 to 10 ms (medians of four voices)."""


def word_times(
    sounding: Sequence[bool], borders: Sequence[int], samples: Samples, sample_rate_hz: int
) -> tuple[tuple[int, int], ...]:
    """Start and end in samples for each word; a silent one stands, without length, at the end of the word before it.

    `borders`: where each sounding word may begin at the earliest, in samples, and where the last one ends at the latest.
    """
    tight = _joined_at_closures(list(_tightened(borders, samples, BLOCK_MS * sample_rate_hz // 1000)), borders, sample_rate_hz)
    times, at = [], 0
    for sounds in sounding:
        start, end = next(tight) if sounds else (at, at)
        times.append((start, end))
        at = end
    return tuple(times)


def _tightened(borders: Sequence[int], samples: Samples, block: int) -> Iterator[tuple[int, int]]:
    """Each word without any silence beside it."""
    loud = _loud(samples, block)
    for start, end in pairwise(borders):
        first, last = start // block, end // block - 1
        heard = np.flatnonzero(loud[first : last + 1]) + first
        begins = int(heard[0]) * block if len(heard) and heard[0] > first else start
        yield begins, int(heard[-1] + 1) * block if len(heard) and heard[-1] < last else end


def _joined_at_closures(words: Sequence[tuple[int, int]], borders: Sequence[int], sample_rate_hz: int) -> Iterator[tuple[int, int]]:
    """The same words; where the quiet between two is too short for a pause they meet at the border that the engine told."""
    meet = [after[0] - before[1] < PAUSE_MS * sample_rate_hz // 1000 for before, after in pairwise(words)]
    for number, ((start, end), begin_met, end_met) in enumerate(zip(words, [False, *meet], [*meet, False], strict=True)):
        yield borders[number] if begin_met else start, borders[number + 1] if end_met else end


def _loud(samples: Samples, block: int) -> NDArray[np.bool_]:
    """For each whole block, whether there is sound in it."""
    blocks = samples[: len(samples) // block * block].reshape(-1, block)
    level = np.sqrt(np.mean(np.square(blocks), axis=1))
    return np.asarray(level > QUIET * level.max(initial=0.0))
