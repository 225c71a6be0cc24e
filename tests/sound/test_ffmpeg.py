from __future__ import annotations

import errno
import itertools
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import mutagen
import numpy as np
import pytest
import soundfile
from made_sound import Sound, sine, speech_like

from turncast.errors import SoundError
from turncast.model import Chapter
from turncast.sound.ffmpeg import ChapterList, chapter_text, decode, encode, version
from turncast.sound.formats import FORMATS, Delivery, complete

RATE = 44_100
MP3 = complete(Delivery(), RATE)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that is started, so that a test can see that it ended."""
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def recorded(*args: Any, **kwargs: Any) -> subprocess.Popen[bytes]:
        processes.append(popen(*args, **kwargs))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", recorded)
    return processes


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is run in the place of ffmpeg."""
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))


def endless(block: Sound) -> Iterator[Sound]:
    return itertools.repeat(block)


@pytest.mark.parametrize("n_samples", [1152, 2304, 1152 * 40, 1152 * 101, 1151, 1152 * 40 + 47, 100_003])
def test_two_decoders_give_back_every_sample_and_no_padding(n_samples: int, tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    encode([sine(-12, 3)[:n_samples]], RATE, MP3, path)
    assert sum(map(len, decode(path))) == n_samples
    assert soundfile.info(path).frames == n_samples


def test_sound_comes_back_where_it_was(tmp_path: Path) -> None:
    path, sound = tmp_path / "sound.mp3", np.zeros(RATE, np.float32)
    sound[20_000:22_000] = speech_like(1, 1, RATE)[10_000:12_000]
    encode(np.array_split(sound, 7), RATE, MP3, path)
    for heard in (np.concatenate(list(decode(path))), soundfile.read(path, dtype="float32")[0]):
        shift = int(np.correlate(heard[19_000:23_000], sound[19_500:22_500]).argmax()) - 500
        assert shift == 0


def test_the_mp3_is_mono_of_constant_bit_rate_with_the_header_players_need(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    encode([speech_like(1, 4, RATE)], RATE, MP3, path)
    data = path.read_bytes()
    assert b"Info" in data[:200]  # LAME writes "Xing" for a variable bit rate only
    assert not re.search(rb"Lav[cf]\d", data)
    assert (len(data) * 8 / 4.05) == pytest.approx(96_000, rel=0.05)
    # mutagen takes the padding off only where it trusts the header's name
    assert mutagen.File(path).info.length == pytest.approx(4.0, abs=1e-4)
    assert (soundfile.info(path).channels, soundfile.info(path).samplerate) == (1, RATE)


@pytest.mark.parametrize("n_samples", [100, 1151, 1152 * 40 + 47, 100_003])
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "mp3"])
def test_other_formats_give_back_every_sample_of_any_length(form: str, n_samples: int, tmp_path: Path) -> None:
    path, delivery = tmp_path / f"sound.{form}", complete(Delivery(form), RATE)
    encode([sine(-12, 3)[:n_samples]], RATE, delivery, path)
    n_heard = sum(map(len, decode(path)))
    assert abs(n_heard - n_samples * delivery.sample_rate_hz / RATE) < 1
    if form not in ("m4a", "m4b"):
        assert soundfile.info(path).frames == n_heard


def atoms(data: bytes) -> dict[str, bytes]:
    """The contents of MP4 atoms by their path, the first of each name; ISO 14496-12, 4.2."""
    found: dict[str, bytes] = {}
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8].decode("latin-1")
        body = data[at + 8 : at + size]
        found.setdefault(name, body)
        if name in ("moov", "trak", "edts", "mdia", "minf", "stbl"):
            found |= {f"{name}/{inner}": content for inner, content in atoms(body).items() if f"{name}/{inner}" not in found}
        at += size
    return found


