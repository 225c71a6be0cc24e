"""What a picture of an episode shows, brought down to its width while the file is decoded: memory does not grow with length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from turncast.check.places import runs
from turncast.check.probe import METER_STEP_S, Floats, Sound
from turncast.model import Track


@dataclass(frozen=True, slots=True)
class Column:
    """One pixel's worth of sound."""

    low: float
    high: float
    """Least and greatest sample."""
    rms: float


def columns(sound: Sound, n_samples: int, n_columns: int) -> list[Column]:
    """The sound, all channels together, in n_columns equal parts; what comes after n_samples belongs to the last."""
    lows, highs = np.zeros(n_columns, np.float32), np.zeros(n_columns, np.float32)
    power, counts = np.zeros(n_columns), np.zeros(n_columns)
    at = 0
    for block in sound.blocks:
        mean = block.mean(axis=1)
        places = np.minimum((at + np.arange(len(mean))) * n_columns // max(1, n_samples), n_columns - 1)
        firsts = np.flatnonzero(np.diff(places, prepend=-1))
        held = places[firsts]
        lows[held] = np.minimum(lows[held], np.minimum.reduceat(mean, firsts))
        highs[held] = np.maximum(highs[held], np.maximum.reduceat(mean, firsts))
        power[held] += np.add.reduceat(np.square(mean), firsts, dtype=np.float64)
        counts[held] += np.diff(firsts, append=len(mean))
        at += len(mean)
    rms = np.sqrt(power / np.maximum(1, counts))
    return [Column(*one) for one in zip(lows.tolist(), highs.tolist(), rms.tolist(), strict=True)]


def loudest_speakers(track: Track, n_columns: int) -> list[str]:
    """Who speaks longest in each of n_columns equal parts of the track, by id; "" where nobody does."""
    shares: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    width_s = track.n_samples / track.sample_rate_hz / n_columns
    for speaker, start_s, end_s, _ in runs(track):
        for n in range(int(start_s / width_s), min(n_columns, int(end_s / width_s) + 1)):
            shares[n][speaker] += min(end_s, (n + 1) * width_s) - max(start_s, n * width_s)
    return [_largest(shares[n]) if n in shares else "" for n in range(n_columns)]


def _largest(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda speaker: shares[speaker])


def curve(levels: Floats, n_columns: int) -> list[float]:
    """Readings of the meter, one for each of n_columns equal parts: their mean there; nan before the first that is full."""
    settled = levels.astype(np.float64)
    settled[: int(3 / METER_STEP_S) - 1] = np.nan  # short-term loudness is of 3 s
    if not len(settled):
        return [float("nan")] * n_columns
    edges = np.linspace(0, len(settled), n_columns + 1)
    parts = [(int(a), max(int(a) + 1, int(b))) for a, b in pairwise(edges.tolist())]
    return [float(np.mean(settled[a:b])) if b <= len(settled) else float("nan") for a, b in parts]
