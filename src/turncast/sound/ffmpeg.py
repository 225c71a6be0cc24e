"""The one place that runs ffmpeg: sound goes in and out through pipes, its messages come back as our errors."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import numpy as np

from turncast.errors import SoundError
from turncast.sound.peaks import Block

_READ_BYTES = 1 << 20
_TOLD_BYTES = 2000
"""How much of ffmpeg's own words an error repeats at most."""
_DISK_ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.EIO)
"""What the system may say through ffmpeg where a file cannot be written: the disk needs attention then, not ffmpeg."""


def encode_mp3(blocks: Iterable[Block], sample_rate_hz: int, bit_rate_kbps: int, path: Path) -> None:
    """Write mono blocks as an MP3 of constant bit rate, with the header that lets players drop the encoder's padding.

    The bytes depend on the sound alone, and whole frames of 1152 samples decode to exactly the length that came in.
    Raises OSError where the disk refuses the file, SoundError where ffmpeg fails.
    """
    sound_in = ["-f", "f32le", "-ar", str(sample_rate_hz), "-ac", "1", "-i", "pipe:0"]
    # bitexact keeps ffmpeg's version out of the file
    plain = ["-map_metadata", "-1", "-id3v2_version", "0", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    mp3_out = ["-c:a", "libmp3lame", "-b:a", f"{bit_rate_kbps}k", "-write_xing", "1", "-f", "mp3", "-y", f"file:{path}"]
    with _running([*sound_in, *plain, *mp3_out], path, subprocess.PIPE, subprocess.DEVNULL) as process:
        assert process.stdin is not None
        for block in blocks:
            if not _taken(process.stdin, block):
                break


def _taken(pipe: IO[bytes], block: Block) -> bool:
    """Whether ffmpeg took the block; it does not where it has ended, and its exit then tells why."""
    try:
        pipe.write(block.astype("<f4").tobytes())
    except OSError:
        return False
    return True


def decode(path: Path) -> Iterator[Block]:
    """The sound of a mono file in blocks, at the file's own rate, as players hear it: without the encoder's padding.

    Raises OSError where the file cannot be opened, SoundError where ffmpeg cannot read it.
    """
    arguments = ["-i", f"file:{path}", "-f", "f32le", "-ac", "1", "pipe:1"]
    with _running(arguments, path, subprocess.DEVNULL, subprocess.PIPE) as process:
        assert process.stdout is not None
        while data := process.stdout.read(_READ_BYTES):
            yield np.frombuffer(data, "<f4", len(data) // 4)


@contextmanager
def _running(arguments: Sequence[str], path: Path, stdin: int, stdout: int) -> Iterator[subprocess.Popen[bytes]]:
    """ffmpeg at work on `path`: killed where we leave by an exception, else waited for and its exit checked."""
    command = [_executable(), "-nostdin", "-hide_banner", "-loglevel", "error", *arguments]
    # a file takes any amount of messages, so ffmpeg never waits for us to read them
    with tempfile.TemporaryFile() as messages:
        try:
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=messages)
        except OSError as e:
            raise SoundError(f"cannot start {command[0]} ({e.strerror}): reinstall imageio-ffmpeg") from e
        try:
            yield process
            _hang_up(process)
            process.wait()
        finally:
            process.kill()
            _hang_up(process)
            process.wait()
        if process.returncode:
            raise _failure(process.returncode, _last_lines(messages), path)


def _executable() -> str:
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as e:
        raise SoundError("no ffmpeg on this machine: reinstall imageio-ffmpeg, which brings one") from e


def _hang_up(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()


def _last_lines(messages: IO[bytes]) -> str:
    messages.seek(max(0, messages.seek(0, 2) - _TOLD_BYTES))
    lines = messages.read().decode(errors="replace").split("\n")
    return " | ".join(line.strip() for line in lines[-4:] if line.strip()) or "it said nothing"


def _failure(code: int, said: str, path: Path) -> OSError | SoundError:
    for reason in _DISK_ERRORS:
        if os.strerror(reason) in said or (reason == errno.EFBIG and code == -getattr(signal, "SIGXFSZ", 0)):
            return OSError(reason, os.strerror(reason))
    return SoundError(f"ffmpeg failed on {path.name} with exit code {code}: {said}")
