"""What stands in the text and is seen, not heard: `(laughter)`, `[crosstalk]`, `[End of interview]`, `Page 3 of 25`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from turncast.script.turns.pieces import Piece

_DIRECTION = re.compile(
    r"[\[(]\s*(?:(?:all|both|general|loud|more|some|audience|light|brief|long|short)\s+)?"
    r"(?:laugh\w*|chuckl\w*|giggl\w*|applau\w*|cheers?|cheering|music|silence|pauses?|paused|sighs?|sighing|coughs?|coughing|"
    r"cross-?\s?talk\w*|overlapping|off[- ]mic\w*|inaudible|unintelligible|indiscernible|phonetic|sic|"
    r"end of (?:interview|tape|recording|transcript|audio|session)|"
    r"(?:interview|tape|recording|audio|session) (?:ends?|ended|begins?|off|on|paused|stopped|resumes?|interrupted)|"
    r"lacht|lachen|gelächter|rires?|risas|risate|смех|笑|笑い|笑声)"
    r"(?:[ ,]+[\w:.]+){0,4}[.!]?\s*[\])]",
    re.IGNORECASE,
)


_ASIDE = re.compile(r"^[ \t]*\[[^\[\]\n?]{1,160}\][ \t]*$", re.MULTILINE)
"""A line of its own in square brackets, in a transcript: `[Telephone interruption]`, `[Whereupon, the committee rose.]`"""
_MOMENT = re.compile(r"\[(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\]|\(\d{1,3}:\d{2}:\d{2}(?:[.,]\d{1,3})?\)")
"""`[00:04:09.14]` within speech."""
_PAGE = re.compile(
    r"^[ \t]*(?:page[ \t]+\d{1,4}(?:[ \t]+of[ \t]+\d{1,4})?|[-–—][ \t]*\d{1,4}[ \t]*[-–—])[ \t]*$", re.IGNORECASE | re.MULTILINE
)
"""A page's number on a line of its own."""


def without_directions(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with their stage directions, times and page numbers cut out as skips."""
    transcript = any(piece.kind == "skip" and piece.why == "label" for piece in pieces)
    for piece in pieces:
        if piece.kind == "skip":
            yield piece
            continue
        at, text = piece.start, piece.passage.text
        silent = [(*found.span(), "stage direction") for found in _DIRECTION.finditer(text, piece.start, piece.end)]
        if transcript and piece.kind == "speech":
            silent += [(*found.span(), "stage direction") for found in _ASIDE.finditer(text, piece.start, piece.end)]
        silent += [(*found.span(), "time") for found in _MOMENT.finditer(text, piece.start, piece.end)]
        silent += [(*found.span(), "page number") for found in _PAGE.finditer(text, piece.start, piece.end)]
        for start, end, reason in sorted(silent):
            if start < at:
                continue
            if text[at:start].strip():
                yield replace(piece, start=at, end=start)
            yield replace(piece, start=start, end=end, kind="skip", why=reason)
            at = end
        if text[at : piece.end].strip():
            yield replace(piece, start=at)
