"""Podcasting 2.0 transcripts in JSON: `{"segments": [{"speaker", "startTime", "endTime", "body"}]}`.

The source of the article is the text of the segments, one paragraph for each change of speaker; the times are no part of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read.extracted import About, Part, Piece, extracted

_CLOSING = re.compile(r"[,.;:?!…%)\]”’]")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
"""Japanese and Chinese are written without spaces between words."""


def parse(source: str, name: str) -> Article:
    """Running text for each change of speaker, `Name: ` in front where the file names them."""
    said = list(_said(_segments(source, name)))
    parts = [
        Part("paragraph", (Piece((f"{speaker}: " if speaker else "") + _joined([text for _, text in group])),))
        for speaker, group in groupby(said, key=lambda one: one[0])
    ]
    return extracted(parts, name, About())


def _segments(source: str, name: str) -> list[Any]:
    try:
        found = json.loads(source)
    except (ValueError, RecursionError) as error:
        told = " ".join(str(error).split())
        raise SourceError(f"{name}: this is no valid JSON ({told}); export the transcript again") from error
    segments = found.get("segments") if isinstance(found, dict) else None
    if not isinstance(segments, list):
        raise SourceError(f"{name}: this JSON has no list of `segments`, so it is no podcast transcript; give the interview's text")
    return segments


def _said(segments: list[Any]) -> Iterator[tuple[str, str]]:
    """Speaker and text of each segment; one that names nobody goes on with the speaker before. Whisper calls the text `text`."""
    current = ""
    for segment in segments:
        if isinstance(segment, dict):
            speaker, body = segment.get("speaker"), segment.get("body", segment.get("text"))
            if isinstance(speaker, str) and speaker.strip():
                current = " ".join(speaker.split())
            if isinstance(body, str) and body.strip():
                yield current, " ".join(body.split())


def _joined(texts: list[str]) -> str:
    """Pieces of sentences joined with spaces, none before a closing mark: some files have a segment for every word.

    >>> _joined(["Well", ",", "yes", "."])
    'Well, yes.'
    """
    out = texts[0]
    for text in texts[1:]:
        close = _CLOSING.match(text) or (_SPACELESS.match(text) and _SPACELESS.match(out[-1]))
        out += text if close else f" {text}"
    return out
