"""The one place that runs ffmpeg: sound goes in and out through pipes, its messages come back as our errors."""

from __future__ import annotations

import errno
import os
import re
import signal
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import IO

import numpy as np

from turncast.errors import SoundError
from turncast.model import Chapter
from turncast.runner import ahead
from turncast.sound.formats import FORMATS, Delivery
from turncast.sound.mp3 import note_padding
from turncast.sound.peaks import Block

_READ_BYTES = 1 << 20
_BLOCKS_AHEAD = 4
"""Of a few seconds each."""
_AU_HEADER = struct.Struct(">4s5I")
"""Magic, where the sound begins, its length, encoding, rate, channels: raw sound would not tell how many channels it has."""
_PLAIN = ["-map", "0:a", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
"""Keeps ffmpeg's own version out of the file."""
_TOLD_BYTES = 2000
"""How much of ffmpeg's own words an error repeats at most."""
_DISK_ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.EIO)
"""What the system may say through ffmpeg where a file cannot be written: the disk needs attention then, not ffmpeg."""


@dataclass(frozen=True, slots=True)
class ChapterList:
    """The chapters of a programme that ends at end_ms."""

    chapters: tuple[Chapter, ...]
    end_ms: int


def encode(
    blocks: Iterable[Block], sample_rate_hz: int, delivery: Delivery, path: Path, chapter_list: ChapterList | None = None
) -> None:
    """Write blocks of as many channels as the (complete) delivery says.

    The bytes depend on the sound and the chapters alone; chapters are written where they are part of the container. The file
    decodes to exactly the length that came in (MP3: whole frames of 1152 samples); at another rate, to within a millisecond of it.
    Raises OSError where the disk refuses the file, SoundError where ffmpeg fails.
    """
    form = FORMATS[delivery.format]
    sound_in = ["-f", "f32le", "-ar", str(sample_rate_hz), "-ac", str(delivery.n_channels), "-i", "pipe:0"]
    bit_rate = ["-b:a", f"{delivery.bit_rate_kbps}k"] if delivery.bit_rate_kbps else []
    sound_out = ["-c:a", form.encoder, "-ar", str(delivery.sample_rate_hz), *bit_rate, *form.arguments, "-y", f"file:{path}"]
    with _chapters_in(chapter_list if form.chapters_inside else None) as listed:
        # a pipe holds a third of a second, so without `ahead` either of the two would wait for the other
        sound = (block.astype("<f4").tobytes() for block in ahead(blocks, _BLOCKS_AHEAD))
        _feed([*sound_in, *listed, *_PLAIN, *sound_out], sound, path)


def join(frames: Iterable[bytes], n_samples: int, delivery: Delivery, path: Path) -> None:
    """Write an MP3 of frames that were encoded before, n_samples of sound together, as `encode` writes one; raises as it does."""
    copied = ["-c:a", "copy", *FORMATS[delivery.format].arguments, "-y", f"file:{path}"]
    _feed(["-f", delivery.format, "-i", "pipe:0", *_PLAIN, *copied], frames, path)
    note_padding(path, n_samples)


def version() -> str:
    """What tells one ffmpeg from another, with its own libraries; encoders that it takes from the system are not named in it."""
    return _version_of(_executable())


@lru_cache(maxsize=1)
def _version_of(program: str) -> str:
    try:
        return subprocess.run([program, "-version"], capture_output=True, text=True, errors="replace", check=True).stdout
    except (OSError, subprocess.CalledProcessError) as e:
        raise SoundError(f"{program} does not tell its version ({e}): reinstall imageio-ffmpeg") from e


@contextmanager
def _chapters_in(chapter_list: ChapterList | None) -> Iterator[list[str]]:
    """ffmpeg's arguments for chapters, which it writes both ways that players read: a text track (Apple) and `chpl` (Nero)."""
    if chapter_list is None or not chapter_list.chapters:
        yield []
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chapters.txt"
        path.write_text(chapter_text(chapter_list), encoding="utf-8")
        yield ["-f", "ffmetadata", "-i", f"file:{path}", "-map_chapters", "1"]


