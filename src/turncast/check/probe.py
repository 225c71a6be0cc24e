"""The one place where a check runs ffmpeg: somebody else's decoder and meter on the finished file."""

from __future__ import annotations

import struct
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf, log10
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from turncast.errors import SoundError, SourceError

Floats = NDArray[np.float32]
METER_STEP_S = 0.1
"""From one reading of the meter to the next."""
_READ_FRAMES = 1 << 17


@dataclass(slots=True)
class Sound:
    """A file as it is decoded."""

    sample_rate_hz: int
    n_channels: int
    blocks: Iterator[Floats]
    """float32, shape (n, n_channels), usually in [-1, 1]."""
    complaints: list[str] = field(default_factory=list)
    """What the decoder did not like; complete after the last block."""


@dataclass(frozen=True, slots=True)
class Metered:
    """What ffmpeg's ebur128 filter reads: EBU R 128, with the loudness of ITU-R BS.1770."""

    integrated_lufs: float
    range_lu: float
    true_peak_dbtp: float
    momentary_lufs: Floats
    """One every METER_STEP_S; number k is of the 400 ms that end at (k + 1) * METER_STEP_S."""
    short_term_lufs: Floats
    """The same of the 3 s before."""


@contextmanager
def opened(path: Path) -> Iterator[Sound]:
    """The sound of a file, as players hear it: without the encoder's padding. Raises SourceError where it holds none."""
    # an AU header has a fixed place for rate and channels, which no raw stream has
    with _ffmpeg(["-i", f"file:{path}", "-map", "0:a:0", "-f", "au", "-c:a", "pcm_f32be", "pipe:1"]) as (pipe, said):
        header = pipe.read(24)
        if len(header) < 24:
            raise SourceError(f"{path} holds no sound that can be decoded ({_last(said)}): make the episode again")
        _, offset, _, _, sample_rate_hz, n_channels = struct.unpack(">4s5I", header)
        pipe.read(offset - 24)
        sound = Sound(sample_rate_hz, n_channels, iter(()))
        sound.blocks = _blocks(pipe, sound, said)
        yield sound


def _blocks(pipe: IO[bytes], sound: Sound, said: IO[bytes]) -> Iterator[Floats]:
    while data := pipe.read(_READ_FRAMES * 4 * sound.n_channels):
        yield np.frombuffer(data, ">f4").reshape(-1, sound.n_channels).astype(np.float32)
    sound.complaints += _lines(said)


def meter(path: Path) -> Metered:
    """The loudness of a file of any length. Raises SourceError where it holds no sound."""
    print_all = "ebur128=peak=true:metadata=1:framelog=quiet,ametadata=mode=print:file=-"
    last: dict[bytes, float] = {}
    curves: dict[bytes, list[float]] = {b"M": [], b"S": []}
    true_peak = 0.0
    with _ffmpeg(["-i", f"file:{path}", "-map", "0:a:0", "-af", print_all, "-f", "null", "-"]) as (pipe, said):
        for line in pipe:
            name, found, value = line.removeprefix(b"lavfi.r128.").partition(b"=")
            if not found:
                continue
            if name in curves:
                curves[name].append(float(value))
            elif name == b"true_peak":
                true_peak = max(true_peak, float(value))
            else:
                last[name] = float(value)
        if b"I" not in last:
            raise SourceError(f"{path} holds no sound that can be measured ({_last(said)}): make the episode again")
    momentary, short_term = (np.array(curve, np.float32) for curve in curves.values())
    peak_dbtp = 20 * log10(true_peak) if true_peak else -inf
    return Metered(last[b"I"], last[b"LRA"], peak_dbtp, momentary, short_term)


@contextmanager
def _ffmpeg(arguments: Sequence[str]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """ffmpeg's output and a file of what it says, while it works; it is ended when we leave."""
    import imageio_ffmpeg

    try:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-loglevel", "error", *arguments]
    except RuntimeError as error:
        raise SoundError("no ffmpeg on this machine: reinstall imageio-ffmpeg, which brings one") from error
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)
        assert process.stdout is not None
        try:
            yield process.stdout, said
        finally:
            process.stdout.close()
            process.kill()
            process.wait()


def _lines(said: IO[bytes]) -> list[str]:
    said.seek(0)
    return [line.strip() for line in said.read().decode(errors="replace").splitlines() if line.strip()]


def _last(said: IO[bytes]) -> str:
    return " ".join((_lines(said) or ["the decoder said nothing"])[-1].split())
