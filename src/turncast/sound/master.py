"""A track made into the finished programme: brought to its loudness, limited, encoded, and checked as it will be heard.

Only the decoded file tells how loud an episode is, and encoding takes longer than anything else here. So the gains are found
on an excerpt, the whole is encoded, and what comes out is measured; where it missed, which is rare, it is encoded once more with
what was learnt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from turncast.errors import SoundError
from turncast.model import Loudness, Master, Track
from turncast.sound.ffmpeg import decode, encode_mp3
from turncast.sound.levels import even_out
from turncast.sound.limiter import limit
from turncast.sound.meter import measure
from turncast.sound.peaks import Block
from turncast.sound.render import OpenClip, render
from turncast.store import whole
from turncast.units import samples_to_ms


@dataclass(frozen=True, slots=True)
class MasterSettings:
    """What the decoded file must measure, and how it is encoded."""

    integrated_lufs: float = -16.0
    true_peak_dbtp: float = -1.0
    bit_rate_kbps: int = 96


PODCAST = MasterSettings()
"""What Apple Podcasts asks for; 96 kb/s is its least for mono."""


@dataclass(frozen=True, slots=True)
class _Drive:
    """How the mix goes into the encoder."""

    gain_db: float
    ceiling_dbtp: float


_ENCODER_GAIN_DB = -0.44
"""libmp3lame scales its input by 0.95 at the bit rates of speech (measured: -0.441 to -0.446 dB at 96 and 128 kb/s)."""
_ENCODER_OVERSHOOT_DB = 1.5
"""How far the decoded peak may come out above the limiter's ceiling before all must be encoded again, which doubles the time
(measured at 96 kb/s: 0.6 to 1.2 dB in each of six hours of Kokoro's voices)."""
_METER_MARGIN_DB = 0.1
"""Two good meters read the same true peak that much apart."""
_LIMITED_SHARE = 0.35
"""How much of a further dB of gain the limiter takes away (measured on Kokoro at -16 LUFS: 0.2 to 0.4)."""
_AIM_LU, _PROMISE_LU = 0.1, 0.3
_TRIES = 4


def master(
    track: Track,
    open_clip: OpenClip,
    out_path: Path,
    settings: MasterSettings = PODCAST,
    progress: Callable[[float], None] | None = None,
    finish: Callable[[Path], None] | None = None,
) -> Master:
    """The programme as an MP3 at out_path, which appears there only when it is right.

    `finish` is called on the ready file before it gets its name: the place to write tags. `progress` is told the share that is
    done, 0 to 1, never less than before. The same track gives the same bytes.
    Raises SoundError where the sound cannot be made to meet the settings, OutputError where it cannot be written.
    """
    report = _Report(progress, track.n_samples)
    drive = _Drive(0.0, settings.true_peak_dbtp - _METER_MARGIN_DB - _ENCODER_OVERSHOOT_DB)
    even = even_out(track, open_clip, settings.integrated_lufs - _ENCODER_GAIN_DB, drive.ceiling_dbtp)
    report.done(0.1)
    with whole(out_path) as part:
        loudness = _encode(even, open_clip, part, settings, drive, report)
        if finish:
            finish(part)
        n_bytes = part.stat().st_size
    report.done(1.0)
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    return Master(out_path.name, "mp3", track.sample_rate_hz, track.n_samples, duration_ms, n_bytes, loudness)


def _encode(track: Track, open_clip: OpenClip, part: Path, settings: MasterSettings, drive: _Drive, report: _Report) -> Loudness:
    """Encode until the decoded file is right, and tell how loud it is."""
    for tries_left in reversed(range(_TRIES)):
        mix = report.counted(render(track, open_clip), 0.1, 0.7)
        limited = limit(mix, track.sample_rate_hz, drive.gain_db, drive.ceiling_dbtp)
        encode_mp3(limited, track.sample_rate_hz, settings.bit_rate_kbps, part)
        loudness = _heard(part, track, report)
        missing = settings.integrated_lufs - loudness.integrated_lufs
        over = max(0.0, loudness.true_peak_dbtp - (settings.true_peak_dbtp - _METER_MARGIN_DB))
        if abs(missing) <= (_AIM_LU if tries_left else _PROMISE_LU) and not over:
            return loudness
        drive = _corrected(drive, missing, over)
    raise SoundError(
        f"the MP3 measures {loudness.integrated_lufs:.1f} LUFS and {loudness.true_peak_dbtp:.1f} dBTP, "
        f"not {settings.integrated_lufs:g} and at most {settings.true_peak_dbtp:g}: try other voices (--cast)"
    )


def _corrected(drive: _Drive, missing_lu: float, over_db: float) -> _Drive:
    """The drive after a file came out too quiet by missing_lu and too high by over_db, knowing what the limiter takes."""
    lower = over_db and over_db + _METER_MARGIN_DB
    return _Drive(drive.gain_db + (missing_lu + lower * _LIMITED_SHARE) / (1 - _LIMITED_SHARE), drive.ceiling_dbtp - lower)


def _heard(part: Path, track: Track, report: _Report) -> Loudness:
    """The loudness of the decoded file, whose length is checked on the way."""
    n_heard = 0

    def counted() -> Iterator[Block]:
        nonlocal n_heard
        for block in decode(part):
            n_heard += len(block)
            yield block

    loudness = measure(report.counted(counted(), 0.7, 1.0), track.sample_rate_hz)
    if n_heard != track.n_samples:
        raise SoundError(f"the MP3 decodes to {n_heard} samples, not {track.n_samples}: this ffmpeg cannot be used, reinstall it")
    return loudness


class _Report:
    """Tells how far we are, only ever forwards."""

    def __init__(self, progress: Callable[[float], None] | None, n_samples: int) -> None:
        self.progress = progress
        self.n_samples = max(1, n_samples)
        self.told = 0.0

    def done(self, share: float) -> None:
        self.told = max(self.told, min(1.0, share))
        if self.progress:
            self.progress(self.told)

    def counted(self, blocks: Iterable[Block], start: float, end: float) -> Iterator[Block]:
        """The same blocks; the last of the track's samples is told as `end`."""
        n_done = 0
        for block in blocks:
            yield block
            n_done += len(block)
            self.done(start + (end - start) * n_done / self.n_samples)
