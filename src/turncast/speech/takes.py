"""One take of an utterance: asked for, checked against its text, and in pieces where it does not come whole."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from turncast.errors import BadTakeError, EngineError, TooLongError, TurncastError, foreign
from turncast.model import Voice
from turncast.speech.check import SHORTEST_S_A_LETTER, can_be_said
from turncast.speech.engine import Engine, Samples, Speech
from turncast.speech.trim import sounding
from turncast.store import refused

LONGEST_S, LONGEST_S_A_LETTER = 2.5, 0.5
"""Seven times slower than speech, and room for a letter that is a word (“WWW”): what is longer has something else in it."""
SHORTEST_S_A_LETTER_IN_PIECES = 0.035
"""Half the length of speech. A bad answer that is always as short is long enough for a piece that is small enough."""
MOST_HALVINGS = 2
"""Of a text whose takes were bad; one that is too long is halved as often as it needs."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What was heard of some words, without the silence around it."""

    asked: tuple[str, ...]
    samples: Samples
    sample_rate_hz: int
    words: tuple[tuple[int, int], ...] | None
    """As in Speech, from the first sample kept here."""


Found = TypeVar("Found")
Tries = Callable[[Callable[[], Sound]], Sound]
"""Calls once, or as often as it takes."""


def once(call: Callable[[], Sound]) -> Sound:
    return call()


def taken(
    engine: Engine, asked: Sequence[str], prompt: Any, voice: Voice, take: int, tries: Tries = once, halvings: int = 0
) -> tuple[Sound, ...]:
    """The sound of the words, in one piece if it can be had; `prompt` is None where none could be made of so many words.

    Raises EngineError or VoiceError where there is none to be had.
    """
    try:
        made = prepared(engine, asked, voice, take) if prompt is None else prompt
        return (tries(lambda: _heard(engine, tuple(asked), made, voice)),)
    except (TooLongError, BadTakeError) as error:
        middle = _middle(asked)
        was_bad = isinstance(error, BadTakeError)
        if not middle or (was_bad and halvings == MOST_HALVINGS):
            raise
    halves = asked[:middle], asked[middle:]
    sounds = tuple(sound for half in halves for sound in taken(engine, half, None, voice, take, tries, halvings + 1))
    if was_bad:
        _check_length(asked, sum(len(one.samples) / one.sample_rate_hz for one in sounds), voice, SHORTEST_S_A_LETTER_IN_PIECES)
    return sounds


def _heard(engine: Engine, asked: tuple[str, ...], prompt: Any, voice: Voice) -> Sound:
    """One answer of the engine. Raises BadTakeError where it cannot be this text."""
    speech = spoken(engine, prompt, voice, len(asked))
    start, end = sounding(speech.samples, speech.sample_rate_hz)
    if start == end:
        raise BadTakeError(f"{voice.engine}/{voice.name} gave only silence; try another voice")
    _check_length(asked, (end - start) / speech.sample_rate_hz, voice, SHORTEST_S_A_LETTER)
    words = speech.words
    if words is not None:
        words = tuple((min(max(0, first - start), end - start), min(max(0, last - start), end - start)) for first, last in words)
    return Sound(asked, np.ascontiguousarray(speech.samples[start:end], dtype=np.float32), speech.sample_rate_hz, words)


def _check_length(asked: Sequence[str], spoken_s: float, voice: Voice, shortest_s_a_letter: float) -> None:
    """Raises BadTakeError where the words cannot be that short or that long, at the voice's rate."""
    seconds, n_letters = spoken_s * voice.rate, sum(map(str.isalnum, "".join(asked)))
    gave = f"{voice.engine}/{voice.name} gave {seconds:.1f} s of sound for {n_letters} letters"
    if seconds < n_letters * shortest_s_a_letter:
        raise BadTakeError(f"{gave}: something is lost; run again, or try another voice")
    if seconds > LONGEST_S + n_letters * LONGEST_S_A_LETTER:
        raise BadTakeError(f"{gave}: something else is in it; run again, or try another voice")


def prepared(engine: Engine, asked: Sequence[str], voice: Voice, take: int = 0) -> Any:
    """The engine's prompt. Raises TurncastError only."""
    return _guarded(lambda: engine.prepare(asked, voice, take), voice)


def spoken(engine: Engine, prompt: Any, voice: Voice, n_words: int) -> Speech:
    """What the engine gives, which is sound, with a time for every word or with none. Raises TurncastError only."""
    return _guarded(lambda: _sound_of(engine.speak(prompt, voice), voice, n_words), voice)


def _guarded(call: Callable[[], Found], voice: Voice) -> Found:
    """What the call gives. Engines of other packages, and the libraries behind ours, may raise anything: another voice may do
    better then, but not where the disk is full."""
    try:
        return call()
    except TurncastError:
        raise
    except (Exception, SystemExit) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise refused(Path(error.filename or tempfile.gettempdir()), error) from error
        raise EngineError(
            f"{voice.engine} broke ({foreign(error)}); try another voice, or name other engines with --fallback"
        ) from error


def _sound_of(speech: Speech, voice: Voice, n_words: int) -> Speech:
    """The same, without times that are not one for each word. Raises EngineError where it is no sound."""
    who, samples = f"{voice.engine}/{voice.name}", np.asarray(speech.samples)
    if samples.ndim != 1 or samples.dtype.kind != "f" or speech.sample_rate_hz <= 0:
        gave = f"{samples.dtype} samples of shape {samples.shape} at {speech.sample_rate_hz} Hz"
        raise EngineError(f"{who} gave {gave}, which is no sound (float32, mono); try another voice")
    if not np.isfinite(samples).all():
        raise BadTakeError(f"{who} gave a sound with holes in it (samples that are no numbers); run again, or try another voice")
    return replace(speech, samples=samples, words=_times_of(speech, n_words))


def _times_of(speech: Speech, n_words: int) -> tuple[tuple[int, int], ...] | None:
    try:
        times = tuple((int(first), int(last)) for first, last in speech.words or ())
    except (TypeError, ValueError, OverflowError):
        return None
    return times if len(times) == n_words else None


def _middle(asked: Sequence[str]) -> int:
    """Where to part the words, behind a comma or the like if one is near the middle; 0 where both sides would not have a word."""
    places = [at for at in range(1, len(asked)) if any(map(can_be_said, asked[:at])) and any(map(can_be_said, asked[at:]))]

    def price(at: int) -> float:
        behind_a_pause = asked[at - 1].rstrip("\"'”’»)]")[-1:] in set(",;:—–.!?…、。")
        return abs(at - len(asked) / 2) - (len(asked) / 4 if behind_a_pause else 0)

    return min(places, key=price, default=0)
