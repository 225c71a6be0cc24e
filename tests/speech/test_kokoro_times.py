from __future__ import annotations

import numpy as np

from turncast.speech.engines.edges import word_times
from turncast.speech.engines.kokoro_times import LEAD, borders_of
from turncast.speech.engines.kokoro_words import Prompt


def counted(phonemes: str, n_samples: int = 1200) -> list[tuple[str, int, int]]:
    """Each phoneme with its time: `n_samples` each, after a pad of as many."""
    return [(symbol, n_samples * (index + 1), n_samples * (index + 2)) for index, symbol in enumerate(phonemes)]


def test_a_space_belongs_to_the_word_after_it() -> None:
    assert borders_of(Prompt("ab cd", ((0, 2), (3, 5))), counted("ab cd"), 9000) == [0, 3 * 1200 - LEAD, 9000]


def test_at_punctuation_the_border_is_the_middle_of_the_pause() -> None:
    assert borders_of(Prompt("ab, cd", ((0, 2), (4, 6))), counted("ab, cd"), 9000) == [0, 4 * 1200 - LEAD, 9000]


def test_symbols_the_model_does_not_know_take_no_time() -> None:
    """kokoro-onnx leaves out what is not in its vocabulary, and the space where it parts a long text."""
    known = borders_of(Prompt("ab cd", ((0, 2), (3, 5))), counted("ab cd"), 9000)
    assert borders_of(Prompt("a❓b cd", ((0, 3), (4, 6))), counted("ab cd"), 9000) == known
    assert borders_of(Prompt("ab cd", ((0, 2), (3, 5))), counted("abcd"), 9000) == [0, 3 * 1200 - LEAD, 9000]


def test_a_word_is_from_its_first_sound_to_its_last() -> None:
    samples = np.zeros(24_000, np.float32)
    samples[3000:6000] = samples[15_000:18_000] = 0.5
    times = word_times([True, False, True], [0, 12_000, 24_000], samples, 24_000)
    assert times == ((3000, 6000), (6000, 6000), (15_000, 18_000))


def test_words_that_run_on_meet_at_their_border() -> None:
    samples = np.full(24_000, 0.5, np.float32)
    assert word_times([True, True], [0, 12_345, 24_000], samples, 24_000) == ((0, 12_345), (12_345, 24_000))


def test_a_word_without_a_sound_keeps_its_place() -> None:
    assert word_times([True, True], [0, 12_000, 24_000], np.zeros(24_000, np.float32), 24_000) == ((0, 12_000), (12_000, 24_000))
