"""What the wave does between the samples, for the meter and the limiter.

True peak (BS.1770-4, annex 2) is the peak after oversampling by four. Most of speech is far below any level that matters, and where
samples hardly bend the wave between them is hardly above them: `bend_bounds` tells by how much at most. So only stretches that may
exceed the level are oversampled (2% of an episode for its true peak), and the result is the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.float32]
"""float32, mono of shape (n_samples,) or stereo of shape (n_samples, 2), left first; beyond [-1, 1] where the plan is too loud."""

REACH = 12
"""How many samples on each side make up a point between two samples. The standard's six are enough for speech; clipped noise and
music with much above 18 kHz then read 0.9 and 0.5 dB below ffmpeg's meter, with twelve within 0.2 dB of it."""
_OVERSAMPLING = 4
_KAISER_BETA = 5.0
_ROW = 256
"""Loud stretches are found in steps of this many samples."""
_STEP = 32
"""So many samples are oversampled at once, as a product of matrices: eight times as fast as by convolution. A product of a row is
small enough for one thread: more of them would take the other core from ffmpeg, and make the rounding depend on the machine."""


def _interpolators() -> NDArray[np.float32]:
    """Windowed-sinc filters for the points at 1/4, 2/4 and 3/4 between two samples, shape (3, 2 * REACH)."""
    places = np.arange(1, _OVERSAMPLING)[:, None] / _OVERSAMPLING
    distances = np.arange(1 - REACH, 1 + REACH)[None, :] - places
    window = np.i0(_KAISER_BETA * np.sqrt(1 - (distances / REACH) ** 2)) / np.i0(_KAISER_BETA)
    taps = np.sinc(distances) * window
    return np.asarray(taps / taps.sum(axis=1, keepdims=True), np.float32)


def _stepwise(interpolators: NDArray[np.float32]) -> NDArray[np.float32]:
    """The matrix from _STEP samples with their context to the points behind each, shape (_STEP + 2 * REACH - 1, 3 * _STEP)."""
    matrix = np.zeros((_STEP + 2 * REACH - 1, len(interpolators), _STEP), np.float32)
    for sample in range(_STEP):
        matrix[sample : sample + 2 * REACH, :, sample] = interpolators.T
    return matrix.reshape(len(matrix), -1)


def bend_bounds(interpolators: NDArray[np.float32]) -> tuple[float, float]:
    """By how much the wave between two samples can exceed the larger of them, at most: a share of it, and a share of the largest
    second difference of the samples around them.

    A filter's distance from straight lines has no sum, so it is a filter of first differences; what sum that one has lies in the
    difference between the two samples, which is at most twice the larger; the rest is a filter of second differences.
    """
    of_level = of_bend = 0.0
    for number, taps in enumerate(interpolators.astype(np.float64), 1):
        bent = taps.copy()
        bent[REACH - 1] -= 1 - number / _OVERSAMPLING
        bent[REACH] -= number / _OVERSAMPLING
        of_first = np.cumsum(bent)[:-1]
        slope = of_first.sum()
        of_first[REACH - 1] -= slope
        of_level = max(of_level, 2 * abs(slope))
        of_bend = max(of_bend, float(np.abs(np.cumsum(of_first)).sum()))
    return of_level + _ROUNDING, of_bend


_ROUNDING = 1e-5
"""Of single precision, as a share of the level."""
_INTERPOLATORS = _interpolators()
_STEPWISE = _stepwise(_INTERPOLATORS)
_OF_LEVEL, _OF_BEND = bend_bounds(_INTERPOLATORS)


def channels(block: Block) -> Block:
    """Its channels one after another, shape (n_channels, n_samples)."""
    return np.atleast_2d(block.T)


def loud_stretches(padded: Block, level: float) -> Iterator[tuple[int, Block]]:
    """Start and `envelope` of each stretch that holds places where the wave may exceed `level`; elsewhere it does not.

    `padded`, of one channel, carries REACH samples of context at both ends, which are not looked at for themselves; starts count
    from after it.
    """
    highest = _highest(padded)
    bends = np.pad(_highest(np.diff(padded, 2)), (1, 2))[: len(highest) + 2]
    # a point near the end of a row depends on samples of the next one as well
    bend = np.maximum(np.maximum(bends[:-2], bends[1:-1]), bends[2:])
    loud = np.concatenate([[False], highest * (1 + _OF_LEVEL) + bend * _OF_BEND > level, [False]])
    for first, last in np.flatnonzero(loud[1:] != loud[:-1]).reshape(-1, 2):
        start = max(REACH, int(first) * _ROW - REACH)
        stop = min(len(padded) - REACH, int(last) * _ROW + REACH)
        if start < stop:
            yield start - REACH, envelope(padded[start - REACH : stop + REACH])[REACH:-REACH]


def _highest(samples: Block) -> Block:
    """The largest magnitude in each row; the last one may be shorter."""
    n_whole = len(samples) // _ROW * _ROW
    rows = samples[:n_whole].reshape(-1, _ROW)
    found = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    return np.append(found, np.abs(samples[n_whole:]).max()) if n_whole < len(samples) else found


def envelope(samples: Block) -> Block:
    """The largest magnitude at each sample of a channel and up to the next one on either side, between samples too; same shape."""
    n_rows = -(-len(samples) // _ROW)
    padded = np.pad(samples, (REACH - 1, REACH + n_rows * _ROW - len(samples)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(_STEPWISE))[::_STEP]
    rows = windows.reshape(n_rows, _ROW // _STEP, -1)
    points = np.abs(rows @ _STEPWISE).reshape(len(windows), -1, _STEP)
    # entry i lies between the samples i and i + 1, so it counts for both
    between = points.max(axis=1).ravel()[: len(samples)]
    peaks: Block = np.maximum(np.abs(samples), between)
    np.maximum(peaks[1:], between[:-1], out=peaks[1:])
    return peaks
