"""The frames of an MP3 file, walked from the first to the last: ISO 11172-3, 2.4.1 and 2.4.2, layer III."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""By the two bits that name the version: 3 is MPEG-1, 2 is MPEG-2, 0 is 2.5."""
_XING = re.compile(b"Xing|Info")
_NAME_AT = 120
_TRUSTED = (b"LAME", b"Lavc")
"""The names behind which Firefox looks for delay and padding (its VBRHeader::ParseXing); mutagen takes the first only."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What the headers of a file say."""

    n_frames: int
    """Of sound: without the one that only holds the encoder's notes."""
    bit_rates_kbps: frozenset[int]
    sample_rates_hz: frozenset[int]
    n_channels: frozenset[int]
    has_encoder_notes: bool
    """Whether the first frame tells players how much padding to drop, in a name that they trust."""
    n_stray_bytes: int
    """Between frames or after them, and in none; an ID3v1 tag at the end does not count."""


@dataclass(frozen=True, slots=True)
class _Header:
    kbps: int
    rate_hz: int
    n_channels: int
    n_bytes: int


def walk(path: Path) -> Frames:
    """The frames between the tags of a file of any size: it is read one frame at a time."""
    found: set[_Header] = set()
    n_frames, n_stray, is_notes, named = 0, 0, False, False
    headers: dict[bytes, _Header | None] = {}
    with path.open("rb") as file:
        file.seek(_tag_bytes(file.read(10)))
        four = file.read(4)
        while len(four) == 4 and not four.startswith(b"TAG"):
            if four not in headers:
                headers[four] = _header(four)
            header = headers[four]
            if header is None:
                four, n_stray = four[1:] + file.read(1), n_stray + 1
                continue
            rest = file.read(header.n_bytes - 4)
            if n_frames == 0 and not is_notes and _XING.search(rest[:60]):
                is_notes, named = True, _names_encoder(rest)
            else:
                n_frames += 1
                found.add(header)
            four = file.read(4)
        n_stray += len(four) % 4
    return Frames(
        n_frames,
        frozenset(one.kbps for one in found),
        frozenset(one.rate_hz for one in found),
        frozenset(one.n_channels for one in found),
        named,
        n_stray,
    )


def _names_encoder(frame: bytes) -> bool:
    """Whether the encoder's notes name an encoder whose word on padding players take; it stands 120 bytes behind "Info"."""
    found = _XING.search(frame[:60])
    return bool(found and frame[found.start() + _NAME_AT :].startswith(_TRUSTED))


def _tag_bytes(start: bytes) -> int:
    """How long the ID3v2 tag is that a file begins with; its size has seven bits in a byte."""
    if not start.startswith(b"ID3"):
        return 0
    size = 0
    for byte in start[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _header(four: bytes) -> _Header | None:
    """What four bytes say, or None where they are no header of layer III."""
    bits = int.from_bytes(four, "big")
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    kbps_at, rate_at, padding, mode = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1, bits >> 6 & 3
    if bits >> 21 != 0x7FF or version == 1 or layer != 1 or kbps_at in (0, 15) or rate_at == 3:
        return None
    kbps = (_KBPS_1 if version == 3 else _KBPS_2)[kbps_at]
    rate_hz = _RATES_HZ[version][rate_at]
    samples_by_8 = 144 if version == 3 else 72
    return _Header(kbps, rate_hz, 1 if mode == 3 else 2, samples_by_8 * kbps * 1000 // rate_hz + padding)