@pytest.mark.parametrize("n_samples", [1151, 1152 * 40 + 47])
def test_an_m4a_tells_players_how_much_padding_to_drop(n_samples: int, tmp_path: Path) -> None:
    encode([sine(-12, 3)[:n_samples]], RATE, complete(Delivery("m4a"), RATE), tmp_path / "a.m4a")
    found = atoms((tmp_path / "a.m4a").read_bytes())
    edits = found["moov/trak/edts/elst"]
    n_edits, duration, skipped = (int.from_bytes(edits[at : at + 4], "big") for at in (4, 8, 12))
    time_scale_hz = int.from_bytes(found["moov/mvhd"][12:16], "big")
    assert (n_edits, duration, skipped, time_scale_hz) == (1, n_samples, 1024, RATE)
    times = found["moov/trak/mdia/minf/stbl/stts"]
    runs = [times[at : at + 8] for at in range(8, len(times), 8)]
    n_coded = sum(int.from_bytes(run[:4], "big") * int.from_bytes(run[4:], "big") for run in runs)
    assert n_coded - skipped == n_samples


@pytest.mark.parametrize("form", ["m4a", "opus", "flac", "wav"])
def test_sound_comes_back_where_it_was_in_other_formats_too(form: str, tmp_path: Path) -> None:
    path, sound = tmp_path / f"sound.{form}", np.zeros(48_000, np.float32)
    sound[20_000:22_000] = speech_like(1, 1, 48_000)[10_000:12_000]
    encode(np.array_split(sound, 7), 48_000, complete(Delivery(form), 48_000), path)
    heard = np.concatenate(list(decode(path)))
    assert int(np.correlate(heard[19_000:23_000], sound[19_500:22_500]).argmax()) - 500 == 0


@pytest.mark.parametrize("form", FORMATS)
def test_two_channels_stay_two(form: str, tmp_path: Path) -> None:
    path, sound = tmp_path / f"sound.{form}", 0.5 * speech_like(1, 3, RATE)[: 1152 * 100]
    encode([np.outer(sound, [1, 0.5])], RATE, complete(Delivery(form, n_channels=2), RATE), path)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", path, "-map", "0:a", "-f", "f32le", "-"]
    both = np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4").reshape(-1, 2)
    assert np.array_equal(np.concatenate(list(decode(path, 2))), both)
    left, right = np.sqrt(np.mean(both**2, axis=0))
    assert left == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.06)
    assert right / left == pytest.approx(0.5, rel=0.02)


@pytest.mark.parametrize("form", FORMATS)
def test_two_equal_channels_stay_equal(form: str, tmp_path: Path) -> None:
    path, sound = tmp_path / f"sound.{form}", 0.5 * speech_like(1, 3, RATE)[: 1152 * 100]
    encode([np.outer(sound, [1, 1])], RATE, complete(Delivery(form, n_channels=2), RATE), path)
    both = np.concatenate(list(decode(path, 2)))
    # ffmpeg's AAC encoder fills each channel with noise of its own where that cannot be heard
    assert np.sqrt(np.mean((both[:, 0] - both[:, 1]) ** 2)) < (0.1 if form.startswith("m4") else 1e-3) * np.sqrt(np.mean(sound**2))


def test_chapters_are_written_into_m4b_and_nowhere_else(tmp_path: Path) -> None:
    listed = ChapterList((Chapter(0, "A = b; #1 \\"), Chapter(1000, "橋 ist\nDeutsch")), 2000)
    for form in FORMATS:
        path = tmp_path / f"a.{form}"
        encode([sine(-20, 2)], RATE, complete(Delivery(form), RATE), path, listed)
        told = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-i", path], capture_output=True, encoding="utf-8").stderr
        found = re.findall(r"Chapter #0:\d+: start ([\d.]+), end ([\d.]+)\s+Metadata:\s+title +: (.*)", told)
        inside = [("0.000000", "1.000000", "A = b; #1 \\ "), ("1.000000", "2.000000", "橋 ist Deutsch")]
        assert found == (inside if form in ("m4a", "m4b") else [])
        assert not re.search(r"Lav[cf]\d", path.read_bytes().decode("latin-1"))


