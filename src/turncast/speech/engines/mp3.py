"""Whether an MP3 came whole: decoders play a broken one up to its end and say nothing."""

from __future__ import annotations

_MPEG1_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_MPEG2_KBPS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
"""Of layer III, by the header's four bits (ISO/IEC 11172-3, 2.4.2.3; ISO/IEC 13818-3, 2.4.2.3); 0 where it does not tell."""
_RATES_HZ = (44_100, 48_000, 32_000)
"""Of MPEG-1; MPEG-2 has halves, MPEG-2.5 quarters."""
_HEADER_BYTES, _TAG_BYTES = 4, 10


def is_cut(mp3: bytes) -> bool:
    """Whether it ends within a frame, or before all the frames that its Xing header claims; False where that cannot be told."""
    at = n_frames = claimed = 0
    while length := _length(mp3[at : at + _TAG_BYTES]):
        if mp3[at : at + 3] != b"ID3":
            claimed = claimed if n_frames else _claimed(mp3[at : at + min(length, 64)])
            n_frames += 1
        at += length
    left = len(mp3) - at
    return left < 0 or (left < _HEADER_BYTES and n_frames < claimed)


def _length(head: bytes) -> int:
    """Bytes of the frame or the ID3v2 tag that begins so; 0 where none does."""
    if head[:3] == b"ID3" and len(head) == _TAG_BYTES:
        return _TAG_BYTES + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    if len(head) < _HEADER_BYTES or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # the sync word, and layer III
        return 0
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version == 1 or rate == 3:
        return 0
    kbps = (_MPEG1_KBPS if version == 3 else _MPEG2_KBPS)[head[2] >> 4]
    rate_hz = _RATES_HZ[rate] // {3: 1, 2: 2, 0: 4}[version]
    return (144_000 if version == 3 else 72_000) * kbps // rate_hz + (head[2] >> 1 & 1) if kbps else 0


def _claimed(frame: bytes) -> int:
    """How many frames follow the first one, by the header that encoders hide in it; 0 where it does not tell."""
    at = max(frame.find(b"Xing"), frame.find(b"Info"))
    tells = at > 0 and int.from_bytes(frame[at + 4 : at + 8], "big") & 1
    return int.from_bytes(frame[at + 8 : at + 12], "big") if tells else 0
