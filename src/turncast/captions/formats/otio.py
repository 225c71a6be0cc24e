"""OpenTimelineIO, for editors: one clip with a marker for each cue.

Written by hand: the schemas are plain JSON, the library is compiled code, and its reader is a better judge of what we did not write
with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import colours
from turncast.captions.lines import joined
from turncast.model import Cue

Schema = dict[str, object]

RATE_HZ = 1000.0
"""Times are whole milliseconds; an editor brings them to its own frames."""
MARKER_COLOURS = ("WHITE", "YELLOW", "CYAN", "GREEN", "ORANGE", "PINK", "PURPLE", "BLUE")
"""The library's names for the palette's colours, nearly."""


class Otio:
    """A timeline with a clip as long as the programme; each marker is named by its text, and its metadata tell who speaks.

    With words, there is a marker for each word. Every speaker has a colour, whatever is asked, unless nobody is to be named.
    """

    ending = "otio"
    media_type = "application/json"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        colour = colours(cues, MARKER_COLOURS)
        duration_ms = options.duration_ms or max((cue.end_ms for cue in cues), default=0)
        markers = [one for cue in cues for one in _markers(cue, colour, options.words)]
        title = options.title or "Episode"
        clip = _clip(title, duration_ms, markers)
        track = _composed("Track.1", "Captions", [clip], kind="Audio")
        timeline = {
            "OTIO_SCHEMA": "Timeline.1",
            "name": title,
            "metadata": {"turncast": {"language": options.language}},
            "global_start_time": None,
            "tracks": _composed("Stack.1", "tracks", [track]),
        }
        return json.dumps(timeline, ensure_ascii=False, indent=1) + "\n"


def _markers(cue: Cue, colour: Mapping[str, str], words: bool) -> list[Schema]:
    if words:
        return [_marker(word.text, word.start_ms, word.end_ms, cue.speaker, colour) for word in cue.words]
    return [_marker(joined(cue.words), cue.start_ms, cue.end_ms, cue.speaker, colour)]


def _marker(text: str, start_ms: int, end_ms: int, speaker: str, colour: Mapping[str, str]) -> Schema:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "name": text,
        "color": colour.get(speaker, MARKER_COLOURS[0]),
        "marked_range": _range(start_ms, end_ms),
        "metadata": {"turncast": {"speaker": speaker}},
        "comment": "",
    }


def _clip(name: str, duration_ms: int, markers: list[Schema]) -> Schema:
    return {
        "OTIO_SCHEMA": "Clip.2",
        "name": name,
        "metadata": {},
        "source_range": _range(0, duration_ms),
        "effects": [],
        "markers": markers,
        "enabled": True,
        "media_references": {"DEFAULT_MEDIA": {"OTIO_SCHEMA": "MissingReference.1", "name": "", "metadata": {}}},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def _composed(schema: str, name: str, children: list[Schema], **more: object) -> Schema:
    common: Schema = {"metadata": {}, "source_range": None, "effects": [], "markers": [], "enabled": True}
    return {"OTIO_SCHEMA": schema, "name": name, **common, "children": children, **more}


def _range(start_ms: int, end_ms: int) -> Schema:
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": _time(start_ms), "duration": _time(end_ms - start_ms)}


def _time(ms: int) -> Schema:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": RATE_HZ, "value": float(ms)}
