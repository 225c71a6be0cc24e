"""Sound that a user brings, checked and at the track's rate."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from turncast.errors import SoundError
from turncast.sound.ffmpeg import decode_any
from turncast.sound.meter import FLOOR_LUFS, integrated_loudness
from turncast.sound.peaks import Block

LONGEST_S = 1200
"""Music is held in memory: twenty minutes are 200 MB."""


def read_music(path: Path, sample_rate_hz: int) -> tuple[Block, float]:
    """The samples of any sound file, mixed to mono at that rate, and their loudness in LUFS.

    Raises SoundError, which names the file, where it is no sound, has none in it, or is longer than `LONGEST_S`.
    """
    blocks: list[Block] = []
    n_samples = 0
    try:
        for block in decode_any(path, sample_rate_hz):
            blocks.append(block)
            n_samples += len(block)
            if n_samples > LONGEST_S * sample_rate_hz:
                break
    except OSError as error:
        raise SoundError(f"{path} cannot be read ({error.strerror or error}); give the name of a sound file") from error
    except SoundError as error:
        raise SoundError(f"{path} is no sound that can be read; give an MP3, WAV, FLAC, OGG or M4A file") from error
    if n_samples > LONGEST_S * sample_rate_hz:
        raise SoundError(f"{path} is longer than {LONGEST_S // 60} minutes: cut it; a shorter piece is repeated")
    sound = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    loudness_lufs = integrated_loudness([sound], sample_rate_hz) if len(sound) else FLOOR_LUFS
    if loudness_lufs <= FLOOR_LUFS:
        raise SoundError(f"{path} is silent or shorter than half a second; give music that can be heard")
    return np.clip(sound, -1, 1), loudness_lufs
