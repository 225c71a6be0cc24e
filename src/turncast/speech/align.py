"""Word times for sound whose engine tells none: matched to the same words read by an engine that does.

The idea is that of aeneas: a reference voice reads the text too, and dynamic time warping carries its known times over. Kokoro is
nearer to other voices than espeak-ng, so it reads wherever it speaks the language. Measured by `scripts/bench --only align`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import ceil

import numpy as np

from turncast.errors import VoiceError
from turncast.model import Voice
from turncast.speech.engine import Samples, Speech
from turncast.speech.engines import load
from turncast.speech.features import FRAMES_PER_S, HIGHEST_HZ, Frames, backwards, levels_db, quiet_stretches, spectral
from turncast.speech.warp import Columns, coarse_path, columns_of, mean_borders

REFERENCES = ("kokoro", "espeak")
"""The engines that read for others, the better one first."""
QUIET_DB = -36.0
"""Below the loudest: what the engines' own times take for silence too ..."""
OVER_NOISE_DB, LOUDEST_QUIET_DB = 8.0, -24.0
"""... and in a noisy recording so much above the 2 % of it that are quietest, at most up to that level. Where noise lies 34 dB
below the loudest of Piper, timed by Kokoro, 95 % of errors are below 53 ms instead of 137."""
CALM = 7
"""Frames over which the level of a noisy recording is taken: noise rises and falls by some dB from one frame to the next."""
PAUSE = 20
"""Frames. Quiet that is shorter is the closure of a "p" or "t", and belongs to the word it is in: in 40 sentences 95% of all
errors are below 47 ms with 20 frames, 56 with 14, 64 with 12."""
REACH, BACK = 8, 4
"""Frames by which a border may lie before or after a pause and still be meant for it."""
NYQUIST = 0.475
"""The share of the sample rate up to which a sound can be trusted."""
SILENCE, SILENCE_FROM_DB, LOUDER = 0.5, -2.0, 0.1
"""What it costs to take a frame for silence, and how much more for each dB above that level, which is counted from what is quiet;
frames of the same sound by two voices cost about 2."""
LONGEST_RATIO = 3.0
"""No voice reads three times as fast as another."""
HOPELESS = 0.93
"""What the match may cost at most, where the reference played backwards would cost 1. Right sentences cost 0.5 to 0.9 with a voice
of Kokoro and 0.8 to 0.95 with one of espeak-ng; another sentence of the same length 0.75 to 1.15, and more than this in 4 of 5
cases with one voice, in 9 of 10 with two. Under eight words the two are hard to tell apart."""


def reference_voices(language: str) -> tuple[Voice, ...]:
    """Who can read for engines that tell no times, the best first: a voice of each engine here that speaks the language.

    The man's, whoever is heard: as a reference he is 0 to 1 ms nearer at the median than the woman, to women too.
    """
    found = []
    for engine in map(load, REFERENCES):
        if not engine.missing():
            with suppress(VoiceError):
                found.append(Voice(engine.name, engine.pick(language, "interviewee"), language))
    return tuple(found)


def aligned_times(samples: Samples, sample_rate_hz: int, references: Sequence[Speech]) -> tuple[tuple[int, int], ...] | None:
    """Start and end in samples for each word, in order, as in Speech.words; None where the sound cannot be those words.

    `references`: the same words read by engines that tell their times. One will do; with two each border is the mean of both
    (half a millisecond nearer at the median of 802 words), and a wrong text is told more surely. Sound of up to five minutes was
    tried; what is longer should be cut at its pauses first.
    """
    levels = _over_quiet(levels_db(samples, sample_rate_hz))
    heard_s = np.count_nonzero(levels > 0) / FRAMES_PER_S
    spoken_s = [_spoken_s(reference) for reference in references]
    if not references or not all(heard_s < LONGEST_RATIO * one_s < LONGEST_RATIO**2 * heard_s for one_s in spoken_s):
        return None
    sounding, *others = ([start < end for start, end in reference.words or ()] for reference in references)
    if any(other != sounding for other in others):
        return None
    frames_per_s = [FRAMES_PER_S * heard_s / one_s for one_s in spoken_s]
    matches = [_match(samples, sample_rate_hz, levels, *one) for one in zip(references, frames_per_s, strict=True)]
    if sum(match.cost for match in matches) > HOPELESS * sum(match.cost_backwards for match in matches):
        return None
    starts, ends = _at_pauses(np.mean([match.borders for match in matches], axis=0), levels)
    times = np.clip(np.rint(np.stack([starts, ends], axis=1) * sample_rate_hz / FRAMES_PER_S), 0, len(samples))
    return _with_silent_words(sounding, [(int(start), int(end)) for start, end in times])


