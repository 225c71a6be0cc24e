"""How subtitles are to be written: one value for all formats, each of which takes from it what it can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from turncast.captions.rules import NETFLIX, CaptionRules
from turncast.model import CaptionStyle, SpeakerStyle


@dataclass(frozen=True, slots=True)
class CaptionOptions:
    """Defaults fit everyone who asks for nothing."""

    rules: CaptionRules = NETFLIX
    """Those the cues were laid out with."""
    speakers: SpeakerStyle = "prefix"
    words: bool = False
    """Whether to tell when each word is spoken, where the format has a place for it."""
    offset_ms: int = 0
    """Added to every time; less than 0 where the beginning was cut off."""
    title: str = ""
    """Of the episode, where the format has a place for it."""
    language: str = ""
    """BCP 47, or "" for unknown."""
    duration_ms: int = 0
    """Of the programme with its offset; 0 for unknown, and the last cue ends it."""


PLAIN = CaptionOptions()


def styled(options: CaptionOptions, form: str, styles: Iterable[CaptionStyle]) -> CaptionOptions:
    """The same, with the style that a form has of its own."""
    own = next((one for one in styles if one.form == form), None)
    return replace(options, speakers=own.speakers, words=own.words) if own else options
