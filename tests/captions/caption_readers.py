"""Other people's readers of every format: the text of a file → its cues as (start_ms, end_ms, text)."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import html5lib
import imageio_ffmpeg
import opentimelineio
import pysubs2
import srt
import webvtt
from ttconv.imsc import reader as ttconv_reader

Cues = list[tuple[int, int, str]]

XHTML = "{http://www.w3.org/1999/xhtml}"
WIDE_TWINS = str.maketrans({"{": "｛", "}": "｝", "\\": "＼"})


def clock_ms(clock: str) -> int:
    """Of HH:MM:SS.mmm, MM:SS.cc ..."""
    seconds = Fraction(0)
    for part in clock.replace(",", ".").split(":"):
        seconds = 60 * seconds + Fraction(part)
    return int(seconds * 1000)


def by_srt(text: str) -> Cues:
    found = srt.parse(text, ignore_errors=False)
    return [(one.start // timedelta(milliseconds=1), one.end // timedelta(milliseconds=1), one.content) for one in found]


def by_webvtt(text: str) -> Cues:
    return [(clock_ms(one.start), clock_ms(one.end), html.unescape(one.text)) for one in webvtt.from_string(text)]


def by_pysubs2(text: str, form: str) -> Cues:
    return [(one.start, one.end, one.plaintext) for one in pysubs2.SSAFile.from_string(text, format_=form)]


def by_ttconv(text: str) -> Cues:
    document = ttconv_reader.to_model(ElementTree.ElementTree(ElementTree.fromstring(text)))
    found = []
    for paragraph in document.get_body().dfs_iterator():
        if type(paragraph).__name__ == "P":
            kinds = [(type(one).__name__, one) for one in paragraph.dfs_iterator()]
            said = "".join("\n" if kind == "Br" else one.get_text() for kind, one in kinds if kind in ("Br", "Text"))
            found.append((int((paragraph.get_begin() or 0) * 1000), int(paragraph.get_end() * 1000), said))
    return found


def by_lrc_grammar(text: str) -> Cues:
    """Each line with a text until the time of the next line."""
    lines = [match.groups() for line in text.splitlines() if (match := re.fullmatch(r"\[(\d{2,}:\d\d\.\d\d)\](.*)", line))]
    times = [clock_ms(time) for time, _ in lines]
    return [(start, end, said) for (_, said), start, end in zip(lines, times, times[1:]) if said]  # noqa: B905


def by_json(text: str) -> Cues:
    found = json.loads(text)
    assert found["version"] == "1.0.0"
    return [(round(1000 * one["startTime"]), round(1000 * one["endTime"]), one["body"]) for one in found["segments"]]


def by_csv(text: str) -> Cues:
    return [(int(row["start_ms"]), int(row["end_ms"]), row["text"]) for row in csv.DictReader(io.StringIO(text))]


def by_words_json(text: str) -> Cues:
    return [(one["start_ms"], one["end_ms"], one["text"]) for one in json.loads(text)["words"]]


def by_label_columns(text: str) -> Cues:
    rows = [line.split("\t") for line in text.splitlines()]
    return [(int(Fraction(start) * 1000), int(Fraction(end) * 1000), said) for start, end, said in rows]


def by_opentimelineio(text: str) -> Cues:
    timeline = opentimelineio.adapters.read_from_string(text, "otio_json")
    (clip,) = timeline.find_clips()
    ranges = [(one.marked_range.start_time, one.marked_range.end_time_exclusive(), one.name) for one in clip.markers]
    return [(int(start.value_rescaled_to(1000)), int(end.value_rescaled_to(1000)), name) for start, end, name in ranges]


def page(text: str) -> Any:
    """The tree of a page, by html5lib, which raises for every error that the standard knows."""
    return html5lib.HTMLParser(strict=True).parse(text)


def by_html5lib(text: str) -> Cues:
    """Each paragraph from its own time on."""
    body = page(text)
    times = [clock_ms(one.get("datetime")[2:-1]) for one in body.iter(f"{XHTML}time")]
    said = ["".join(one.itertext()) for one in body.iter(f"{XHTML}p")]
    return [(ms, ms, one) for ms, one in zip(times, said, strict=True)]


def by_txt_lines(text: str) -> Cues:
    lines = [match for line in text.splitlines() if (match := re.fullmatch(r"\[(\d+:\d\d:\d\d)\] (.*)", line))]
    return [(clock_ms(match[1]), clock_ms(match[1]), match[2]) for match in lines]


READERS: dict[str, Callable[[str], Cues]] = {
    "srt": by_srt,
    "vtt": by_webvtt,
    "ass": lambda text: by_pysubs2(text, "ass"),
    "ttml": by_ttconv,
    "lrc": by_lrc_grammar,
    "json": by_json,
    "txt": by_txt_lines,
    "html": by_html5lib,
    "csv": by_csv,
    "words": by_words_json,
    "labels": by_label_columns,
    "otio": by_opentimelineio,
}


def by_ffmpeg(text: str, form: str) -> Cues:
    """As libavformat reads it and libavcodec decodes it to plain text."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", form, "-i", "-", "-c:s", "text", "-f", "srt", "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert not done.stderr, done.stderr
    return by_srt(done.stdout.decode())
