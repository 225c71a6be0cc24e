"""What was heard, as a clip: its words timed by the engine, else by comparison with a voice that knows, else by proportion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np

from turncast.errors import BadTakeError, EngineError, VoiceError
from turncast.model import Clip, Timing, Voice, Word
from turncast.speech.align import aligned_times
from turncast.speech.check import without_phonemes
from turncast.speech.clips import keep_audio
from turncast.speech.engine import Engine, Samples
from turncast.speech.estimate import estimated_times
from turncast.speech.takes import Sound, prepared, spoken
from turncast.store import Store
from turncast.units import samples_to_ms

Measure = Callable[[Samples, int], float]
"""Samples and their rate to LUFS."""
Reader = tuple[Engine, Voice]
"""An engine that tells its times, and one of its voices."""
Times = tuple[tuple[int, int], ...]
PIECE_PAUSE_MS = 120
"""Between pieces of one sentence: what a comma's pause is."""


def clip_of(sounds: Sequence[Sound], voice: Voice, store: Store, measure: Measure, readers: Sequence[Reader] = ()) -> Clip:
    """The clip of one utterance, heard in one or more pieces; its audio is kept in the store. `readers` are who can read it for
    comparison where the engine told no times."""
    sample_rate_hz = sounds[0].sample_rate_hz
    if any(sound.sample_rate_hz != sample_rate_hz for sound in sounds):
        raise BadTakeError(f"{voice.engine}/{voice.name} gave pieces of one sentence at different sample rates; try again")
    parts: list[Samples] = []
    words: list[Word] = []
    found: set[Timing] = set()
    at = 0
    for sound in sounds:
        if parts:
            parts.append(np.zeros(sample_rate_hz * PIECE_PAUSE_MS // 1000, np.float32))
            at += len(parts[-1])
        times, timing = _times(sound, readers)
        words += _words(sound.asked, [(start + at, end + at) for start, end in times], sample_rate_hz, words)
        parts.append(sound.samples)
        at += len(sound.samples)
        found.add(timing)
    samples = np.concatenate(parts)
    return Clip(
        audio=keep_audio(store, samples, sample_rate_hz),
        sample_rate_hz=sample_rate_hz,
        n_samples=len(samples),
        words=tuple(words),
        timing=next(kind for kind in ("estimated", "aligned", "engine") if kind in found),
        loudness_lufs=round(measure(samples, sample_rate_hz), 3),
        voice=f"{voice.engine}/{voice.name}",
    )


def _times(sound: Sound, readers: Sequence[Reader]) -> tuple[Times, Timing]:
    """Start and end of every word in samples of the sound."""
    if sound.words is not None:
        return sound.words, "engine"
    for engine, voice in readers:
        with suppress(EngineError, VoiceError):  # such as a text that is longer than it takes: then the next one reads
            reference = spoken(engine, prepared(engine, sound.asked, voice), voice, len(sound.asked))
            if times := aligned_times(sound.samples, sound.sample_rate_hz, [reference]):
                return times, "aligned"
    return estimated_times([without_phonemes(word) for word in sound.asked], len(sound.samples)), "estimated"


def _words(asked: Sequence[str], times: Sequence[tuple[int, int]], sample_rate_hz: int, before: Sequence[Word]) -> list[Word]:
    """The words in milliseconds of the clip, in order."""
    found: list[Word] = []
    earliest_ms = before[-1].start_ms if before else 0
    for text, (start, end) in zip(asked, times, strict=True):
        start_ms = max(samples_to_ms(start, sample_rate_hz), earliest_ms)
        found.append(Word(without_phonemes(text), start_ms, max(start_ms, samples_to_ms(end, sample_rate_hz))))
        earliest_ms = start_ms
    return found
