"""One take of an utterance: asked for, checked against its text, and in pieces where it does not come whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from turncast.errors import BadTakeError, TooLongError
from turncast.model import Voice
from turncast.speech.check import SHORTEST_S_A_LETTER, can_be_said
from turncast.speech.engine import Engine, Samples
from turncast.speech.trim import sounding

LONGEST_S, LONGEST_S_A_LETTER = 2.5, 0.5
"""Seven times slower than speech, and room for a letter that is a word (“WWW”): what is longer has something else in it."""
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


Tries = Callable[[Callable[[], Sound]], Sound]
"""Calls once, or as often as it takes."""


def once(call: Callable[[], Sound]) -> Sound:
    return call()


def taken(
    engine: Engine, asked: Sequence[str], prompt: Any, voice: Voice, take: int, tries: Tries = once, halvings: int = 0
) -> tuple[Sound, ...]:
    """The sound of the words, in one piece if it can be had; `prompt` is None where none could be made of so many words.

    Raises EngineError where there is none to be had.
    """
    try:
        made = engine.prepare(asked, voice, take) if prompt is None else prompt
        return (tries(lambda: _heard(engine, tuple(asked), made, voice)),)
    except (TooLongError, BadTakeError) as error:
        middle = _middle(asked)
        if not middle or (isinstance(error, BadTakeError) and halvings == MOST_HALVINGS):
            raise
    halves = asked[:middle], asked[middle:]
    return tuple(sound for half in halves for sound in taken(engine, half, None, voice, take, tries, halvings + 1))


def _heard(engine: Engine, asked: tuple[str, ...], prompt: Any, voice: Voice) -> Sound:
    """One answer of the engine. Raises BadTakeError where it cannot be this text."""
    speech = engine.speak(prompt, voice)
    start, end = sounding(speech.samples, speech.sample_rate_hz)
    seconds = (end - start) / speech.sample_rate_hz * voice.rate
    n_letters = sum(map(str.isalnum, "".join(asked)))
    gave = f"{voice.engine}/{voice.name} gave {seconds:.1f} s of sound for {n_letters} letters"
    if start == end:
        raise BadTakeError(f"{voice.engine}/{voice.name} gave only silence; try another voice")
    if seconds < n_letters * SHORTEST_S_A_LETTER:
        raise BadTakeError(f"{gave}: something is lost; run again, or try another voice")
    if seconds > LONGEST_S + n_letters * LONGEST_S_A_LETTER:
        raise BadTakeError(f"{gave}: something else is in it; run again, or try another voice")
    words = speech.words
    if words is not None:
        words = tuple((min(max(0, first - start), end - start), min(max(0, last - start), end - start)) for first, last in words)
    return Sound(asked, np.ascontiguousarray(speech.samples[start:end], dtype=np.float32), speech.sample_rate_hz, words)


def _middle(asked: Sequence[str]) -> int:
    """Where to part the words, behind a comma or the like if one is near the middle; 0 where both sides would not have a word."""
    places = [at for at in range(1, len(asked)) if any(map(can_be_said, asked[:at])) and any(map(can_be_said, asked[at:]))]

    def price(at: int) -> float:
        behind_a_pause = asked[at - 1].rstrip("\"'”’»)]")[-1:] in set(",;:—–.!?…、。")
        return abs(at - len(asked) / 2) - (len(asked) / 4 if behind_a_pause else 0)

    return min(places, key=price, default=0)
