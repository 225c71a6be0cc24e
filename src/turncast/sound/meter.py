"""How loud sound is: BS.1770-4 (loudness, true peak) and EBU Tech 3342 (loudness range), as a stream.

Our own because one pass over blocks then serves the mix and the decoded file alike, at 5 s for an hour of speech; the tests hold
it against the signals of EBU Tech 3341, against pyloudnorm and against ffmpeg's ebur128 filter.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from math import ceil, log2, log10, pi, tan

import numpy as np
from numpy.typing import NDArray

from turncast.model import Loudness
from turncast.runner import ahead
from turncast.sound.peaks import REACH, Block, channels, loud_stretches

FLOOR_LUFS = -70.0
"""The level of silence: the absolute gate of BS.1770-4, annex 1."""
STEPS_PER_S = 10
_GATING_STEPS = 4
"""Gating blocks last 400 ms and start every 100 ms: BS.1770-4, annex 1."""
_SHORT_TERM_STEPS = 30
"""Short-term loudness is over 3 s: EBU Tech 3341, 2.2."""
_RESPONSE_S = 0.09
"""How long a filter's answer to a single sample is followed, at least."""
_FFT_RESPONSES = 8
"""So many times as long as that is what is filtered at once: the quickest of 2 to 16."""


def clip_loudness(samples: Block, sample_rate_hz: int) -> float:
    """The K-weighted level in LUFS of a whole clip without gating; FLOOR_LUFS at least."""
    if not len(samples):
        return FLOOR_LUFS
    n_channels = len(channels(samples))
    return lufs(float(np.mean(_Weighting(sample_rate_hz, n_channels).add(samples) ** 2, dtype=np.float64)) * n_channels)


def mean_level(parts: Iterable[tuple[float, float]]) -> float:
    """The energy average in LUFS of (level in LUFS, weight) pairs; FLOOR_LUFS where there is nothing.

    >>> mean_level([(-20.0, 1.0), (-20.0, 3.0)]), round(mean_level([(-20.0, 1.0), (-70.0, 1.0)]), 2), mean_level([])
    (-20.0, -23.01, -70.0)
    """
    listed = list(parts)
    weight = sum(w for _, w in listed)
    power = sum(w * 10 ** (level / 10) for level, w in listed)
    return max(FLOOR_LUFS, 10 * log10(power / weight)) if power else FLOOR_LUFS


def measure(blocks: Iterable[Block], sample_rate_hz: int, n_channels: int = 1) -> Loudness:
    """Integrated loudness, true peak and loudness range of sound that comes in blocks of any size.

    The true peak is that of the louder channel. Memory grows by eight bytes for each 100 ms, no more. The levels of silence are
    FLOOR_LUFS.
    """
    powers, peak = _Powers(sample_rate_hz, n_channels), _Peak(n_channels)

    def peaked() -> Iterator[Block]:
        for block in filter(len, blocks):
            peak.add(block)
            yield block

    with closing(ahead(peaked(), 1)) as passed:
        for block in passed:
            powers.add(block)
    steps = np.asarray(powers.steps)
    return Loudness(gated_loudness(steps), peak.dbtp(), _range(steps))


def step_powers(samples: Block, sample_rate_hz: int) -> NDArray[np.float64]:
    """The mean K-weighted power of each 100 ms of a mono sound; what is left over at its end is one more, padded with silence."""
    powers = _Powers(sample_rate_hz, 1)
    powers.add(samples)
    rest = powers.rest[0]
    return np.array([*powers.steps, *([float(np.dot(rest, rest)) / powers.n_step] if len(rest) else [])])


def gated_loudness(steps: NDArray[np.float64]) -> float:
    """The integrated loudness in LUFS of sound whose mean K-weighted power in each 100 ms is known; FLOOR_LUFS at least.

    BS.1770-4, annex 1, equations 5 to 7: blocks above -70 LUFS, then those above 10 LU below the mean of these.
    """
    powers = _above(_running_means(steps, _GATING_STEPS), _power(FLOOR_LUFS))
    if not len(powers):
        return FLOOR_LUFS
    return lufs(float(_above(powers, powers.mean() / 10).mean()))


def integrated_loudness(blocks: Iterable[Block], sample_rate_hz: int, n_channels: int = 1) -> float:
    """As `measure`, but the integrated loudness alone, in less than half the time."""
    powers = _Powers(sample_rate_hz, n_channels)
    for block in filter(len, blocks):
        powers.add(block)
    return gated_loudness(np.asarray(powers.steps))


def true_peak_dbtp(blocks: Iterable[Block], n_channels: int = 1) -> float:
    """As `measure`, but the true peak alone."""
    peak = _Peak(n_channels)
    for block in filter(len, blocks):
        peak.add(block)
    return peak.dbtp()


