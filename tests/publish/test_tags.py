"""Tags as other people's programs read them, and as they lie in the file."""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from tag_readers import FFMPEG, chapters_of_ffmpeg, chapters_of_mutagen, n_samples_of_ffmpeg, told_by_ffmpeg
from tinytag import TinyTag

from turncast.errors import OutputError
from turncast.model import Chapter, Cue
from turncast.publish.cover import cover
from turncast.publish.languages import iso_639_2
from turncast.publish.own_cover import embedded
from turncast.publish.tags import Tags, write_tags

N_SAMPLES = 5 * 44_100 // 1152 * 1152
CODECS = {"mp3": "libmp3lame", "m4a": "aac", "m4b": "aac", "opus": "libopus", "flac": "flac", "wav": "pcm_s16le"}
CHAPTERS = (
    Chapter(0, "A first title, longer than all the others"),
    Chapter(1500, "Zwei"),
    Chapter(3001, "Drei, länger"),
    Chapter(4000, "橋"),
)
CUES = (
    Cue(120, 1400, "Ruth", True, ("Is it", "true?"), ()),
    Cue(1500, 2900, "Tomasz", True, ("It is.",), ()),
    Cue(3000, 3900, "Tomasz", False, ("橋",), ()),
)
TAGS = Tags(
    title="Die Brücke: “橋”",
    artists=("Ruth Amberley", "Tomasz Kowal"),
    language="en-GB",
    show="The Show",
    album_artist="The Makers",
    date="2024-05-06",
    number=7,
    comment="A remark",
    description="Two people talk.\nAbout a bridge.",
    url="https://example.org/7?a=b",
    chapters=CHAPTERS,
    end_ms=5000,
    cues=CUES,
)


def encoded(folder: Path, suffix: str) -> Path:
    """Five seconds of a tone, with chapters where they are part of the container, without tags."""
    path = folder / f"episode.{suffix}"
    path.write_bytes(encoding(suffix))
    return path


