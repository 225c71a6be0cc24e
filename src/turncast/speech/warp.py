"""Dynamic time warping: which frames of one reading belong to which of another, where either may pause between words.

The path runs through a table with a row for each frame heard and a column for each frame of the reference. Before, between
and after the words of the reference stands a silent column: it takes up whatever quiet the other reading has there, so that a
pause never stretches a word. Long tables are walked coarsely first, then finely near the coarse path: time and memory grow
with the length, not with its square (0.01 s of work for each second of sound, from 5 s to 5 minutes of it). From some ten minutes
on the coarsest frames are longer than words, and the path may go astray.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turncast.speech.features import Frames

Indexes = NDArray[np.int64]

UNEVEN = 0.3
"""What each step costs on which only one reading goes on. The same words by two voices cost 2.0 a frame.
From 0 to 0.8 the median moves by 0.3 ms."""
PASSED = 0.5
"""What it costs to pass a silent column without stopping there."""
WHOLE = 1000
"""Frames up to which the whole table is walked: 5 s."""
COARSER = 4
NEAR = 100
"""Columns walked to either side of a coarser path: half a second on the finest level."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The reference: its words' frames with a silent column before, between and after them."""

    frames: Frames
    """Shape (n_columns, n_features); zeros where silent."""
    word: Indexes
    """For each column the index of its word, or -1 where silent."""


@dataclass(frozen=True, slots=True)
class Path:
    """The cheapest way through the table."""

    first: Indexes
    """For each column the first frame heard that belongs to it ..."""
    last: Indexes
    """... and the last one; both are the same where it was merely passed."""
    cost: float
    """For each frame heard, on average."""


def columns_of(frames: Frames, words: Sequence[tuple[int, int]]) -> Columns:
    """The table's columns from a reference's frames; `words` are half-open ranges of frames, none of them empty."""
    silent = np.zeros((1, frames.shape[1]))
    parts, owners = [silent], [-1]
    for index, (first, end) in enumerate(words):
        parts += [frames[np.minimum(np.arange(first, end), len(frames) - 1)], silent]
        owners += [index] * (end - first) + [-1]
    return Columns(np.vstack(parts), np.array(owners))


def warp(heard: Frames, silence_cost: Frames, columns: Columns) -> Path:
    """The path for frames heard, shape (n_frames, n_features), and what it costs to take each of them for silence."""
    if len(heard) <= WHOLE or len(columns.word) <= 4 * NEAR:
        band = (np.zeros(len(heard), np.int64), np.full(len(heard), len(columns.word)))
    else:
        _, parents = _joined(columns)
        band = _near(coarse_path(heard, silence_cost, columns), parents, len(heard))
    return _walk(heard, silence_cost, columns, band)


def coarse_path(heard: Frames, silence_cost: Frames, columns: Columns) -> Path:
    """The path of `warp`, in frames and columns four times as long: enough to see how alike the two are."""
    rows = np.arange(0, len(heard), COARSER)
    sizes = np.diff(np.append(rows, len(heard)))
    fewer = np.add.reduceat(heard, rows) / sizes[:, None]
    return warp(fewer, np.add.reduceat(silence_cost, rows) / sizes, _joined(columns)[0])


def _joined(columns: Columns) -> tuple[Columns, Indexes]:
    """Columns joined by fours inside each word, and for each of the given columns the one it went into."""
    starts_word = np.diff(columns.word, prepend=-2) != 0
    within = np.arange(len(columns.word)) - np.maximum.accumulate(np.where(starts_word, np.arange(len(columns.word)), 0))
    begins = np.flatnonzero(within % COARSER == 0)
    sizes = np.diff(np.append(begins, len(columns.word)))
    frames = np.add.reduceat(columns.frames, begins) / sizes[:, None]
    return Columns(frames, columns.word[begins]), np.repeat(np.arange(len(begins)), sizes)


def _near(path: Path, parents: Indexes, n_rows: int) -> tuple[Indexes, Indexes]:
    """For each row the half-open range of columns to walk: those that a coarser path passed, and some to either side."""
    n_coarse = -(-n_rows // COARSER)
    reached = np.searchsorted(path.first, np.arange(n_coarse), side="right") - 1
    left = np.searchsorted(path.last, np.arange(n_coarse), side="left")
    low = np.searchsorted(parents, left, side="left") - NEAR
    high = np.searchsorted(parents, reached, side="right") + NEAR
    rows = np.arange(n_rows) // COARSER
    return np.clip(low, 0, None)[rows], np.clip(high, None, len(parents))[rows]


_STAYED, _BOTH, _PASSED = 0, 1, 2


def _walk(heard: Frames, silence_cost: Frames, columns: Columns, band: tuple[Indexes, Indexes]) -> Path:
    """Row by row: a cell is reached from the row before (same column, or the one before it), or from its left neighbour.

    The last kind would need a loop over columns; as a running minimum of the cost less that of all columns passed it is one call.
    """
    lengths, silent = np.square(columns.frames).sum(axis=1), columns.word < 0
    steps: list[NDArray[np.uint8]] = []
    before, before_low = np.empty(0), 0
    for row, (low, high) in enumerate(zip(*band, strict=True)):
        frame, quiet = heard[row], silent[low:high]
        likeness = columns.frames[low:high] @ frame
        unlike = np.sqrt(np.maximum(0, lengths[low:high] + frame @ frame - 2 * likeness))
        here = np.where(quiet, silence_cost[row], unlike)
        if row:
            stayed = _shifted(before, low - before_low, high - low) + np.where(quiet, here, here + UNEVEN)
            both = _shifted(before, low - before_low - 1, high - low) + here
        else:  # the first frame heard is silence, or belongs to the first word
            both = np.where(np.arange(low, high) < 2, here, np.inf)
            stayed = np.full(high - low, np.inf)
        passed = np.cumsum(np.where(quiet, PASSED, here + UNEVEN))
        came = np.minimum(both, stayed) - passed
        best = np.minimum.accumulate(came)
        steps.append(np.where(best < came, _PASSED, np.where(both <= stayed, _BOTH, _STAYED)).astype(np.uint8))
        before, before_low = best + passed, low
    return _traced(steps, band[0], len(silent), float(before[-1]) / len(heard))


def _shifted(costs: Frames, by: int, width: int) -> Frames:
    """The row before as seen from a range that begins `by` columns later; infinite where it was not walked."""
    found = np.full(width, np.inf)
    first, end = max(0, -by), min(width, len(costs) - by)
    if first < end:
        found[first:end] = costs[first + by : end + by]
    return found


def _traced(steps: Sequence[NDArray[np.uint8]], lows: Indexes, n_columns: int, cost: float) -> Path:
    """The path, read back from its end."""
    first, last = np.zeros(n_columns, np.int64), np.zeros(n_columns, np.int64)
    row, column = len(steps) - 1, n_columns - 1
    last[column] = row
    while True:
        step = steps[row][column - lows[row]]
        if row == 0 and step == _BOTH:
            break
        next_row, next_column = row - (step != _PASSED), column - (step != _STAYED)
        if next_column != column:
            first[column], last[next_column] = row, next_row
        row, column = next_row, next_column
    return Path(first, last, cost)
