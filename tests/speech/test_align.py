from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from made_speech import EDGE_S, MAN, PAUSE_S, WOMAN, Reader, read

from turncast.model import Voice
from turncast.speech import warp
from turncast.speech.align import PAUSE, aligned_times, reference_voices
from turncast.speech.engine import Speech
from turncast.speech.engines import load
from turncast.speech.features import FRAMES_PER_S, spectral

pytestmark = pytest.mark.engines

WORDS, OTHER = (
    sentence.split(" ")
    for sentence in (
        "the whole table was quiet when somebody asked about our first winter in that small northern town",
        "many people never saw him again but everyone heard which bright colours he had used for his boat",
    )
)


def errors_ms(heard: Speech, *references: Speech) -> np.ndarray:
    """For each word how late its start and its end are said to be, shape (n_words, 2)."""
    found = aligned_times(heard.samples, heard.sample_rate_hz, references)
    assert found is not None
    assert heard.words is not None
    return (np.array(found) - np.array(heard.words)) * 1000 / heard.sample_rate_hz


# --- where words are --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reference", "heard"), [(MAN, WOMAN), (WOMAN, MAN), (MAN, replace(MAN, seed=5, sample_rate_hz=16_000))])
@pytest.mark.parametrize("pace", [0.6, 1.0, 1.7])
def test_words_are_found_whatever_the_voice_the_pace_and_the_sample_rate(reference: Reader, heard: Reader, pace: float) -> None:
    off = np.abs(errors_ms(read(WORDS, replace(heard, pace=pace)), read(WORDS, reference)))
    assert np.median(off) <= 8
    assert off.max() <= 45


def test_a_pause_that_only_the_sound_has_lies_between_words() -> None:
    heard = read(WORDS, WOMAN, pauses={3, 9})
    assert np.abs(errors_ms(heard, read(WORDS, MAN))[[3, 4, 9, 10]]).max() <= 25
    found = aligned_times(heard.samples, heard.sample_rate_hz, [read(WORDS, MAN)])
    assert found is not None
    assert found[4][0] - found[3][1] == pytest.approx(PAUSE_S * heard.sample_rate_hz, rel=0.1)


def test_a_pause_in_a_noisy_room_lies_between_words_too() -> None:
    """People record at home: the noise lies 34 dB below the loudest."""
    heard = read(WORDS, WOMAN, pauses={3, 9})
    loudest = np.abs(heard.samples).max() / 2**0.5
    hiss = np.random.default_rng(0).normal(0, loudest * 10 ** (-34 / 20), len(heard.samples)).astype(np.float32)
    off = np.abs(errors_ms(replace(heard, samples=heard.samples + hiss), read(WORDS, MAN)))
    assert np.median(off) <= 10
    assert off[[3, 9], 1].max() <= 40, "ends before a pause"
    assert off[[4, 10], 0].max() <= 40, "starts after one"


def test_a_pause_that_only_the_reference_has_stretches_no_word() -> None:
    assert np.abs(errors_ms(read(WORDS, WOMAN), read(WORDS, MAN, pauses={2, 6, 11}))).max() <= 25


def test_silence_around_the_sound_is_in_no_word() -> None:
    found = aligned_times(*sound_of(read(WORDS, WOMAN)), [read(WORDS, MAN)])
    assert found is not None
    rate, n_samples = WOMAN.sample_rate_hz, len(read(WORDS, WOMAN).samples)
    assert found[0][0] == pytest.approx(EDGE_S * rate, abs=0.01 * rate)
    assert found[-1][1] == pytest.approx(n_samples - EDGE_S * rate, abs=0.015 * rate)


def test_a_word_without_a_sound_stands_where_the_one_before_it_ends() -> None:
    words = [*WORDS[:5], "—", *WORDS[5:], "…"]
    found = aligned_times(*sound_of(read(words, WOMAN)), [read(words, MAN)])
    assert found is not None
    assert found[5] == (found[4][1], found[4][1])
    assert found[-1] == (found[-2][1], found[-2][1])


