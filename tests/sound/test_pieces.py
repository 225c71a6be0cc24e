"""An MP3 that is made of pieces, judged by other people's decoders and parsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import mutagen
import numpy as np
import pytest
import soundfile
from made_sound import PEOPLE, Shelf, Sound, programme, sine, speech_like, utterance
from sound_judges import of_ffmpeg

from turncast.errors import SoundError
from turncast.model import Bed, Clip, Music, Track
from turncast.sound import pieces as making
from turncast.sound.beds import Arrangement, with_beds
from turncast.sound.ffmpeg import decode, encode
from turncast.sound.formats import Delivery, complete
from turncast.sound.limited import forgotten
from turncast.sound.meter import true_peak_dbtp
from turncast.sound.mp3 import FRAME, note_padding, sound_frames
from turncast.sound.pieces import encode_pieces, in_pieces, pieces
from turncast.sound.places import placed
from turncast.sound.render import render
from turncast.sound.stitch import stitch
from turncast.store import Store

RATE = 44_100
MP3 = complete(Delivery(), RATE)


class CutShelf(Shelf):
    """A shelf whose clips are named so that every third one begins a piece."""

    def keep(self, sound: Sound, rate: int = 24_000, n_words: int = 1) -> Clip:
        clip = super().keep(sound, rate, n_words)
        wanted = (len(self.sounds) % 3 == 0, False)[len(self.sounds) == 1]
        number = next(n for n in range(10_000) if (crc32(f"{clip.audio} {n}".encode()) % 8 == 0) == wanted)
        name = f"{clip.audio} {number}"
        self.sounds[name] = self.sounds.pop(clip.audio)
        return replace(clip, audio=name)

    def open_any(self, noun: Clip | Music) -> Sound:
        return self.sounds[noun.audio]


def mixed(track: Track, shelf: CutShelf, n_channels: int = 1) -> Sound:
    return np.concatenate(list(render(track, shelf.open_any, n_channels)))


def written(track: Track, shelf: CutShelf, path: Path, delivery: Delivery = MP3) -> None:
    def sound(piece: Track, lower_db: float) -> Iterator[Sound]:
        return render(piece, shelf.open_any, delivery.n_channels)

    encode_pieces(track, sound, "", 9.0, delivery, path, forgotten, lambda n_samples: None)


@pytest.mark.parametrize("seed", range(4))
def test_pieces_are_the_whole_track_and_begin_and_end_in_silence(seed: int) -> None:
    shelf = CutShelf()
    track = programme(seed, 14, shelf)
    parts = list(pieces(track))
    assert 3 < len(parts) < len(track.segments)
    assert np.array_equal(np.concatenate([mixed(part, shelf) for part in parts]), mixed(track, shelf))
    assert all(part.n_samples % FRAME == 0 for part in parts)
    assert all(part.segments[0].start >= 2 * FRAME for part in parts)
    for part in parts[:-1]:
        assert part.n_samples - part.segments[-1].start - part.segments[-1].n_samples >= 2 * FRAME + 1105


def test_a_piece_is_the_same_wherever_it_has_moved_to() -> None:
    shelf = CutShelf()
    track = programme(1, 14, shelf)
    spoken, clips = [one.utterance for one in track.segments], [one.clip for one in track.segments]
    clips[7] = replace(shelf.keep(speech_like(99, 3.3)), loudness_lufs=clips[7].loudness_lufs)
    before, after = ({repr(sounds(part)) for part in pieces(one)} for one in (track, stitch(spoken, clips)))
    assert len(before - after) in (1, 2)
    assert len(before & after) >= len(before) - 2


def sounds(piece: Track) -> list[tuple[str, int]]:
    return [(one.clip.audio, one.start) for one in piece.segments]


@pytest.mark.parametrize("music", ["intro", "outro", "sting", "background"])
def test_what_music_does_is_the_same_in_pieces(music: str) -> None:
    shelf = CutShelf()
    plain = programme(3, 30, shelf)
    shelf.sounds["music"] = sine(-20, 1.5 if music == "sting" else 9, 200)
    spoken = [
        replace(one.utterance, join="section") if number in (9, 21) else one.utterance for number, one in enumerate(plain.segments)
    ]
    found = Music("music", RATE, len(shelf.sounds["music"]), -20.0)
    track = with_beds(stitch(spoken, [one.clip for one in plain.segments]), Arrangement(**{music: found}))
    parts = list(pieces(track))
    assert len(parts) == 1 if music == "background" else len(parts) > 2
    assert np.allclose(np.concatenate([mixed(part, shelf) for part in parts]), mixed(track, shelf), atol=1e-6)


@pytest.mark.parametrize("n_channels", [1, 2])
@pytest.mark.parametrize("bit_rate_kbps", [64, 96, 192, 320])
def test_two_decoders_hear_the_pieces_one_after_another(n_channels: int, bit_rate_kbps: int, tmp_path: Path) -> None:
    shelf, path = CutShelf(), tmp_path / "a.mp3"
    delivery = complete(Delivery("mp3", bit_rate_kbps=bit_rate_kbps, n_channels=n_channels), RATE)
    track = placed(programme(2, 8, shelf), PEOPLE)
    written(track, shelf, path, delivery)
    parts = list(pieces(track))
    assert len(parts) > 2
    alone = []
    for part in parts:
        encode(render(part, shelf.open_any, n_channels), RATE, delivery, tmp_path / "part.mp3")
        alone.append(np.concatenate(list(decode(tmp_path / "part.mp3", n_channels))))
    expected = np.concatenate(alone)
    assert len(expected) == track.n_samples
    for heard in (np.concatenate(list(decode(path, n_channels))), soundfile.read(path, dtype="float32")[0]):
        assert heard.shape == expected.shape
        assert np.abs(heard - expected).max() < 1e-4
    mix = mixed(track, shelf, n_channels)
    assert np.std(expected - 10 ** (-0.44 / 20) * mix) < 0.15 * np.std(mix)


def test_players_and_parsers_find_one_plain_mp3(tmp_path: Path) -> None:
    shelf, path = CutShelf(), tmp_path / "a.mp3"
    track = programme(2, 8, shelf)
    written(track, shelf, path)
    encode([mixed(track, shelf)], RATE, MP3, tmp_path / "whole.mp3")
    data, whole = path.read_bytes(), (tmp_path / "whole.mp3").read_bytes()
    assert abs(len(data) - len(whole)) <= 3 * len(list(pieces(track)))
    # delays, and whatever else tells no checksum of the sound: what ffmpeg writes for the whole
    assert data[21:29] == whole[21:29]
    assert data[29:32] == whole[29:32]
    assert data[141:165] == whole[141:165]
    info = mutagen.File(path).info
    assert info.length == pytest.approx(track.n_samples / RATE, abs=1e-4)
    assert (info.bitrate, info.encoder_info[:10], str(info.bitrate_mode)) == (96_000, "LAME 3.100", "BitrateMode.CBR")
    assert len(list(sound_frames(data))) == track.n_samples // FRAME + 1
    assert of_ffmpeg(path)[0] == pytest.approx(of_ffmpeg(tmp_path / "whole.mp3")[0], abs=0.1)


def test_a_piece_that_comes_out_too_high_is_lowered_and_no_other(tmp_path: Path) -> None:
    shelf, path, asked = CutShelf(), tmp_path / "a.mp3", list[tuple[int, float]]()
    track = programme(2, 8, shelf)
    parts = list(pieces(track))
    levels = [1.0, 1.5, *[1.0] * (len(parts) - 2)]
    peaks = list[float]()
    for part, level in zip(parts, levels, strict=True):
        encode([level * mixed(part, shelf)], RATE, MP3, path)
        peaks.append(true_peak_dbtp(decode(path)))
    *_, second, first = sorted(peaks)
    assert first - second > 1
    most_dbtp = (first + second) / 2

    def sound(piece: Track, lower_db: float) -> Iterator[Sound]:
        number = parts.index(piece)
        asked.append((number, lower_db))
        return (block * np.float32(levels[number] * 10 ** (-lower_db / 20)) for block in render(piece, shelf.open))

    encode_pieces(track, sound, "", most_dbtp, MP3, path, forgotten, lambda n_samples: None)
    lowered = {number for number, lower_db in asked if lower_db > 0}
    assert lowered == {int(np.argmax(peaks))}
    assert len(asked) == len(parts) + 1
    assert of_ffmpeg(path)[1] <= most_dbtp + 0.1


class Asked:
    """Keeps nothing, and remembers what it was asked."""

    def __init__(self) -> None:
        self.questions: list[str] = []

    def __call__(self, question: str, work: Callable[[], bytes]) -> bytes:
        self.questions.append(question)
        return work()


def questions(
    track: Track, shelf: CutShelf, path: Path, recipe: str = "", most_dbtp: float = 9.0, delivery: Delivery = MP3
) -> set[str]:
    asked, told = Asked(), list[int]()

    def sound(piece: Track, lower_db: float) -> Iterator[Sound]:
        return render(piece, shelf.open_any, delivery.n_channels)

    encode_pieces(track, sound, recipe, most_dbtp, delivery, path, asked, told.append)
    assert told == sorted(told)
    assert told[-1] == track.n_samples
    assert len(set(asked.questions)) == len(told) == len(list(pieces(track)))
    return set(asked.questions)


def test_a_piece_is_asked_for_by_all_that_it_sounds_like_and_nothing_else(tmp_path: Path) -> None:
    shelf, path = CutShelf(), tmp_path / "a.mp3"
    track = programme(2, 6, shelf)
    first, *others = track.segments
    usual = questions(track, shelf, path)
    said = replace(first, utterance=replace(first.utterance, tokens=utterance("other words").tokens, turn=7))
    assert questions(replace(track, segments=(said, *others)), shelf, path) == usual
    for changed in (replace(first, gain_db=first.gain_db + 0.1), replace(first, pan=0.2), replace(first, start=first.start + 1)):
        assert len(questions(replace(track, segments=(changed, *others)), shelf, path) & usual) == len(usual) - 1
    shelf.sounds["music"] = sine(-20, 0.3, 200)
    music = Bed(Music("music", RATE, len(shelf.sounds["music"]), -20.0), 0, 9000, 0.0, 5, 50, 0.0)
    assert len(questions(replace(track, beds=(music,)), shelf, path) - usual) == 1
    stereo = complete(Delivery(n_channels=2), RATE)
    for other in ({"recipe": "louder"}, {"most_dbtp": 8.0}, {"delivery": stereo}):
        assert not questions(track, shelf, path, **other) & usual


def test_a_piece_that_is_cut_short_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, store, path = CutShelf(), Store(tmp_path / "store"), tmp_path / "a.mp3"
    track = programme(2, 8, shelf)

    def write() -> None:
        encode_pieces(
            track, lambda piece, lower_db: render(piece, shelf.open), "", 9.0, MP3, path, store.kept, lambda n_samples: None
        )

    with monkeypatch.context() as patched:
        patched.setattr(making, "encode", lambda sound, *given: encode([np.concatenate(list(sound))[:-5000]], *given))
        with pytest.raises(SoundError, match=r"a piece of the MP3 has \d+ frames for \d+ samples: this ffmpeg cannot be used"):
            write()
    write()
    assert soundfile.info(path).frames == track.n_samples
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.mp3", "store"]


def test_only_an_mp3_at_the_rate_of_the_track_is_made_of_pieces_and_only_of_several() -> None:
    track = programme(2, 8, CutShelf())
    assert in_pieces(track, MP3)
    assert not in_pieces(track, complete(Delivery("mp3", 48_000), RATE))
    assert not in_pieces(track, complete(Delivery("m4a"), RATE))
    assert not in_pieces(replace(track, segments=track.segments[:1]), MP3)


def test_no_sentence_begins_a_piece_where_the_pause_is_too_short() -> None:
    shelf = CutShelf()
    spoken = [replace(utterance("word."), pause_ms=0) for _ in range(12)]
    assert len(list(pieces(stitch(spoken, [shelf.keep(speech_like(seed, 1)) for seed in range(12)])))) == 1


# --- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"", b"ID3", b"RIFF" * 50, b"\xff\xfb\x00\x00" * 50, b"\xff\xf3\x70\xc0" * 50])
def test_what_is_no_row_of_frames_is_told(damage: bytes, tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="has no frame at byte 0"):
        list(sound_frames(damage))
    (tmp_path / "a.mp3").write_bytes(damage)
    with pytest.raises(SoundError, match="has no frame at byte 0"):
        note_padding(tmp_path / "a.mp3", 1152)


def test_a_file_without_its_header_or_with_too_few_frames_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    encode([sine(-12, 2)[: 50 * FRAME]], RATE, MP3, path)
    data = path.read_bytes()
    for n_frames in (49, 51, 52):
        with pytest.raises(SoundError, match=f"has 51 frames for {n_frames * FRAME} samples"):
            note_padding(path, n_frames * FRAME)
    assert path.read_bytes() == data
    path.write_bytes(b"".join(sound_frames(data)))
    with pytest.raises(SoundError, match=r"a\.mp3 has no header"):
        note_padding(path, 50 * FRAME)
