"""What is heard every 5 ms, in numbers that say little about whose voice it is: what two readings are matched by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from turncast.speech.engine import Samples

Frames = NDArray[np.float64]

FRAMES_PER_S = 200
"""2.5 ms frames place words no better and 10 ms frames 0.5 ms worse (medians of 594 words)."""
WINDOW_MS = 16
"""With 25 ms words are placed 0.2 to 0.4 ms worse at the median, and 1 to 2 ms at 95 %."""
N_BANDS, N_CEPSTRA = 40, 20
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0
RANGE_DB = 60.0
"""What lies deeper below the loudest is the recording's own noise."""
SPEECH_DB = 36.0
"""Frames this near to the loudest are speech; only they count in a voice's means."""
SLOPE_FRAMES = 6
"""A slope looks 30 ms to either side."""
_CHUNK = 4096


def spectral(samples: Samples, sample_rate_hz: int, top_hz: float = HIGHEST_HZ, frames_per_s: float = FRAMES_PER_S) -> Frames:
    """Shape (n_frames, 40): mel cepstra 1 to 19, their slopes, the level and its slope; frame i is centred on i / frames_per_s.

    The means over the speech are taken out, so that neither voice, microphone nor gain is left in them. `top_hz` is the
    highest pitch to look at, the same for both sounds of a comparison; there is no need for them to have one sample rate.
    """
    cepstra, speech = _cepstra(samples, sample_rate_hz, top_hz, frames_per_s)
    level = cepstra[:, :1]
    shape = cepstra[:, 1:] - cepstra[speech, 1:].mean(axis=0, keepdims=True)
    level = (level - level[speech].mean()) / (level[speech].std() + 1e-9)
    share = 1 / np.sqrt(shape.shape[1])  # together the cepstra weigh as much as the level alone
    found: Frames = np.hstack([shape * share, _even(_slope(shape), speech) * share, level, _even(_slope(level), speech)])
    return found


def mean_spectrum(samples: Samples, sample_rate_hz: int) -> Frames:
    """What `spectral` takes out, for it tells whose voice it is: mean mel cepstra 1 to 19 of the speech, shape (19,)."""
    cepstra, speech = _cepstra(samples, sample_rate_hz, HIGHEST_HZ, FRAMES_PER_S)
    found: Frames = cepstra[speech, 1:].mean(axis=0)
    return found


def _cepstra(samples: Samples, sample_rate_hz: int, top_hz: float, frames_per_s: float) -> tuple[Frames, NDArray[np.bool_]]:
    """Mel cepstra 0 to 19 of each frame, and whether it is speech."""
    bands = np.vstack(list(_bands(samples, sample_rate_hz, top_hz, frames_per_s)))
    bands = np.log(np.maximum(bands, bands.max() * 10 ** (-RANGE_DB / 10) + 1e-20))
    from scipy.fft import dct

    cepstra: Frames = dct(bands, norm="ortho", axis=1)[:, :N_CEPSTRA]
    level = cepstra[:, 0]
    return cepstra, level >= level.max() - SPEECH_DB / RANGE_DB * np.ptp(level)


def backwards(frames: Frames) -> Frames:
    """The same sound played backwards: what rose falls."""
    found: Frames = frames[::-1].copy()
    found[:, N_CEPSTRA - 1 : 2 * N_CEPSTRA - 2] *= -1
    found[:, -1] *= -1
    return found


def levels_db(samples: Samples, sample_rate_hz: int) -> Frames:
    """Level of each frame in dB below the loudest, shape (n_frames,), over 10 ms each."""
    centres, half = _centres(len(samples), sample_rate_hz, FRAMES_PER_S), sample_rate_hz // FRAMES_PER_S
    energy = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    power = energy[np.clip(centres + half, 0, len(samples))] - energy[np.clip(centres - half, 0, len(samples))]
    found: Frames = 10 * np.log10(power / max(power.max(), 1e-12) + 1e-9)
    return found


def quiet_stretches(levels: Frames, below_db: float) -> list[tuple[int, int]]:
    """First and end frame of every stretch that lies below that level."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], levels < below_db, [False]])))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]


def _centres(n_samples: int, sample_rate_hz: int, frames_per_s: float) -> NDArray[np.int64]:
    return (np.arange(int(n_samples * frames_per_s / sample_rate_hz) + 1) * (sample_rate_hz / frames_per_s)).astype(np.int64)


def _bands(samples: Samples, sample_rate_hz: int, top_hz: float, frames_per_s: float) -> Iterator[Frames]:
    """Power in mel bands, some thousand frames at a time: an hour of frames laid out at once would fill the memory."""
    size = sample_rate_hz * WINDOW_MS // 1000
    fft_size = 1 << (size - 1).bit_length()
    padded = np.pad(np.asarray(samples, np.float64), size)
    padded[1:] -= 0.97 * padded[:-1]  # evens out the fall of speech towards high pitches, as is usual
    bank, window = _mel_bank(fft_size, sample_rate_hz, top_hz), np.hanning(size)
    starts = _centres(len(samples), sample_rate_hz, frames_per_s) + size - size // 2
    for first in range(0, len(starts), _CHUNK):
        frames = padded[starts[first : first + _CHUNK, None] + np.arange(size)] * window
        yield np.square(np.abs(np.fft.rfft(frames, fft_size))) @ bank


@lru_cache(maxsize=4)
def _mel_bank(fft_size: int, sample_rate_hz: int, top_hz: float) -> Frames:
    """Shape (fft_size // 2 + 1, 40): overlapping triangles, evenly spread on O'Shaughnessy's mel scale."""
    low_mel, high_mel = (2595 * np.log10(1 + pitch_hz / 700) for pitch_hz in (LOWEST_HZ, top_hz))
    corners = 700 * (10 ** (np.linspace(low_mel, high_mel, N_BANDS + 2) / 2595) - 1)
    pitches = np.arange(fft_size // 2 + 1)[:, None] * sample_rate_hz / fft_size
    widths = np.diff(corners)
    rising, falling = (pitches - corners[:-2]) / widths[:-1], (corners[2:] - pitches) / widths[1:]
    triangles: Frames = np.maximum(0, np.minimum(rising, falling))
    return triangles


def _slope(values: Frames) -> Frames:
    """Slope of the straight line through the frames around each frame."""
    n = len(values)
    padded = np.pad(values, ((SLOPE_FRAMES, SLOPE_FRAMES), (0, 0)), mode="edge")
    around = range(-SLOPE_FRAMES, SLOPE_FRAMES + 1)
    leaning = np.sum([step * padded[SLOPE_FRAMES + step : SLOPE_FRAMES + step + n] for step in around], axis=0)
    found: Frames = leaning / sum(step * step for step in around)
    return found


def _even(values: Frames, speech: NDArray[np.bool_]) -> Frames:
    """With a spread of 1 over the speech."""
    found: Frames = values / (values[speech].std() + 1e-9)
    return found
