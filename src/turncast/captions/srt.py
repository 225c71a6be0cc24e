"""SubRip, written with the `srt` library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import srt

from turncast.captions.lines import labelled
from turncast.captions.rules import CaptionRules
from turncast.model import Cue


class Srt:
    """Who speaks is told by `Name:` before the text at each change. The format has no escapes: what looks like a tag stays."""

    media_type = "application/x-subrip"

    def write(self, cues: Sequence[Cue], rules: CaptionRules) -> str:
        # without its reindexing the library drops no cue
        text: str = srt.compose((_subtitle(n, cue, rules) for n, cue in enumerate(cues, 1)), reindex=False)
        return text


def _subtitle(number: int, cue: Cue, rules: CaptionRules) -> srt.Subtitle:
    lines = labelled(cue.lines, cue.speaker, rules.line_chars) if cue.named else cue.lines
    return srt.Subtitle(number, timedelta(milliseconds=cue.start_ms), timedelta(milliseconds=cue.end_ms), "\n".join(lines))
