"""A long sound in few numbers: what two readings of an hour are roughly matched by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turncast.speech.engine import Samples, Speech
from turncast.speech.features import HIGHEST_HZ, N_CEPSTRA, SPEECH_DB, Frames, levels_db, spectral

Floats = NDArray[np.float32]
N_FEATURES = 2 * N_CEPSTRA
FRAMES_PER_S = 12.5
FINER = 8
"""Each frame is the mean of so many finer ones."""
BLOCK_S = 60
"""What is looked at at once: its own mean is taken out, so that voice and microphone may change from one block to the next."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A long sound, FRAMES_PER_S."""

    frames: Floats
    """Shape (n_frames, N_FEATURES): what `spectral` tells."""
    sounding: Floats
    """Shape (n_frames,): which share of each frame is loud enough for speech, 0 to 1."""


def outline(blocks: Iterable[Samples], sample_rate_hz: int) -> Outline:
    """The outline of a sound that comes in blocks of BLOCK_S; only the last one may be shorter."""
    parts = [_outlined(block, sample_rate_hz) for block in blocks if len(block)]
    if not parts:
        return Outline(np.zeros((0, N_FEATURES), np.float32), np.zeros(0, np.float32))
    return Outline(np.concatenate([frames for frames, _ in parts]), np.concatenate([sounding for _, sounding in parts]))


def _outlined(block: Samples, sample_rate_hz: int) -> tuple[Floats, Floats]:
    n_frames = max(1, round(len(block) / sample_rate_hz * FRAMES_PER_S))
    fine = spectral(block, sample_rate_hz, HIGHEST_HZ, FRAMES_PER_S * FINER)
    levels = levels_db(block, sample_rate_hz)
    loud = levels > np.percentile(levels, 95) - SPEECH_DB
    return _means(fine, n_frames), _means(loud[:, None].astype(np.float64), n_frames)[:, 0]


def read_outline(references: Iterable[Speech]) -> list[Floats]:
    """For each sentence the frames in which its words sound, without its pauses: shape (n_frames, N_FEATURES), maybe none."""
    return [frames for group in _together(references) for frames in _read_together(group)]


def _together(references: Iterable[Speech]) -> Iterator[list[Speech]]:
    """Sentences that follow each other, together some BLOCK_S long."""
    group: list[Speech] = []
    for one in references:
        group.append(one)
        if sum(len(each.samples) / each.sample_rate_hz for each in group) >= BLOCK_S:
            yield group
            group = []
    if group:
        yield group


def _read_together(group: list[Speech]) -> Iterator[Floats]:
    rate, per_s = group[0].sample_rate_hz, FRAMES_PER_S * FINER
    fine = spectral(np.concatenate([one.samples for one in group]), rate, HIGHEST_HZ, per_s)
    begins = 0
    for one in group:
        spoken = np.zeros(len(fine), bool)
        for start, end in one.words or ():
            spoken[int((begins + start) * per_s / rate) : int((begins + end) * per_s / rate)] = True
        begins += len(one.samples)
        yield _means(fine[spoken], -(-np.count_nonzero(spoken) // FINER))


def _means(values: Frames, n_groups: int) -> Floats:
    """The means of groups of rows that follow each other and are as equal in size as they can be."""
    if not n_groups:
        return np.zeros((0, values.shape[1]), np.float32)
    firsts = np.minimum(np.arange(n_groups) * len(values) // n_groups, len(values) - 1)
    sizes = np.maximum(1, np.diff(np.append(firsts, len(values))))
    found: Floats = (np.add.reduceat(values, firsts) / sizes[:, None]).astype(np.float32)
    return found
