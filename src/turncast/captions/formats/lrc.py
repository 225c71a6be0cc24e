"""LRC, as music players show it; with words, in its enhanced form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from turncast.captions.formats.hundredths import short_clock
from turncast.captions.formats.naming import name_before
from turncast.captions.formats.options import CaptionOptions
from turncast.captions.formats.timed_lines import spaced
from turncast.captions.lines import joined
from turncast.model import Cue


class Lrc:
    """A line for each cue, with `Name:` at each change of speaker, and an empty one where a silence clears it.

    Times are whole hundredths of a second. It has neither colours nor escapes: what looks like a time in brackets is read as one.
    """

    ending = "lrc"
    media_type = "application/x-lrc"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        return "".join(f"{line}\n" for line in (*_head(cues, options), *_lines(cues, options)))


def _head(cues: Sequence[Cue], options: CaptionOptions) -> Iterator[str]:
    if options.title:
        yield f"[ti:{options.title}]"
    if options.language:
        yield f"[la:{options.language}]"
    length_ms = options.duration_ms or max((cue.end_ms for cue in cues), default=0)
    yield f"[length:{short_clock(length_ms)}]"


def _lines(cues: Sequence[Cue], options: CaptionOptions) -> Iterator[str]:
    for cue, after in zip_longest(cues, cues[1:]):
        yield f"[{short_clock(cue.start_ms)}]{name_before(cue)}{_timed(cue) if options.words else joined(cue.words)}"
        if not after or after.start_ms - cue.end_ms >= options.rules.chain_ms:
            yield f"[{short_clock(cue.end_ms)}]"


def _timed(cue: Cue) -> str:
    text = "".join(f"<{short_clock(word.start_ms)}>{shown}" for word, shown in spaced(cue.words))
    return f"{text}<{short_clock(cue.words[-1].end_ms)}>"
