"""A track made into the finished programme: brought to its loudness, limited, encoded, and checked as it will be heard.

Only the decoded file tells how loud an episode is, and encoding takes longer than anything else here. So the gains are found
on an excerpt, the whole is encoded, and what comes out is measured; where it missed, which is rare, it is encoded once more with
what was learnt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import floor
from pathlib import Path

from turncast.errors import SoundError
from turncast.model import Chapter, Loudness, Master, Track
from turncast.sound.ffmpeg import ChapterList, decode, encode
from turncast.sound.formats import FORMATS, Delivery, complete, encoder_gain_db
from turncast.sound.levels import even_out, excerpt_rms_db
from turncast.sound.limited import Kept, forgotten
from turncast.sound.limiter import limit, lower_by
from turncast.sound.meter import measure
from turncast.sound.peaks import Block
from turncast.sound.pieces import encode_pieces, in_pieces
from turncast.sound.render import OpenClip, render
from turncast.sound.rms import RmsMeter
from turncast.store import whole
from turncast.units import resampled_length, samples_to_ms


@dataclass(frozen=True, slots=True)
class MasterSettings:
    """What the decoded file must measure, and how it is delivered."""

    integrated_lufs: float = -16.0
    true_peak_dbtp: float = -1.0
    rms_db: float | None = None
    """Where it is set it takes the place of the integrated loudness, which then only tells where to begin."""
    noise_db: float | None = None
    """The most RMS that the quietest half second may have."""
    delivery: Delivery = field(default_factory=Delivery)


PODCAST = MasterSettings()
"""What Apple Podcasts asks for; 96 kb/s is its least for mono."""
PRESETS = {
    "podcast": PODCAST,
    # AES TD1008, speech
    "aes": MasterSettings(integrated_lufs=-18.0),
    # the level that Spotify plays at
    "spotify": MasterSettings(integrated_lufs=-14.0),
    # EBU R 128
    "broadcast": MasterSettings(integrated_lufs=-23.0),
    # ACX: -23 to -18 dB RMS, so between them; at most -3 dB, -60 dB of noise, 192 kb/s
    "audiobook": MasterSettings(-19.5, -3.0, rms_db=-20.5, noise_db=-60.0, delivery=Delivery(bit_rate_kbps=192)),
}


@dataclass(frozen=True, slots=True)
class _Drive:
    """How the mix goes into the encoder."""

    gain_db: float
    ceiling_dbtp: float


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the decoded file measures."""

    loudness: Loudness
    rms_db: float
    noise_db: float
    n_samples: int


_METER_MARGIN_DB = 0.1
"""Two good meters read the same true peak that much apart."""
_LIMITED_SHARE = 0.35
"""How much of a further dB of gain the limiter takes away (measured on Kokoro at -16 LUFS: 0.2 to 0.4)."""
_SLOPES = (0.1, 1.0)
_MOST_GAIN_DB = 20.0
"""What needs more than that on top of the gains from the excerpt can only become more distorted, not louder."""
_AIM_LU, _PROMISE_LU = 0.1, 0.15
"""The promise is 0.2 LU; other meters read up to 0.05 LU from ours."""
_TRIES = 8


def master(
    track: Track,
    open_clip: OpenClip,
    out_path: Path,
    settings: MasterSettings = PODCAST,
    progress: Callable[[float], None] | None = None,
    finish: Callable[[Path], None] | None = None,
    chapters: Sequence[Chapter] = (),
    kept: Kept = forgotten,
) -> Master:
    """The programme as a file at out_path, which appears there only when it is right.

    `finish` is called on the ready file before it gets its name: the place to write tags. `progress` is told the share that is
    done, 0 to 1, never less than before. `chapters` go into the file where they are part of its container (M4A, M4B), not a tag.
    `kept` remembers what is found of single clips, and pieces of the file.
    The same track gives the same bytes.
    Raises SoundError where the sound cannot be made to meet the settings, OutputError where it cannot be written, UsageError where
    the format does not have what is asked for.
    """
    duration_ms = samples_to_ms(track.n_samples, track.sample_rate_hz)
    delivery, report = complete(settings.delivery, track.sample_rate_hz), _Report(progress)
    job = _Job(track, open_clip, settings, delivery, ChapterList(tuple(chapters), duration_ms), report, kept)
    with whole(out_path) as part:
        heard = _encode(job, part)
        if finish:
            finish(part)
        n_bytes = part.stat().st_size
    report.done(1.0)
    codec = FORMATS[delivery.format].codec
    return Master(out_path.name, codec, delivery.sample_rate_hz, heard.n_samples, duration_ms, n_bytes, heard.loudness)


