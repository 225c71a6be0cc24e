"""Speaks in beeps, with exact times: for tests, demos and people without models.

Each word is one sine, as long as its letters; punctuation is silence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from turncast.model import Role, Voice
from turncast.speech.check import can_be_said, known, rate_within, speakable
from turncast.speech.engine import Engine, Samples, Speech, VoiceInfo

SAMPLE_RATE_HZ = 24_000
PITCH_HZ = {"low": 180.0, "high": 320.0, "bass": 120.0, "middle": 240.0, "treble": 430.0}
AMPLITUDE = 0.13
"""Gives about -23 LUFS over a sentence with its gaps, so that mastering has something to do."""
LETTER_MS, SHORTEST_MS, GAP_MS, EDGE_MS = 60, 120, 60, 8
CLAUSE_MS, SENTENCE_MS = 150, 300
"""The silence after a word that ends in a comma or the like; in a full stop or the like."""


class Tone(Engine):
    name = "tone"
    tells_times = True
    max_chars = 4000

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Named by pitch; "zxx" is BCP 47 for "no language at all"."""
        return tuple(VoiceInfo(name, "zxx", about=f"{pitch:g} Hz") for name, pitch in PITCH_HZ.items())

    def pick(self, language: str, role: Role) -> str:
        return "high" if role == "reporter" else "low"

    def fingerprint(self, voice: Voice) -> str:
        return f"tone-1-{PITCH_HZ[known(voice, PITCH_HZ).name]:g}"

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> tuple[str, ...]:
        known(voice, PITCH_HZ)
        rate_within(voice, 0.25, 4)
        return tuple(speakable(words, self.max_chars, self.name))

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        pitch_hz = PITCH_HZ[voice.name]
        parts, times, at = [_silence(GAP_MS)], [], _n_samples(GAP_MS)
        for word in prompt:
            beep = _beep(_length_ms(word) / voice.rate, pitch_hz)
            times.append((at, at + len(beep)))
            parts += [beep, _silence(_pause_ms(word) / voice.rate)]
            at += len(beep) + len(parts[-1])
        return Speech(np.concatenate(parts), SAMPLE_RATE_HZ, tuple(times))


def _length_ms(word: str) -> int:
    letters = sum(character.isalnum() for character in word)
    return max(SHORTEST_MS, LETTER_MS * letters) if letters else 0


def _pause_ms(word: str) -> int:
    last = word.rstrip("\"'”’»)]")[-1:]
    if last in set(".!?…"):
        return SENTENCE_MS
    if last in set(",;:—–"):
        return CLAUSE_MS
    return GAP_MS if can_be_said(word) else 0


def _n_samples(ms: float) -> int:
    return round(ms * SAMPLE_RATE_HZ / 1000)


def _silence(ms: float) -> Samples:
    return np.zeros(_n_samples(ms), dtype=np.float32)


def _beep(ms: float, pitch_hz: float) -> Samples:
    """A sine with raised-cosine edges: an abrupt start would be heard as a click."""
    n_samples = _n_samples(ms)
    position = np.arange(n_samples)
    sine = AMPLITUDE * np.sin(2 * np.pi * pitch_hz * position / SAMPLE_RATE_HZ)
    to_edge = np.minimum(position, n_samples - 1 - position) / _n_samples(EDGE_MS)
    return (sine * (0.5 - 0.5 * np.cos(np.pi * np.minimum(to_edge, 1)))).astype(np.float32)
