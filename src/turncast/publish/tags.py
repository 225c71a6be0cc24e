"""What players show of a file: names, cover, chapters and lyrics, written through mutagen."""

from __future__ import annotations

import base64
import string
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from turncast.errors import OutputError
from turncast.model import Chapter, Cue
from turncast.publish.id3_order import HEAD_BYTES, in_order, tag_bytes
from turncast.publish.languages import iso_639_2
from turncast.publish.lyrics import lrc, lyric_lines, plain_lyrics
from turncast.publish.riff import append_chunks, chunk, info_chunk
from turncast.store import refused
from turncast.units import clock

ENCODER = "turncast"
MOST_CHAPTERS = 255
"""What ID3's table of contents and Nero's chapter list count in one byte."""


@dataclass(frozen=True, slots=True)
class Tags:
    """All that a file can tell about itself; what is empty is left out."""

    title: str
    artists: tuple[str, ...] = ()
    """The speakers."""
    language: str = ""
    """BCP 47."""
    show: str = ""
    album_artist: str = ""
    """Who makes the show."""
    date: str = ""
    """ISO 8601: a year, a month or a day."""
    number: int = 0
    """Of the episode."""
    genre: str = "Podcast"
    comment: str = ""
    description: str = ""
    url: str = ""
    """The episode's page."""
    cover: bytes = b""
    """A JPEG file."""
    chapters: tuple[Chapter, ...] = ()
    """In order, at most MOST_CHAPTERS. M4A and M4B have theirs from the encoder."""
    end_ms: int = 0
    """Where the last chapter ends: the length of the programme."""
    cues: tuple[Cue, ...] = ()
    """They become lyrics."""


_FREE = "----:com.apple.iTunes:"
"""How MP4 names what Apple has no atom for."""
# fmt: off
_TABLE = (
    # field           ID3     MP4                 Vorbis comment  RIFF INFO
    ("title",        "TIT2", "©nam",             "TITLE",        "INAM"),
    ("artist",       "TPE1", "©ART",             "ARTIST",       "IART"),
    ("show",         "TALB", "©alb",             "ALBUM",        "IPRD"),
    ("album_artist", "TPE2", "aART",             "ALBUMARTIST",  ""),
    ("date",         "TDRC", "©day",             "DATE",         "ICRD"),
    ("language",     "TLAN", _FREE + "LANGUAGE", "LANGUAGE",     "ILNG"),
    ("number",       "TRCK", "trkn",             "TRACKNUMBER",  "IPRT"),
    ("genre",        "TCON", "©gen",             "GENRE",        "IGNR"),
    ("comment",      "COMM", "©cmt",             "COMMENT",      "ICMT"),
    ("description",  "TDES", "ldes",             "DESCRIPTION",  "ISBJ"),
    ("url",          "WOAF", "©url",             "WEBSITE",      ""),
    ("encoder",      "TSSE", "©too",             "ENCODER",      "ISFT"),
    ("text",         "USLT", "©lyr",             "",             ""),
    ("timed_text",   "",     "",                 "LYRICS",       ""),
)
# fmt: on
"""What each kind of file calls a field; "" where it has no place for it. Cover, chapters and ID3's SYLT have forms of their own."""
_ID3, _MP4, _VORBIS, _RIFF = range(1, 5)


def write_tags(path: Path, tags: Tags, id3_version: int = 3) -> None:
    """Put tags into a file of a kind of `_WRITERS`, in the place of those it has; the same values give the same bytes.

    ID3 is v2.3 with UTF-16 text, which every player reads; v2.4 has UTF-8. Raises OutputError where the file cannot be written.
    """
    from mutagen import MutagenError

    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise OutputError(f"{path.name} is of no kind that has tags: choose {', '.join(_WRITERS)}")
    if len(tags.chapters) > MOST_CHAPTERS:
        raise OutputError(
            f"{path.name} would have {len(tags.chapters)} chapters, players take {MOST_CHAPTERS}: leave some headings out"
        )
    try:
        writer(path, tags, id3_version)
    except MutagenError as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, OSError):
            raise refused(path, cause) from error
        raise OutputError(f"{path.name} cannot be tagged, it is not the sound it should be: {cause}") from error
    except OSError as error:
        raise refused(path, error) from error


def _column(tags: Tags, column: int) -> dict[str, str]:
    """What the table's column calls the fields, and their texts; only those there are."""
    texts = {
        "title": tags.title,
        "artist": ", ".join(tags.artists),  # one value: ID3v2.3 parts several by slashes
        "show": tags.show,
        "album_artist": tags.album_artist,
        "date": tags.date,
        "language": iso_639_2(tags.language),
        "number": str(tags.number or ""),
        "genre": tags.genre,
        "comment": tags.comment,
        "description": tags.description,
        "url": tags.url,
        "encoder": ENCODER,
        "text": plain_lyrics(tags.cues),
        "timed_text": lrc(tags.cues),
    }
    return {row[column]: texts[row[0]] for row in _TABLE if row[column] and texts[row[0]]}


# --- ID3 -------------------------------------------------------------------------------------------------------------


def _write_mp3(path: Path, tags: Tags, id3_version: int) -> None:
    _id3(tags, id3_version).save(path, v2_version=id3_version, padding=_no_padding)
    with path.open("r+b") as file:
        length = tag_bytes(file.read(HEAD_BYTES))
        file.seek(0)
        tag = file.read(length)
        file.seek(0)
        file.write(in_order(tag))


