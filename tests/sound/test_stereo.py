"""A place for everybody: the finished stereo file, judged by other people's decoders and meters."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from math import pi, tan
from pathlib import Path
from random import Random

import numpy as np
import pyloudnorm
import pytest
import soundfile
from made_sound import PEOPLE, Shelf, Sound, in_blocks, programme, sine, speech_like, utterance
from scipy.signal import resample_poly
from sound_judges import of_ffmpeg

from turncast.model import Clip, Music, Speaker, Track
from turncast.sound import master as mastering
from turncast.sound.beds import Arrangement, with_beds, with_room
from turncast.sound.ffmpeg import decode
from turncast.sound.formats import Delivery
from turncast.sound.limiter import limit
from turncast.sound.master import PRESETS, MasterSettings, master
from turncast.sound.meter import clip_loudness
from turncast.sound.pacing import INTERVIEW
from turncast.sound.places import PLACES, placed, places
from turncast.sound.render import render, spread
from turncast.sound.stitch import stitch

pytestmark = pytest.mark.engines

RATE = 44_100
STEREO = MasterSettings(delivery=Delivery("mp3", n_channels=2))


def to_the_right_db(pan: float) -> float:
    """How much louder the right channel is than the left one at a place."""
    return float(20 * np.log10(tan((1 + pan) * pi / 4)))


def level_db(sound: Sound) -> float:
    return float(10 * np.log10(np.mean(sound.astype(float) ** 2)))


def own_sound(track: Track, sound: Sound, speaker: str) -> Sound:
    """Everything of a programme that a speaker says."""
    own = [s for s in track.segments if s.utterance.speaker == speaker]
    return np.concatenate([sound[s.start : s.start + s.n_samples] for s in own])


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["mp3", "m4a", "opus", "flac", "wav"])
def test_everybody_is_heard_from_their_place_and_equally_loud(form: str, tmp_path: Path) -> None:
    shelf, path = Shelf(), tmp_path / f"a.{form}"
    track = placed(programme(13, 4, shelf), PEOPLE)
    made = master(
        track, shelf.open, path, MasterSettings(delivery=Delivery(form, 48_000 if form == "opus" else RATE, n_channels=2))
    )
    sound = np.concatenate(list(decode(path, 2)))
    if form == "opus":
        sound = resample_poly(sound, 147, 160, axis=0).astype(np.float32)
    assert len({s.pan for s in track.segments}) == 3
    levels = []
    for speaker, pan in {(s.utterance.speaker, s.pan) for s in track.segments}:
        own = own_sound(track, sound, speaker)
        assert level_db(own[:, 1]) - level_db(own[:, 0]) == pytest.approx(to_the_right_db(pan), abs=0.3)
        levels.append(clip_loudness(own, RATE))
    assert max(levels) - min(levels) < 0.3
    assert made.loudness.integrated_lufs == pytest.approx(-16, abs=0.15)


@pytest.mark.parametrize("seed", range(2))
def test_loudness_peak_and_length_are_those_of_the_stereo_file(seed: int, tmp_path: Path) -> None:
    shelf, path = Shelf(), tmp_path / "a.mp3"
    track = placed(programme(seed, 4 + seed, shelf, rates=(24_000, 22_050, 44_100)), PEOPLE)
    made = master(track, shelf.open, path, STEREO)
    sound, rate = soundfile.read(path)
    assert sound.shape == (track.n_samples, 2)
    assert made.n_samples == track.n_samples
    lufs, peak, _ = of_ffmpeg(path)
    assert pyloudnorm.Meter(rate).integrated_loudness(sound) == pytest.approx(-16, abs=0.2)
    assert lufs == pytest.approx(-16, abs=0.2)
    assert peak <= -1.0
    assert (made.loudness.integrated_lufs, made.loudness.true_peak_dbtp) == pytest.approx((lufs, peak), abs=0.1)


def test_an_audiobook_in_stereo_is_brought_to_its_rms(tmp_path: Path) -> None:
    shelf = Shelf()
    settings = MasterSettings(-19.5, -3.0, -20.5, -60.0, Delivery("mp3", bit_rate_kbps=192, n_channels=2))
    assert PRESETS["audiobook"].rms_db == settings.rms_db
    master(placed(programme(7, 6, shelf), PEOPLE), shelf.open, tmp_path / "a.mp3", settings)
    sound, _ = soundfile.read(tmp_path / "a.mp3")
    assert level_db(sound) == pytest.approx(-20.5, abs=0.2)
    assert of_ffmpeg(tmp_path / "a.mp3")[1] <= -3.0


def test_a_file_that_missed_is_encoded_again_in_stereo_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, encoded = Shelf(), list[float]()
    real = mastering.encode_pieces

    def counted(*arguments: object) -> None:
        encoded.append(0.0)
        real(*arguments)

    monkeypatch.setattr(mastering, "encode_pieces", counted)
    monkeypatch.setattr(mastering, "encoder_gain_db", lambda delivery: 2.0)
    track = placed(programme(3, 4, shelf), PEOPLE)
    master(track, shelf.open, tmp_path / "a.mp3", STEREO)
    assert len(encoded) > 1
    assert of_ffmpeg(tmp_path / "a.mp3")[0] == pytest.approx(-16, abs=0.2)
    assert soundfile.info(tmp_path / "a.mp3").frames == track.n_samples


@pytest.mark.parametrize("form", ["mp3", "flac"])
def test_mono_takes_no_notice_of_places(form: str, tmp_path: Path) -> None:
    shelf, settings = Shelf(), MasterSettings(delivery=Delivery(form))
    track = programme(5, 3, shelf)
    master(track, shelf.open, tmp_path / "a", settings)
    master(placed(track, PEOPLE), shelf.open, tmp_path / "b", settings)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_music_is_in_the_middle(tmp_path: Path) -> None:
    shelf, path = MusicShelf(), tmp_path / "a.flac"
    music = shelf.keep_music(sine(-20, 6, 220))
    arrangement = Arrangement(intro=music, outro=music, background=music)
    spoken = [utterance("One?", "reporter"), utterance("Two.", "guest", "turn")]
    plain = stitch(spoken, [shelf.keep(speech_like(i, 3)) for i in (1, 2)], with_room(INTERVIEW, arrangement))
    track = with_beds(placed(plain, PEOPLE), arrangement)
    master(track, shelf.open_any, path, MasterSettings(delivery=Delivery("flac", n_channels=2)))
    sound, _ = soundfile.read(path)
    first, last = track.segments
    for music_alone in (sound[: first.start], sound[last.start + last.n_samples :]):
        assert level_db(music_alone) > -40
        assert np.array_equal(music_alone[:, 0], music_alone[:, 1])
    talk = sound[first.start : first.start + first.n_samples]
    assert level_db(talk[:, 0]) > level_db(talk[:, 1]) + 2


def all_kinds(music: Music) -> Arrangement:
    return Arrangement(intro=music, outro=music, background=music, sting=music)


def music_alone(shelf: MusicShelf, music: Music, n_channels: int) -> Sound:
    """What music in every place adds to a talk of three sentences and two sections."""
    clip = shelf.keep(speech_like(1, 3))
    spoken = [utterance("One?", "reporter"), utterance("Two.", "guest", "turn"), utterance("Three.", "guest", "section")]
    track = with_beds(stitch(spoken, [clip] * 3, with_room(INTERVIEW, all_kinds(music))), all_kinds(music))
    assert len(track.beds) == 4
    plain = np.concatenate(list(render(replace(track, beds=()), shelf.open_any, n_channels)))
    return np.asarray(np.concatenate(list(render(track, shelf.open_any, n_channels))) - plain)


def test_each_channel_of_music_is_led_as_music_of_one_is() -> None:
    """Gain, ducking, fades and seams: left and right are what each alone would be in mono."""
    shelf = MusicShelf()
    left, right = sine(-20, 2.345, 200), sine(-12, 2.345, 310)
    both = music_alone(shelf, replace(shelf.keep_music(np.stack([left, right], axis=1)), loudness_lufs=-20), 2)
    for channel, sound in zip(both.T, (left, right), strict=True):
        alone = music_alone(shelf, replace(shelf.keep_music(sound), loudness_lufs=-20), 1)
        assert level_db(alone) > -60
        assert channel == pytest.approx(alone, abs=1e-6)


def test_music_of_two_channels_is_as_loud_as_music_of_one() -> None:
    """BS.1770: both channels together, judged by pyloudnorm."""
    shelf, found = MusicShelf(), []
    wide = np.stack([sine(-20, 6, 200), sine(-6, 6, 310)], axis=1)
    for music, n_channels in ((wide, 2), (sine(-20, 6, 220), 2), (sine(-20, 6, 220), 1)):
        sound = music_alone(shelf, shelf.keep_music(music), n_channels)[RATE : 2 * RATE]
        found.append(pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(float)))
    assert max(found) - min(found) < 0.01
    assert found[0] == pytest.approx(-23 + 20 * np.log10(1 + 10 ** (-22 / 20)), abs=0.1)  # the background of -45 LUFS adds to it


class MusicShelf(Shelf):
    """A shelf that holds music too."""

    def keep_music(self, sound: Sound) -> Music:
        name = f"music {len(self.sounds)}"
        self.sounds[name] = sound
        return Music(name, RATE, len(sound), clip_loudness(sound, RATE), sound.ndim)

    def open_any(self, noun: Clip | Music) -> Sound:
        return self.sounds[noun.audio]


# --- places ----------------------------------------------------------------------------------------------------------


def people(n_reporters: int, n_guests: int) -> Sequence[Speaker]:
    guests = [Speaker(f"guest {i}", "Bo Ek", "interviewee") for i in range(n_guests)]
    return [*guests, *(Speaker(f"reporter {i}", "Kim Lee", "reporter") for i in range(n_reporters))]


@pytest.mark.parametrize(("n_reporters", "n_guests"), [(1, 1), (1, 2), (2, 1), (1, 5), (3, 4), (0, 3), (2, 0)])
def test_everybody_has_a_place_of_their_own_near_the_middle(n_reporters: int, n_guests: int) -> None:
    found = places(people(n_reporters, n_guests))
    assert len(set(found.values())) == len(found) == n_reporters + n_guests
    assert max(map(abs, found.values())) <= 0.3
    if n_reporters and n_guests:
        assert 0.15 <= -found["reporter 0"] == found["guest 0"] <= 0.2


def test_who_is_alone_is_in_the_middle_and_a_crowd_shares_places() -> None:
    assert places(people(0, 1)) == {"guest 0": 0.0}
    assert set(places(people(2, 20)).values()) == set(PLACES)


def test_who_never_speaks_takes_no_place() -> None:
    shelf = Shelf()
    alone = stitch([utterance("word.", "guest")], [shelf.keep(speech_like(1, 1))])
    assert placed(alone, PEOPLE).segments[0].pan == 0.0


@pytest.mark.parametrize("pan", [-1, -0.3, 0, 0.18, 1])
def test_a_place_changes_no_loudness(pan: float) -> None:
    sound = speech_like(1, 3, RATE)
    assert clip_loudness(spread(sound, pan, 2), RATE) == pytest.approx(clip_loudness(sound, RATE), abs=0.001)


def test_memory_does_not_grow_with_a_stereo_programme() -> None:
    shelf = Shelf()
    clip = shelf.keep(speech_like(1, 2))

    def peak_bytes(n_segments: int) -> int:
        track = stitch([utterance("word.")] * n_segments, [clip] * n_segments)
        tracemalloc.start()
        for _ in limit(render(track, shelf.open, 2), RATE, 0, -2):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert peak_bytes(60) < 1.2 * peak_bytes(10)


# --- the limiter -----------------------------------------------------------------------------------------------------


def two_voices() -> Sound:
    """One to the left, one to the right, speaking at once."""
    return np.asarray(spread(speech_like(1, 1.5, RATE, peak=0.9), -0.3, 2) + spread(speech_like(2, 1.5, RATE, 180, 0.5), 0.3, 2))


@pytest.mark.parametrize("gain_db", [0, 6, 12])
def test_the_limiter_turns_both_channels_down_by_the_same_gain(gain_db: float) -> None:
    sound = two_voices()
    limited = np.concatenate(list(limit([sound], RATE, gain_db, -2)))
    heard = np.abs(sound).min(axis=1) > 1e-3
    gains = limited[heard] / sound[heard]
    assert gains[:, 0] == pytest.approx(gains[:, 1], rel=1e-4)
    for channel in limited.T:
        assert 20 * np.log10(np.abs(resample_poly(channel.astype(float), 8, 1, window=("kaiser", 9.0))).max()) <= -2 + 0.1


@pytest.mark.parametrize("loud", [0, 1])
def test_a_peak_in_one_channel_is_enough(loud: int) -> None:
    sound = np.full((RATE, 2), 0.1, np.float32)
    sound[RATE // 2, loud] = 1.0
    limited = np.concatenate(list(limit([sound], RATE, 0, -6)))
    assert np.abs(limited).max() <= 10 ** (-6 / 20) + 1e-3
    assert limited[RATE // 2, 1 - loud] < 0.06


@pytest.mark.parametrize("longest", [90, 700, 50_000])
def test_blocks_of_stereo_do_not_matter_either(longest: int) -> None:
    sound, chance = two_voices(), Random(longest)
    pieces = np.concatenate(list(limit(in_blocks(sound, lambda: chance.randint(0, longest)), RATE, 9, -2)))
    assert pieces.shape == sound.shape
    assert pieces == pytest.approx(np.concatenate(list(limit([sound], RATE, 9, -2))), abs=1e-6)
