"""A whole file listened to once: how long it is, how loud from moment to moment, and what is wrong with its samples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from turncast.check.probe import Floats, Sound, opened

WINDOWS_A_S = 100
"""Levels are told for every 10 ms: ten hours of them are 14 MB."""
_FULL_SCALE = 32767 / 32768
_FLOOR = 1e-12
"""-120 dB: less than the last bit of any file."""


@dataclass(frozen=True, slots=True)
class Heard:
    sample_rate_hz: int
    n_channels: int
    n_samples: int
    """Of one channel."""
    n_clipped: int
    """Samples that reach full scale: what players cut off."""
    dc: float
    """The mean of all samples, of the channel where it is farthest from 0."""
    levels_db: Floats
    """RMS of each whole window without the DC offset, all channels together; dB against full scale."""
    complaints: tuple[str, ...]
    """Of the decoder."""


def hear(path: Path) -> Heard:
    """What a file sounds like, in memory that holds its levels alone. Raises SourceError where it holds no sound."""
    with opened(path) as sound:
        return _listened(sound)


def _listened(sound: Sound) -> Heard:
    window = sound.sample_rate_hz // WINDOWS_A_S
    n_samples = n_clipped = 0
    total = np.zeros(sound.n_channels)
    powers = [np.zeros(0, np.float32)]
    rest = np.zeros(0, np.float32)
    for block in sound.blocks:
        n_samples += len(block)
        n_clipped += int(np.count_nonzero(np.abs(block) >= _FULL_SCALE))
        total += block.sum(axis=0, dtype=np.float64)
        power = np.concatenate((rest, np.square(block).mean(axis=1)))
        whole = len(power) // window * window
        powers.append(power[:whole].reshape(-1, window).mean(axis=1))
        rest = power[whole:]
    means = total / max(1, n_samples)
    levels_db = 10 * np.log10(np.maximum(np.concatenate(powers) - np.float32(np.mean(means**2)), _FLOOR))
    dc = float(np.max(np.abs(means)))
    return Heard(sound.sample_rate_hz, sound.n_channels, n_samples, n_clipped, dc, levels_db, tuple(sound.complaints))