def _id3(tags: Tags, version: int) -> Any:
    from mutagen import id3

    utf = id3.Encoding.UTF16 if version == 3 else id3.Encoding.UTF8
    language = iso_639_2(tags.language) or "XXX"
    forms = {
        "COMM": lambda text: id3.COMM(utf, lang=language, desc="", text=text),
        "USLT": lambda text: id3.USLT(utf, lang=language, desc="", text=text),
        "WOAF": lambda text: id3.WOAF(url=quote(text, safe="%" + string.punctuation)),  # URLs are Latin-1 there
    }
    found = id3.ID3()
    for name, text in _column(tags, _ID3).items():
        found.add(forms[name](text) if name in forms else getattr(id3, name)(utf, text=text))
    if tags.cues:
        lines = [(text, start_ms) for start_ms, text in lyric_lines(tags.cues)]
        found.add(id3.SYLT(utf, lang=language, format=2, type=1, desc="", text=lines))  # 2: milliseconds, 1: lyrics
    if tags.cover:
        found.add(id3.APIC(utf, mime="image/jpeg", type=id3.PictureType.COVER_FRONT, desc="", data=tags.cover))
    for frame in _id3_chapters(tags, utf):
        found.add(frame)
    if version == 3:
        found.update_to_v23()
    return found


_UNUSED = 0xFFFFFFFF
"""A chapter's place in bytes, where only its time is told."""


def _id3_chapters(tags: Tags, utf: Any) -> list[Any]:
    """A table of contents and the chapters it lists: ID3v2 Chapter Frame Addendum 1.0."""
    from mutagen import id3

    if not tags.chapters:
        return []
    names = [f"chp{number}" for number in range(len(tags.chapters))]
    ends = [chapter.start_ms for chapter in tags.chapters[1:]] + [tags.end_ms]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    found: list[Any] = [id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[])]
    for name, chapter, end_ms in zip(names, tags.chapters, ends, strict=True):
        title = id3.TIT2(utf, text=chapter.title)
        times = {"start_time": chapter.start_ms, "end_time": end_ms}
        found.append(id3.CHAP(element_id=name, **times, start_offset=_UNUSED, end_offset=_UNUSED, sub_frames=[title]))
    return found


def _no_padding(info: Any) -> int:
    return 0


# --- the others ------------------------------------------------------------------------------------------------------


def _write_mp4(path: Path, tags: Tags, id3_version: int) -> None:
    from mutagen import mp4

    file = mp4.MP4(path)
    file.delete()
    for name, text in _column(tags, _MP4).items():
        if name == "trkn":
            file[name] = [(tags.number, 0)]
        else:
            file[name] = [text.encode()] if name.startswith(_FREE) else [text]
    if path.suffix.lower() == ".m4b":
        file["stik"] = [_AUDIOBOOK]
    if tags.cover:
        file["covr"] = [mp4.MP4Cover(tags.cover, mp4.MP4Cover.FORMAT_JPEG)]
    file.save(padding=_no_padding)


_AUDIOBOOK = 2
"""Apple's kind of medium, by which players file it among books and keep the place."""


def _write_opus(path: Path, tags: Tags, id3_version: int) -> None:
    from mutagen.oggopus import OggOpus

    file = OggOpus(path)
    file.delete()
    file.update(_vorbis(tags))
    if tags.cover:
        file["METADATA_BLOCK_PICTURE"] = base64.b64encode(_picture(tags).write()).decode()
    file.save(padding=_no_padding)


def _write_flac(path: Path, tags: Tags, id3_version: int) -> None:
    from mutagen.flac import FLAC

    file = FLAC(path)
    file.delete()
    file.clear_pictures()
    file.update(_vorbis(tags))
    if tags.cover:
        file.add_picture(_picture(tags))
    file.save(padding=_no_padding)


def _vorbis(tags: Tags) -> dict[str, str]:
    """Comments by name; chapters as CHAPTER000 (a time) and CHAPTER000NAME, which players of Ogg files took from OGM."""
    found = _column(tags, _VORBIS)
    for number, chapter in enumerate(tags.chapters):
        found |= {f"CHAPTER{number:03}": clock(chapter.start_ms), f"CHAPTER{number:03}NAME": chapter.title}
    return found


def _picture(tags: Tags) -> Any:
    from mutagen.flac import Picture
    from mutagen.id3 import PictureType

    found = Picture()
    found.type, found.mime, found.data = PictureType.COVER_FRONT, "image/jpeg", tags.cover
    return found


def _write_wav(path: Path, tags: Tags, id3_version: int) -> None:
    """Both ways that WAV files are tagged: as RIFF's own texts, and as ID3 in a chunk."""
    id3 = BytesIO()
    _id3(tags, id3_version).save(id3, v2_version=id3_version, padding=_no_padding)
    append_chunks(path, info_chunk(_column(tags, _RIFF)) + chunk("id3 ", in_order(id3.getvalue())))


_WRITERS: dict[str, Callable[[Path, Tags, int], None]] = {
    ".mp3": _write_mp3,
    ".m4a": _write_mp4,
    ".m4b": _write_mp4,
    ".opus": _write_opus,
    ".flac": _write_flac,
    ".wav": _write_wav,
}
