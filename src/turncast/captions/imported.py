"""SRT and WebVTT as people send them back → cues.

Editors, web services and mail programmes leave much behind: byte order marks, Windows line ends, lost numbers, negative and
overlapping times. Whatever can be understood is, with a note; times are only used to find the words again, never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from turncast.errors import SourceError

_TIME = r"(-?)(?:(\d+):)?(-?\d{1,2}):(-?\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-{{1,3}}>\s*{_TIME}(?:\s.*)?")
_NUMBER = re.compile(r"\s*\d+\s*")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class ImportedCue:
    line: int
    """Of its times in the file, from 1."""
    start_ms: int
    end_ms: int
    text: str
    """As it stands there, with tags and names; lines parted by newlines."""


@dataclass(frozen=True, slots=True)
class Imported:
    cues: tuple[ImportedCue, ...]
    """In order of start."""
    is_webvtt: bool
    """Then `&amp;`, `&lt;` and the like stand for single characters."""
    notes: tuple[str, ...]
    """What was wrong with the file, one line for each kind of thing."""


def imported(text: str, name: str) -> Imported:
    """The subtitles in a file's decoded text. Raises SourceError, naming the file, where there are none."""
    lines = _LINE_END.split(text.lstrip("\ufeff"))
    is_webvtt = lines[0].startswith("WEBVTT")
    cues = list(_cues(lines, is_webvtt))
    if not cues:
        raise SourceError(f"{name}: no subtitles are in it; give an SRT or WebVTT file, with a line of times before each text")
    notes = list(_notes(cues))
    mended = (replace(cue, start_ms=max(0, cue.start_ms), end_ms=max(0, cue.start_ms, cue.end_ms)) for cue in cues)
    return Imported(tuple(sorted(mended, key=lambda cue: cue.start_ms)), is_webvtt, tuple(notes))


def _cues(lines: Sequence[str], is_webvtt: bool) -> Iterator[ImportedCue]:
    found = [(place, match) for place, line in enumerate(lines) if "->" in line and (match := _TIMES.fullmatch(line))]
    ends = [place for place, _ in found[1:]] + [len(lines)]
    for (place, match), end in zip(found, ends, strict=False):  # without any, the end of the file ends nothing
        body = lines[place + 1 : end]
        text = "\n".join(_until_blank(body) if is_webvtt else _without_number(body, end < len(lines)))
        groups = match.groups()
        yield ImportedCue(place + 1, _ms(groups[:5]), _ms(groups[5:]), text.strip())


def _until_blank(body: Sequence[str]) -> list[str]:
    """WebVTT: an empty line ends a cue; what follows is the next one's identifier, a note or a style."""
    return list(body[: next((n for n, line in enumerate(body) if not line.strip()), len(body))])


def _without_number(body: Sequence[str], before_cue: bool) -> list[str]:
    """SubRip: all up to the next cue's number, for some editors leave empty lines inside a text."""
    numbered = before_cue and body and _NUMBER.fullmatch(body[-1])
    return [line for line in (body[:-1] if numbered else body) if line.strip()]


def _ms(groups: Sequence[str | None]) -> int:
    sign, hours, minutes, seconds, fraction = groups
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    ms = whole * 1000 + int((fraction or "0").ljust(3, "0"))
    return -ms if sign else ms


def _notes(cues: Sequence[ImportedCue]) -> Iterator[str]:
    """One for each kind of fault."""
    pairs = list(pairwise(cues))
    faults = {
        "before the beginning": [cue.line for cue in cues if cue.start_ms < 0],
        "ending before it starts": [cue.line for cue in cues if cue.end_ms < cue.start_ms],
        "without a text": [cue.line for cue in cues if not cue.text],
        "out of order": [after.line for before, after in pairs if after.start_ms < before.start_ms],
        "overlapping the one before": [after.line for before, after in pairs if before.start_ms <= after.start_ms < before.end_ms],
    }
    for fault, lines in faults.items():
        if lines:
            yield f"{len(lines)} of {len(cues)} subtitles: {fault}; the first at line {lines[0]}"
