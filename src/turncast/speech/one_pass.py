"""Roughly where each sentence of a script is heard in a long recording.

People who read aloud begin with a jingle, cough, leave a sentence out, read another one twice, pause for as long as they like. So
every stretch of the recording is either a sentence or between sentences, in the order of the script, and dynamic programming finds
the cheapest such story in one pass over the recording: the one-stage algorithm for connected words (Ney, IEEE Transactions on
Acoustics, Speech and Signal Processing 32, 1984), with sentences for words. It keeps where a sentence began, not the path in it.

Evidence is counted against chance: a frame heard speaks for a frame of the reference as far as it is nearer to it than to the
nearest quarter of all frames of the reference. Music, noise and other texts are as far from one as from another: they speak for
nothing, and lie between sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from turncast.speech.outline import N_FEATURES, Floats, Outline

Origins = NDArray[np.int32]
CHANCE = 0.25
N_SAMPLED = 1000
"""Frames of the reference that stand for all of them."""
UNEVEN = 0.1
"""What it costs to stay on a frame of the reference, or to pass one."""
CLAIM = 0.05
"""How much the frames of a sentence must speak for it at least, on average. With 0.1 real sentences of four words are missed in
noise; with 0 twice as many that are not read are found."""
MOST_CELLS = 2_500_000_000
"""Of the table of frames heard and frames read: from there on only a part of the script around the best place is looked at."""
LEAST_COLUMNS = 4_000
"""Which is never smaller than this: 5 minutes."""
_ROWS = 64
_STAYED, _SKIPPED = -1, -2


def located(heard: Outline, sentences: Sequence[Floats]) -> list[tuple[int, int] | None]:
    """First and end frame of each sentence, in order and without overlap; None for one that is not heard."""
    if not len(heard.frames) or not any(map(len, sentences)):
        return [None] * len(sentences)
    table = _Table(sentences, max(LEAST_COLUMNS, MOST_CELLS // len(heard.frames)))
    told = [table.walk(heard, first) for first in range(0, len(heard.frames), _ROWS)]
    return _traced(told, len(heard.frames), len(sentences))


@dataclass(frozen=True, slots=True)
class _Told:
    """For some frames heard, in rows, and the gaps from `low` on: how the cheapest story came to be there.

    The frame heard at which the sentence before the gap began, or _STAYED, or _SKIPPED where that sentence is not read.
    """

    low: int
    came: Origins


class _Table:
    """The cheapest stories that end at each place of the script, after each frame heard so far.

    A place is a frame of a sentence (a column) or a gap: gap i lies before sentence i. Only the sentences from `low` to `high` are
    looked at.
    """

    def __init__(self, sentences: Sequence[Floats], n_at_once: int) -> None:
        self.columns = np.concatenate([*sentences, np.zeros((0, N_FEATURES), np.float32)])
        self.lengths = np.square(self.columns).sum(axis=1)
        self.firsts = np.cumsum([0, *map(len, sentences)])
        self.sampled = np.random.default_rng(0).permutation(len(self.columns))[:N_SAMPLED]
        self.n_at_once = n_at_once
        self.claims = CLAIM * np.diff(self.firsts)
        self.gaps = np.zeros(len(self.firsts))
        self.costs = np.full(len(self.columns), np.inf, np.float32)
        self.entered = np.zeros(len(self.columns), np.int32)
        """The frame heard at which the story of each column entered its sentence."""
        self.low, self.high = 0, self._reached(0)

    def walk(self, heard: Outline, first: int) -> _Told:
        """Goes on over some frames heard, and tells how the stories at the gaps went."""
        self._look_around()
        weights = heard.sounding[first : first + _ROWS]
        evidence = self._evidence(heard.frames[first : first + _ROWS]) * weights[:, None]
        came = np.empty((len(weights), self.high - self.low + 1), np.int32)
        for row, (cost, weight) in enumerate(zip(evidence, weights, strict=True)):
            self._within_sentences(first + row, cost, UNEVEN * weight)
            came[row] = self._at_gaps()
        return _Told(self.low, came)

    def _look_around(self) -> None:
        """Moves on to the part of the script around the cheapest story, never back."""
        if self.high < len(self.firsts) - 1:
            best = self.low + int(np.argmin(self.gaps[self.low : self.high + 1]))  # the first of equals
            low = int(np.searchsorted(self.firsts, self.firsts[best] - self.n_at_once // 2))
            self.low = max(self.low, min(best, low))
            self.high = max(self.high, self._reached(self.low))

    def _reached(self, low: int) -> int:
        """The last gap to look at from gap `low` on."""
        high = int(np.searchsorted(self.firsts, self.firsts[low] + self.n_at_once, side="right")) - 1
        return min(max(high, low + 1), len(self.firsts) - 1)

    def _evidence(self, frames: Floats) -> Floats:
        """How much farther each frame heard is from each column than by chance, shape (n_frames, n_columns)."""
        begin, end = self.firsts[self.low], self.firsts[self.high]
        chance = _unlike(frames, self.columns[self.sampled], self.lengths[self.sampled])
        nearest = int(CHANCE * len(self.sampled))
        return _unlike(frames, self.columns[begin:end], self.lengths[begin:end]) - np.partition(chance, nearest)[:, [nearest]]

    def _within_sentences(self, row: int, cost: Floats, uneven: np.float32) -> None:
        """Each column is reached from the one before it, from the one before that, or by staying there, which proves nothing."""
        begin, end = self.firsts[self.low], self.firsts[self.high]
        costs, entered = self.costs[begin:end], self.entered[begin:end]
        sounding = np.diff(self.firsts[self.low : self.high + 1]) > 0
        starts = (self.firsts[self.low : self.high] - begin)[sounding]
        next_cost, next_entered = _later(costs, 1, np.inf), _later(entered, 1, 0)
        next_cost[starts] = (self.gaps[self.low : self.high] + self.claims[self.low : self.high])[sounding]
        next_entered[starts] = row
        passed = _later(costs, 2, np.inf)
        passed[starts] = np.inf
        passed[np.minimum(starts + 1, len(passed) - 1)] = np.inf
        stayed = costs + np.maximum(cost, 0) + uneven
        moved = np.minimum(next_cost, passed + uneven) + cost
        entered_moved = np.where(next_cost <= passed + uneven, next_entered, _later(entered, 2, 0))
        self.entered[begin:end] = np.where(moved <= stayed, entered_moved, entered)
        self.costs[begin:end] = np.minimum(moved, stayed)

    def _at_gaps(self) -> Origins:
        """Each gap is reached by waiting there, from the end of the sentence before it, or by leaving that sentence out."""
        gaps = self.gaps[self.low : self.high + 1]
        sounding = np.diff(self.firsts[self.low : self.high + 1]) > 0
        lasts = self.firsts[self.low + 1 : self.high + 1] - 1
        read = np.where(sounding, self.costs[lasts], np.inf)
        told = np.full(len(gaps), _STAYED, np.int32)
        told[1:] = np.where(read < gaps[1:], self.entered[lasts], told[1:])
        gaps[1:] = np.minimum(read, gaps[1:])
        cheapest = np.minimum.accumulate(gaps)
        told[cheapest < gaps] = _SKIPPED
        gaps[:] = cheapest
        return told


def _unlike(frames: Floats, columns: Floats, lengths: Floats) -> Floats:
    """Distances, shape (n_frames, n_columns)."""
    squares = lengths + np.square(frames).sum(axis=1)[:, None] - 2 * (frames @ columns.T)
    found: Floats = np.sqrt(np.maximum(squares, 0))
    return found


def _later(values: NDArray[Any], by: int, fill: float) -> NDArray[Any]:
    """The values moved on by some places."""
    found = np.empty_like(values)
    found[by:] = values[:-by]
    found[:by] = fill
    return found


def _traced(told: Sequence[_Told], n_frames: int, n_sentences: int) -> list[tuple[int, int] | None]:
    """Where the sentences of the cheapest story are, read back from its end."""
    places: list[tuple[int, int] | None] = [None] * n_sentences
    row, gap = n_frames - 1, told[-1].low + told[-1].came.shape[1] - 1
    while row >= 0 and gap > 0:
        block = told[row // _ROWS]
        came = int(block.came[row % _ROWS, gap - block.low]) if gap < block.low + block.came.shape[1] else _SKIPPED
        if came >= 0:
            places[gap - 1] = (came, row + 1)
            row = came - 1
        row -= came == _STAYED
        gap -= came != _STAYED
    return places
