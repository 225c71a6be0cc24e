"""An article from a file that is no text itself: its words are written out one paragraph after another, and spans count in that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from turncast.model import Article, BlockKind
from turncast.read.builder import Builder

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    strong: bool = False
    reason: str = ""
    """Why nobody reads it aloud; "" where it is read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph-like piece of the file."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a file's own card says about it; "" or () where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    """ISO date."""
    language: str = ""
    description: str = ""
    url: str = ""


IMAGE = Piece("\ufffc", reason="image")
"""Stands for an image: U+FFFC, the object replacement character."""


def extracted(parts: Sequence[Part], name: str, about: About) -> Article:
    """The article whose source is the text of all parts, parted by empty lines."""
    parts = [_printable(part) for part in parts if any(piece.text.strip() for piece in part.pieces)]
    builder = Builder("\n\n".join("".join(piece.text for piece in part.pieces) for part in parts))
    for part in parts:
        builder.open(part.kind, part.level)
        for piece in part.pieces:
            _place(builder, piece)
        builder.close()
        builder.skip(min(builder.at + 2, len(builder.source)), "markup")
    blocks, skipped = builder.result()
    title = about.title or next((" ".join(block.text.split()) for block in blocks if block.kind == "title"), "")
    return Article(name, builder.source, title, about.authors, about.published, about.language, blocks, skipped)


def _printable(part: Part) -> Part:
    """Without what cannot stand in a text file: control characters and halves of surrogate pairs."""
    return replace(part, pieces=tuple(replace(piece, text=_UNPRINTABLE.sub("", piece.text)) for piece in part.pieces))


def _place(builder: Builder, piece: Piece) -> None:
    end = builder.at + len(piece.text)
    if piece.reason:
        builder.skip(end, piece.reason)
    else:
        builder.strong = piece.strong
        builder.keep(end)
        builder.strong = False
