"""Speech of a kind, with times known by construction: each letter is a vowel, each voice has its pitch, throat and pace."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from turncast.speech.engine import Speech

LETTER_S, PAUSE_S, EDGE_S = 0.07, 0.4, 0.2


@dataclass(frozen=True)
class Reader:
    pitch_hz: float
    throat: float
    """A longer one has lower formants; about 1."""
    seed: int
    """Of the unevenness of its pace: letters take 0.7 to 1.4 times as long as usual."""
    pace: float = 1.0
    sample_rate_hz: int = 24_000
    gain: float = 0.1


MAN, WOMAN = Reader(110, 1.0, seed=1), Reader(195, 1.12, seed=2, sample_rate_hz=22_050, gain=0.03)


def read(words: Sequence[str], voice: Reader, pauses: Collection[int] = ()) -> Speech:
    """The words in that voice, with a pause after those of these indexes; a word without letters makes no sound."""
    rate, uneven = voice.sample_rate_hz, np.random.default_rng(voice.seed)
    parts, times = [np.zeros(int(EDGE_S * rate))], list[tuple[int, int]]()
    at = len(parts[0])
    for index, word in enumerate(words):
        start = at
        for letter in filter(str.isalpha, word.lower()):
            parts.append(_vowel(letter, at, int(LETTER_S * rate * uneven.uniform(0.7, 1.4) / voice.pace), voice))
            at += len(parts[-1])
        times.append((start, at))
        if index in pauses:
            parts.append(np.zeros(int(PAUSE_S * rate)))
            at += len(parts[-1])
    sound = np.concatenate([*parts, np.zeros(int(EDGE_S * rate))])
    hiss = np.random.default_rng(voice.seed).normal(0, 1e-4, len(sound))
    return Speech((sound * voice.gain + hiss * voice.gain).astype(np.float32), rate, tuple(times))


def _vowel(letter: str, at: int, n_samples: int, voice: Reader) -> np.ndarray:
    """Harmonics under three formants that the letter has for itself."""
    place = ord(letter) - ord("a")
    formants_hz = np.array([250 + 41 * (place * 7 % 13), 900 + 97 * (place * 5 % 17), 2500 + 160 * (place * 3 % 11)]) * voice.throat
    time_s = (at + np.arange(n_samples)) / voice.sample_rate_hz
    harmonics_hz = np.arange(voice.pitch_hz, 5000, voice.pitch_hz)
    loudness = np.exp(-np.square((harmonics_hz[:, None] - formants_hz) / 150)).sum(axis=1)
    sound: np.ndarray = (loudness[:, None] * np.sin(2 * np.pi * harmonics_hz[:, None] * time_s)).sum(axis=0)
    return sound