class _Weighting:
    """The K-weighting filter, which remembers what came before in each channel.

    By FFT, because numpy has that: a library with recursive filters takes two seconds to load, in every process that meters.
    """

    def __init__(self, sample_rate_hz: int, n_channels: int) -> None:
        response = k_response(sample_rate_hz)
        self.n_fft = _FFT_RESPONSES * len(response)
        self.spectrum = np.fft.rfft(response.astype(np.float32), self.n_fft)
        self.before = np.zeros((n_channels, len(response) - 1), np.float32)

    def add(self, block: Block) -> Block:
        """Shape (n_channels, n_samples)."""
        n_before = self.before.shape[1]
        sound = np.concatenate([self.before, channels(block)], axis=1)
        self.before = sound[:, len(block) :]
        weighted = np.empty((len(sound), len(block)), np.float32)
        for start in range(0, len(block), self.n_fft - n_before):
            stretch = sound[:, start : start + self.n_fft]
            whole = np.fft.irfft(np.fft.rfft(stretch, self.n_fft) * self.spectrum, self.n_fft)
            weighted[:, start : start + self.n_fft - n_before] = whole[:, n_before : stretch.shape[1]]
        return weighted


class _Powers:
    """The mean K-weighted power of each whole 100 ms so far, of all channels together: left and right have the weight 1
    (BS.1770-4, annex 1, table 3), so the same sound in both counts 3 LU more than in one."""

    def __init__(self, sample_rate_hz: int, n_channels: int) -> None:
        self.weighting = _Weighting(sample_rate_hz, n_channels)
        self.n_step = round(sample_rate_hz / STEPS_PER_S)
        self.rest = np.zeros((n_channels, 0), np.float32)
        self.steps = array("d")

    def add(self, block: Block) -> None:
        weighted = np.concatenate([self.rest, self.weighting.add(block)], axis=1)
        n_steps = weighted.shape[1] // self.n_step
        whole = weighted[:, : n_steps * self.n_step].reshape(len(weighted), n_steps, self.n_step)
        self.steps.extend(sum(np.einsum("ij,ij->i", one, one) for one in whole) / self.n_step)
        self.rest = weighted[:, n_steps * self.n_step :]


class _Peak:
    """The highest true peak of any channel so far, as a magnitude; sound counts once 2 * REACH samples have followed it."""

    def __init__(self, n_channels: int) -> None:
        self.value = 0.0
        self.context = np.zeros((n_channels, 2 * REACH), np.float32)

    def add(self, block: Block) -> None:
        padded = np.concatenate([self.context, channels(block)], axis=1)
        for channel in padded:
            for _, peaks in loud_stretches(channel, self.value):
                self.value = max(self.value, float(peaks.max()))
        self.context = padded[:, -2 * REACH :]

    def dbtp(self) -> float:
        """The peak of all there was."""
        self.add(np.zeros((2 * REACH, len(self.context)), np.float32))
        return _decibels(self.value**2)


def _range(steps: NDArray[np.float64]) -> float:
    """EBU Tech 3342: from the 10th to the 95th percentile of short-term loudness, gated at -70 LUFS and 20 LU below the mean."""
    powers = _above(_running_means(steps, _SHORT_TERM_STEPS), _power(FLOOR_LUFS))
    if not len(powers):
        return 0.0
    low, high = np.percentile(10 * np.log10(_above(powers, powers.mean() / 100)), [10, 95])
    return float(high - low)


def _running_means(steps: NDArray[np.float64], n_steps: int) -> NDArray[np.float64]:
    """The mean of every n_steps neighbours; empty where there are fewer."""
    if len(steps) < n_steps:
        return np.zeros(0)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(steps, n_steps).mean(axis=1))


def _above(powers: NDArray[np.float64], gate: float) -> NDArray[np.float64]:
    return powers[powers > gate]


def lufs(power: float) -> float:
    """BS.1770-4, annex 1, equation 2, of the summed power of the channels; FLOOR_LUFS at least."""
    return max(FLOOR_LUFS, _decibels(power) - 0.691)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _decibels(power: float) -> float:
    return max(FLOOR_LUFS, 10 * log10(power)) if power > 0 else FLOOR_LUFS


@lru_cache(maxsize=8)
def k_response(sample_rate_hz: int) -> NDArray[np.float64]:
    """The answer of both filters to a single sample, until it is a thousand millionth of its largest value."""
    sound = [1.0, *[0.0] * (2 ** ceil(log2(_RESPONSE_S * sample_rate_hz)) - 1)]
    for b0, b1, b2, _, a1, a2 in k_weighting(sample_rate_hz):
        state_1 = state_2 = 0.0
        for at, value in enumerate(sound):
            sound[at] = out = b0 * value + state_1
            state_1, state_2 = b1 * value - a1 * out + state_2, b2 * value - a2 * out
    return np.array(sound)


@lru_cache(maxsize=8)
def k_weighting(sample_rate_hz: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The two biquads of BS.1770-4, annex 1, as b0, b1, b2, a0, a1, a2.

    The standard tables them for 48 kHz only. The frequencies, gain and qualities here are those of the analogue filters behind
    its tables; at 48 kHz they give the tabled numbers to nine digits.
    """
    return _shelf(sample_rate_hz), _high_pass(sample_rate_hz)


def _shelf(sample_rate_hz: int) -> tuple[float, ...]:
    """Stage 1: the head's effect, +4 dB above some 1.7 kHz."""
    k, q = tan(pi * 1681.974450955533 / sample_rate_hz), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    b = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    return (*(x / a0 for x in b), 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


def _high_pass(sample_rate_hz: int) -> tuple[float, ...]:
    """Stage 2: the ear's deafness below some 40 Hz; the standard leaves its gain unscaled."""
    k, q = tan(pi * 38.13547087602444 / sample_rate_hz), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return (1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
