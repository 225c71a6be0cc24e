"""WAV files of any size keep right sizes when chunks are added; the large ones here are holes, which take no room on disk."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from struct import pack, unpack

import pytest
import soundfile
from tag_readers import FFMPEG, told_by_ffmpeg

from turncast.publish.riff import append_chunks
from turncast.publish.tags import Tags, write_tags

GIB = 1 << 30


def wav(path: Path, form: str, n_bytes: int) -> Path:
    """A file as ffmpeg writes it, its sound (silence) then made longer without writing it."""
    command = [FFMPEG, "-loglevel", "error", "-f", "f32le", "-ar", "44100", "-ac", "1", "-i", "-"]
    subprocess.run([*command, "-c:a", "pcm_s16le", "-bitexact", "-rf64", form, str(path)], input=bytes(4000), check=True)
    with path.open("r+b") as file:
        if form == "always":
            file.seek(20)
            file.write(pack("<QQQ", n_bytes + 72, n_bytes, n_bytes // 2))
        else:
            file.seek(4)
            file.write(pack("<I", n_bytes + 72))
            file.seek(76)
            file.write(pack("<I", n_bytes))
        file.truncate(80 + n_bytes)
    return path


@pytest.mark.skipif(os.name == "nt", reason="holes in files are POSIX's")
@pytest.mark.parametrize(
    ("form", "n_bytes", "head"),
    [("auto", 2000, b"RIFF"), ("auto", 4 * GIB - 100, b"RF64"), ("always", 5 * GIB, b"RF64"), ("always", 2000, b"RF64")],
    ids=["small", "grown over 4 GiB", "5 GiB", "small RF64"],
)
def test_sizes_are_right_after_tagging(form: str, n_bytes: int, head: bytes, tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav", form, n_bytes)
    write_tags(path, Tags("A title", ("Ann",)))
    once = path.stat().st_size
    with path.open("rb") as file:
        found = file.read(80)
    assert found[:4] == head
    size = unpack("<Q", found[20:28])[0] if head == b"RF64" else unpack("<I", found[4:8])[0]
    assert size == once - 8
    assert soundfile.info(path).frames == n_bytes // 2
    assert "A title" in told_by_ffmpeg(path)
    write_tags(path, Tags("A title", ("Ann",)))
    assert path.stat().st_size == once


def test_sound_of_an_odd_length_is_filled_up(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav", "auto", 2001)
    append_chunks(path, b"test\x02\0\0\0ab")
    assert path.read_bytes()[80 + 2001 :] == b"\0test\x02\0\0\0ab"
