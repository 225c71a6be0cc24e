"""Subtitle files as a strict player reads them: SubRip through the `srt` library, WebVTT by our own plain reading."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Caption:
    """One cue of a file."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    """As they are shown, without tags."""
    voice: str = ""
    """Who speaks, where the format has a place of its own for it."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    form: str
    """"srt" or "vtt"."""
    cues: tuple[Caption, ...]
    """In the order of the file."""
    faults: tuple[str, ...]
    """What a strict reader does not take, each in a few words."""


def read(path: Path) -> Subtitles | None:
    """The cues of a file, or None where there is no such file."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    try:
        text, faults = data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        text, faults = data.decode("utf-8", "replace"), [f"not UTF-8 at byte {error.start}"]
    if text.startswith("\ufeff"):
        faults.append("begins with a byte order mark")
    cues, more = _READERS[path.suffix](text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return Subtitles(path.suffix[1:], cues, (*faults, *more))


# --- SubRip ----------------------------------------------------------------------------------------------------------

_SRT_TIMES = re.compile(r"\d\d+:\d\d:\d\d,\d{3} --> \d\d+:\d\d:\d\d,\d{3}")
_FONT = re.compile(r"</?(?:font|b|i|u)\b[^<>]*>")
_MARKS = str.maketrans("", "", "\u200e\u200f")
"""What only tells a player which way a line runs."""


def _from_srt(text: str) -> tuple[tuple[Caption, ...], list[str]]:
    import srt

    faults = []
    try:
        found = list(srt.parse(text))
    except (srt.SRTParseError, ValueError) as error:
        faults.append(" ".join(str(error).split())[:80])
        found = list(srt.parse(text, ignore_errors=True))
    numbers = [one.index for one in found]
    if numbers != list(range(1, len(found) + 1)):
        faults.append("cues are not numbered 1, 2, 3 ...")
    lines = [line for line in text.split("\n") if "-->" in line]
    faults += [f"no such time: {line[:40]}" for line in lines if not _SRT_TIMES.fullmatch(line)]
    if len(lines) != len(found):
        faults.append(f"{len(lines)} lines of times, {len(found)} cues")
    if any("\n\n" in one.content for one in found):
        faults.append("an empty line inside a cue")
    return tuple(_srt_caption(one) for one in found), faults


def _srt_caption(found: object) -> Caption:
    start_ms, end_ms = (round(getattr(found, name).total_seconds() * 1000) for name in ("start", "end"))
    text = _FONT.sub("", getattr(found, "content")).translate(_MARKS)  # noqa: B009 (the library has no types)
    return Caption(start_ms, end_ms, tuple(text.split("\n")))


# --- WebVTT ----------------------------------------------------------------------------------------------------------

_VTT_TIMES = re.compile(r"((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]+\S.*)?")
_VTT_TAG = re.compile(r"<(?:v(?:\.[^ \t<>]+)*[ \t]+[^<>\n]+|/?[cibuv]|c\.[^<>]+|(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})>")
_VOICE = re.compile(r"<v(?:\.[^ \t<>]+)*[ \t]+([^<>\n]+)>")
_ENTITY = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp|quot|apos|#\d+|#x[0-9a-fA-F]+);")


def _from_vtt(text: str) -> tuple[tuple[Caption, ...], list[str]]:
    """The cues, and what W3C's WebVTT of 2019 does not allow (4.1, the syntax for those who write files)."""
    head, _, rest = text.partition("\n\n")
    faults = [] if re.match(r"WEBVTT(?:[ \t].*)?\n?\Z", head) else ["no first line WEBVTT with an empty line after it"]
    if "\0" in text:
        faults.append("a zero byte")
    cues: list[Caption] = []
    latest = 0
    for block in re.split(r"\n{2,}", rest.strip("\n")):
        if not block or re.match(r"(?:NOTE|STYLE|REGION)(?:[ \t\n]|\Z)", block):
            continue
        cue, wrong = _vtt_cue(block.split("\n"))
        faults += wrong
        if cue is None:
            continue
        if cue.start_ms < latest:
            faults.append(f"cue {len(cues) + 1} starts before the one before it")
        latest = cue.start_ms
        cues.append(cue)
    return tuple(cues), faults


def _vtt_cue(lines: list[str]) -> tuple[Caption | None, list[str]]:
    at = 0 if "-->" in lines[0] else 1
    times = _VTT_TIMES.fullmatch(lines[at]) if at < len(lines) else None
    if times is None:
        return None, [f"no times: {lines[0][:40]}"]
    text = "\n".join(lines[at + 1 :])
    start_ms, end_ms = (_vtt_ms(one) for one in times.groups())
    shown = _VTT_TAG.sub("", text)
    faults = [wrong for wrong, is_so in _vtt_wrongs(shown, start_ms, end_ms) if is_so]
    voices = _VOICE.findall(text)
    plain = html.unescape(shown).translate(_MARKS)
    return Caption(start_ms, end_ms, tuple(plain.split("\n")), html.unescape(voices[0]) if voices else ""), faults


def _vtt_wrongs(shown: str, start_ms: int, end_ms: int) -> Iterable[tuple[str, bool]]:
    """Faults of a cue whose proper tags are taken out, and whether it has them."""
    yield f"an arrow in the text: {shown[:40]}", "-->" in shown
    yield f"a bare < in the text: {shown[:40]}", "<" in shown
    yield f"a bare & in the text: {shown[:40]}", "&" in _ENTITY.sub("", shown)
    yield f"the cue at {start_ms} ms does not end after its start", end_ms <= start_ms


def _vtt_ms(clock: str) -> int:
    *hours, minutes, seconds = clock.split(":")
    return (int(hours[0]) if hours else 0) * 3_600_000 + int(minutes) * 60_000 + int(seconds.replace(".", ""))


_READERS = {".srt": _from_srt, ".vtt": _from_vtt}


def gaps(cues: Iterable[Caption]) -> Iterator[int]:
    """Milliseconds between each cue and the next; less than 0 where they overlap."""
    before: Caption | None = None
    for cue in cues:
        if before:
            yield cue.start_ms - before.end_ms
        before = cue