def chapter_text(chapter_list: ChapterList) -> str:
    r"""Chapters in ffmpeg's metadata form.

    >>> print(chapter_text(ChapterList((Chapter(0, "A = b"), Chapter(2000, "C")), 9000)))
    ;FFMETADATA1
    [CHAPTER]
    TIMEBASE=1/1000
    START=0
    END=2000
    title=A \= b
    [CHAPTER]
    TIMEBASE=1/1000
    START=2000
    END=9000
    title=C
    """
    lines = [";FFMETADATA1"]
    ends = [chapter.start_ms for chapter in chapter_list.chapters[1:]] + [chapter_list.end_ms]
    for chapter, end_ms in zip(chapter_list.chapters, ends, strict=True):
        title = re.sub(r"([=;#\\])", r"\\\1", " ".join(chapter.title.split()))
        # a backslash at a line's end joins it to the next one, escaped or not
        title += " " * title.endswith("\\")
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={chapter.start_ms}", f"END={end_ms}", f"title={title}"]
    return "\n".join(lines)


def _feed(arguments: Sequence[str], parts: Iterable[bytes], path: Path) -> None:
    """Give ffmpeg what it makes the file at `path` of."""
    with _running(arguments, path, subprocess.PIPE, subprocess.DEVNULL) as process:
        assert process.stdin is not None
        for data in parts:
            if not _taken(process.stdin, data):
                break


def _taken(pipe: IO[bytes], data: bytes) -> bool:
    """Whether ffmpeg took the data; it does not where it has ended, and its exit then tells why."""
    try:
        pipe.write(data)
    except OSError:
        return False
    return True


def decode(path: Path, n_channels: int = 1) -> Iterator[Block]:
    """The sound of a file of so many channels in blocks, at its own rate, as players hear it: without the encoder's padding.

    Raises OSError where the file cannot be opened, SoundError where ffmpeg cannot read it.
    """
    shape = (-1, n_channels) if n_channels > 1 else (-1,)
    for block in _decoded(path, ["-ac", str(n_channels)]):
        yield block.reshape(shape)


def decode_any(path: Path, sample_rate_hz: int) -> Iterator[Block]:
    """The first sound in any file that ffmpeg reads, in mono blocks at that rate, whatever its own rate and channels are.

    Raises OSError where the file cannot be opened, SoundError where there is no sound in it.
    """
    return _decoded(path, ["-vn", "-ac", "1", "-ar", str(sample_rate_hz)])


def decode_music(path: Path, sample_rate_hz: int) -> Iterator[Block]:
    """As `decode_any`, but what has two channels keeps them, and what has more is mixed to two."""
    layouts = "aformat=channel_layouts=mono|stereo"
    wanted = ["-vn", "-map", "0:a:0", "-af", layouts, "-ar", str(sample_rate_hz), "-c:a", "pcm_f32be", "-f", "au", "pipe:1"]
    with _running(["-i", f"file:{path}", *wanted], path, subprocess.DEVNULL, subprocess.PIPE) as process:
        assert process.stdout is not None
        header = process.stdout.read(_AU_HEADER.size)
        if len(header) < _AU_HEADER.size:
            return  # the exit code tells why
        _, offset, _, _, _, n_channels = _AU_HEADER.unpack(header)
        process.stdout.read(offset - _AU_HEADER.size)
        while data := process.stdout.read(_READ_BYTES):
            sound = np.frombuffer(data, ">f4").astype(np.float32)
            yield sound.reshape(-1, n_channels) if n_channels > 1 else sound


def _decoded(path: Path, wanted: Sequence[str]) -> Iterator[Block]:
    """What ffmpeg gives for a file, channels interleaved."""
    arguments = ["-i", f"file:{path}", *wanted, "-f", "f32le", "pipe:1"]
    with _running(arguments, path, subprocess.DEVNULL, subprocess.PIPE) as process:
        assert process.stdout is not None
        # who leaves early leaves this block, which ends ffmpeg, and with it what waits for its sound
        for data in ahead(iter(partial(process.stdout.read, _READ_BYTES), b""), _BLOCKS_AHEAD):
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
