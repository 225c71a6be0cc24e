"""Every word with its times: a table, and the same as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from turncast.captions.formats.options import CaptionOptions
from turncast.model import Cue

COLUMNS = ("text", "start_ms", "end_ms", "speaker", "turn", "sentence", "cue", "space")
"""The last four: indexes from 0, and whether white space follows."""


class WordsCsv:
    """A row for each word, under a row of column names; commas, and quote marks where a field needs them (RFC 4180)."""

    ending = "words.csv"
    media_type = "text/csv"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*values[:-1], int(values[-1])) for values in _rows(cues))
        return text.getvalue()


class WordsJson:
    """An object for each word, in one list."""

    ending = "words.json"
    media_type = "application/json"

    def write(self, cues: Sequence[Cue], options: CaptionOptions) -> str:
        about = {"type": "words", "version": 1, "title": options.title, "language": options.language}
        words = ",\n".join(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) for row in _rows(cues))
        return f'{json.dumps(about, ensure_ascii=False)[:-1]}, "words": [\n{words}\n]}}\n'


def _rows(cues: Sequence[Cue]) -> Iterator[tuple[str, int, int, str, int, int, int, bool]]:
    for n, cue in enumerate(cues):
        for word in cue.words:
            yield word.text, word.start_ms, word.end_ms, cue.speaker, word.turn, word.utterance, n, word.space
