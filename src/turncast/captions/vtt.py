"""WebVTT, W3C Candidate Recommendation of 2019."""

from __future__ import annotations

from collections.abc import Sequence

from turncast.captions.rules import CaptionRules
from turncast.model import Cue
from turncast.units import clock

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Vtt:
    """Who speaks is told by a voice span around every cue's text; players show the name where it changes."""

    media_type = "text/vtt"

    def write(self, cues: Sequence[Cue], rules: CaptionRules) -> str:
        return "\n".join(["WEBVTT\n", *(_block(cue) for cue in cues)])


def _block(cue: Cue) -> str:
    """Times and text; with `>` escaped nothing in a line can look like an arrow or end a tag."""
    voice = f"<v {cue.speaker.translate(ESCAPES)}>" if cue.speaker else ""
    text = "\n".join(cue.lines).translate(ESCAPES)
    return f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n{voice}{text}\n"
