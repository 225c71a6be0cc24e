"""Whether a sentence is what was read where it was found: compared with other sentences, put in its place.

Among seven hundred sentences a path that looks good is found for any. But the right one fits better than others of its length.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from turncast.speech.one_pass import UNEVEN
from turncast.speech.outline import Floats

N_OTHERS = 12
FEWEST_OTHERS = 6
"""With fewer sentences in the script nothing can be said."""
DOUBTFUL = -2.0
"""Standard deviations between what a sentence costs and what others cost on average. Right sentences lie at -18 to -3 where
espeak-ng is timed by espeak-ng, at -9 to -2 where Piper is, at -9 to -1.8 with Piper in a room and noise; 33 sentences that were
not read at -3.3 to 1, two thirds of them above this."""
SHORTEST = 12
"""Frames, about a second: of 640 sentences read in an hour 23 were in doubt without this bound, most of them one or two words."""


def is_doubtful(index: int, frames: Floats, sounding: Floats, sentences: Sequence[Floats]) -> bool:
    """Whether the frames heard fit the sentence of that index hardly better than others; all are outlines."""
    own = sentences[index]
    others = [one for at, one in enumerate(sentences) if at != index and len(one)]
    if len(others) < FEWEST_OTHERS or len(own) < SHORTEST or not sounding.any():
        return False
    nearest = sorted(others, key=lambda one: abs(len(one) - len(own)))[:N_OTHERS]
    costs = _costs(frames, sounding, np.stack([own, *(_as_long(one, len(own)) for one in nearest)]))
    return bool(costs[0] - costs[1:].mean() > DOUBTFUL * costs[1:].std())


def _as_long(sentence: Floats, n_frames: int) -> Floats:
    return sentence[np.arange(n_frames) * len(sentence) // n_frames]


def _costs(frames: Floats, sounding: Floats, columns: Floats) -> Floats:
    """What the cheapest path through each of some sentences costs; `columns` has the shape (n_sentences, n_frames, n_features)."""
    lengths = np.square(columns).sum(axis=2)
    costs = np.full(lengths.shape, np.inf)
    for row, (frame, weight) in enumerate(zip(frames, sounding, strict=True)):
        cost = weight * np.sqrt(np.maximum(0, lengths + frame @ frame - 2 * columns @ frame))
        moved, passed = np.full_like(costs, np.inf), np.full_like(costs, np.inf)
        moved[:, 1:], passed[:, 2:] = costs[:, :-1], costs[:, :-2]
        if row == 0:
            moved[:, 0] = 0
        costs = cost + np.minimum(moved, np.minimum(passed, costs) + UNEVEN * weight)
    found: Floats = costs[:, -1]
    return found
