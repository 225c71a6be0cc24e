"""Where sound is heard, and whether that is where the plan has people speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from turncast.check.hearing import WINDOWS_A_S, Heard
from turncast.check.probe import Floats
from turncast.model import Segment, Track

Times = NDArray[np.float64]
_QUIET_DB = -50.0
"""Speech of -16 LUFS stays above it but for the ends of words; the encoder's own noise stays under -70."""
_ABOVE_MUSIC_DB, _UNDER_SPEECH_DB = 6.0, 12.0
_JOINED_S = 0.08
"""Silence shorter than that is a part of a word: the closure of a p, t or k."""
_CLEAR_GAP_S = 0.1
"""Pause before a sentence from which on its beginning can be heard."""
_SEARCH_S = 1.0
_OFF_S = 0.1
_ENOUGH_SHARE = 0.8
"""One sentence may be lost without making the plan useless for the others."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """When the file sounds: speech, where there is no music."""

    mask: NDArray[np.bool_]
    """One for each level of `Heard`."""
    begins_s: Times
    """Where sound sets in after a silence, in order."""
    ends_s: Times
    """Where the sound that began there ends."""

    def seconds(self, start_s: float, end_s: float) -> float:
        """How long it sounds between two times."""
        return float(np.count_nonzero(self.mask[_window(start_s) : _window(end_s)])) / WINDOWS_A_S


@dataclass(frozen=True, slots=True)
class Places:
    """The plan laid over the sound."""

    sounding: Sounding | None
    """None where music is too loud to hear when somebody begins to speak."""
    onsets_s: tuple[float | None, ...]
    """For each segment, when it is heard to begin; None where no pause before it makes that clear, or nothing is heard."""
    off_s: tuple[float, ...]
    """For each segment after a clear pause, how far from its place it begins; _SEARCH_S where nothing is heard."""

    @property
    def share(self) -> float:
        """Of the sentences after a clear pause, how many are heard where the track has them."""
        return sum(abs(one) <= _OFF_S for one in self.off_s) / max(1, len(self.off_s))

    @property
    def agree(self) -> bool:
        """Whether the plan can be gone by."""
        return self.sounding is not None and self.share >= _ENOUGH_SHARE


def place(heard: Heard, track: Track) -> Places:
    """When the file sounds, and when each segment is heard."""
    sounding = _sounding(heard, track)
    onsets: list[float | None] = []
    off: list[float] = []
    ended_s = 0.0
    for segment, (start_s, end_s) in zip(track.segments, spans_s(track), strict=True):
        onset = None
        if sounding and start_s - ended_s >= _CLEAR_GAP_S:
            onset = nearest(sounding.begins_s, start_s, _SEARCH_S)
            if any(token.spoken for token in segment.utterance.tokens):
                off.append(_SEARCH_S if onset is None else onset - start_s)
        onsets.append(onset)
        ended_s = end_s
    return Places(sounding, tuple(onsets), tuple(off))


def spans_s(track: Track) -> list[tuple[float, float]]:
    """Start and end of each segment, in seconds of the track."""
    rate = track.sample_rate_hz
    return [(one.start / rate, (one.start + one.n_samples) / rate) for one in track.segments]


def runs(track: Track) -> Iterator[tuple[str, float, float, tuple[Segment, ...]]]:
    """Who speaks from when to when without anybody between, in seconds, and their segments."""
    begun = 0
    spans = spans_s(track)
    for n, (one, after) in enumerate(pairwise((*track.segments, None)), 1):
        assert one is not None
        if after is None or after.utterance.speaker != one.utterance.speaker:
            yield one.utterance.speaker, spans[begun][0], spans[n - 1][1], track.segments[begun:n]
            begun = n


def nearest(times_s: Times, time_s: float, within_s: float) -> float | None:
    """The one of some ordered times that is nearest to a time."""
    at = int(np.searchsorted(times_s, time_s))
    close = times_s[max(0, at - 1) : at + 1]
    found = min(close.tolist(), key=lambda one: abs(one - time_s), default=None)
    return None if found is None or abs(found - time_s) > within_s else found


def _sounding(heard: Heard, track: Track) -> Sounding | None:
    threshold_db = _threshold_db(heard.levels_db, track)
    if threshold_db is None:
        return None
    mask = heard.levels_db > threshold_db
    begins, ends = _edges(mask)
    joined = (begins[1:] - ends[:-1]) < _JOINED_S * WINDOWS_A_S
    begins = begins[np.concatenate(([True], ~joined))] if len(begins) else begins
    ends = ends[np.concatenate((~joined, [True]))] if len(ends) else ends
    return Sounding(mask, begins / WINDOWS_A_S, ends / WINDOWS_A_S)


def _edges(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs of True begin, and where they have ended."""
    steps = np.diff(np.concatenate(([0], mask.astype(np.int8), [0])))
    return np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)


def _threshold_db(levels_db: Floats, track: Track) -> float | None:
    """What is louder than that is speech. Beside music it lies between the two, where there is room between them."""
    if not track.beds:
        return _QUIET_DB
    speech, pauses = _planned_levels(levels_db, track)
    if not len(speech) or not len(pauses):
        return _QUIET_DB
    threshold_db = max(_QUIET_DB, float(np.quantile(pauses, 0.9)) + _ABOVE_MUSIC_DB)
    return threshold_db if threshold_db <= float(np.median(speech)) - _UNDER_SPEECH_DB else None


def _planned_levels(levels_db: Floats, track: Track) -> tuple[Floats, Floats]:
    """The levels where the plan has speech, and those in the clear pauses between."""
    spans = spans_s(track)
    speech = [levels_db[_window(start) : _window(end)] for start, end in spans]
    between = [(end, start) for (_, end), (start, _) in pairwise(spans) if start - end >= 2 * _CLEAR_GAP_S]
    pauses = [levels_db[_window(start + 0.05) : _window(end - 0.05)] for start, end in between]
    empty = np.zeros(0, np.float32)
    return np.concatenate([empty, *speech]), np.concatenate([empty, *pauses])


def pause_levels_db(levels_db: Floats, track: Track) -> Floats:
    """The levels in the clear pauses between segments."""
    return _planned_levels(levels_db, track)[1]


def _window(time_s: float) -> int:
    return max(0, round(time_s * WINDOWS_A_S))
