"""Utterances to clips: what was spoken before comes from the store, the rest is spoken on all cores, longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from turncast.errors import EngineError
from turncast.model import Clip, Timing, Token, Utterance, Voice, Word
from turncast.runner import spread, workers_for
from turncast.speech.clips import clip_key, find_clip, keep_audio, keep_clip
from turncast.speech.engine import Engine, Samples, Speech
from turncast.speech.engines import load
from turncast.speech.estimate import estimated_times
from turncast.speech.trim import sounding
from turncast.store import Store
from turncast.units import samples_to_ms

Measure = Callable[[Samples, int], float]
"""Samples and their rate to LUFS."""
Told = Callable[[int, int, int], None]
"""Gets: utterances spoken, utterances to speak, and the share of their text that is done in thousandths."""


_PHONEMES = re.compile(r"\[([^\[\]]+)\]\(/[^()]+/\)")


@dataclass(frozen=True, slots=True)
class Job:
    """One clip to be made, possibly in another process."""

    key: str
    prompt: Any
    words: tuple[str, ...]
    """What the engine was asked to say: one entry for each token that has a sound."""
    tokens: tuple[Token, ...]
    voice: Voice
    store: Path
    measure: Measure


@dataclass(frozen=True, slots=True)
class Said:
    """One clip for each utterance, in order, and how many of them had to be spoken now."""

    clips: tuple[Clip, ...]
    n_spoken: int


def say(utterances: Sequence[Utterance], engines: Mapping[str, Engine], store: Store, measure: Measure, told: Told) -> Said:
    """The clips of all utterances; equal ones are spoken once, and each is kept as soon as it is made.

    Raises EngineError, which names the text, where a voice fails; what was spoken until then is kept.
    """
    keys = [clip_key(one, asked_words(one, engines[one.voice.engine]), engines[one.voice.engine]) for one in utterances]
    wanted = dict(zip(keys, utterances, strict=True))
    clips = {key: clip for key in wanted if (clip := find_clip(store, key))}
    missing = {key: one for key, one in wanted.items() if key not in clips}
    length = {key: sum(len(token.spoken) + 1 for token in one.tokens) for key, one in missing.items()}
    todo = sum(length.values())
    done = 0
    if missing:
        told(0, len(missing), 0)
    for key, clip in _spoken(missing, length, engines, store, measure):
        clips[key] = clip
        done += length[key]
        told(len(clips) - len(wanted) + len(missing), len(missing), 1000 * done // todo)
    return Said(tuple(clips[key] for key in keys), len(missing))


def _spoken(
    missing: Mapping[str, Utterance], length: Mapping[str, int], engines: Mapping[str, Engine], store: Store, measure: Measure
) -> Iterator[tuple[str, Clip]]:
    """Each missing clip with its key, as it gets ready."""
    order = sorted(missing, key=lambda key: (-length[key], key))

    def jobs(in_processes: bool) -> Iterator[Job]:
        for key in order:
            one = missing[key]
            engine = engines[one.voice.engine]
            if engine.in_processes == in_processes:
                words = asked_words(one, engine)
                with _naming(one.tokens, one.voice):
                    prompt = engine.prepare(words, one.voice)
                yield Job(key, prompt, words, one.tokens, one.voice, store.root, measure)

    n_outside = sum(engines[one.voice.engine].in_processes for one in missing.values())
    if n_outside:
        yield from spread(make_clip, jobs(True), workers_for(n_outside))
    for job in jobs(False):
        yield make_clip(job)


def asked_words(utterance: Utterance, engine: Engine) -> tuple[str, ...]:
    """The spoken forms as this engine takes them; tokens without a sound are left out."""
    spoken = (token.spoken for token in utterance.tokens if token.spoken)
    return tuple(spoken if engine.takes_phonemes else (_PHONEMES.sub(r"\1", word) for word in spoken))


def make_clip(job: Job) -> tuple[str, Clip]:
    """Speak one job, trim the silence around it, time its words, keep it; returns its key and clip."""
    with _naming(job.tokens, job.voice):
        speech = _engine(job.voice.engine).speak(job.prompt, job.voice)
    start, end = sounding(speech.samples, speech.sample_rate_hz)
    if start == end:
        raise EngineError(f"{job.voice.engine}/{job.voice.name} gave only silence for {_shown(job.tokens)}: try another voice")
    samples = np.ascontiguousarray(speech.samples[start:end], dtype=np.float32)
    words, timing = _words(job, speech, start, end)
    store = Store(job.store)
    clip = Clip(
        audio=keep_audio(store, samples, speech.sample_rate_hz),
        sample_rate_hz=speech.sample_rate_hz,
        n_samples=len(samples),
        words=words,
        timing=timing,
        loudness_lufs=round(job.measure(samples, speech.sample_rate_hz), 3),
    )
    keep_clip(store, job.key, clip)
    return job.key, clip


@cache
def _engine(name: str) -> Engine:
    """This process's engine of that name, with its model loaded once."""
    return load(name)


def _words(job: Job, speech: Speech, start: int, end: int) -> tuple[tuple[Word, ...], Timing]:
    """A time for every spoken form, in milliseconds of the trimmed clip."""
    plain = [_PHONEMES.sub(r"\1", word) for word in job.words]
    times = speech.words or estimated_times(plain, end - start)
    shift = start if speech.words is not None else 0
    found: list[Word] = []
    for text, (first, final) in zip(plain, times, strict=True):
        from_ms, to_ms = (samples_to_ms(min(max(0, at - shift), end - start), speech.sample_rate_hz) for at in (first, final))
        from_ms = max(from_ms, found[-1].start_ms if found else 0)
        found.append(Word(text, from_ms, max(from_ms, to_ms)))
    return tuple(found), "engine" if speech.words is not None else "estimated"


@contextmanager
def _naming(tokens: Sequence[Token], voice: Voice) -> Iterator[None]:
    """Tells with an engine's error which sentence it was about."""
    try:
        yield
    except EngineError as error:
        raise EngineError(f"{error} (while speaking {_shown(tokens)} with {voice.engine}/{voice.name})") from error


def _shown(tokens: Sequence[Token]) -> str:
    text = " ".join(token.text for token in tokens)
    return f"“{text if len(text) <= 60 else text[:57] + '...'}”"
