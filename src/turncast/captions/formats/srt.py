"""SubRip, written with the `srt` library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import srt

from turncast.captions.formats.direction import directed
from turncast.captions.formats.naming import shown_lines
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.palette import colours
from turncast.model import Cue


class Srt:
    """Who speaks is told by `Name:` before the text at each change, or by font tags, which not every player knows.

    The format has no escapes: what looks like a tag stays. It has no place for the times of words.
    """

    ending = "srt"
    media_type = "application/x-subrip"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        colour = colours(cues) if options.speakers == "color" else {}
        # without its reindexing the library drops no cue
        text: str = srt.compose((_subtitle(n, cue, options, colour) for n, cue in enumerate(cues, 1)), reindex=False)
        return text or "\n"


def _subtitle(number: int, cue: Cue, options: CaptionOptions, colour: Mapping[str, str]) -> srt.Subtitle:
    text = "\n".join(directed(shown_lines(cue, options)))
    if cue.speaker in colour:
        text = f'<font color="{colour[cue.speaker]}">{text}</font>'
    return srt.Subtitle(number, timedelta(milliseconds=cue.start_ms), timedelta(milliseconds=cue.end_ms), text)
