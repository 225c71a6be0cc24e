from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_sound import Shelf, Sound, sine, speech_like, utterance

from turncast.model import Clip, Music, Track
from turncast.sound.beds import LEAD_MS, Arrangement, with_beds, with_room
from turncast.sound.pacing import INTERVIEW
from turncast.sound.render import render
from turncast.sound.stitch import stitch

RATE = 44_100


class MusicShelf(Shelf):
    """A shelf that holds music too."""

    def keep_music(self, sound: Sound) -> Music:
        name = f"music {len(self.sounds)}"
        self.sounds[name] = sound
        return Music(name, RATE, len(sound), -20.0)

    def open_any(self, noun: Clip | Music) -> Sound:
        return self.sounds[noun.audio]


@pytest.fixture
def shelf() -> MusicShelf:
    return MusicShelf()


def talk(shelf: MusicShelf, arrangement: Arrangement, pause_ms: int | None = None) -> Track:
    """Three sentences of three seconds: two of a first section, one of a second."""
    clip = shelf.keep(speech_like(1, 3.0))
    spoken = [utterance("One.", join="section"), replace(utterance("Two."), pause_ms=pause_ms), utterance("Three.", join="section")]
    track = stitch(spoken, [clip] * 3, with_room(INTERVIEW, arrangement))
    return with_beds(track, arrangement)


def music_alone(shelf: MusicShelf, track: Track) -> Sound:
    """What the beds add to the mix."""
    plain = np.concatenate(list(render(replace(track, beds=()), shelf.open_any)))
    return np.concatenate(list(render(track, shelf.open_any))) - plain


def level_db(sound: Sound) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(sound**2)) + 1e-9))


def test_an_intro_is_heard_alone_then_steps_back_under_the_first_words(shelf: MusicShelf) -> None:
    track = talk(shelf, Arrangement(intro=shelf.keep_music(sine(-20, 12, 200))))
    first = track.segments[0]
    assert 0 <= first.start - LEAD_MS * RATE // 1000 < 1152
    music = music_alone(shelf, track)
    alone = level_db(music[RATE : first.start - RATE])
    under = level_db(music[first.start : first.start + RATE])
    assert under - alone == pytest.approx(-18, abs=0.1)
    assert not music[12 * RATE :].any()


def test_an_outro_ends_with_the_track_and_fades(shelf: MusicShelf) -> None:
    track = talk(shelf, Arrangement(outro=shelf.keep_music(sine(-20, 8, 200))))
    last = track.segments[-1]
    music = music_alone(shelf, track)
    assert track.n_samples - last.start - last.n_samples >= 4.9 * RATE
    assert level_db(music[-3 * RATE : -2 * RATE]) > level_db(music[last.start : last.start + RATE]) + 15
    assert abs(music[-1]) < 0.001


def test_music_stays_down_in_a_breath_and_comes_up_in_a_long_pause(shelf: MusicShelf) -> None:
    background = Arrangement(intro=shelf.keep_music(sine(-20, 60, 200)), under_db=-20)
    short = talk(shelf, background)
    gap = slice(short.segments[0].start + short.segments[0].n_samples, short.segments[1].start)
    music = music_alone(shelf, short)
    assert level_db(music[gap]) == pytest.approx(level_db(music[short.segments[0].start : gap.start]), abs=0.2)
    long = talk(shelf, background, pause_ms=6000)
    first, second, _ = long.segments
    music = music_alone(shelf, long)
    middle = (first.start + first.n_samples + second.start) // 2
    assert level_db(music[middle - RATE : middle + RATE]) > level_db(music[first.start : first.start + RATE]) + 15


def test_a_background_goes_on_to_the_end_without_a_click_where_it_begins_again(shelf: MusicShelf) -> None:
    track = talk(shelf, Arrangement(background=shelf.keep_music(sine(-20, 1.2345, 100))))
    music = music_alone(shelf, track)
    assert level_db(music[-3 * RATE : -2 * RATE]) == pytest.approx(-45 + 20 - 23, abs=1)
    jumps = np.abs(np.diff(music))
    assert jumps.max() < 1.05 * 2 * np.pi * 100 / RATE * np.abs(music).max()


def test_a_sting_stands_in_the_pause_before_a_section_and_nowhere_else(shelf: MusicShelf) -> None:
    track = talk(shelf, Arrangement(sting=shelf.keep_music(sine(-20, 2.0, 300))))
    assert len(track.beds) == 1
    _, second, third = track.segments
    bed = track.beds[0]
    assert second.start + second.n_samples < bed.start
    assert bed.start + bed.n_samples < third.start


def test_without_music_the_mix_is_the_speech(shelf: MusicShelf) -> None:
    assert talk(shelf, Arrangement()).beds == ()
    assert with_room(INTERVIEW, Arrangement()) == INTERVIEW
