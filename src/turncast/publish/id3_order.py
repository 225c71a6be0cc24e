"""The order of the frames in an ID3v2 tag."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack

HEAD_BYTES = 10
"""Of a tag and of each frame: ID3v2.3 and v2.4, 3.1 and 3.3."""
_LAST = (b"CTOC", b"CHAP", b"APIC", b"SYLT", b"USLT")
"""What is long comes last, so that a player which reads a file from the network knows the title first."""


def in_order(tag: bytes) -> bytes:
    """The same tag with its chapters by start time behind their table of contents, and all long frames last.

    mutagen puts equal frames by size, but players exist that list chapters as they lie in the file.
    """
    assert tag.startswith(b"ID3")
    frames = sorted(_frames(tag), key=_place)
    body = b"".join(frames)
    return tag[:HEAD_BYTES] + body + bytes(len(tag) - HEAD_BYTES - len(body))


def tag_bytes(head: bytes) -> int:
    """The length of a tag, head included, from its first ten bytes."""
    return HEAD_BYTES + _syncsafe(head[6:10])


def _frames(tag: bytes) -> Iterator[bytes]:
    at, is_v24 = HEAD_BYTES, tag[3] == 4
    while at < len(tag) and tag[at]:
        field = tag[at + 4 : at + 8]
        end = at + HEAD_BYTES + (_syncsafe(field) if is_v24 else unpack(">I", field)[0])
        yield tag[at:end]
        at = end


def _place(frame: bytes) -> tuple[int, int]:
    """Where a frame belongs: its kind, then the start time that follows a chapter's name."""
    name = frame[:4]
    kind = 1 + _LAST.index(name) if name in _LAST else 0
    if name != b"CHAP":
        return kind, 0
    times = frame.index(b"\0", HEAD_BYTES) + 1
    return kind, unpack(">I", frame[times : times + 4])[0]


def _syncsafe(field: bytes) -> int:
    """A number of four times seven bits."""
    return field[0] << 21 | field[1] << 14 | field[2] << 7 | field[3]
