"""Audacity's labels, as its label track imports and exports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turncast.captions.formats.naming import name_before
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.lines import joined
from turncast.model import Cue


class Labels:
    """A line for each cue, or with words for each word: start, end (in seconds) and text, parted by tabulators.

    Who speaks is told by `Name:` at each change; it has no colours.
    """

    ending = "labels.txt"
    media_type = "text/plain"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        labels = _words(cues) if options.words else _cues(cues)
        return "".join(f"{_seconds(start)}\t{_seconds(end)}\t{text}\n" for start, end, text in labels)


def _cues(cues: Sequence[Cue]) -> Iterator[tuple[int, int, str]]:
    for cue in cues:
        yield cue.start_ms, cue.end_ms, name_before(cue) + joined(cue.words)


def _words(cues: Sequence[Cue]) -> Iterator[tuple[int, int, str]]:
    for cue in cues:
        yield from ((word.start_ms, word.end_ms, word.text) for word in cue.words)


def _seconds(ms: int) -> str:
    """With the six places that Audacity itself writes."""
    return f"{ms // 1000}.{ms % 1000:03}000"
