"""Script from pieces: neighbours of one speaker become one turn, and their text is folded for speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from turncast.model import Article, Role, Script, Skip, Span, Turn
from turncast.script.turns.passages import source_spans
from turncast.script.turns.people import People, role_of
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece


def assemble(article: Article, title: str, pieces: Sequence[Piece], people: People, roles: dict[str, Role]) -> Script:
    """Turns in order, with their spans in the source, and everything else as skips."""
    spoken = [piece for piece in pieces if piece.kind != "skip" and piece.text.strip()]
    skipped = [
        Skip(span, piece.why)
        for piece in pieces
        if piece.kind == "skip"
        for span in source_spans(article, piece.passage, piece.start, piece.end)
    ]

    def identity(piece: Piece) -> tuple[str, str, int]:
        """Speech runs on over paragraphs; each title, heading and byline is a turn of its own."""
        alone = -1 if piece.kind == "speech" else piece.passage.index
        return people.ids[piece.who, _role(piece.who, roles)], piece.kind, alone

    turns = [_turn(article, who, list(group)) for (who, _, _), group in groupby(spoken, key=identity)]
    skips = tuple(sorted([*article.skipped, *skipped], key=lambda skip: skip.span.start))
    return Script(title, article.language, people.speakers, tuple(turns), skips)


def _role(who: str, roles: dict[str, Role]) -> Role:
    if who in (REPORTER, INTERVIEWEE):
        return "reporter" if who == REPORTER else "interviewee"
    return role_of(who, roles)


def _turn(article: Article, who: str, pieces: Sequence[Piece]) -> Turn:
    paragraphs = []
    for _, group in groupby(pieces, key=lambda piece: piece.passage.block):
        paragraphs.append(re.sub(r"\s+", " ", " ".join(piece.text for piece in group)).strip())
    spans = [span for piece in pieces for span in source_spans(article, piece.passage, piece.start, piece.end)]
    first = pieces[0]
    kind = first.kind if first.kind != "skip" else "speech"
    return Turn(
        who, kind, "\n\n".join(paragraphs), _joined(spans, article.source), first.why, min(piece.confidence for piece in pieces)
    )


def _joined(spans: Sequence[Span], source: str) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and not source[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)
