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

import numpy as np
import pytest
import soundfile
from made_sound import Sound, sine, speech_like

from turncast.errors import SoundError
from turncast.sound.ffmpeg import decode, encode_mp3

RATE = 44_100


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
    encode_mp3([sine(-12, 3)[:n_samples]], RATE, 96, path)
    assert sum(map(len, decode(path))) == n_samples
    assert soundfile.info(path).frames == n_samples


def test_sound_comes_back_where_it_was(tmp_path: Path) -> None:
    path, sound = tmp_path / "sound.mp3", np.zeros(RATE, np.float32)
    sound[20_000:22_000] = speech_like(1, 1, RATE)[10_000:12_000]
    encode_mp3(np.array_split(sound, 7), RATE, 96, path)
    for heard in (np.concatenate(list(decode(path))), soundfile.read(path, dtype="float32")[0]):
        shift = int(np.correlate(heard[19_000:23_000], sound[19_500:22_500]).argmax()) - 500
        assert shift == 0


def test_the_mp3_is_mono_of_constant_bit_rate_with_the_header_players_need(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    encode_mp3([speech_like(1, 4, RATE)], RATE, 96, path)
    data = path.read_bytes()
    assert b"Info" in data[:200]  # LAME writes "Xing" for a variable bit rate only
    assert not re.search(rb"Lav[cf]\d", data)
    assert (len(data) * 8 / 4.05) == pytest.approx(96_000, rel=0.05)
    assert (soundfile.info(path).channels, soundfile.info(path).samplerate) == (1, RATE)


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    for name in ("-y.mp3", "a:b.mp3", "100%d.mp3", "a b'c\"|é.mp3"):
        encode_mp3([sine(-20, 0.1)], RATE, 96, tmp_path / name)
        assert sum(map(len, decode(tmp_path / name))) == RATE // 10
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_as_such() -> None:
    with pytest.raises(OSError) as told:  # noqa: PT011 - the number is what counts
        encode_mp3(itertools.repeat(sine(-20, 1), 100), RATE, 96, Path("/dev/full"))
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
            encode_mp3(endless(sine(-20, 1)), RATE, 96, tmp_path / "a.mp3")
        assert "\n" not in str(told.value)

    def test_any_amount_of_messages_blocks_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stand_in(tmp_path, "yes complaint | head -c 3000000 >&2; exit 1", monkeypatch)
        with pytest.raises(SoundError) as told:
            encode_mp3(endless(sine(-20, 1)), RATE, 96, tmp_path / "a.mp3")
        assert len(str(told.value)) < 1000

    def test_one_that_cannot_start_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
        with pytest.raises(SoundError, match=r"cannot start .*none.*reinstall"):
            encode_mp3([sine(-20, 1)], RATE, 96, tmp_path / "a.mp3")


@pytest.mark.parametrize("problem", [KeyboardInterrupt, SoundError, OSError])
def test_no_encoder_outlives_an_interruption(
    problem: type[BaseException], tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    def interrupted() -> Iterator[Sound]:
        yield sine(-20, 1)
        raise problem

    with pytest.raises(problem):
        encode_mp3(interrupted(), RATE, 96, tmp_path / "a.mp3")
    assert [process.returncode is not None for process in started] == [True]


def test_no_decoder_outlives_a_reader_that_stops(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    encode_mp3(itertools.repeat(sine(-20, 1), 60), RATE, 96, tmp_path / "a.mp3")
    blocks = decode(tmp_path / "a.mp3")
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]
    assert [process.returncode is not None for process in started] == [True, True]
