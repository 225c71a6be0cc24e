"""What the limiter leaves of a clip: worked out once, and kept.

It reaches 20 ms to both sides, and pauses are longer unless somebody wrote none, so what it does to a clip depends on the clip
alone and on how far that is driven into it. Nothing has to be listened to again where a sentence was changed: all others are known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from turncast.model import Segment
from turncast.sound.limiter import limit
from turncast.sound.meter import step_powers
from turncast.sound.render import OpenClip, channel_gains, segment_sound

Kept = Callable[[str, Callable[[], bytes]], bytes]
"""Gives what is kept under a key, which says all that it is worked out from; works it out where there is none."""

_FORM = 2
"""Raised when clips are limited or weighed another way, so that what was kept before is not taken for new."""
_GRID_DB = 2.0
"""A clip is limited at drives so far apart; between two of them what is left changes evenly, to within 0.06 dB."""
_SILENCE_DB = -300.0


def forgotten(key: str, work: Callable[[], bytes]) -> bytes:
    """Keeps nothing."""
    return work()


@dataclass(frozen=True, slots=True)
class Ear:
    """Listens to clips behind a limiter."""

    open_clip: OpenClip
    sample_rate_hz: int
    """Of the track."""
    ceiling_dbtp: float
    kept: Kept = forgotten
    _known: dict[str, NDArray[np.float64]] = field(default_factory=dict, init=False)

    def powers(self, segment: Segment, n_channels: int) -> NDArray[np.float64]:
        """The mean K-weighted power of each 100 ms of a segment as it leaves the limiter, of all channels together; what is left
        over at its end is one more, as if silence followed."""
        drive_db = segment.gain_db - self.ceiling_dbtp + _louder_channel_db(segment.pan, n_channels)
        below = floor(drive_db / _GRID_DB)
        share = drive_db / _GRID_DB - below
        left_db = (1 - share) * self._left_db(segment, below) + share * self._left_db(segment, below + 1)
        return np.asarray(10 ** ((left_db + segment.gain_db) / 10))

    def _left_db(self, segment: Segment, step: int) -> NDArray[np.float64]:
        """The power in dB of each 100 ms of the clip, driven to that step of the grid, less the gain that does so."""
        clip = segment.clip
        key = f"limited {_FORM} {clip.audio} {clip.sample_rate_hz} {clip.n_samples} {self.sample_rate_hz} {step}"

        def work() -> bytes:
            sound = segment_sound(replace(segment, gain_db=step * _GRID_DB), self.sample_rate_hz, self.open_clip)
            limited = np.concatenate(list(limit([sound], self.sample_rate_hz, 0.0, 0.0)))
            powers = np.maximum(step_powers(limited, self.sample_rate_hz), 10 ** (_SILENCE_DB / 10))
            return np.asarray(10 * np.log10(powers) - step * _GRID_DB, "<f4").tobytes()

        if key not in self._known:
            self._known[key] = np.frombuffer(self.kept(key, work), "<f4").astype(np.float64)
        return self._known[key]


def _louder_channel_db(pan: float, n_channels: int) -> float:
    """How much louder the louder channel is than the sound in mono: its peaks are what is limited."""
    return 20 * log10(max(channel_gains(pan))) if n_channels == 2 else 0.0
