from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from turncast.errors import BadTakeError, TooLongError
from turncast.model import Voice
from turncast.speech.engine import Speech
from turncast.speech.engines.tone import Tone
from turncast.speech.takes import Sound, taken
from turncast.speech.timing import clip_of
from turncast.store import Store

WORDS = ["When", "the", "ice", "came,", "nobody", "knew", "what", "to", "do."]
LOW = Voice("tone", "low")


def take(engine: Tone, words: Sequence[str] = WORDS) -> tuple[Sound, ...]:
    try:
        prompt = engine.prepare(words, LOW)
    except TooLongError:
        prompt = None
    return taken(engine, words, prompt, LOW, 0)


class Short(Tone):
    """Takes a few characters only."""

    max_chars = 25


class Mute(Tone):
    """Silent when it is given more than four words."""

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        speech = super().speak(prompt, voice)
        return speech if len(prompt) <= 4 else Speech(np.zeros(24_000, np.float32), 24_000, None)


class Stretched(Tone):
    factor = 0.05

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        speech = super().speak(prompt, voice)
        n_samples = int(len(speech.samples) * self.factor)
        return Speech(np.full(n_samples, 0.1, np.float32), 24_000, None)


def test_what_comes_whole_is_one_piece() -> None:
    (sound,) = take(Tone())
    assert sound.asked == tuple(WORDS)
    assert sound.words is not None
    assert len(sound.words) == len(WORDS)


@pytest.mark.parametrize("engine", [Short(), Mute()])
def test_what_does_not_come_whole_comes_in_pieces_parted_at_a_comma(engine: Tone) -> None:
    sounds = take(engine)
    assert sounds[0].asked == ("When", "the", "ice", "came,")
    assert [word for sound in sounds for word in sound.asked] == WORDS


def test_pieces_make_one_clip_with_a_time_for_every_word(tmp_path: object) -> None:
    store = Store(tmp_path)  # type: ignore[arg-type]
    clip = clip_of(take(Short()), LOW, store, lambda samples, rate: -20.0)
    assert [word.text for word in clip.words] == WORDS
    starts = [word.start_ms for word in clip.words]
    assert starts == sorted(starts)
    assert clip.words[-1].end_ms <= 1000 * clip.n_samples / 24_000
    whole = clip_of(take(Tone()), LOW, store, lambda samples, rate: -20.0)
    assert clip.n_samples > 0.9 * whole.n_samples
    assert (clip.timing, clip.voice) == ("engine", "tone/low")


@pytest.mark.parametrize(
    ("factor", "message"), [(0.05, "something is lost"), (20.0, "something else is in it"), (0.0, "only silence")]
)
def test_a_sound_that_cannot_be_the_text_is_refused(factor: float, message: str) -> None:
    engine = Stretched()
    engine.factor = factor
    with pytest.raises(BadTakeError, match=message):
        take(engine)


def test_a_word_that_is_too_long_for_the_engine_cannot_be_parted() -> None:
    with pytest.raises(TooLongError, match="takes 25 characters"):
        take(Short(), ["a", "Donaudampfschifffahrtsgesellschaft"])


class Stuck(Tone):
    """Always as short, whatever it is given: long enough for a quarter of the sentence."""

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        return Speech(np.full(24_000 // 5, 0.1, np.float32), 24_000, None)


def test_pieces_that_are_each_just_long_enough_are_refused_together() -> None:
    quarters = [WORDS[:2], WORDS[2:4], WORDS[4:6], WORDS[6:]]
    assert all(take(Stuck(), quarter) for quarter in quarters)
    with pytest.raises(BadTakeError, match=r"gave 0\.\d s of sound for \d+ letters: something is lost"):
        take(Stuck())