@cache
def encoding(suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return encode(Path(folder), suffix).read_bytes()


def encode(folder: Path, suffix: str) -> Path:
    path, listed = folder / f"episode.{suffix}", folder / "chapters.txt"
    tone = (0.1 * np.sin(np.arange(N_SAMPLES) / 10)).astype("<f4").tobytes()
    ends = [one.start_ms for one in CHAPTERS[1:]] + [5000]
    parts = [
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={one.start_ms}\nEND={end}\ntitle={one.title}"
        for one, end in zip(CHAPTERS, ends, strict=True)
    ]
    listed.write_text("\n".join([";FFMETADATA1", *parts]), encoding="utf-8")
    command = [FFMPEG, "-loglevel", "error", "-f", "f32le", "-ar", "44100", "-ac", "1", "-i", "-"]
    command += ["-f", "ffmetadata", "-i", str(listed), "-map_chapters", "1" if suffix.startswith("m4") else "-1", "-map", "0:a"]
    command += ["-c:a", CODECS[suffix], "-b:a", "96k", "-id3v2_version", "0", "-bitexact", "-rf64", "auto", str(path)]
    if suffix != "mp3":
        command = [part for part in command if part not in ("-id3v2_version", "0")]
    if suffix != "wav":
        command = [part for part in command if part not in ("-rf64", "auto")]
    subprocess.run(command, input=tone, check=True)
    return path


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    return encoded(tmp_path, "mp3")


@pytest.fixture(params=CODECS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return encoded(tmp_path, request.param)


@pytest.fixture(scope="module")
def picture() -> bytes:
    return embedded(cover("A title", "A show", ("Ann",)))


def test_ffmpeg_reads_every_field_of_every_kind_of_file(file: Path) -> None:
    write_tags(file, TAGS)
    told = told_by_ffmpeg(file)
    for name, text in {
        "title": "Die Brücke: “橋”",
        "artist": "Ruth Amberley, Tomasz Kowal",
        "album": "The Show",
        "album_artist": "The Makers",
        "date": "2024-05-06",
        "track": "7",
        "genre": "Podcast",
        "comment": "A remark",
        "encoder": "turncast",
    }.items():
        assert re.search(rf"(?i)\b{name} +: {re.escape(text)}\n", told), name
    assert "Two people talk." in told


def test_another_library_reads_every_field_and_the_cover(file: Path, picture: bytes) -> None:
    write_tags(file, replace(TAGS, cover=picture))
    found = TinyTag.get(file, image=True)
    assert (found.title, found.artist, found.album) == ("Die Brücke: “橋”", "Ruth Amberley, Tomasz Kowal", "The Show")
    assert (found.albumartist, found.track, found.genre) == ("The Makers", 7, "Podcast")
    assert (found.comment, found.year[:4]) == ("A remark", "2024")
    assert found.other["language"] == ["eng"]
    front = found.images.front_cover or found.images.any
    assert front is not None
    assert front.data == picture


def test_two_libraries_read_the_chapters_in_order(file: Path) -> None:
    write_tags(file, TAGS)
    planned = [(one.start_ms, one.title) for one in CHAPTERS]
    assert chapters_of_ffmpeg(file) == planned
    assert chapters_of_mutagen(file) == planned


def test_tags_leave_the_sound_as_it_is(file: Path, picture: bytes) -> None:
    before = n_samples_of_ffmpeg(file)
    write_tags(file, replace(TAGS, cover=picture))
    assert n_samples_of_ffmpeg(file) == before
    if not file.suffix.startswith(".m4"):
        assert soundfile.info(file).frames == before


def test_the_same_values_give_the_same_bytes_also_over_older_tags(file: Path, picture: bytes) -> None:
    bare = file.read_bytes()
    write_tags(file, TAGS)
    once = file.read_bytes()
    write_tags(file, replace(TAGS, title="Another, much longer title", cover=picture, cues=CUES[:1]))
    write_tags(file, TAGS)
    assert file.read_bytes() == once
    file.write_bytes(bare)
    write_tags(file, TAGS)
    assert file.read_bytes() == once


def test_what_is_empty_is_left_out(mp3: Path) -> None:
    write_tags(mp3, Tags("橋", language="qq", genre=""))
    assert {name for name, _ in frames(mp3)} == {"TIT2", "TSSE"}


def test_lyrics_carry_the_subtitles_with_their_times(tmp_path: Path) -> None:
    lines = "Ruth: Is it true?\nTomasz: It is.\n橋"
    paths = {suffix: encoded(tmp_path, suffix) for suffix in CODECS}
    for path in paths.values():
        write_tags(path, TAGS)
    mp3 = ID3(paths["mp3"])
    assert mp3.getall("USLT")[0].text == lines
    assert mp3.getall("SYLT")[0].text == [("Ruth: Is it true?", 120), ("Tomasz: It is.", 1500), ("橋", 3000)]
    assert MP4(paths["m4a"])["©lyr"] == [lines]
    for suffix in ("opus", "flac"):
        assert mutagen.File(paths[suffix])["LYRICS"] == ["[00:00.12]Ruth: Is it true?\n[00:01.50]Tomasz: It is.\n[00:03.00]橋"]


def test_an_audiobook_tells_that_it_is_one(tmp_path: Path) -> None:
    for suffix, kind in {"m4b": [2], "m4a": None}.items():
        path = encoded(tmp_path, suffix)
        write_tags(path, TAGS)
        assert MP4(path).get("stik") == kind


@pytest.mark.parametrize("odd", ["a\tb", "“橋” 🤖 \u202e", "x" * 70_000, "=;#\\", "e\u0301", "10/12"])
def test_any_text_comes_back(odd: str, file: Path) -> None:
    write_tags(file, Tags(odd, (odd,), "en", odd, odd, comment=odd, description=odd, url=f"https://example.org/{odd}"))
    found = TinyTag.get(file)
    assert (found.title, found.artist, found.album) == (odd, odd, odd)


# --- ID3 -------------------------------------------------------------------------------------------------------------


def frames(path: Path) -> list[tuple[str, bytes]]:
    """Name and content of each frame, read as the ID3v2.3 standard says."""
    data = path.read_bytes()
    assert data[:5] == b"ID3\x03\x00"
    size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    found, at = [], 10
    while at < 10 + size and data[at]:
        (length,) = struct.unpack(">I", data[at + 4 : at + 8])
        found.append((data[at : at + 4].decode(), data[at + 10 : at + 10 + length]))
        at += 10 + length
    assert at == 10 + size
    return found


def test_the_frames_are_those_of_the_standard(mp3: Path) -> None:
    write_tags(mp3, Tags("橋", ("A", "B"), "de-AT"))
    assert {name: body.removesuffix(b"\0\0") for name, body in frames(mp3)} == {
        name: b"\x01" + b"\xff\xfe" + text.encode("utf-16-le")
        for name, text in {"TIT2": "橋", "TPE1": "A, B", "TLAN": "deu", "TCON": "Podcast", "TSSE": "turncast"}.items()
    }


def test_chapters_lie_in_the_file_by_time_behind_their_table_and_before_what_is_long(mp3: Path, picture: bytes) -> None:
    write_tags(mp3, replace(TAGS, cover=picture))
    names = [name for name, _ in frames(mp3)]
    assert names[names.index("CTOC") :] == ["CTOC", "CHAP", "CHAP", "CHAP", "CHAP", "APIC", "SYLT", "USLT"]
    chapters = [body for name, body in frames(mp3) if name == "CHAP"]
    heads = [(body[:5], struct.unpack(">IIII", body[5:21])) for body in chapters]
    unused = 0xFFFFFFFF
    assert heads == [
        (b"chp0\0", (0, 1500, unused, unused)),
        (b"chp1\0", (1500, 3001, unused, unused)),
        (b"chp2\0", (3001, 4000, unused, unused)),
        (b"chp3\0", (4000, 5000, unused, unused)),
    ]
    (toc,) = (body for name, body in frames(mp3) if name == "CTOC")
    assert toc == b"toc\0\x03\x04chp0\0chp1\0chp2\0chp3\0"


def test_version_2_4_has_utf_8_and_reads_the_same(mp3: Path) -> None:
    write_tags(mp3, TAGS, id3_version=4)
    assert mp3.read_bytes()[:5] == b"ID3\x04\x00"
    assert "橋".encode() in mp3.read_bytes()
    assert re.search(r"title +: Die Brücke: “橋”", told_by_ffmpeg(mp3))
    assert chapters_of_ffmpeg(mp3) == chapters_of_mutagen(mp3) == [(one.start_ms, one.title) for one in CHAPTERS]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("en", "eng"),
        ("pt-BR", "por"),
        ("zh-Hant-TW", "zho"),
        ("DE", "deu"),
        ("yue", "yue"),
        ("x-private", ""),
        ("", ""),
        ("qq", ""),
    ],
)
def test_languages_become_iso_639_2(language: str, code: str) -> None:
    assert iso_639_2(language) == code


# --- what goes wrong -------------------------------------------------------------------------------------------------


def refusal(path: Path, tags: Tags) -> str:
    with pytest.raises(OutputError) as told:
        write_tags(path, tags)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_what_cannot_be_tagged_is_told_in_one_line(tmp_path: Path) -> None:
    for suffix in CODECS:
        (tmp_path / f"folder.{suffix}").mkdir()
        assert "cannot write" in refusal(tmp_path / f"folder.{suffix}", TAGS)
    assert "choose .mp3, .m4a" in refusal(tmp_path / "a.ogg", TAGS)
    (tmp_path / "a.flac").write_text("no sound in here")
    assert "a.flac cannot be tagged" in refusal(tmp_path / "a.flac", TAGS)


def test_more_chapters_than_players_count_are_refused(mp3: Path) -> None:
    bare = mp3.read_bytes()
    many = tuple(Chapter(second * 1000, "C") for second in range(256))
    assert "would have 256 chapters" in refusal(mp3, replace(TAGS, chapters=many))
    assert mp3.read_bytes() == bare
    write_tags(mp3, replace(TAGS, chapters=many[:255], end_ms=255_000))
    assert len(chapters_of_ffmpeg(mp3)) == len(chapters_of_mutagen(mp3)) == 255
