"""How loud sound is as audiobook publishers measure it: RMS without weighting or gates, and the noise in the pauses."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from math import log10

import numpy as np

from turncast.sound.peaks import Block

FLOOR_DB = -96.0
"""The level of silence: the step of 16 bits."""
_STEPS_PER_S = 10
_NOISE_STEPS = 5
"""Background noise is the RMS of the quietest half second, as the usual checkers of ACX's rules take it."""


class RmsMeter:
    """Listens to blocks that pass through; memory grows by eight bytes for each 100 ms. Two channels count as their mean power."""

    def __init__(self, sample_rate_hz: int, n_channels: int = 1) -> None:
        self.n_channels = n_channels
        self.n_step = sample_rate_hz // _STEPS_PER_S * n_channels
        self.n_samples = 0
        self._rest: Block = np.zeros(0, np.float32)
        self._energies = array("d")

    def through(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The same blocks."""
        for block in blocks:
            self._add(block)
            yield block

    def _add(self, block: Block) -> None:
        self.n_samples += len(block)
        sound = np.concatenate([self._rest, block.ravel()])
        n_steps = len(sound) // self.n_step
        whole = sound[: n_steps * self.n_step].reshape(n_steps, self.n_step)
        self._energies.extend(np.einsum("ij,ij->i", whole, whole))
        self._rest = sound[n_steps * self.n_step :]

    def level_db(self) -> float:
        """RMS of all that passed, in dB of full scale."""
        energy = sum(self._energies) + float(np.dot(self._rest, self._rest))
        return _decibels(energy / max(1, self.n_samples * self.n_channels))

    def noise_db(self) -> float:
        """RMS of the quietest half second; of all where there is less."""
        if len(self._energies) < _NOISE_STEPS:
            return self.level_db()
        quietest = float(np.convolve(self._energies, np.ones(_NOISE_STEPS), "valid").min())
        return _decibels(quietest / (_NOISE_STEPS * self.n_step))


def rms_db(sound: Block) -> float:
    """RMS of a sound in dB of full scale, of both channels together; FLOOR_DB at least.

    >>> round(rms_db(np.full(100, 0.1, np.float32)), 2), rms_db(np.zeros(0, np.float32))
    (-20.0, -96.0)
    """
    return _decibels(float(np.mean(sound.astype(np.float64) ** 2))) if len(sound) else FLOOR_DB


def _decibels(power: float) -> float:
    return max(FLOOR_DB, 10 * log10(power)) if power > 0 else FLOOR_DB
