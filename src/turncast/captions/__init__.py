"""Timed words → cues → subtitle files. Every format by its file ending; loaded when it is used."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from turncast.captions.format import CaptionFormat
from turncast.captions.rules import NETFLIX, CaptionRules
from turncast.errors import UsageError
from turncast.model import Cue

FORMATS = {
    "srt": "turncast.captions.srt:Srt",
    "vtt": "turncast.captions.vtt:Vtt",
}


def load(name: str) -> CaptionFormat:
    """The format of that name. Raises UsageError where there is none."""
    if name not in FORMATS:
        raise UsageError(f"there is no subtitle format {name!r}: choose one of {', '.join(FORMATS)}")
    module, _, member = FORMATS[name].partition(":")
    caption_format: CaptionFormat = getattr(import_module(module), member)()
    return caption_format


def write(cues: Sequence[Cue], format: str, rules: CaptionRules = NETFLIX) -> str:
    """The text of a subtitle file; `rules` are those the cues were laid out with."""
    return load(format).write(cues, rules)