@dataclass(frozen=True, slots=True)
class _Job:
    """All that encoding needs to know."""

    track: Track
    open_clip: OpenClip
    settings: MasterSettings
    delivery: Delivery
    """Complete."""
    chapter_list: ChapterList
    report: _Report
    kept: Kept

    @property
    def most_dbtp(self) -> float:
        """The highest peak that we may read."""
        return self.settings.true_peak_dbtp - _METER_MARGIN_DB

    @property
    def file(self) -> str:
        return f"the {self.delivery.format.upper()}"


def _encode(job: _Job, part: Path) -> _Heard:
    """Encode until the decoded file is right, and tell what it measures."""
    drive = _Drive(0.0, job.most_dbtp - FORMATS[job.delivery.format].overshoot_db)
    even, drive = _begun(job, drive)
    tried = list[tuple[_Drive, float]]()
    for tries_left in reversed(range(_TRIES)):
        _write(job, even, drive, part)
        heard = _heard(job, part)
        missing = _missing_db(job.settings, heard)
        over = max(0.0, heard.loudness.true_peak_dbtp - job.most_dbtp)
        if abs(missing) <= (_AIM_LU if tries_left else _PROMISE_LU) and not over:
            return _quiet_enough(job, heard)
        tried.append((drive, missing))
        drive = _corrected(tried, over)
        if drive.gain_db > tried[0][0].gain_db + _MOST_GAIN_DB:
            break
    raise SoundError(f"{job.file} measures {_told(job.settings, heard)}: try other voices (--cast), or a quieter level")


def _write(job: _Job, track: Track, drive: _Drive, part: Path) -> None:
    """Mix, limit and encode it all: in pieces where that can be done."""
    rate, delivery = track.sample_rate_hz, job.delivery

    def sound(piece: Track, lower_db: float) -> Iterator[Block]:
        return limit(render(piece, job.open_clip, delivery.n_channels), rate, drive.gain_db, drive.ceiling_dbtp - lower_db)

    if in_pieces(track, delivery):
        told = job.report.of(track.n_samples, 0.1, 0.7)
        encode_pieces(track, sound, repr(drive), job.most_dbtp, delivery, part, job.kept, told)
    else:
        encode(job.report.counted(sound(track, 0.0), track.n_samples, 0.1, 0.7), rate, delivery, part, job.chapter_list)


def _begun(job: _Job, drive: _Drive) -> tuple[Track, _Drive]:
    """The track with its voices evened out, and the gain it then needs."""
    encoder_db, n_channels = encoder_gain_db(job.delivery), job.delivery.n_channels
    target_lufs = job.settings.integrated_lufs - encoder_db
    even = even_out(job.track, job.open_clip, target_lufs, drive.ceiling_dbtp, n_channels, job.kept)
    job.report.done(0.1)
    if job.settings.rms_db is None:
        return even, drive
    missing = job.settings.rms_db - encoder_db - excerpt_rms_db(even, job.open_clip, drive.ceiling_dbtp, n_channels)
    return even, replace(drive, gain_db=round(missing, 1))


def _missing_db(settings: MasterSettings, heard: _Heard) -> float:
    """How much louder the file must become."""
    if settings.rms_db is None:
        return settings.integrated_lufs - heard.loudness.integrated_lufs
    return settings.rms_db - heard.rms_db


