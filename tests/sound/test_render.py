from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from made_sound import Shelf, Sound, programme, sine, speech_like, utterance

from turncast.errors import SoundError
from turncast.model import Track
from turncast.sound.pacing import Pacing
from turncast.sound.render import render, resample
from turncast.sound.stitch import stitch


def mixed(track: Track, shelf: Shelf) -> Sound:
    return np.concatenate(list(render(track, shelf.open)))


@pytest.mark.parametrize("rates", [(24_000,), (44_100,), (22_050, 24_000, 16_000, 48_000)])
@pytest.mark.parametrize("seed", range(3))
def test_the_mix_is_exactly_as_long_as_the_track(seed: int, rates: tuple[int, ...]) -> None:
    shelf = Shelf()
    track = programme(seed, 6, shelf, rates)
    assert len(mixed(track, shelf)) == track.n_samples


def test_pauses_are_silent_and_segments_are_where_the_track_says() -> None:
    shelf = Shelf()
    track = programme(1, 6, shelf)
    mix = mixed(track, shelf)
    spoken = np.zeros(len(mix), bool)
    for segment in track.segments:
        spoken[segment.start : segment.start + segment.n_samples] = True
        assert np.abs(mix[segment.start : segment.start + segment.n_samples]).max() > 0.01
    assert not mix[~spoken].any()


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_resampling_moves_nothing(rate: int) -> None:
    click = np.zeros(rate, np.float32)
    click[rate // 2] = 1
    assert np.abs(resample(click, rate, 44_100)).argmax() == pytest.approx(22_050, abs=1)


@pytest.mark.parametrize("n_samples", [0, 1, 3, 50, 999, 24_001])
@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000])
def test_a_clip_of_any_length_is_as_long_as_promised(n_samples: int, rate: int) -> None:
    shelf = Shelf()
    clips = [shelf.keep(np.full(n_samples, 0.1, np.float32), rate), shelf.keep(speech_like(1, 0.5))]
    track = stitch([utterance("One."), utterance("Two.")], clips)
    assert len(mixed(track, shelf)) == track.n_samples


def test_no_join_clicks() -> None:
    """A sine cut at its peak would jump by its whole height; with soft edges no step is larger than the sine's own."""
    shelf = Shelf()
    cut = sine(-6, 0.3, 200, 24_000, 90)
    track = stitch([utterance("word.") for _ in range(6)], [shelf.keep(cut) for _ in range(6)], Pacing(sentence_ms=(0, 0)))
    mix = mixed(track, shelf)
    own_step = 2 * np.pi * 200 / 44_100 * np.abs(mix).max()
    assert np.abs(np.diff(mix, prepend=0, append=0)).max() < 1.3 * own_step


def test_a_clip_of_another_length_than_planned_is_an_error() -> None:
    shelf = Shelf()
    track = stitch([utterance("One.")], [replace(shelf.keep(speech_like(1, 1)), n_samples=23_000)])
    with pytest.raises(SoundError, match="24000 samples, not 23000"):
        mixed(track, shelf)


def test_memory_does_not_grow_with_the_programme() -> None:
    shelf = Shelf()
    clip = shelf.keep(speech_like(1, 2))

    def peak_bytes(n_segments: int) -> int:
        track = stitch([utterance("word.")] * n_segments, [clip] * n_segments)
        tracemalloc.start()
        for _ in render(track, shelf.open):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert peak_bytes(100) < 1.2 * peak_bytes(10)
