from __future__ import annotations

import subprocess

import imageio_ffmpeg
import pytest
from speech_services import beep_mp3

from turncast.speech.engines.mp3 import is_cut


def encoded(*options: str) -> bytes:
    """An MP3 by another encoder: two seconds with what is asked for."""
    source = ("-f", "lavfi", "-i", "sine=duration=2")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source, *options, "-f", "mp3", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


WHOLE = {
    "Xing": lambda: beep_mp3(2),
    "no Xing, ID3v2": lambda: encoded("-ar", "24000", "-b:a", "32k"),
    "MPEG-1, ID3v1": lambda: encoded("-ar", "44100", "-ac", "2", "-b:a", "128k", "-write_id3v1", "1"),
    "MPEG-2.5": lambda: encoded("-ar", "8000", "-b:a", "16k", "-id3v2_version", "0"),
    "two in one": lambda: beep_mp3(1) + encoded("-ar", "24000", "-b:a", "64k"),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_whole_is_not_cut_and_what_ends_within_a_frame_is(kind: str) -> None:
    mp3 = WHOLE[kind]()
    assert not is_cut(mp3)
    middle = len(mp3) // 2
    assert sum(is_cut(mp3[:end]) for end in range(middle, middle + 100)) >= 95, "a frame's edge among a hundred places"


def test_a_xing_header_tells_of_a_cut_at_any_place() -> None:
    mp3 = beep_mp3(2)
    assert all(is_cut(mp3[:end]) for end in range(100, len(mp3) - 300))


@pytest.mark.parametrize("data", [b"", b"\xff", b"RIFF....WAVE", b"\xff\xf1" + bytes(50), bytes(1000)])
def test_what_is_no_mp3_is_not_cut(data: bytes) -> None:
    assert not is_cut(data)
