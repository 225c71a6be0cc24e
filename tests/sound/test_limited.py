from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from made_sound import Shelf, programme, speech_like, utterance

from turncast.model import Segment
from turncast.sound.levels import even_out
from turncast.sound.limited import Ear
from turncast.sound.limiter import limit
from turncast.sound.meter import clip_loudness
from turncast.sound.render import segment_sound, spread
from turncast.sound.stitch import stitch

RATE = 44_100


def segment(shelf: Shelf, seed: int, gain_db: float, pan: float = 0.0) -> Segment:
    track = stitch([utterance("word.")], [shelf.keep(speech_like(seed, 3.3))])
    return replace(track.segments[0], gain_db=gain_db, pan=pan)


@pytest.mark.parametrize(("n_channels", "pan"), [(1, 0.0), (2, 0.0), (2, 0.3), (2, -1.0)])
@pytest.mark.parametrize("gain_db", [-9.0, 3.3, 8.9, 14.1, 21.0])
def test_a_clip_is_as_loud_as_if_it_were_limited_at_that_very_gain(gain_db: float, n_channels: int, pan: float) -> None:
    shelf, ceiling_dbtp = Shelf(), -2.3
    one = segment(shelf, 4, gain_db, pan)
    powers = Ear(shelf.open, RATE, ceiling_dbtp).powers(one, n_channels)
    sound = spread(segment_sound(one, RATE, shelf.open), pan, n_channels)
    heard = clip_loudness(np.concatenate(list(limit([sound], RATE, 0.0, ceiling_dbtp))), RATE)
    assert 10 * np.log10(powers.sum() * RATE / 10 / one.n_samples) - 0.691 == pytest.approx(heard, abs=0.06)
    assert len(powers) == -(-one.n_samples // (RATE // 10))


def test_silence_stays_silence_and_what_is_very_quiet_does_not_become_it() -> None:
    shelf = Shelf()
    sound = np.concatenate([np.zeros(24_000), 1e-4 * speech_like(1, 1.0)]).astype(np.float32)
    track = stitch([utterance("word.")], [shelf.keep(sound)])
    powers = Ear(shelf.open, RATE, -1.0).powers(track.segments[0], 1)
    assert powers[:9].max() < 1e-25
    assert powers[11:19].min() > 1e-16


class Memory:
    """Keeps answers, and tells what had to be worked out."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.worked: list[str] = []

    def __call__(self, key: str, work: Callable[[], bytes]) -> bytes:
        if key not in self.answers:
            self.answers[key] = work()
            self.worked.append(key)
        return self.answers[key]


def test_where_one_sentence_changes_only_that_one_is_listened_to() -> None:
    shelf, memory = Shelf(), Memory()
    track = programme(3, 9, shelf)
    even_out(track, shelf.open, -16.0, -1.5, kept=memory)
    assert len(memory.worked) >= len(track.segments)
    memory.worked.clear()
    spoken = [one.utterance for one in track.segments]
    clips = [one.clip for one in track.segments]
    other = shelf.open(clips[4]).copy()
    other[:9] += 1e-4
    clips[4] = shelf.keep(other)
    even_out(stitch(spoken, clips), shelf.open, -16.0, -1.5, kept=memory)
    assert memory.worked
    assert all(f" {clips[4].audio} " in key for key in memory.worked)


def test_what_is_kept_changes_no_gain() -> None:
    shelf, memory = Shelf(), Memory()
    track = programme(5, 6, shelf)
    first = even_out(track, shelf.open, -16.0, -1.5)
    assert even_out(track, shelf.open, -16.0, -1.5, kept=memory) == first
    assert even_out(track, shelf.open, -16.0, -1.5, kept=memory) == first
