"""When each word of a long script is heard in a long recording.

`located` finds roughly where the sentences are; those that follow each other are timed together, between two pauses, by
`aligned_times`, so that each begins where the one before it really ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

import numpy as np
from numpy.typing import NDArray

from turncast.model import Timing
from turncast.speech.align import aligned_times
from turncast.speech.doubt import is_doubtful
from turncast.speech.engine import Samples, Speech
from turncast.speech.features import FRAMES_PER_S as LEVELS_PER_S
from turncast.speech.features import levels_db
from turncast.speech.one_pass import located
from turncast.speech.outline import BLOCK_S, FRAMES_PER_S, Outline, outline, read_outline

Pcm = NDArray[np.int16]
"""16-bit mono, shape (n_samples,); may lie on disk."""
Place = tuple[int, int]
"""Half-open."""
Stretch = list[tuple[int, Place]]
"""Sentences by index, and roughly where each is, in frames of the outline."""
HOLE_S = 0.4
"""More sound than this between two sentences is something that is not in the script."""
STRETCH_S, LONGEST_STRETCH_S = 15.0, 60.0
"""A stretch of sentences ends at the first pause after so long, and without one at the latest after so long."""
PAUSE_S = 0.24
REACH_S, FARTHER_S = 0.5, 0.8
"""How far the border of a sentence may be from where it was roughly found: into the sentence, and away from it."""
FLOOR_DB, AWAY_DB_PER_S = -45.0, 20.0
"""A cut is made where it is quietest, but nothing is quieter than quiet, and farther away is worse."""
MUFFLE_S = 0.1


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence as it was heard."""

    times: tuple[tuple[int, int], ...]
    """Start and end in samples of the recording for each word, as in Speech.words."""
    timing: Timing
    """"estimated" where the sentence was found, but its words could not be matched."""
    doubtful: bool = False
    """Whether something else may be read there: other sentences would fit nearly as well."""


def long_times(
    sound: Pcm, sample_rate_hz: int, n_sentences: int, reference: Callable[[int], Speech]
) -> Iterator[tuple[int, Heard]]:
    """Index and times of each sentence that is heard, in order and without overlap. `reference` reads the sentence of an index."""
    whole = outline(_blocks(sound, sample_rate_hz), sample_rate_hz)
    sentences = read_outline(map(reference, range(n_sentences)))
    places = located(whole, sentences)
    at = 0
    for stretch in _stretches(places, whole):
        begin, end = _cut_out(stretch, sound, sample_rate_hz, at)
        where = dict(stretch)
        for index, heard in _timed(stretch, sound[:end], begin, sample_rate_hz, reference):
            place = slice(*where[index])
            yield index, replace(heard, doubtful=is_doubtful(index, whole.frames[place], whole.sounding[place], sentences))
        at = end


def _blocks(sound: Pcm, sample_rate_hz: int) -> Iterator[Samples]:
    size = BLOCK_S * sample_rate_hz
    return (_samples(sound[first : first + size]) for first in range(0, len(sound), size))


def _samples(pcm: Pcm) -> Samples:
    found: Samples = pcm.astype(np.float32) / np.float32(32768)
    return found


# --- stretches of sentences ----------------------------------------------------------------------------------------------


def _stretches(places: Sequence[Place | None], whole: Outline) -> Iterator[Stretch]:
    """Sentences that follow each other with nothing but pauses between them, some 15 s together."""
    stretch: Stretch = []
    for index, place in enumerate(places):
        if place is None:
            continue
        if stretch and _parted(stretch, place, whole):
            yield stretch
            stretch = []
        stretch.append((index, place))
    if stretch:
        yield stretch


def _parted(stretch: Stretch, place: Place, whole: Outline) -> bool:
    first, last = stretch[0][1][0], stretch[-1][1][1]
    between = whole.sounding[last : place[0]].sum() / FRAMES_PER_S
    quiet = (1 - whole.sounding[max(0, last - 2) : place[0] + 2]).sum() / FRAMES_PER_S
    length_s = (place[1] - first) / FRAMES_PER_S
    return bool(between > HOLE_S or length_s > LONGEST_STRETCH_S or (length_s > STRETCH_S and quiet > PAUSE_S))


