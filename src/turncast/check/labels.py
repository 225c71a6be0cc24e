"""What a player shows of the file: names, cover and chapters, read back through mutagen."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from turncast.errors import SourceError


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter as it is tagged."""

    start_ms: int
    end_ms: int | None
    """None where the kind of file tells no ends."""
    title: str


@dataclass(frozen=True, slots=True)
class Cover:
    n_bytes: int
    width: int
    height: int
    form: str
    """"JPEG", "PNG" ..., "" where it is no picture."""
    mode: str
    """"RGB", "RGBA", "CMYK" ..."""


@dataclass(frozen=True, slots=True)
class Labels:
    title: str = ""
    artist: str = ""
    language: str = ""
    version: str = ""
    """Of ID3, as "2.3"; "" in files that have another kind of tag."""
    cover: Cover | None = None
    chapters: tuple[Mark, ...] = ()
    toc: tuple[str, ...] | None = None
    """The ids that the first top-level, ordered table of contents lists; None where there is none."""
    ids: tuple[str, ...] = ()
    """Of the chapters, where they have some."""


def labels(path: Path) -> Labels:
    """The tags of a file. Raises SourceError where mutagen cannot read it."""
    import mutagen

    try:
        file = mutagen.File(path)
    except mutagen.MutagenError as error:
        raise SourceError(f"{path} cannot be read ({error}): make the episode again") from error
    if file is None:
        raise SourceError(f"{path} is no kind of sound file that is known: make the episode again")
    kind = type(file).__name__
    return _READERS[kind](file) if file.tags is not None and kind in _READERS else Labels()


def _from_id3(file: Any) -> Labels:
    tags = file.tags
    pictures = tags.getall("APIC")
    marks = sorted(tags.getall("CHAP"), key=lambda one: one.start_time)
    tables = [one for one in tags.getall("CTOC") if one.flags & 3 == 3]
    return Labels(
        title=_text(tags.get("TIT2")),
        artist=_text(tags.get("TPE1")),
        language=_text(tags.get("TLAN")),
        version=".".join(map(str, tags.version[:2])),
        cover=cover_of(pictures[0].data) if pictures else None,
        chapters=tuple(Mark(one.start_time, one.end_time, _text(one.sub_frames.get("TIT2"))) for one in marks),
        toc=tuple(tables[0].child_element_ids) if tables else None,
        ids=tuple(one.element_id for one in marks),
    )


def _text(frame: Any) -> str:
    return "" if frame is None else ", ".join(str(text) for text in frame.text)


def _from_mp4(file: Any) -> Labels:
    language = file.get("----:com.apple.iTunes:LANGUAGE", [b""])[0]
    covers = file.get("covr", [])
    chapters = tuple(Mark(round(1000 * one.start), None, one.title) for one in file.chapters or ())
    found = Labels(_first(file, "©nam"), ", ".join(file.get("©ART", [])), bytes(language).decode(errors="replace"))
    return replace(found, cover=cover_of(bytes(covers[0])) if covers else None, chapters=chapters)


def _from_vorbis(file: Any) -> Labels:
    pictures = getattr(file, "pictures", None)
    data = pictures[0].data if pictures else _picture_in(_first(file, "metadata_block_picture"))
    starts = sorted(name for name in file if re.fullmatch(r"chapter\d+", name.lower()))
    chapters = tuple(Mark(_clock_ms(_first(file, name)), None, _first(file, f"{name}name")) for name in starts)
    found = Labels(_first(file, "title"), ", ".join(file.get("artist", [])), _first(file, "language"))
    return replace(found, cover=cover_of(data) if data else None, chapters=chapters)


def _first(tags: Any, name: str) -> str:
    return str((tags.get(name) or [""])[0])


def _picture_in(text: str) -> bytes:
    from mutagen import flac

    picture: Any = flac.Picture  # mutagen says that it is typed, and is not
    return bytes(picture(base64.b64decode(text)).data) if text else b""


def _clock_ms(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def cover_of(data: bytes) -> Cover:
    """What a picture's header says: nothing is decoded, so a huge one costs nothing."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            return Cover(len(data), width, height, picture.format or "", picture.mode)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return Cover(len(data), 0, 0, "", "")


_READERS: dict[str, Callable[[Any], Labels]] = {
    "MP3": _from_id3,
    "WAVE": _from_id3,
    "MP4": _from_mp4,
    "OggOpus": _from_vorbis,
    "OggVorbis": _from_vorbis,
    "FLAC": _from_vorbis,
}
"""By the name of mutagen's class."""
