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
_LATEST_S = 1e9
"""Later than any file: what an endless stretch is cut to."""
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
    known: NDArray[np.bool_]
    """One for each level: whether speech can be told from what else sounds there."""

    def seconds(self, start_s: float, end_s: float) -> float:
        """How long it sounds between two times."""
        return float(np.count_nonzero(self.mask[_window(start_s) : _window(end_s)])) / WINDOWS_A_S

    def is_clear(self, start_s: float, end_s: float) -> bool:
        """Whether all between two times is known."""
        return bool(self.known[_window(start_s) : _window(end_s)].all())


@dataclass(frozen=True, slots=True)
class Places:
    """The plan laid over the sound."""

    sounding: Sounding | None
    """None where music is too loud to hear any sentence."""
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
        heard_well = sounding is not None and sounding.is_clear(start_s - _CLEAR_GAP_S, start_s + _SEARCH_S)
        if sounding and heard_well and start_s - ended_s >= _CLEAR_GAP_S:
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
    thresholds_db = _thresholds_db(heard.levels_db, track)
    mask = heard.levels_db > thresholds_db
    begins, ends = _edges(mask)
    joined = (begins[1:] - ends[:-1]) < _JOINED_S * WINDOWS_A_S
    begins = begins[np.concatenate(([True], ~joined))] if len(begins) else begins
    ends = ends[np.concatenate((~joined, [True]))] if len(ends) else ends
    found = Sounding(mask, begins / WINDOWS_A_S, ends / WINDOWS_A_S, np.isfinite(thresholds_db))
    return found if any(found.is_clear(*span) for span in spans_s(track)) or not track.segments else None


def _edges(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs of True begin, and where they have ended."""
    steps = np.diff(np.concatenate(([0], mask.astype(np.int8), [0])))
    return np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)


def _thresholds_db(levels_db: Floats, track: Track) -> Floats:
    """What is louder than that is speech, for each level; infinite where music is too loud to tell."""
    found = np.full(len(levels_db), _QUIET_DB, np.float32)
    for start_s, end_s in _with_music(track):
        found[_window(start_s) : _window(end_s)] = _beside_music_db(*_planned_levels(levels_db, track, start_s, end_s))
    return found


def _with_music(track: Track) -> Iterator[tuple[float, float]]:
    """The stretches in which the same music sounds throughout, in seconds."""
    spans = [(bed.start / track.sample_rate_hz, (bed.start + bed.n_samples) / track.sample_rate_hz) for bed in track.beds]
    for start_s, end_s in pairwise(sorted({time for span in spans for time in span})):
        if any(first <= start_s and end_s <= last for first, last in spans):
            yield start_s, end_s


def _beside_music_db(speech: Floats, pauses: Floats) -> float:
    """A level between the two, where there is room between them; infinite where there is not."""
    if not len(speech) or not len(pauses):
        return np.inf
    threshold_db = max(_QUIET_DB, float(np.quantile(pauses, 0.9)) + _ABOVE_MUSIC_DB)
    return threshold_db if threshold_db <= float(np.median(speech)) - _UNDER_SPEECH_DB else np.inf


def _planned_levels(levels_db: Floats, track: Track, from_s: float = 0.0, until_s: float = np.inf) -> tuple[Floats, Floats]:
    """The levels where the plan has speech, and those in the clear pauses between; of a stretch, or of all."""
    spans = spans_s(track)
    between = [(end + 0.05, start - 0.05) for (_, end), (start, _) in pairwise(spans) if start - end >= 2 * _CLEAR_GAP_S]
    speech, pauses = (
        [
            levels_db[_window(max(start, from_s)) : _window(min(end, until_s))]
            for start, end in some
            if start < until_s and end > from_s
        ]
        for some in (spans, between)
    )
    empty = np.zeros(0, np.float32)
    return np.concatenate([empty, *speech]), np.concatenate([empty, *pauses])


def pause_levels_db(levels_db: Floats, track: Track) -> Floats:
    """The levels in the clear pauses between segments."""
    return _planned_levels(levels_db, track)[1]


def _window(time_s: float) -> int:
    return max(0, round(min(time_s, _LATEST_S) * WINDOWS_A_S))
