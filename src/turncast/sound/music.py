"""Sound that a user brings, checked and at the track's rate."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from turncast.errors import SoundError
from turncast.sound.ffmpeg import decode_any, decode_music
from turncast.sound.meter import FLOOR_LUFS, integrated_loudness
from turncast.sound.peaks import Block, channels

LONGEST_S = 1200
"""Music is held in memory: twenty minutes of one channel, or ten of two, are 200 MB."""


def read_music(path: Path, sample_rate_hz: int, stereo: bool = False) -> tuple[Block, float]:
    """The samples of any sound file at that rate, and their loudness in LUFS: in mono, or with its two channels where it has them.

    Raises SoundError, which names the file, where it is no sound, has none in it, or is longer than `LONGEST_S`.
    """
    blocks: list[Block] = []
    n_values = 0
    try:
        for block in (decode_music if stereo else decode_any)(path, sample_rate_hz):
            blocks.append(block)
            n_values += block.size
            if n_values > LONGEST_S * sample_rate_hz:
                break
    except OSError as error:
        raise SoundError(f"{path} cannot be read ({error.strerror or error}); give the name of a sound file") from error
    except SoundError as error:
        raise SoundError(f"{path} is no sound that can be read; give an MP3, WAV, FLAC, OGG or M4A file") from error
    n_channels = len(channels(blocks[0])) if blocks else 1
    if n_values > LONGEST_S * sample_rate_hz:
        longest = f"{LONGEST_S // n_channels // 60} minutes{' in stereo' if n_channels > 1 else ''}"
        raise SoundError(f"{path} is longer than {longest}: cut it; a shorter piece is repeated")
    loudness_lufs = integrated_loudness(blocks, sample_rate_hz, n_channels)
    if loudness_lufs <= FLOOR_LUFS:
        raise SoundError(f"{path} is silent or shorter than half a second; give music that can be heard")
    return np.clip(np.concatenate(blocks), -1, 1), loudness_lufs
