"""Timed words → cues → subtitle files. Every format by its file ending; loaded when it is used."""

from __future__ import annotations

from collections.abc import Sequence

from turncast import plugins
from turncast.captions.format import CaptionFormat
from turncast.captions.rules import NETFLIX, CaptionRules
from turncast.errors import UsageError
from turncast.model import Cue

FAMILY = plugins.Family(
    "subtitle format",
    "turncast.captions",
    {
        "srt": "turncast.captions.srt:Srt",
        "vtt": "turncast.captions.vtt:Vtt",
    },
    UsageError,
)


def names() -> tuple[str, ...]:
    """Every format's name, which is its file ending: ours, then those that other packages bring."""
    return plugins.names(FAMILY)


def load(name: str) -> CaptionFormat:
    """The format of that name. Raises UsageError where there is none."""
    caption_format: CaptionFormat = plugins.load(FAMILY, name)
    return caption_format


def write(cues: Sequence[Cue], format: str, rules: CaptionRules = NETFLIX) -> str:
    """The text of a subtitle file; `rules` are those the cues were laid out with."""
    return load(format).write(cues, rules)