def _slope(tried: Sequence[tuple[_Drive, float]]) -> float:
    """How much louder a dB of gain makes the file, from the last two tries under the same ceiling."""
    if len(tried) > 1:
        (before, missed), (now, missing) = tried[-2:]
        if before.ceiling_dbtp == now.ceiling_dbtp and before.gain_db != now.gain_db:
            return min(max((missed - missing) / (now.gain_db - before.gain_db), _SLOPES[0]), _SLOPES[1])
    return 1 - _LIMITED_SHARE


def _corrected(tried: Sequence[tuple[_Drive, float]], over_db: float) -> _Drive:
    """The drive after a file whose peak came out too high by over_db, from what each drive so far made it miss."""
    drive, missing = tried[-1]
    n_lowered = len({before.ceiling_dbtp for before, _ in tried}) - 1
    lower = over_db and lower_by(over_db, n_lowered)
    gain_db = drive.gain_db + (missing + lower * _LIMITED_SHARE) / _slope(tried)
    # round, so that after an edit the pieces of a second try are found too
    return _Drive(round(gain_db, 1), floor(10 * (drive.ceiling_dbtp - lower)) / 10 if lower else drive.ceiling_dbtp)


def _heard(job: _Job, part: Path) -> _Heard:
    """What the decoded file measures; its length is checked on the way."""
    rate, n_channels = job.delivery.sample_rate_hz, job.delivery.n_channels
    planned = resampled_length(job.track.n_samples, job.track.sample_rate_hz, rate)
    meter = RmsMeter(rate, n_channels)
    sound = meter.through(decode(part, n_channels))
    loudness = measure(job.report.counted(sound, planned, 0.7, 1.0), rate, n_channels)
    # resampling may end a few samples off, which is no more than a rounded millisecond
    if abs(meter.n_samples - planned) > (0 if rate == job.track.sample_rate_hz else rate // 1000):
        raise SoundError(
            f"{job.file} decodes to {meter.n_samples} samples, not {planned}: this ffmpeg cannot be used, reinstall it"
        )
    return _Heard(loudness, meter.level_db(), meter.noise_db(), meter.n_samples)


def _quiet_enough(job: _Job, heard: _Heard) -> _Heard:
    limit_db = job.settings.noise_db
    if limit_db is not None and heard.noise_db > limit_db:
        raise SoundError(
            f"the pauses of {job.file} measure {heard.noise_db:.1f} dB RMS, over {limit_db:g}: use less background sound"
        )
    return heard


def _told(settings: MasterSettings, heard: _Heard) -> str:
    """What was measured, and what was asked for."""
    if settings.rms_db is None:
        found, asked = f"{heard.loudness.integrated_lufs:.1f} LUFS", settings.integrated_lufs
    else:
        found, asked = f"{heard.rms_db:.1f} dB RMS", settings.rms_db
    return f"{found} and {heard.loudness.true_peak_dbtp:.1f} dBTP, not {asked:g} and at most {settings.true_peak_dbtp:g}"


class _Report:
    """Tells how far we are, only ever forwards."""

    def __init__(self, progress: Callable[[float], None] | None) -> None:
        self.progress = progress
        self.told = 0.0

    def done(self, share: float) -> None:
        self.told = max(self.told, min(1.0, share))
        if self.progress:
            self.progress(self.told)

    def counted(self, blocks: Iterable[Block], n_samples: int, start: float, end: float) -> Iterator[Block]:
        """The same blocks, of n_samples together; the last sample is told as `end`."""
        n_done, told = 0, self.of(n_samples, start, end)
        for block in blocks:
            yield block
            n_done += len(block)
            told(n_done)

    def of(self, n_samples: int, start: float, end: float) -> Callable[[int], None]:
        """Tells how many of n_samples are done; the last one is told as `end`."""
        return lambda n_done: self.done(start + (end - start) * n_done / max(1, n_samples))