def test_a_chapter_title_stays_on_its_line() -> None:
    assert chapter_text(ChapterList((Chapter(0, "a\n[CHAPTER]"),), 5)).count("\n") == 5


def test_the_same_sound_gives_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    for form in FORMATS:
        paths = [tmp_path / f"{name}.{form}" for name in "ab"]
        for path in paths:
            encode([speech_like(1, 1, RATE)], RATE, complete(Delivery(form), RATE), path, ChapterList((Chapter(0, "A"),), 1000))
        assert paths[0].read_bytes() == paths[1].read_bytes(), form


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    for name in ("-y.mp3", "a:b.mp3", "100%d.mp3", "a b'c\"|é.mp3"):
        encode([sine(-20, 0.1)], RATE, MP3, tmp_path / name)
        assert sum(map(len, decode(tmp_path / name))) == RATE // 10
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_as_such() -> None:
    with pytest.raises(OSError) as told:  # noqa: PT011 - the number is what counts
        encode(itertools.repeat(sine(-20, 1), 100), RATE, MP3, Path("/dev/full"))
    assert told.value.errno == errno.ENOSPC


def test_a_missing_file_cannot_be_decoded(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        list(decode(tmp_path / "none.mp3"))


def test_what_is_no_sound_cannot_be_decoded(tmp_path: Path) -> None:
    (tmp_path / "no.mp3").write_text("no sound in here")
    with pytest.raises(SoundError, match=r"ffmpeg failed on no\.mp3") as told:
        list(decode(tmp_path / "no.mp3"))
    assert "\n" not in str(told.value)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
class TestABrokenFfmpeg:
    def test_its_last_words_are_told_in_one_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stand_in(tmp_path, "echo one >&2; echo the cable is cut >&2; exit 3", monkeypatch)
        with pytest.raises(SoundError, match=r"exit code 3: one \| the cable is cut$") as told:
            encode(endless(sine(-20, 1)), RATE, MP3, tmp_path / "a.mp3")
        assert "\n" not in str(told.value)

    def test_any_amount_of_messages_blocks_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stand_in(tmp_path, "yes complaint | head -c 3000000 >&2; exit 1", monkeypatch)
        with pytest.raises(SoundError) as told:
            encode(endless(sine(-20, 1)), RATE, MP3, tmp_path / "a.mp3")
        assert len(str(told.value)) < 1000

    def test_one_that_cannot_start_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
        with pytest.raises(SoundError, match=r"cannot start .*none.*reinstall"):
            encode([sine(-20, 1)], RATE, MP3, tmp_path / "a.mp3")


def test_versions_are_told_apart_wherever_the_program_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """imageio-ffmpeg gives a bare name where it found the program on the path."""
    ours = version()
    assert ours.startswith("ffmpeg version ")
    other = tmp_path / "ffmpeg"
    other.write_text("#!/bin/sh\necho ffmpeg version 0\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "ffmpeg")
    assert version() == "ffmpeg version 0\n" != ours
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
    with pytest.raises(SoundError, match="does not tell its version"):
        version()


@pytest.mark.parametrize("problem", [KeyboardInterrupt, SoundError, OSError])
def test_no_encoder_outlives_an_interruption(
    problem: type[BaseException], tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    def interrupted() -> Iterator[Sound]:
        yield sine(-20, 1)
        raise problem

    with pytest.raises(problem):
        encode(interrupted(), RATE, MP3, tmp_path / "a.mp3")
    assert [process.returncode is not None for process in started] == [True]


def test_no_decoder_outlives_a_reader_that_stops(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    encode(itertools.repeat(sine(-20, 1), 60), RATE, MP3, tmp_path / "a.mp3")
    blocks = decode(tmp_path / "a.mp3")
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]
    assert [process.returncode is not None for process in started] == [True, True]