@pytest.mark.parametrize("seed", range(6))
def test_words_never_overlap_and_stay_inside_the_sound(seed: int) -> None:
    """Even where the two readings have little in common."""
    rng = np.random.default_rng(seed)
    heard = read(WORDS, replace(WOMAN, seed=seed), pauses=set(rng.integers(0, len(WORDS), 4)))
    noisy = heard.samples + rng.normal(0, 0.01, len(heard.samples)).astype(np.float32)
    found = aligned_times(noisy, heard.sample_rate_hz, [read(WORDS, MAN)])
    assert found is not None
    assert all(start <= end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert found[0][0] >= 0
    assert found[-1][1] <= len(noisy)


def test_two_references_are_both_heard() -> None:
    """One whose times are 40 ms late pulls the mean by half of that."""
    right, heard = read(WORDS, MAN), read(WORDS, WOMAN)
    assert right.words is not None
    late = replace(right, words=tuple((start + 960, end + 960) for start, end in right.words))
    inner = slice(1, -1)
    assert np.median(errors_ms(heard, right, late)[inner, 0]) == pytest.approx(20, abs=6)


# --- long sounds ------------------------------------------------------------------------------------------------------


def test_in_a_minute_of_sound_errors_do_not_grow_with_time() -> None:
    words = (WORDS + OTHER) * 5
    heard = read(words, WOMAN, pauses=range(8, len(words), 9))
    late = errors_ms(heard, read(words, MAN, pauses=range(5, len(words), 11)))[:, 0]
    assert len(heard.samples) > 60 * heard.sample_rate_hz
    assert np.abs(late).max() <= 50
    assert abs(np.polyfit(np.linspace(0, 1, len(late)), late, 1)[0]) <= 2, "ms from the first word to the last"


def test_walking_near_the_coarse_path_finds_the_same_as_walking_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    words = WORDS + OTHER
    heard, reference = read(words, WOMAN, pauses={4, 20}), read(words, MAN, pauses={11})
    near = aligned_times(*sound_of(heard), [reference])
    monkeypatch.setattr(warp, "WHOLE", 100_000)
    assert aligned_times(*sound_of(heard), [reference]) == near


# --- where there is nothing to find -------------------------------------------------------------------------------------


def noise(n_samples: int) -> np.ndarray:
    return np.random.default_rng(0).normal(0, 0.1, n_samples).astype(np.float32)


@pytest.mark.parametrize(
    "heard",
    [
        pytest.param(np.zeros(60_000, np.float32), id="silence"),
        pytest.param(np.zeros(0, np.float32), id="nothing"),
        pytest.param(noise(150_000), id="noise"),
        pytest.param(read(OTHER, MAN).samples, id="another sentence"),
        pytest.param(read(OTHER, WOMAN).samples, id="another sentence in another voice"),
        pytest.param(read(WORDS[:3], MAN).samples, id="a small part of it"),
        pytest.param(read(WORDS, MAN).samples[::-1].copy(), id="played backwards"),
    ],
)
def test_sound_that_cannot_be_those_words_is_refused(heard: np.ndarray) -> None:
    assert aligned_times(heard, 24_000, [read(WORDS, WOMAN)]) is None


def test_nothing_to_compare_with_gives_nothing() -> None:
    heard = read(WORDS, MAN)
    assert aligned_times(*sound_of(heard), []) is None
    assert aligned_times(*sound_of(heard), [replace(heard, words=None)]) is None
    assert aligned_times(*sound_of(heard), [read(["—"], MAN)]) is None


def test_a_single_word_is_found() -> None:
    assert np.abs(errors_ms(read(["northern"], WOMAN), read(["northern"], MAN))).max() <= 20


# --- features ---------------------------------------------------------------------------------------------------------


def test_what_is_compared_does_not_change_with_gain() -> None:
    samples, rate = sound_of(read(WORDS, MAN))
    assert np.allclose(spectral(samples, rate), spectral(samples * np.float32(0.05), rate), atol=0.01)


def test_a_low_sample_rate_is_compared_up_to_what_both_have() -> None:
    """A telephone's 8 kHz."""
    assert np.abs(errors_ms(read(WORDS, replace(WOMAN, sample_rate_hz=8000)), read(WORDS, MAN))).max() <= 30


def sound_of(speech: Speech) -> tuple[np.ndarray, int]:
    return speech.samples, speech.sample_rate_hz


# --- real voices, judged by engines that know their times -------------------------------------------------------------


def test_kokoro_reads_for_others_where_it_speaks_the_language_and_espeak_elsewhere(model_cache: Path) -> None:
    for language, engines in (("en-GB", ["kokoro", "espeak"]), ("it", ["kokoro", "espeak"]), ("sw", ["espeak"])):
        voices = reference_voices(language)
        assert [voice.engine for voice in voices] == engines
        assert {voice.language for voice in voices} == {language}


def test_a_language_that_nobody_reads_has_no_reference(model_cache: Path) -> None:
    assert reference_voices("zxx") == ()


SENTENCES = (
    "We left on a Tuesday, quite early, and by noon nobody could remember who had locked the back door.",
    "My grandfather kept bees, although he was afraid of them until the very last summer of his life.",
    "It took twelve people to carry the piano, and then it would not fit through the kitchen window.",
    "What did you think when the letter finally came?",
    "Honestly, I believed that somebody had mixed up two names; it happens more often than people admit.",
    "Every spring the river takes a little more of the garden, so we plant the potatoes further up the hill.",
)


def spoken(engine: str, name: str) -> list[Speech]:
    voice, speaker = Voice(engine, name, "en"), load(engine)
    speaker.ready(lambda line: None)
    return [speaker.speak(speaker.prepare(sentence.split(" "), voice), voice) for sentence in SENTENCES]


def closed(speech: Speech) -> Speech:
    """With the closure of a "p" or "t" in the word it begins: engines tell its beginning or its end, by chance."""
    assert speech.words is not None
    words = [speech.words[0]]
    for start, end in speech.words[1:]:
        near = start - words[-1][1] < PAUSE * speech.sample_rate_hz / FRAMES_PER_S
        words.append((words[-1][1] if near else start, end))
    return replace(speech, words=tuple(words))


def off_ms(heard: Sequence[Speech], *references: Sequence[Speech]) -> np.ndarray:
    """How far starts lie from the truth, after the median: what engines call the start of a word differs by a constant."""
    late = np.concatenate([errors_ms(closed(one), *same)[:, 0] for one, *same in zip(heard, *references, strict=True)])
    return np.abs(late - np.median(late))


def test_espeaks_man_is_timed_by_its_woman(model_cache: Path) -> None:
    off = off_ms(spoken("espeak", "en-us+m3"), spoken("espeak", "en-us+f2"))
    assert np.median(off) <= 12
    assert np.percentile(off, 95) <= 50


def test_one_voice_of_kokoro_is_timed_by_another(model_cache: Path) -> None:
    off = off_ms(spoken("kokoro", "jf_alpha"), spoken("kokoro", "jm_kumo"))
    assert np.median(off) <= 12
    assert np.percentile(off, 95) <= 50


def test_piper_is_timed_by_two_voices_of_kokoro(model_cache: Path) -> None:
    """The case that the promise is about: another engine, other phonemes, another network.

    Piper reads a little differently each time, and 105 words are few: the promised 50 ms are measured on 800 by scripts/bench.
    """
    if absent := load("piper").missing():
        pytest.skip(f"piper cannot be the judge here: {absent}")
    voice = load("piper").pick("en", "reporter")
    off = off_ms(spoken("piper", voice), spoken("kokoro", "jf_alpha"), spoken("kokoro", "jm_kumo"))
    assert np.median(off) <= 15
    assert np.percentile(off, 95) <= 70
