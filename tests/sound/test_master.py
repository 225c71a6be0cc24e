"""The finished file, judged by other people's decoders and meters."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
import soundfile
from made_sound import VOICES, Shelf, programme, speech_like, utterance
from sound_judges import of_ffmpeg

from turncast.errors import OutputError, SoundError
from turncast.model import Track
from turncast.sound.ffmpeg import decode
from turncast.sound.formats import FORMATS, Delivery, complete
from turncast.sound.master import PODCAST, PRESETS, MasterSettings, master
from turncast.sound.meter import clip_loudness
from turncast.sound.pieces import in_pieces
from turncast.sound.stitch import stitch

HERE = Path(__file__).parent
RATE = 44_100


@pytest.mark.parametrize("seed", range(4))
def test_any_programme_meets_its_loudness_peak_and_length(seed: int, tmp_path: Path) -> None:
    shelf = Shelf()
    track = programme(seed, 2 + seed, shelf, rates=(24_000, 22_050, 44_100))
    made = master(track, shelf.open, tmp_path / "a.mp3")
    lufs, peak, _ = of_ffmpeg(tmp_path / "a.mp3")
    assert lufs == pytest.approx(-16, abs=0.2)
    assert peak <= -1.0
    assert made.loudness.integrated_lufs == pytest.approx(lufs, abs=0.1)
    assert made.loudness.true_peak_dbtp == pytest.approx(peak, abs=0.1)
    assert sum(map(len, decode(tmp_path / "a.mp3"))) == soundfile.info(tmp_path / "a.mp3").frames == track.n_samples
    assert (made.file, made.codec, made.sample_rate_hz, made.n_samples) == ("a.mp3", "mp3", 44_100, track.n_samples)
    assert made.n_bytes == (tmp_path / "a.mp3").stat().st_size
    assert made.duration_ms == pytest.approx(track.n_samples / 44.1, abs=1)


@pytest.mark.parametrize(
    "settings",
    [*(PRESETS[name] for name in ("aes", "spotify", "broadcast")), MasterSettings(-19, -3, delivery=Delivery(bit_rate_kbps=128))],
    ids=["aes", "spotify", "broadcast", "-19"],
)
def test_other_levels_can_be_asked_for(settings: MasterSettings, tmp_path: Path) -> None:
    shelf = Shelf()
    master(programme(7, 4, shelf), shelf.open, tmp_path / "a.mp3", settings)
    lufs, peak, _ = of_ffmpeg(tmp_path / "a.mp3")
    assert lufs == pytest.approx(settings.integrated_lufs, abs=0.2)
    assert peak <= settings.true_peak_dbtp


def test_an_audiobook_is_brought_to_its_rms(tmp_path: Path) -> None:
    shelf = Shelf()
    made = master(programme(7, 6, shelf), shelf.open, tmp_path / "a.mp3", PRESETS["audiobook"])
    sound, rate = soundfile.read(tmp_path / "a.mp3")
    assert 10 * np.log10(np.mean(sound**2)) == pytest.approx(-20.5, abs=0.2)
    assert np.abs(sound).max() <= 10 ** (-3 / 20)
    half_seconds = sound[: len(sound) // (rate // 2) * (rate // 2)].reshape(-1, rate // 2)
    assert 10 * np.log10((half_seconds**2).mean(axis=1).min() + 1e-12) < -60
    assert made.n_bytes * 8 / (len(sound) / rate) == pytest.approx(192_000, rel=0.02)


def test_noise_in_the_pauses_of_an_audiobook_is_told(tmp_path: Path) -> None:
    shelf = Shelf()
    noise = np.random.default_rng(1).normal(scale=0.01, size=24_000 * 30).astype(np.float32)
    sound = speech_like(1, 30)
    sound[24_000 * 10 : 24_000 * 20] = 0
    track = stitch([utterance("word.")], [shelf.keep(sound + noise)])
    # the silence of head and tail is no sound of the room
    track = replace(
        track, segments=(replace(track.segments[0], start=0),), n_samples=track.segments[0].n_samples // 1152 * 1152 + 1152
    )
    with pytest.raises(SoundError, match=r"the pauses of the MP3 measure -3\d\.\d dB RMS, over -60: use less background"):
        master(track, shelf.open, tmp_path / "a.mp3", PRESETS["audiobook"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "delivery",
    [
        Delivery("m4a"),
        Delivery("m4b", 48_000, 64),
        Delivery("opus"),
        Delivery("opus", 0, 32),
        Delivery("opus", n_channels=2),
        Delivery("flac"),
        Delivery("flac", 48_000, n_channels=2),
        Delivery("wav"),
        Delivery("mp3", 48_000),
        Delivery("mp3", n_channels=2),
        Delivery("m4a", n_channels=2),
    ],
    ids=str,
)
def test_every_delivery_meets_loudness_peak_and_length(delivery: Delivery, tmp_path: Path) -> None:
    shelf, path = Shelf(), tmp_path / f"a.{delivery.format}"
    track = programme(9, 3, shelf)
    made = master(track, shelf.open, path, MasterSettings(delivery=delivery))
    lufs, peak, _ = of_ffmpeg(path)
    assert lufs == pytest.approx(-16, abs=0.2)
    assert peak <= -1.0
    assert made.loudness.integrated_lufs == pytest.approx(lufs, abs=0.1)
    assert made.n_samples == sum(map(len, decode(path)))
    if made.sample_rate_hz == track.sample_rate_hz:
        assert made.n_samples == track.n_samples
    assert made.n_samples / made.sample_rate_hz == pytest.approx(track.n_samples / track.sample_rate_hz, abs=0.001)
    assert made.codec == FORMATS[delivery.format].codec


def test_speakers_are_equally_loud_in_the_file_and_words_are_where_the_track_says(tmp_path: Path) -> None:
    shelf = Shelf()
    track = programme(11, 9, shelf)
    master(track, shelf.open, tmp_path / "a.mp3")
    sound = soundfile.read(tmp_path / "a.mp3", dtype="float32")[0]
    levels = []
    for voice in VOICES.values():
        own = [sound[s.start : s.start + s.n_samples] for s in track.segments if s.utterance.voice == voice]
        levels.append(clip_loudness(np.concatenate(own), 44_100))
    assert max(levels) - min(levels) < 0.3
    for before, after in zip(track.segments, track.segments[1:], strict=False):
        middle = (before.start + before.n_samples + after.start) // 2
        assert np.abs(sound[middle - 1000 : middle + 1000]).max() < 0.003


def test_the_same_track_gives_the_same_bytes(tmp_path: Path) -> None:
    shelf = Shelf()
    track = programme(5, 3, shelf)
    first, second = (master(track, shelf.open, tmp_path / name) for name in ("a.mp3", "b.mp3"))
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()
    assert first.loudness == second.loudness


def test_progress_only_goes_forwards_and_ends_at_one(tmp_path: Path) -> None:
    shelf, told = Shelf(), list[float]()
    master(programme(5, 3, shelf), shelf.open, tmp_path / "a.mp3", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) > 5


# --- what goes wrong -------------------------------------------------------------------------------------------------


def short() -> tuple[Shelf, Track]:
    shelf = Shelf()
    return shelf, stitch([utterance("word.")], [shelf.keep(speech_like(1, 2))])


def test_finish_sees_the_whole_file_before_it_has_its_name(tmp_path: Path) -> None:
    shelf, track = short()
    out, seen = tmp_path / "a.mp3", list[tuple[int, bool]]()

    def finish(path: Path) -> None:
        seen.append((soundfile.info(path).frames, out.exists()))
        path.write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00" + path.read_bytes())

    made = master(track, shelf.open, out, finish=finish)
    assert seen == [(track.n_samples, False)]
    assert made.n_bytes == out.stat().st_size
    assert out.read_bytes().startswith(b"ID3")


@pytest.mark.parametrize("problem", [KeyboardInterrupt, SoundError("no"), OSError(errno.ENOSPC, "No space left on device")])
def test_nothing_is_left_of_a_file_that_was_not_finished(problem: BaseException | type[BaseException], tmp_path: Path) -> None:
    shelf, track = short()
    (tmp_path / "a.mp3").write_text("the old one")

    def finish(path: Path) -> None:
        raise problem

    with pytest.raises((KeyboardInterrupt, SoundError, OutputError)):
        master(track, shelf.open, tmp_path / "a.mp3", finish=finish)
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]
    assert (tmp_path / "a.mp3").read_text() == "the old one"


def test_silence_cannot_be_mastered(tmp_path: Path) -> None:
    shelf = Shelf()
    track = stitch([utterance("…")], [shelf.keep(np.zeros(24_000, np.float32))])
    with pytest.raises(SoundError, match="the programme is silent") as told:
        master(track, shelf.open, tmp_path / "a.mp3")
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_what_no_limiter_can_make_loud_enough_is_an_error(tmp_path: Path) -> None:
    shelf = Shelf()
    clicks = np.zeros(72_000, np.float32)
    clicks[::6000] = 0.9
    track = stitch([utterance("word.")], [shelf.keep(clicks)])
    with pytest.raises(SoundError, match="try other voices"):
        master(track, shelf.open, tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="file size limits are POSIX's")
def test_a_disk_that_takes_no_more_is_an_output_error_and_leaves_nothing(tmp_path: Path) -> None:
    code = f"""
