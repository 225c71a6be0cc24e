"""MP3 as a row of frames, so that pieces which were encoded apart become one file.

A frame may take bits of its sound from the frames before it (the reservoir), and overlaps with its neighbours; but the first frame
of an encoding takes none, and in silence there is nothing to overlap. So where pieces begin and end in silence, one frame after
another is the whole programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from turncast.errors import SoundError

FRAME = 1152
"""Samples in a frame of layer III (ISO 11172-3, 2.4.2.1)."""
_ENCODER_DELAY, _DECODER_DELAY = 576, 529
DELAY = _ENCODER_DELAY + _DECODER_DELAY
"""By so many samples sound comes late: out of LAME, and out of any decoder."""
_BIT_RATES_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_SAMPLE_RATES_HZ = (44_100, 48_000, 32_000)
"""Of MPEG-1, by index (ISO 11172-3, 2.4.2.3)."""
_HEADER_BYTES, _HEAD_BYTES = 4, 4 + 32 + 156
"""The second also holds stereo's side information and what Xing's and LAME's headers are."""
_SIDE_BYTES = (32, 32, 32, 17)
"""Side information by channel mode: stereo, joint, dual, mono."""
_PADDING_AT, _CHECK_AT = 141, 154
"""Where LAME's header has its delays, and the check of all bytes before it; counted from "Info"."""


def sound_frames(data: bytes) -> Iterator[bytes]:
    """The frames of a file without tags, but for the first one, which is LAME's header and no sound.

    Raises SoundError where something else than a frame of MPEG-1 layer III stands in it.
    """
    at = _frame_bytes(data, 0)
    while at < len(data):
        n_bytes = _frame_bytes(data, at)
        yield data[at : at + n_bytes]
        at += n_bytes


def note_padding(path: Path, n_samples: int) -> None:
    """Tell in LAME's header of a file that n_samples follow the encoder's delay, so that players drop what is around them."""
    with path.open("r+b") as file:
        head = bytearray(file.read(_HEAD_BYTES))
        _frame_bytes(head, 0)
        info = _HEADER_BYTES + _SIDE_BYTES[head[3] >> 6]
        if head[info : info + 4] != b"Info":
            raise SoundError(f"{path.name} has no header of LAME: this ffmpeg cannot be used, reinstall it")
        n_frames = int.from_bytes(head[info + 8 : info + 12], "big")
        padding = n_frames * FRAME - _ENCODER_DELAY - n_samples
        if not _DECODER_DELAY <= padding < _DECODER_DELAY + FRAME:
            raise SoundError(f"the MP3 has {n_frames} frames for {n_samples} samples: this ffmpeg cannot be used, reinstall it")
        head[info + _PADDING_AT : info + _PADDING_AT + 3] = (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
        head[info + _CHECK_AT : info + _CHECK_AT + 2] = _crc_16(head[: info + _CHECK_AT]).to_bytes(2, "big")
        file.seek(0)
        file.write(head)


def _frame_bytes(data: bytes | bytearray, at: int) -> int:
    """The length of the frame that begins there."""
    header = data[at : at + _HEADER_BYTES]
    if len(header) == _HEADER_BYTES and header[0] == 0xFF and header[1] & 0xFE == 0xFA:
        bit_rate, sample_rate = header[2] >> 4, header[2] >> 2 & 3
        if 0 < bit_rate < len(_BIT_RATES_KBPS) and sample_rate < len(_SAMPLE_RATES_HZ):
            padding = header[2] >> 1 & 1
            return FRAME // 8 * 1000 * _BIT_RATES_KBPS[bit_rate] // _SAMPLE_RATES_HZ[sample_rate] + padding
    raise SoundError(f"an MP3 has no frame at byte {at}: this ffmpeg cannot be used, reinstall it")


def _crc_16(data: bytes | bytearray) -> int:
    """CRC-16 with the polynomial 0x8005, lowest bit first, as LAME's header has it.

    >>> hex(_crc_16(b"123456789"))
    '0xbb3d'
    """
    found = 0
    for byte in data:
        found ^= byte
        for _ in range(8):
            found = found >> 1 ^ (0xA001 if found & 1 else 0)
    return found
