"""A plain text transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.transcript import mark, paragraphs
from turncast.captions.lines import joined
from turncast.model import Cue


class Txt:
    """A line for each paragraph, with its time in brackets and `Name:` where the speaker changes. It has no colours."""

    ending = "txt"
    media_type = "text/plain"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        return "\n".join(f"{block}\n" for block in _blocks(cues, options)) or "\n"


def _blocks(cues: Sequence[Cue], options: CaptionOptions) -> Iterator[str]:
    if options.title:
        yield options.title
    for one in paragraphs(cues):
        name = f"{one.speaker}: " if one.named and one.speaker else ""
        yield f"[{mark(one.words[0].start_ms)}] {name}{joined(one.words)}"
