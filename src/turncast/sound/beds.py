"""What sounds beside the speech: music before, after and under it, a sting between sections, room tone.

A bed is part of the track's plan: where it begins, how loud it is, and how far it steps back while somebody speaks. Since the plan
knows where speech is, the music is led by it and not by a detector: it goes down before a word begins, and up after one has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from turncast.model import Bed, Music, Segment, Track
from turncast.sound.pacing import Pacing
from turncast.sound.peaks import Block
from turncast.units import ms_to_samples, samples_to_ms

DOWN_MS, UP_MS = 400, 900
"""How long music takes to step back before speech, and to come up again after it."""
BREATH_MS = 2500
"""Between words nearer than this the music stays down: pumping is worse than a short quiet."""
LEAD_MS = 3500
"""Of an intro heard alone before the first word, and of an outro after the last, at most."""
FADE_MS = 1500
SEAM_MS = 30


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The music of an episode; each may be missing."""

    intro: Music | None = None
    outro: Music | None = None
    background: Music | None = None
    sting: Music | None = None
    music_lufs: float = -23.0
    """How loud music is on its own: the level at which voices lie on the track."""
    under_db: float = -18.0
    """How much lower it is under speech: BBC and EBU ask for 7 LU and more, hard of hearing listeners for 15."""
    background_lufs: float = -45.0
    """Room tone and music that goes on under everything: heard in pauses, never in the way."""


def with_room(pacing: Pacing, arrangement: Arrangement) -> Pacing:
    """The pacing, with the silences that the music needs."""
    found = pacing
    if arrangement.intro:
        found = replace(found, head_ms=max(found.head_ms, min(LEAD_MS, _length_ms(arrangement.intro) // 2)))
    if arrangement.outro:
        found = replace(found, tail_ms=max(found.tail_ms, min(_length_ms(arrangement.outro), LEAD_MS + FADE_MS)))
    if arrangement.sting:
        room_ms = _length_ms(arrangement.sting) + 500
        found = replace(found, section_ms=(max(found.section_ms[0], room_ms), max(found.section_ms[1], room_ms)))
    return found


def with_beds(track: Track, arrangement: Arrangement) -> Track:
    """The track with its music in place."""
    beds = [*_intro(track, arrangement), *_outro(track, arrangement), *_stings(track, arrangement)]
    if music := arrangement.background:
        gain_db = arrangement.background_lufs - music.loudness_lufs
        beds.append(Bed(music, 0, track.n_samples, gain_db, FADE_MS, FADE_MS, 0.0))
    return replace(track, beds=tuple(beds))


def _intro(track: Track, arrangement: Arrangement) -> Iterable[Bed]:
    """From the very beginning, alone for a while, then under the first words until it ends or is faded."""
    if music := arrangement.intro:
        n_samples = min(music.n_samples, track.segments[0].start + ms_to_samples(UP_MS + 8000, track.sample_rate_hz))
        gain_db = arrangement.music_lufs - music.loudness_lufs
        yield Bed(music, 0, min(n_samples, track.n_samples), gain_db, 20, FADE_MS * 2, arrangement.under_db)


def _outro(track: Track, arrangement: Arrangement) -> Iterable[Bed]:
    """Under the last words, and then to the end of the track."""
    if music := arrangement.outro:
        n_samples = min(music.n_samples, track.n_samples)
        gain_db = arrangement.music_lufs - music.loudness_lufs
        yield Bed(music, track.n_samples - n_samples, n_samples, gain_db, FADE_MS, FADE_MS, arrangement.under_db)


def _stings(track: Track, arrangement: Arrangement) -> Iterable[Bed]:
    """In the middle of every pause before a section that has room for one."""
    if not (music := arrangement.sting):
        return
    gain_db = arrangement.music_lufs - music.loudness_lufs
    for before, after in pairwise(track.segments):
        start = before.start + before.n_samples
        if after.utterance.join == "section" and after.start - start > music.n_samples:
            yield Bed(music, start + (after.start - start - music.n_samples) // 2, music.n_samples, gain_db, 5, 50, 0.0)


def _length_ms(music: Music) -> int:
    return samples_to_ms(music.n_samples, music.sample_rate_hz)


# --- sound -----------------------------------------------------------------------------------------------------------


def bed_sound(bed: Bed, music: Block, start: int, n_samples: int, duck_db: NDArray[np.float64], sample_rate_hz: int) -> Block:
    """What a bed adds to n_samples of the track from `start`, in the music's own channels; `duck_db` is 0 to 1 for each sample: how
    far music is down."""
    first, last = max(start, bed.start), min(start + n_samples, bed.start + bed.n_samples)
    sound = np.zeros((n_samples, *music.shape[1:]), np.float32)
    if first >= last:
        return sound
    at = np.arange(first - bed.start, last - bed.start)
    gain_db = bed.gain_db + bed.under_db * duck_db[first - start : last - start]
    fade_in = at / max(1, ms_to_samples(bed.fade_in_ms, sample_rate_hz))
    fade_out = (bed.n_samples - at) / max(1, ms_to_samples(bed.fade_out_ms, sample_rate_hz))
    fade = np.minimum(1, np.minimum(fade_in, fade_out))
    place = at % len(music)
    if bed.n_samples > len(music):  # it begins again: no click where its end meets its beginning
        seam = ms_to_samples(SEAM_MS, sample_rate_hz)
        fade = fade * np.minimum(1, np.minimum(place / seam, (len(music) - place) / seam))
    gain = 10 ** (gain_db / 20) * fade
    sound[first - start : last - start] = music[place] * gain.reshape(-1, *(1,) * (music.ndim - 1))
    return sound


def ducking(track: Track) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Where on the track music goes down and up: positions in samples, and 0 (up) or 1 (down) at each; linear between."""
    down, up, breath = (ms_to_samples(ms, track.sample_rate_hz) for ms in (DOWN_MS, UP_MS, BREATH_MS))
    points: list[tuple[int, float]] = [(-1 - down, 0.0)]
    for first, last in _runs(track.segments, breath):
        points += [(first - down, 0.0), (first, 1.0), (last, 1.0), (last + up, 0.0)]
    positions, values = zip(*points, strict=True)
    return np.maximum.accumulate(np.asarray(positions, np.int64)), np.asarray(values)


def _runs(segments: Sequence[Segment], breath: int) -> Iterable[tuple[int, int]]:
    """Stretches of speech without a pause longer than a breath."""
    first = last = 0
    for segment in segments:
        if last and segment.start - last > breath:
            yield first, last
            first = segment.start
        elif not last:
            first = segment.start
        last = segment.start + segment.n_samples
    if last:
        yield first, last
