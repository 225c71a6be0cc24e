from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from made_speech import MAN, WOMAN, Reader, read

from turncast.speech import one_pass
from turncast.speech.engine import Speech
from turncast.speech.long_align import Heard, long_times
from turncast.speech.one_pass import located
from turncast.speech.outline import FRAMES_PER_S, outline, read_outline

pytestmark = pytest.mark.engines

RATE = 16_000
HEARER = replace(WOMAN, sample_rate_hz=RATE)


def sentences(number: int, seed: int = 3) -> tuple[tuple[str, ...], ...]:
    """Sentences of 4 to 12 words that nobody ever said; no two are alike."""
    rng = np.random.default_rng(seed)
    letters = list("abcdefghijklmnopqrstuvwxyz")
    return tuple(tuple("".join(rng.choice(letters, rng.integers(2, 9))) for _ in range(rng.integers(4, 13))) for _ in range(number))


@cache
def readings(texts: tuple[tuple[str, ...], ...], voice: Reader) -> tuple[Speech, ...]:
    return tuple(read(text, replace(voice, seed=number)) for number, text in enumerate(texts))


def recording(parts: Sequence[Speech | float]) -> tuple[np.ndarray, list[list[tuple[int, int]]]]:
    """The parts one after the other, numbers being seconds of silence: 16 bits, and the words of each part that is spoken."""
    sounds, words, at = [], [], 0
    for part in parts:
        if isinstance(part, Speech):
            words.append([(start + at, end + at) for start, end in part.words or ()])
        sounds.append(part.samples if isinstance(part, Speech) else np.zeros(int(part * RATE), np.float32))
        at += len(sounds[-1])
    hiss = np.random.default_rng(0).normal(0, 1e-4, at)
    return ((np.concatenate(sounds) + hiss) * 32767).astype(np.int16), words


def times(sound: np.ndarray, texts: tuple[tuple[str, ...], ...]) -> dict[int, Heard]:
    spoken = readings(texts, MAN)
    return dict(long_times(sound, RATE, len(texts), spoken.__getitem__))


def late_ms(heard: Heard, words: Sequence[tuple[int, int]]) -> np.ndarray:
    return np.array([told[0] - known[0] for told, known in zip(heard.times, words, strict=True)]) * 1000 / RATE


TEXTS = sentences(16)


def test_every_sentence_is_found_and_every_word_timed_without_overlap() -> None:
    sound, words = recording([part for one in readings(TEXTS, HEARER) for part in (one, 0.4)])
    found = times(sound, TEXTS)
    assert list(found) == list(range(16))
    off = np.abs(np.concatenate([late_ms(found[index], known) for index, known in enumerate(words)]))
    assert np.median(off) <= 10
    assert np.percentile(off, 95) <= 50
    every = [word for one in found.values() for word in one.times]
    assert all(start <= end for start, end in every)
    assert all(one[1] <= other[0] for one, other in pairwise(every))
    assert every[-1][1] <= len(sound)


def test_what_is_not_in_the_script_is_left_alone_and_what_is_not_read_is_not_found() -> None:
    said, extra = readings(TEXTS, HEARER), readings(sentences(3, seed=9), HEARER)
    sound, words = recording([*extra, 3.0, *said[:6], 8.0, *said[8:12], 1.0, *extra[:1], 1.0, *said[12:]])
    found = times(sound, TEXTS)
    truth = dict(zip([*range(6), *range(8, 12), *range(12, 16)], [*words[3:9], *words[9:13], *words[14:]], strict=True))
    assert list(found) == list(truth)
    assert all(np.median(np.abs(late_ms(found[index], known))) <= 20 for index, known in truth.items())


def test_of_a_sentence_read_twice_one_reading_is_timed() -> None:
    said = readings(TEXTS, HEARER)
    sound, words = recording([*said[:5], 0.6, said[4], 0.6, *said[5:]])
    found = times(sound, TEXTS)
    assert list(found) == list(range(16))
    assert any(np.median(np.abs(late_ms(found[4], words[reading]))) <= 20 for reading in (4, 5))
    assert np.median(np.abs(late_ms(found[5], words[6]))) <= 20


def test_a_script_too_long_for_one_look_is_walked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a view of about three sentences."""
    texts = sentences(24)
    sound, _ = recording([5.0, *(part for one in readings(texts, HEARER) for part in (one, 0.5))])
    blocks = [sound[first : first + 60 * RATE] / np.float32(32768) for first in range(0, len(sound), 60 * RATE)]
    heard, spoken = outline(blocks, RATE), read_outline(readings(texts, MAN))
    everywhere = located(heard, spoken)
    monkeypatch.setattr(one_pass, "MOST_CELLS", 0)
    monkeypatch.setattr(one_pass, "LEAST_COLUMNS", 200)
    assert sum(map(len, spoken)) > 900
    assert located(heard, spoken) == everywhere
    assert None not in everywhere


def test_another_text_is_not_taken_for_this_one() -> None:
    sound, _ = recording([part for one in readings(sentences(16, seed=5), HEARER) for part in (one, 0.5)])
    found = times(sound, TEXTS)
    assert sum(one.timing == "aligned" and not one.doubtful for one in found.values()) <= 3


@pytest.mark.parametrize("sound", [np.zeros(0, np.int16), np.zeros(20 * RATE, np.int16)], ids=["nothing", "silence"])
def test_where_nothing_sounds_nothing_is_found(sound: np.ndarray) -> None:
    assert all(one.timing == "estimated" for one in times(sound, TEXTS[:4]).values())
    assert dict(long_times(sound, RATE, 0, lambda index: read(TEXTS[0], MAN))) == {}


def test_an_outline_keeps_its_pace_over_blocks() -> None:
    """Frames of an hour in blocks lie where those of the whole would."""
    blocks = [np.zeros(60 * RATE, np.float32)] * 3 + [np.zeros(7 * RATE, np.float32)]
    assert len(outline(blocks, RATE).frames) == round(187 * FRAMES_PER_S)


def test_in_half_an_hour_errors_do_not_grow_with_time() -> None:
    texts = sentences(400)
    sound, words = recording([part for one in readings(texts, HEARER) for part in (one, 0.6)])
    found = times(sound, texts)
    assert len(sound) > 1500 * RATE
    assert len(found) >= 398
    late = np.concatenate([late_ms(found[index], words[index]) for index in found])
    minutes = np.concatenate([[start / RATE / 60 for start, _ in words[index]] for index in found])
    assert np.percentile(np.abs(late), 95) <= 50
    assert abs(np.polyfit(minutes, np.clip(late, -100, 100), 1)[0]) <= 0.1, "ms a minute"
