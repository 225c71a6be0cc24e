"""Where the sound of a clip begins and ends."""

from __future__ import annotations

import numpy as np

from turncast.speech.engine import Samples

FRAME_MS = 5
FLOOR_DBFS = -60.0
"""Quieter than this is silence in any recording made by a voice engine: their own noise lies below -70 dBFS."""
BELOW_PEAK_DB = 45.0
"""Speech spans about 40 dB from its loudest vowel to its softest consonant."""
LEAD_MS = 15
TAIL_MS = 40
"""Kept around the sound, so that a soft onset (h, f) or a dying vowel is not cut."""


def sounding(samples: Samples, sample_rate_hz: int) -> tuple[int, int]:
    """Start and end, in samples, of the part that sounds, with a little room around it; (0, 0) for silence."""
    size = max(1, sample_rate_hz * FRAME_MS // 1000)
    n_frames = -(-len(samples) // size)
    padded = np.zeros(n_frames * size, dtype=np.float32)
    padded[: len(samples)] = samples
    level = 10 * np.log10(np.mean(np.square(padded.reshape(n_frames, size), dtype=np.float64), axis=1) + 1e-12)
    if n_frames == 0 or level.max() < FLOOR_DBFS:
        return 0, 0
    loud = np.flatnonzero(level > max(FLOOR_DBFS, level.max() - BELOW_PEAK_DB))
    start = int(loud[0]) * size - sample_rate_hz * LEAD_MS // 1000
    end = (int(loud[-1]) + 1) * size + sample_rate_hz * TAIL_MS // 1000
    return max(0, start), min(len(samples), end)