def _cut_out(stretch: Stretch, sound: Pcm, sample_rate_hz: int, earliest: int) -> Place:
    """First and end sample of a stretch, in the quiet around it."""
    first, last = stretch[0][1][0] / FRAMES_PER_S, stretch[-1][1][1] / FRAMES_PER_S
    begin = _quietest(sound, sample_rate_hz, first, first - FARTHER_S, first + REACH_S)
    end = _quietest(sound, sample_rate_hz, last, last - REACH_S, last + FARTHER_S)
    begin = max(earliest, begin)
    return begin, max(begin, end)


def _quietest(sound: Pcm, sample_rate_hz: int, near_s: float, from_s: float, to_s: float) -> int:
    """The sample around which it is quietest, and not far from where it is sought."""
    origin = max(0, round(from_s * sample_rate_hz))
    levels = levels_db(_samples(sound[origin : round(to_s * sample_rate_hz)]), sample_rate_hz)
    n_muffled = min(round(MUFFLE_S * LEVELS_PER_S), len(levels))  # "same" is the length of the longer of both
    power = np.convolve(10 ** (levels / 10), np.full(n_muffled, 1 / n_muffled), "same")
    away_s = np.abs(origin / sample_rate_hz + np.arange(len(levels)) / LEVELS_PER_S - near_s)
    price = np.maximum(10 * np.log10(power), FLOOR_DB) + AWAY_DB_PER_S * away_s
    return min(len(sound), origin + round(int(np.argmin(price)) * sample_rate_hz / LEVELS_PER_S))


# --- exact times ---------------------------------------------------------------------------------------------------------


def _timed(
    stretch: Stretch, sound: Pcm, begin: int, sample_rate_hz: int, reference: Callable[[int], Speech]
) -> Iterator[tuple[int, Heard]]:
    """Times of the sentences of a stretch, which the sound from `begin` on holds; where they do not match together, each alone."""
    readings = [reference(index) for index, _ in stretch]
    times = aligned_times(_samples(sound[begin:]), sample_rate_hz, [_one_after_the_other(readings)])
    if times is not None:
        words = iter([(start + begin, end + begin) for start, end in times])
        for (index, _), reading in zip(stretch, readings, strict=True):
            yield index, Heard(tuple(islice(words, len(reading.words or ()))), "aligned")
    elif len(stretch) == 1:
        (index, place), *_ = stretch
        yield index, Heard(_estimated(readings[0], place, sample_rate_hz, begin, len(sound)), "estimated")
    else:
        yield from _each_timed(stretch, sound, begin, sample_rate_hz, reference)


def _each_timed(
    stretch: Stretch, sound: Pcm, begin: int, sample_rate_hz: int, reference: Callable[[int], Speech]
) -> Iterator[tuple[int, Heard]]:
    for one in stretch:
        first, end = _cut_out([one], sound, sample_rate_hz, begin)
        yield from _timed([one], sound[:end], first, sample_rate_hz, reference)
        begin = end


def _one_after_the_other(readings: Sequence[Speech]) -> Speech:
    """Several readings as one."""
    begins = accumulate((len(one.samples) for one in readings), initial=0)
    words = [(start + at, end + at) for at, one in zip(begins, readings, strict=False) for start, end in one.words or ()]
    return Speech(np.concatenate([one.samples for one in readings]), readings[0].sample_rate_hz, tuple(words))


def _estimated(reading: Speech, place: Place, sample_rate_hz: int, earliest: int, latest: int) -> tuple[tuple[int, int], ...]:
    """The reading's own times, stretched to where the sentence roughly is."""
    first, last = (frame * sample_rate_hz / FRAMES_PER_S for frame in place)
    stretched = (last - first) / len(reading.samples)
    times = [(first + start * stretched, first + end * stretched) for start, end in reading.words or ()]
    return tuple((round(min(max(start, earliest), latest)), round(min(max(end, earliest), latest))) for start, end in times)
