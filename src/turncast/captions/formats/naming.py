"""Where a format writes who speaks into the text."""

from __future__ import annotations

from turncast.captions.formats.options import CaptionOptions
from turncast.captions.lines import labelled
from turncast.model import Cue


def shown_lines(cue: Cue, options: CaptionOptions) -> tuple[str, ...]:
    """The cue's lines, with the name before them or above them where it is to be told."""
    if options.speakers == "prefix" and cue.named:
        return labelled(cue.lines, cue.speaker, options.rules.line_chars)
    return cue.lines


def name_before(cue: Cue) -> str:
    """`Name: ` at each change, for texts of any length and formats without colours; else ""."""
    return f"{cue.speaker}: " if cue.named and cue.speaker else ""
