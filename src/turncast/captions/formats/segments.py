"""The JSON transcript of Podcasting 2.0, version 1.0.0."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from turncast.captions.formats.options import CaptionOptions
from turncast.captions.lines import joined
from turncast.model import Cue


class Segments:
    """A segment for each cue, or with words for each word; each names its speaker. Times are in seconds."""

    ending = "transcript.json"
    media_type = "application/json"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        segments = list(_words(cues) if options.words else _cues(cues))
        return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


def _cues(cues: Sequence[Cue]) -> Iterator[dict[str, object]]:
    for cue in cues:
        yield _segment(cue.speaker, cue.start_ms, cue.end_ms, joined(cue.words))


def _words(cues: Sequence[Cue]) -> Iterator[dict[str, object]]:
    for cue in cues:
        for word in cue.words:
            yield _segment(cue.speaker, word.start_ms, word.end_ms, word.text)


def _segment(speaker: str, start_ms: int, end_ms: int, body: str) -> dict[str, object]:
    named = {"speaker": speaker} if speaker else {}
    return {**named, "startTime": start_ms / 1000, "endTime": end_ms / 1000, "body": body}
