from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest

from turncast.model import Voice
from turncast.speech.engine import Speech
from turncast.speech.engines.tone import PITCH_HZ, Tone


def beeps(text: str, name: str = "low") -> Speech:
    engine, voice = Tone(), Voice("tone", name)
    return engine.speak(engine.prepare(text.split(" "), voice), voice)


def test_a_word_lasts_as_long_as_its_letters() -> None:
    lengths_ms = [(end - start) / 24 for start, end in beeps("I walked home.").words or ()]
    assert lengths_ms == [120, 360, 240]


def test_beeps_stand_exactly_where_the_times_say() -> None:
    speech = beeps("one, two three.")
    inside = np.zeros(len(speech.samples), bool)
    for start, end in speech.words or ():
        inside[start:end] = True
        assert np.abs(speech.samples[start + 200 : end - 200]).max() == pytest.approx(0.13, abs=0.01)
    assert not speech.samples[~inside].any()


def test_the_same_text_gives_the_same_samples() -> None:
    assert np.array_equal(beeps("twice the same").samples, beeps("twice the same").samples)


@pytest.mark.parametrize("name", PITCH_HZ)
def test_a_voice_has_its_pitch(name: str) -> None:
    samples = beeps("aaaaaaaaaaaaaaaaaaaaaaaa", name).samples
    spectrum = np.abs(np.fft.rfft(samples))
    assert spectrum.argmax() * 24_000 / len(samples) == pytest.approx(PITCH_HZ[name], abs=1)


@pytest.mark.parametrize("name", PITCH_HZ)
def test_speech_lies_at_a_level_that_leaves_mastering_something_to_do(name: str) -> None:
    speech = beeps("It was not a plan, really; it was more like a slow accident.", name)
    assert pyloudnorm.Meter(24_000).integrated_loudness(speech.samples) == pytest.approx(-23, abs=1)


def test_no_beep_begins_or_ends_with_a_click() -> None:
    """The largest step is the steepest part of the sine itself."""
    samples = beeps("no clicks here", "treble").samples
    assert np.abs(np.diff(samples)).max() <= 0.13 * 2 * np.pi * PITCH_HZ["treble"] / 24_000