import resource
import sys
from pathlib import Path
sys.path.insert(0, {str(HERE)!r})
from made_sound import Shelf, programme
from turncast.sound.master import master
shelf = Shelf()
track = programme(1, 6, shelf)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    master(track, shelf.open, Path(sys.argv[1]))
except Exception as e:
    print(type(e).__name__, e)
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a.mp3"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"OutputError cannot write \S*a\.mp3: .+\n", done.stdout)
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_by_a_folder_is_an_output_error(tmp_path: Path) -> None:
    shelf, track = short()
    (tmp_path / "a.mp3").mkdir()
    with pytest.raises(OutputError, match=r"cannot write .*a\.mp3"):
        master(track, shelf.open, tmp_path / "a.mp3")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


@pytest.mark.parametrize(
    ("n_turns", "told"),
    [(0, "the MP3 decodes to 25000 samples"), (14, "a piece of the MP3 has 23 frames")],
    ids=["whole", "in pieces"],
)
def test_an_encoder_that_drops_sound_is_found_out(n_turns: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, track = short()
    if n_turns:
        shelf = Shelf()
        track = programme(1, n_turns, shelf)
        assert in_pieces(track, complete(Delivery(), RATE))
    real, fake = imageio_ffmpeg.get_ffmpeg_exe(), tmp_path / "ffmpeg"
    fake.write_text(f'#!/bin/sh\ncase "$*" in *libmp3lame*) head -c 100000 | "{real}" "$@";; *) exec "{real}" "$@";; esac\n')
    fake.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(fake))
    with pytest.raises(SoundError, match=told):
        master(track, shelf.open, tmp_path / "a.mp3")
    assert [path.name for path in tmp_path.iterdir()] == ["ffmpeg"]


# --- length ----------------------------------------------------------------------------------------------------------


@pytest.mark.engines
def test_an_hour_meets_all_values_in_little_memory(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(HERE)!r})
from made_sound import Shelf, programme
from turncast.sound.master import master
from turncast.sound.stitch import stitch
shelf = Shelf()
part = programme(1, 40, shelf).segments
long = part * (3600 * 44_100 // (part[-1].start + part[-1].n_samples))
track = stitch([one.utterance for one in long], [one.clip for one in long])
made = master(track, shelf.open, Path(sys.argv[1]))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(track.n_samples, made.n_samples, int(peak.split()[1]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a.mp3"], capture_output=True, text=True, check=True)
    planned, made, megabytes = map(int, done.stdout.split())
    assert planned > 3400 * 44_100
    assert made == planned == soundfile.info(tmp_path / "a.mp3").frames
    lufs, peak, _ = of_ffmpeg(tmp_path / "a.mp3")
    assert lufs == pytest.approx(PODCAST.integrated_lufs, abs=0.2)
    assert peak <= PODCAST.true_peak_dbtp
    assert megabytes < 400