@dataclass(frozen=True, slots=True)
class _Match:
    """What one reference says about a sound."""

    borders: Frames
    """Where each sounding word begins, in frames, and where the last one ends."""
    cost: float
    """How unlike the two are, for each frame ..."""
    cost_backwards: float
    """... and how unlike the sound is to the reference played backwards: something of the same pitch and pace, with other words."""


def _over_quiet(levels: Frames) -> Frames:
    """The level of each frame above that below which nobody speaks."""
    if np.percentile(levels, 2) + OVER_NOISE_DB <= QUIET_DB:
        return levels - QUIET_DB
    from scipy.ndimage import uniform_filter1d

    calm: Frames = 10 * np.log10(uniform_filter1d(10 ** (levels / 10), CALM))
    return calm - min(float(np.percentile(calm, 2)) + OVER_NOISE_DB, LOUDEST_QUIET_DB)


def _spoken_s(reference: Speech) -> float:
    """How long its words last, in seconds."""
    return sum(end - start for start, end in reference.words or ()) / reference.sample_rate_hz


def _match(samples: Samples, sample_rate_hz: int, levels: Frames, reference: Speech, frames_per_s: float) -> _Match:
    """The reference is looked at as often in a word as the sound is, not in a second: at an even pace the path is straight."""
    top_hz = min(HIGHEST_HZ, NYQUIST * sample_rate_hz, NYQUIST * reference.sample_rate_hz)
    heard = spectral(samples, sample_rate_hz, top_hz)
    frames = spectral(reference.samples, reference.sample_rate_hz, top_hz, frames_per_s)
    columns = columns_of(frames, _frames_of_words(reference, frames_per_s))
    silence_cost = SILENCE + LOUDER * np.maximum(0, levels - SILENCE_FROM_DB)
    coarse = coarse_path(heard, silence_cost, columns)
    mirrored = Columns(backwards(columns.frames), columns.word[::-1])
    borders = mean_borders(heard, silence_cost, columns, coarse)
    return _Match(borders, coarse.cost, coarse_path(heard, silence_cost, mirrored).cost)


def _frames_of_words(reference: Speech, frames_per_s: float) -> list[tuple[int, int]]:
    """Half-open ranges of frames of the words that sound, none empty, none overlapping."""
    found, at = [], 0
    for start, end in reference.words or ():
        if start < end:
            first = max(at, ceil(start * frames_per_s / reference.sample_rate_hz))
            at = max(first + 1, ceil(end * frames_per_s / reference.sample_rate_hz))
            found.append((first, at))
    return found


def _at_pauses(borders: Frames, levels: Frames) -> tuple[Frames, Frames]:
    """Where each word starts and ends, in frames: at its borders, but a pause near one is between the words, not in them."""
    starts, ends, inner = borders[:-1].copy(), borders[1:].copy(), borders[1:-1]
    for begins, end in _pauses(levels):
        if begins <= 0:
            starts[0] = end
        elif end >= len(levels):
            ends[-1] = begins
        elif len(inner):
            outside = np.maximum(0, np.maximum(begins - inner, inner - end))
            nearest = len(inner) - 1 - int(np.argmin(outside[::-1]))  # of several inside it, the last
            if begins - REACH <= inner[nearest] <= end + BACK:
                starts[nearest + 1], ends[nearest] = end, begins
    starts = np.maximum.accumulate(starts)
    return starts, np.clip(ends, starts, np.append(starts[1:], np.inf))


def _pauses(levels: Frames) -> list[tuple[int, int]]:
    """Where it is quiet for long enough, in frames, and wherever it is quiet at the beginning and the end."""
    found = [(first - 1, end) for first, end in quiet_stretches(levels, 0)]  # a frame looks 5 ms back
    return [(begins, end) for begins, end in found if end - begins >= PAUSE or begins < 0 or end == len(levels)]


def _with_silent_words(sounding: Sequence[bool], times: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """A time for every word; a silent one stands, without length, at the end of the word before it."""
    heard, found, at = iter(times), [], 0
    for sounds in sounding:
        start, end = next(heard) if sounds else (at, at)
        found.append((start, end))
        at = end
    return tuple(found)
