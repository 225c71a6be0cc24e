"""Chunks added to a WAV file, also to one of over 4 GB (RF64, EBU Tech 3306)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from struct import pack, unpack

_LARGEST = 0xFFFFFFFF
"""The most that a 32-bit size can tell; in RF64 it says that the size stands in the ds64 chunk."""
_HEAD_BYTES = 80
"""RIFF head, fmt chunk, an empty chunk with room for ds64, and the head of the data chunk; RF64 has ds64 before fmt."""


def info_chunk(texts: Mapping[str, str]) -> bytes:
    r"""A LIST chunk of texts by their four-letter names.

    >>> info_chunk({"INAM": "odd"})
    b'LIST\x10\x00\x00\x00INFOINAM\x04\x00\x00\x00odd\x00'
    """
    return chunk("LIST", b"INFO" + b"".join(chunk(name, text.encode() + b"\0") for name, text in texts.items()))


def chunk(name: str, body: bytes) -> bytes:
    """Name, size and body, filled up to an even length as RIFF asks."""
    return name.encode() + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def append_chunks(path: Path, chunks: bytes) -> None:
    """Put chunks behind the sound of a WAV file, in the place of those that are there; over 4 GB it becomes RF64.

    The file is as ffmpeg writes it: 16 bit, with room for 64-bit sizes. Raises OSError where the disk refuses.
    """
    with path.open("r+b") as file:
        head = file.read(_HEAD_BYTES)
        n_bytes = _bytes_of_sound(head)
        file.seek(_HEAD_BYTES + n_bytes)
        file.truncate()
        file.write(b"\0" * (n_bytes % 2) + chunks)
        size = file.tell() - 8
        file.seek(0)
        file.write(_with_size(head, size))


def _bytes_of_sound(head: bytes) -> int:
    found: int = unpack("<Q", head[28:36])[0] if head.startswith(b"RF64") else unpack("<I", head[76:80])[0]
    return found


def _with_size(head: bytes, size: int) -> bytes:
    """The head of a file that is `size` long without its first eight bytes."""
    if head.startswith(b"RF64"):
        return head[:20] + pack("<Q", size) + head[28:]
    if size <= _LARGEST:
        return head[:4] + pack("<I", size) + head[8:]
    form, n_bytes = head[12:36], _bytes_of_sound(head)
    frame_bytes = unpack("<H", form[20:22])[0]
    wide = b"ds64" + pack("<IQQQI", 28, size, n_bytes, n_bytes // frame_bytes, 0)
    unknown = pack("<I", _LARGEST)
    return b"RF64" + unknown + b"WAVE" + wide + form + b"data" + unknown
