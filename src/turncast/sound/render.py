"""A track turned into sound, one segment at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, pi, sin

import numpy as np

from turncast.errors import SoundError
from turncast.model import Clip, Music, Segment, Track
from turncast.sound.beds import bed_sound, ducking
from turncast.sound.peaks import Block
from turncast.units import ms_to_samples, resampled_length

OpenClip = Callable[[Clip | Music], Block]
"""Gives the sound of a clip or of music at its own rate, exactly as many samples as it says."""

_FADE_MS = 4
"""Long enough that no edge clicks, too short to take a consonant's onset away."""


def render(track: Track, open_clip: OpenClip, n_channels: int = 1) -> Iterator[Block]:
    """The mix as blocks of one pause and one segment each, together exactly track.n_samples long; in stereo music keeps its two
    channels, and is in the middle where it has one.

    Only one segment is in memory at a time, and the music. Raises SoundError where a clip is not as long as its plan says.
    """
    if not track.beds:
        yield from _speech(track, open_clip, n_channels)
        return
    music = {bed.music: open_clip(bed.music) for bed in track.beds}
    assert all(bed.music.n_channels <= n_channels for bed in track.beds)
    positions, down = ducking(track)
    start = 0
    for speech in _speech(track, open_clip, n_channels):
        duck = np.interp(np.arange(start, start + len(speech)), positions, down)
        for bed in track.beds:
            sound = bed_sound(bed, music[bed.music], start, len(speech), duck, track.sample_rate_hz)
            speech = speech + (sound if sound.ndim > 1 else spread(sound, 0.0, n_channels))
        yield speech
        start += len(speech)


def _speech(track: Track, open_clip: OpenClip, n_channels: int) -> Iterator[Block]:
    end = 0
    for segment in track.segments:
        pause = np.zeros(segment.start - end, np.float32)
        sound = np.concatenate([pause, segment_sound(segment, track.sample_rate_hz, open_clip)])
        yield spread(sound, segment.pan, n_channels)
        end = segment.start + segment.n_samples
    yield spread(np.zeros(track.n_samples - end, np.float32), 0.0, n_channels)


def spread(sound: Block, pan: float, n_channels: int) -> Block:
    """A mono sound in so many channels, at a place from -1 (left) to 1 (right), with the same power in both together as alone.

    >>> [spread(np.full(1, 100, np.float32), pan, 2).round().tolist() for pan in (0.0, 0.2, 1.0)]
    [[[71.0, 71.0]], [[59.0, 81.0]], [[0.0, 100.0]]]
    """
    if n_channels == 1:
        return sound
    return np.outer(sound, np.array(channel_gains(pan), np.float32))


def channel_gains(pan: float) -> tuple[float, float]:
    """By what a mono sound at that place is multiplied to the left and to the right."""
    angle = (1 + pan) * pi / 4
    return cos(angle), sin(angle)


def segment_sound(segment: Segment, sample_rate_hz: int, open_clip: OpenClip) -> Block:
    """One segment at the track's rate, with its gain and soft edges, shape (segment.n_samples,)."""
    clip = segment.clip
    samples = open_clip(clip)
    if len(samples) != clip.n_samples:
        raise SoundError(
            f"the kept sound {clip.audio[:12]} has {len(samples)} samples, not {clip.n_samples}: empty the cache and run again"
        )
    sound = resample(samples, clip.sample_rate_hz, sample_rate_hz)
    gain = np.float32(10 ** (segment.gain_db / 20))
    return soften_edges(sound * gain, ms_to_samples(_FADE_MS, sample_rate_hz))


def resample(samples: Block, from_hz: int, to_hz: int) -> Block:
    """The same sound at another rate, of exactly `resampled_length` samples."""
    if from_hz == to_hz:
        return samples
    import soxr

    n_samples = resampled_length(len(samples), from_hz, to_hz)
    sound: Block = soxr.resample(samples, from_hz, to_hz, quality="HQ")[:n_samples]
    return np.asarray(np.pad(sound, (0, n_samples - len(sound))))


def soften_edges(sound: Block, n_fade: int) -> Block:
    """The same sound, faded in and out over n_fade samples (half its length at most)."""
    n_fade = min(n_fade, len(sound) // 2)
    ramp = ((np.arange(n_fade) + 0.5) / max(1, n_fade)).astype(np.float32)
    softened: Block = sound.copy()
    softened[:n_fade] *= ramp
    softened[len(sound) - n_fade :] *= ramp[::-1]
    return softened
