"""Dynamic time warping: which frames of one reading belong to which of another, where either may pause between words.

The path runs through a table with a row for each frame heard and a column for each frame of the reference. Before, between
and after the words of the reference stands a silent column: it takes up whatever quiet the other reading has there, so that a
pause never stretches a word. Long tables are walked coarsely first, then finely near the coarse path: time and memory grow
with the length, not with its square (0.01 s of work for each second of sound, from 5 s to 5 minutes of it). From some ten minutes
on the coarsest frames are longer than words, and the path may go astray.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turncast.speech.features import Frames

Indexes = NDArray[np.int64]
Band = tuple[Indexes, Indexes]
"""For each row the half-open range of columns to walk."""

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
        band = _near(coarse_path(heard, silence_cost, columns), columns, len(heard))
    return _walk(_costs(heard, silence_cost, columns, band), columns, band)


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


def _near(path: Path, columns: Columns, n_rows: int) -> Band:
    """Those columns that a coarser path passed, and some to either side."""
    _, parents = _joined(columns)
    n_coarse = -(-n_rows // COARSER)
    reached = np.searchsorted(path.first, np.arange(n_coarse), side="right") - 1
    left = np.searchsorted(path.last, np.arange(n_coarse), side="left")
    low = np.searchsorted(parents, left, side="left") - NEAR
    high = np.searchsorted(parents, reached, side="right") + NEAR
    rows = np.arange(n_rows) // COARSER
    return np.clip(low, 0, None)[rows], np.clip(high, None, len(parents))[rows]


_STAYED, _BOTH, _PASSED = 0, 1, 2


def _costs(heard: Frames, silence_cost: Frames, columns: Columns, band: Band) -> list[Frames]:
    """For each row what its columns cost: how unlike the frames are, or what it is to take the frame heard for silence."""
    lengths, silent = np.square(columns.frames).sum(axis=1), columns.word < 0
    squares = np.square(heard).sum(axis=1)
    found = []
    for row, (low, high) in enumerate(zip(*band, strict=True)):
        likeness = columns.frames[low:high] @ heard[row]
        unlike = np.sqrt(np.maximum(0, lengths[low:high] + squares[row] - 2 * likeness))
        found.append(np.where(silent[low:high], silence_cost[row], unlike))
    return found


def _passing(costs: Sequence[Frames], columns: Columns, band: Band) -> Iterator[Frames]:
    """For each row what it costs to come to each column from its left neighbour, in the same row."""
    silent = columns.word < 0
    for here, low, high in zip(costs, *band, strict=True):
        yield np.where(silent[low:high], PASSED, here + UNEVEN)


def _walk(costs: Sequence[Frames], columns: Columns, band: Band) -> Path:
    """Row by row: a cell is reached from the row before (same column, or the one before it), or from its left neighbour.

    The last kind would need a loop over columns; as a running minimum of the cost less that of all columns passed it is one call.
    """
    uneven = np.where(columns.word < 0, 0, UNEVEN)
    steps: list[NDArray[np.uint8]] = []
    before, before_low = np.empty(0), 0
    for row, (low, high, here, passing) in enumerate(zip(*band, costs, _passing(costs, columns, band), strict=True)):
        if row:
            stayed = _shifted(before, low - before_low, high - low) + here + uneven[low:high]
            both = _shifted(before, low - before_low - 1, high - low) + here
        else:  # the first frame heard is silence, or belongs to the first word
            both = np.where(np.arange(low, high) < 2, here, np.inf)
            stayed = np.full(high - low, np.inf)
        passed = np.cumsum(passing)
        came = np.minimum(both, stayed) - passed
        best = np.minimum.accumulate(came)
        steps.append(np.where(best < came, _PASSED, np.where(both <= stayed, _BOTH, _STAYED)).astype(np.uint8))
        before, before_low = best + passed, low
    return _traced(steps, band[0], len(columns.word), float(before[-1]) / len(costs))


def _shifted(costs: Frames, by: int, width: int, fill: float = np.inf) -> Frames:
    """The row before as seen from a range that begins `by` columns later; filled where it was not walked."""
    found = np.full(width, fill)
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


# --- all paths at once -----------------------------------------------------------------------------------------------------


def mean_borders(heard: Frames, silence_cost: Frames, columns: Columns, coarse: Path) -> Frames:
    """Where each word begins and the last one ends, in frames heard: the mean over all paths near a coarse one, each weighted by
    exp(-cost). The cheapest path alone jumps where others cost as much: the mean is 1 ms nearer at the median.

    A border lies behind as many frames as the paths have on their way to it.
    """
    band = _near(coarse, columns, len(heard))
    costs = _costs(heard, silence_cost, columns, band)
    silent = np.flatnonzero(columns.word < 0)
    own_share = np.concatenate([[1.0], np.full(len(silent) - 2, 0.5), [0.0]])  # of a pause between words either has a half
    borders = np.zeros(len(silent))
    for cost, low, high, so_far, to_come in zip(costs, *band, *_weights(costs, columns, band), strict=True):
        mass = so_far + to_come + cost  # which both of them have paid
        mass = np.exp(mass - mass.max())
        first, end = np.searchsorted(silent, (low, high))
        at = silent[first:end] - low
        borders[first:end] += (np.cumsum(mass)[at] - (1 - own_share[first:end]) * mass[at]) / mass.sum()
        borders[end:] += 1
    return borders - 0.5


def _weights(costs: Sequence[Frames], columns: Columns, band: Band) -> tuple[list[Frames], list[Frames]]:
    """The logarithms of the weights of all paths from the beginning to each cell, and from each cell to the end."""
    uneven, passing = np.where(columns.word < 0, 0, UNEVEN), list(_passing(costs, columns, band))
    so_far = _summed(costs, passing, uneven, band[0], 2)
    mirrored = (len(columns.word) - band[1])[::-1]
    to_come = _summed([one[::-1] for one in costs[::-1]], list(_mirrored(costs, passing)), uneven[::-1], mirrored, 1)
    return so_far, [one[::-1] for one in to_come[::-1]]


def _mirrored(costs: Sequence[Frames], passing: Sequence[Frames]) -> Iterator[Frames]:
    """What the same steps to a neighbour cost from the other side: of both cells the one that is come to is paid anew."""
    for here, passed in zip(costs[::-1], passing[::-1], strict=True):
        back, own = passed[::-1], here[::-1]
        yield np.concatenate([[0.0], back[:-1] - own[:-1] + own[1:]])


def _summed(costs: Sequence[Frames], passing: Sequence[Frames], uneven: Frames, lows: Indexes, n_first: int) -> list[Frames]:
    """As `_walk` goes, but with the logarithm of a sum of weights for the least of costs; it begins in one of the first columns."""
    found: list[Frames] = []
    for row, (low, here, passed) in enumerate(zip(lows, costs, passing, strict=True)):
        if row:
            before, by, width = found[-1], low - lows[row - 1], len(here)
            stayed = _shifted(before, by, width, -np.inf) - uneven[low : low + width]
            came = np.logaddexp(stayed, _shifted(before, by - 1, width, -np.inf)) - here
        else:
            came = np.where(np.arange(low, low + len(here)) < n_first, -here, -np.inf)
        way = np.cumsum(passed)
        found.append(np.logaddexp.accumulate(came + way) - way)
    return found
