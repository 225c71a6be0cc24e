"""A look-ahead true-peak limiter: it changes level, never length, and never clips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from turncast.sound.peaks import REACH, Block, channels, loud_stretches
from turncast.units import ms_to_samples

_STEP_DB = 0.1
_HOLD_MS = 5
"""A dip in the gain reaches twice as far to both sides of a peak: 20 ms together, longer than a period of a low voice (80 Hz:
12.5 ms), so that the gain rides over the periods instead of bending each. Longer dips cost loudness: 14 ms take 1.4 times as much
from Kokoro's voices at -16 LUFS, and espeak's then need 6 dB of gain instead of 3."""


def lower_by(over_db: float, n_before: int) -> float:
    """By how much to lower the ceiling of what came out of an encoder over_db too high, n_before times already.

    At low bit rates a peak follows the ceiling only roughly, so small steps would go on for long.
    """
    return over_db + _STEP_DB * 2.0**n_before


def limit(blocks: Iterable[Block], sample_rate_hz: int, gain_db: float, ceiling_dbtp: float) -> Iterator[Block]:
    """The same sound, gain_db louder, with no true peak over ceiling_dbtp; as many samples as came in, in other blocks.

    Both channels of stereo get the same gain, so that nobody moves to the side.
    """
    gain, ceiling = np.float32(10 ** (gain_db / 20)), 10 ** (ceiling_dbtp / 20)
    hold = ms_to_samples(_HOLD_MS, sample_rate_hz)
    margin = 2 * hold + REACH
    padded = _between_silences(blocks, margin)
    heard = next(padded, np.zeros(0, np.float32))
    for block in padded:
        heard = np.concatenate([heard, block * gain])
        if len(heard) > 2 * margin:
            yield (heard.T * gain_curve(heard, ceiling, hold)).T[margin:-margin]
            heard = heard[-2 * margin :]


def _between_silences(blocks: Iterable[Block], n_samples: int) -> Iterator[Block]:
    """The blocks, and before and after them n_samples of silence with as many channels; nothing where there are none."""
    following = iter(blocks)
    for first in following:
        silence = np.zeros((n_samples, *first.shape[1:]), np.float32)
        yield from chain([silence, first], following, [silence])


def gain_curve(samples: Block, ceiling: float, hold: int) -> Block:
    """A smooth gain for each sample, at most what keeps its true peak at the ceiling; right from 2 * hold + REACH off both ends.

    The smallest need within `hold` samples, then averaged over as many: an average of values that are all small enough is so too.
    """
    needed = np.ones(len(samples), np.float32)
    for channel in channels(samples):
        for start, peaks in loud_stretches(channel, ceiling):
            stretch = needed[REACH + start :][: len(peaks)]
            np.minimum(stretch, ceiling / np.maximum(peaks, ceiling), out=stretch)
    if needed.min() == 1:
        return needed
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    held = minimum_filter1d(needed, 2 * hold + 1)
    width = hold | 1
    return np.asarray(uniform_filter1d(uniform_filter1d(held, width), width), np.float32)
