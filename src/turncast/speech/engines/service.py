"""What the engines that ask a web service share: settings from the environment, how long to wait, and bytes to samples."""

from __future__ import annotations

import io
import math
import os
import threading
import warnings
from collections.abc import Mapping
from datetime import datetime, timezone
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import numpy as np

from turncast.errors import ServiceError, VoiceError
from turncast.speech.engine import Samples
from turncast.speech.engines.mp3 import is_cut

_PCM_KINDS = ("audio/pcm", "audio/l16")
_HEADS = (b"RIFF", b"fLaC", b"OggS")
_PCM_RATE_HZ = 24_000
"""Of sound without a header, which is signed, 16 bit, little-endian (OpenAI's API reference); its content type may tell another."""
_NO_LENGTH = 1 << 30
"""A WAV that claims more than this (six hours of speech) was sent while it was made, and its maker did not know its length yet:
OpenAI and Kokoro-FastAPI write 0xFFFFFFFF, others 2,000,000,000 or nothing at all."""
_ONE_AT_A_TIME = threading.Lock()


def number_set(name: str, default: float, least: float = 0) -> float:
    """The number that the user has set in the environment. Raises VoiceError where it is none, or less than the least."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        raise VoiceError(f"{name} is {text!r}; it should be a number, {least:g} or more")
    return number


def wait_asked_s(headers: Mapping[str, str]) -> float | None:
    """How many seconds the service asks to wait: Retry-After, a number or a date (RFC 9110, 10.2.3).

    >>> wait_asked_s({"Retry-After": "12"}), wait_asked_s({"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}), wait_asked_s({})
    (12.0, 0.0, None)
    """
    asked = headers.get("Retry-After", "").strip()
    if asked.replace(".", "", 1).isdecimal():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, TypeError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=timezone.utc)
    return max(0.0, (aware - datetime.now(timezone.utc)).total_seconds())


def decoded(data: bytes, engine: str, kind: str = "") -> tuple[Samples, int]:
    """Samples and their rate, whatever form the sound came in; `kind` is the content type that the service claims.

    Raises ServiceError where there is no sound in it, or it breaks off.
    """
    if not data:
        raise ServiceError(f"{engine}: the service's answer is empty; run again, or use another engine")
    claimed = Message()
    claimed["Content-Type"] = kind
    if claimed.get_content_type() in _PCM_KINDS and data[:4] not in _HEADS:
        rate = str(claimed.get_param("rate", ""))
        samples, sample_rate_hz = _pcm(data), int(rate) if rate.isdecimal() else _PCM_RATE_HZ
    elif data[:100].lstrip()[:1] in (b"<", b"{"):
        raise ServiceError(
            f"{engine}: the service answered with a page or a message, not with sound; run again, or use another engine"
        )
    else:
        samples, sample_rate_hz = _read(_with_length(data, engine), engine)
    if not len(samples):
        raise ServiceError(f"{engine}: there is no sound in the service's answer; run again, or use another engine")
    return np.asarray(np.clip(np.nan_to_num(samples), -1, 1), np.float32), sample_rate_hz


def _pcm(data: bytes) -> Samples:
    return np.asarray(np.frombuffer(data[: len(data) // 2 * 2], "<i2") / 32768, np.float32)


def _with_length(data: bytes, engine: str) -> bytes:
    """The same WAV with its true length in its header; anything else as it is. Raises ServiceError where the end is missing."""
    at = _data_chunk(data) + 4
    if at == 3:
        return data
    claimed, there = int.from_bytes(data[at : at + 4], "little"), len(data) - at - 4
    if there < claimed < _NO_LENGTH:
        raise ServiceError(
            f"{engine}: the service's answer broke off, {there:,} of {claimed:,} bytes; run again, or use another engine"
        )
    if 0 < claimed < _NO_LENGTH:
        return data
    return data[:at] + max(there, 0).to_bytes(4, "little") + data[at + 4 :]


def _data_chunk(data: bytes) -> int:
    """Where the chunk with the samples begins; -1 where this is no WAV, or has none."""
    at = 12
    while data[:4] == b"RIFF" and data[8:12] == b"WAVE" and at + 8 <= len(data):
        if data[at : at + 4] == b"data":
            return at
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return -1


def _read(data: bytes, engine: str) -> tuple[Samples, int]:
    import soundfile

    if is_cut(data):
        raise ServiceError(f"{engine}: the service's answer broke off in the middle; run again, or use another engine")
    try:
        sound, sample_rate_hz = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.SoundFileError:
        return _converted(data, engine)
    samples: Samples = np.mean(sound, axis=1, dtype=np.float32)
    return samples, int(sample_rate_hz)


def _converted(data: bytes, engine: str) -> tuple[Samples, int]:
    """What soundfile cannot read, such as AAC, through ffmpeg."""
    segment = _segment()
    from pydub.exceptions import CouldntDecodeError

    mp4, webm = data[4:8] == b"ftyp", data[:4] == b"\x1a\x45\xdf\xa3"
    codec = "aac" if mp4 or data[:2] in (b"\xff\xf1", b"\xff\xf9") else "opus" if webm else "mp3"
    try:
        # with a codec given pydub does not look for ffprobe, which imageio-ffmpeg does not carry
        sound = segment.from_file(io.BytesIO(data), codec=codec).set_channels(1).set_sample_width(2)
    except (CouldntDecodeError, IndexError, OSError) as error:
        raise ServiceError(f"{engine}: what the service sent is no sound; run again, or use another engine") from error
    return np.asarray(sound.get_array_of_samples(), np.float32) / np.float32(32768), int(sound.frame_rate)


def _segment() -> Any:
    """pydub's class. Imported by one thread at a time: the filters for warnings belong to all of them."""
    with _ONE_AT_A_TIME:
        return _pydub()


@lru_cache(maxsize=1)
def _pydub() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for a system ffmpeg on import, and complains
        import imageio_ffmpeg
        from pydub import AudioSegment
    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    return AudioSegment
