"""Tags as ffmpeg reads them, and the frames as they lie in the file."""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
import soundfile

from turncast.errors import OutputError
from turncast.publish.tags import iso_639_2, write_tags

N_SAMPLES = 5 * 44_100 // 1152 * 1152


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = tmp_path / "episode.mp3"
    tone = (0.1 * np.sin(np.arange(N_SAMPLES) / 10)).astype("<f4").tobytes()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "f32le", "-ar", "44100", "-ac", "1", "-i", "-"]
    subprocess.run([*command, "-b:a", "96k", "-id3v2_version", "0", str(path)], input=tone, check=True)
    return path


def seen_by_ffmpeg(path: Path) -> str:
    # without an output ffmpeg tells all it knows and then fails
    return subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", path], capture_output=True, encoding="utf-8"
    ).stderr


def frames(path: Path) -> list[tuple[str, bytes]]:
    """Name and content of each frame, read as the ID3v2.3 standard says."""
    data = path.read_bytes()
    assert data[:5] == b"ID3\x03\x00"
    size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    found, at = [], 10
    while at < 10 + size and data[at]:
        (length,) = struct.unpack(">I", data[at + 4 : at + 8])
        found.append((data[at : at + 4].decode(), data[at + 10 : at + 10 + length]))
        at += 10 + length
    return found


def test_a_player_sees_title_and_speakers(mp3: Path) -> None:
    write_tags(mp3, "Die Brücke: “橋”", ["Ruth Amberley", "Tomasz Kowal"], "en-GB")
    seen = seen_by_ffmpeg(mp3)
    assert re.search(r"title +: Die Brücke: “橋”", seen)
    assert re.search(r"artist +: Ruth Amberley, Tomasz Kowal", seen)
    assert re.search(r"encoder +: turncast", seen)


def test_the_frames_are_those_of_the_standard(mp3: Path) -> None:
    write_tags(mp3, "橋", ["A", "B"], "de-AT")
    assert {name: body.removesuffix(b"\0\0") for name, body in frames(mp3)} == {
        name: b"\x01" + b"\xff\xfe" + text.encode("utf-16-le")
        for name, text in {"TIT2": "橋", "TPE1": "A, B", "TLAN": "deu", "TSSE": "turncast"}.items()
    }


def test_tags_leave_the_sound_as_it_is(mp3: Path) -> None:
    before = soundfile.read(mp3)[0]
    write_tags(mp3, "T", ["A"], "en")
    after = soundfile.read(mp3)[0]
    assert len(after) == N_SAMPLES
    assert np.array_equal(before, after)


def test_the_same_values_give_the_same_bytes_also_over_older_tags(mp3: Path) -> None:
    bare = mp3.read_bytes()
    write_tags(mp3, "T", ["A"], "en")
    once = mp3.read_bytes()
    write_tags(mp3, "T", ["A"], "en")
    assert mp3.read_bytes() == once
    mp3.write_bytes(bare)
    write_tags(mp3, "T", ["A"], "en")
    assert mp3.read_bytes() == once


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("en", "eng"),
        ("pt-BR", "por"),
        ("zh-Hant-TW", "zho"),
        ("DE", "deu"),
        ("yue", "yue"),
        ("x-private", ""),
        ("", ""),
        ("qq", ""),
    ],
)
def test_languages_become_iso_639_2(language: str, code: str) -> None:
    assert iso_639_2(language) == code


def test_an_unknown_language_is_left_out(mp3: Path) -> None:
    write_tags(mp3, "T", ["A"], "qq")
    assert "TLAN" not in {name for name, _ in frames(mp3)}


def test_a_file_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write") as told:
        write_tags(tmp_path, "T", ["A"], "en")
    assert "\n" not in str(told.value)
