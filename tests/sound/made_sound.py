"""Made-up sound for the tests: signals of the standards, and a voice-like noise that a programme can be stitched from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, iirpeak, lfilter, sawtooth, sosfilt

from turncast.model import Clip, Join, Speaker, Token, Track, Utterance, Voice, Word
from turncast.sound.meter import clip_loudness
from turncast.sound.stitch import stitch

Sound = NDArray[np.float32]
VOICES = {"reporter": Voice("tone", "high"), "guest": Voice("tone", "low"), "second": Voice("tone", "middle")}
PEOPLE = (
    Speaker("reporter", "Ruth Amberley", "reporter"),
    Speaker("second", "Kim Lee", "reporter"),
    Speaker("guest", "Tomasz Kowal", "interviewee"),
)


def sine(dbfs: float, seconds: float, hz: float = 1000, rate: int = 44_100, phase_degrees: float = 0) -> Sound:
    """A sine whose peaks are at dbfs."""
    time = np.arange(round(seconds * rate)) / rate
    return np.asarray(10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * time + np.radians(phase_degrees)), np.float32)


def speech_like(seed: int, seconds: float, rate: int = 24_000, pitch_hz: float = 110, peak: float = 0.5) -> Sound:
    """Pulses through three formants, and breath, in syllables: crest factor and spectrum of a voice, the same for the same seed."""
    chance = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    pulses = sawtooth(2 * np.pi * pitch_hz * time)
    voiced = sum(lfilter(*iirpeak(hz, hz / 90, fs=rate), pulses) for hz in (500, 1400, 2600))
    breath = sosfilt(butter(2, 2500, "highpass", fs=rate, output="sos"), chance.normal(size=len(time)))
    beat = time * chance.uniform(3, 4.5)
    stress = chance.uniform(0.1, 1, int(beat.max(initial=0)) + 1)[beat.astype(int)]
    mix = (voiced + 0.01 * breath) * stress * np.abs(np.sin(np.pi * beat)) ** 1.5
    return np.asarray(peak * mix / np.abs(mix).max(), np.float32)


class Shelf:
    """Clips in memory, opened as the store's are."""

    def __init__(self) -> None:
        self.sounds: dict[str, Sound] = {}

    def keep(self, sound: Sound, rate: int = 24_000, n_words: int = 1) -> Clip:
        name = f"clip {len(self.sounds)}"
        self.sounds[name] = sound
        length_ms = len(sound) * 1000 // rate
        words = tuple(Word("word", length_ms * i // n_words, length_ms * (i + 1) // n_words) for i in range(n_words))
        return Clip(name, rate, len(sound), words, "engine", clip_loudness(sound, rate))

    def open(self, clip: Clip) -> Sound:
        return self.sounds[clip.audio]


def utterance(text: str, speaker: str = "guest", join: Join = "sentence", turn: int = 0) -> Utterance:
    return Utterance(turn, speaker, tuple(Token(word, word) for word in text.split()), VOICES[speaker], join)


def programme(seed: int, n_turns: int, shelf: Shelf, rates: Sequence[int] = (24_000,)) -> Track:
    """An interview of speech-like turns: short questions, longer answers of one to four sentences; every voice at its own level."""
    chance = Random(seed)
    spoken: list[tuple[Utterance, Clip]] = []
    for turn in range(n_turns):
        speaker = "guest" if turn % 2 else chance.choice(["reporter", "second"])
        for number in range(chance.randint(1, 4) if turn % 2 else 1):
            n_words = chance.randint(2, 9)
            text = " ".join(["word"] * n_words) + ("." if turn % 2 else "?")
            join: Join = "turn" if number == 0 else chance.choice(["sentence", "sentence", "paragraph"])
            rate, pitch = chance.choice(rates), {"reporter": 190.0, "second": 140.0, "guest": 100.0}[speaker]
            peak = {"reporter": 0.8, "second": 0.1, "guest": 0.3}[speaker]
            sound = speech_like(chance.randrange(10**6), n_words * 0.35, rate, pitch, peak)
            spoken.append((utterance(text, speaker, join, turn), shelf.keep(sound, rate, n_words)))
    return stitch([one for one, _ in spoken], [clip for _, clip in spoken])


def in_blocks(sound: Sound, length: Callable[[], int]) -> list[Sound]:
    """The sound cut into pieces."""
    pieces, start = [], 0
    while start < len(sound):
        end = start + length()
        pieces.append(sound[start:end])
        start = end
    return pieces
