"""The gains that make all voices equally loud in the finished programme.

A limiter takes more from a peaky voice than from a smooth one (measured: 0.9 LU between two Kokoro voices that were equal before),
so equal clips are not enough: each voice is listened to behind the limiter, and its gain is found by secants. An excerpt is enough
for that: what the limiter takes differs little from sentence to sentence, and how loud the sentences themselves are is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from turncast.errors import SoundError
from turncast.model import Segment, Track, Voice
from turncast.sound.limited import Ear, Kept, forgotten
from turncast.sound.limiter import limit
from turncast.sound.meter import FLOOR_LUFS, STEPS_PER_S, gated_loudness, lufs, mean_level
from turncast.sound.render import OpenClip, render
from turncast.sound.rms import rms_db
from turncast.sound.stitch import VOICE_LEVEL_LUFS

EXCERPT_S = 180
_TRIES = 6
_NEAR_LU = 0.02
_SLOPES = (0.2, 1.0)
"""A dB of gain makes a voice 1 LU louder, and less the more it is limited (measured on Kokoro at -16 LUFS: 0.6 to 0.8)."""
_MOST_FOR_LIMITING_DB = 12.0
"""What needs more than that has no body that could be made louder, only peaks (espeak, the peakiest voice we have, needs 3)."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """An excerpt as it leaves the limiter."""

    voices: Mapping[Voice, float]
    """The level of each voice's clips in LUFS, ungated."""
    gating_lu: float
    """What pauses and gates add to the level of all clips together to make it the integrated loudness."""


def even_out(
    track: Track, open_clip: OpenClip, target_lufs: float, ceiling_dbtp: float, n_channels: int = 1, kept: Kept = forgotten
) -> Track:
    """The same track, with the gains at which every voice and the programme leave the limiter at target_lufs, or as near as can be.

    `kept` remembers what is found of single clips. Raises SoundError where the programme is silent.
    """
    levels = voice_levels(track.segments)
    first = {voice: target_lufs - level for voice, level in levels.items() if level > FLOOR_LUFS}
    if not first:
        raise SoundError("the programme is silent, there is nothing to make louder: listen to its clips")
    sample, ear = excerpt(track, EXCERPT_S), Ear(open_clip, track.sample_rate_hz, ceiling_dbtp, kept)
    beside = {voice: level - levels[voice] for voice, level in voice_levels(sample.segments).items()}
    gains, before = first, dict[Voice, tuple[float, float]]()
    for _ in range(_TRIES):
        heard = _listen(with_gains(sample, gains), ear, n_channels)
        missing = {voice: target_lufs - heard.gating_lu - heard.voices[voice] + beside[voice] for voice in gains}
        if max(map(abs, missing.values())) <= _NEAR_LU:
            break
        tried = {voice: (gain, heard.voices[voice]) for voice, gain in gains.items()}
        gains = {
            voice: min(gain + missing[voice] / _slope(before.get(voice), tried[voice]), first[voice] + _MOST_FOR_LIMITING_DB)
            for voice, gain in gains.items()
        }
        before = tried
    beds = tuple(replace(bed, gain_db=bed.gain_db + target_lufs - VOICE_LEVEL_LUFS) for bed in track.beds)
    whole = (replace(one, gain_db=round(one.gain_db, 1)) for one in with_gains(track, gains).segments)
    return replace(track, segments=tuple(whole), beds=beds)


def _slope(before: tuple[float, float] | None, tried: tuple[float, float]) -> float:
    """How much louder a dB makes a voice, from two pairs of its gain and level."""
    if before is None or before[0] == tried[0]:
        return 1.0
    return float(np.clip((tried[1] - before[1]) / (tried[0] - before[0]), *_SLOPES))


def voice_levels(segments: Iterable[Segment]) -> dict[Voice, float]:
    """The level in LUFS of each voice's clips with their gains, before any limiting."""
    parts: dict[Voice, list[tuple[float, float]]] = {}
    for segment in segments:
        level = segment.clip.loudness_lufs + segment.gain_db
        parts.setdefault(segment.utterance.voice, []).append((level, segment.n_samples))
    return {voice: mean_level(levels) for voice, levels in parts.items()}


def with_gains(track: Track, gains: Mapping[Voice, float]) -> Track:
    """The same track, each voice louder by its gain in dB."""
    return replace(track, segments=tuple(replace(s, gain_db=s.gain_db + gains.get(s.utterance.voice, 0.0)) for s in track.segments))


def excerpt(track: Track, seconds: float) -> Track:
    """About so many seconds of clips, shared among the voices, each with the pause before it.

    They are drawn by the digests of their sound, so that a programme in which a sentence is changed keeps nearly all of them.
    """
    own: dict[Voice, list[int]] = {}
    for index, segment in enumerate(track.segments):
        own.setdefault(segment.utterance.voice, []).append(index)
    share = seconds * track.sample_rate_hz / len(own)
    chosen = {index for indexes in own.values() for index in _drawn(track, indexes, share)}
    kept: list[Segment] = []
    end = before = 0
    for index, segment in enumerate(track.segments):
        if index in chosen:
            kept.append(replace(segment, start=end + segment.start - before))
            end = kept[-1].start + segment.n_samples
        before = segment.start + segment.n_samples
    return Track(track.sample_rate_hz, end, tuple(kept))


def _drawn(track: Track, indexes: Iterable[int], n_samples: float) -> Iterator[int]:
    """As many of these segments as last n_samples, or all."""
    n_drawn = 0
    for index in sorted(indexes, key=lambda index: track.segments[index].clip.audio):
        if n_drawn < n_samples:
            yield index
            n_drawn += track.segments[index].n_samples


def excerpt_rms_db(track: Track, open_clip: OpenClip, ceiling_dbtp: float, n_channels: int) -> float:
    """The RMS in dB of full scale of an excerpt as it leaves the limiter."""
    sample = excerpt(track, EXCERPT_S)
    return rms_db(np.concatenate(list(limit(render(sample, open_clip, n_channels), sample.sample_rate_hz, 0.0, ceiling_dbtp))))


def _listen(sample: Track, ear: Ear, n_channels: int) -> _Heard:
    """What a listener hears of an excerpt."""
    levels: dict[Voice, list[tuple[float, float]]] = {}
    steps: list[NDArray[np.float64]] = []
    n_step, end = sample.sample_rate_hz / STEPS_PER_S, 0
    for segment in sample.segments:
        powers = ear.powers(segment, n_channels)
        level = lufs(float(powers.sum()) * n_step / segment.n_samples)
        levels.setdefault(segment.utterance.voice, []).append((level, segment.n_samples))
        steps += [np.zeros(round((segment.start - end) / n_step)), powers]
        end = segment.start + segment.n_samples
    together = mean_level(part for parts in levels.values() for part in parts)
    return _Heard({voice: mean_level(parts) for voice, parts in levels.items()}, gated_loudness(np.concatenate(steps)) - together)
