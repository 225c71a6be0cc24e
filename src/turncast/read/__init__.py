"""source → Article: one file per format, all named here.

To add a format: write `read/<format>.py` with `parse(source: str, name: str) -> Article` (walk the source with `Builder`, so that
each character is kept or skipped), and give it a row in `FORMATS`.
"""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from turncast.errors import SourceError, UsageError
from turncast.model import Article
from turncast.read.decoding import MAX_BYTES, decoded

__all__ = ["FORMATS", "Format", "decoded", "load", "parse", "read"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is called, and how it is known."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    looks_like: re.Pattern[str]
    """Found in the first 4,000 characters where the file's name does not tell."""


FORMATS = (
    Format(
        "html", "turncast.read.html", (".html", ".htm", ".xhtml"), re.compile(r"(?i)<!doctype html|<html|<body|<p[\s>]|<div[\s>]")
    ),
    Format("asciidoc", "turncast.read.asciidoc", (".adoc", ".asciidoc", ".asc"), re.compile(r"(?m)^={1,5} \S|^:[\w-]+:(?: |$)")),
    Format(
        "markdown",
        "turncast.read.markdown",
        (".md", ".markdown", ".mdx", ".mkd"),
        re.compile(r"(?m)\A---\s*$|^#{1,6} \S|\*\*\S|__\S|\]\(\S+\)"),
    ),
    Format("text", "turncast.read.plain", (".txt", ".text"), re.compile("")),
)
"""In the order in which content is sniffed; the last takes everything."""


def read(source: str | Path, *, format: str | None = None) -> Article:
    """The article in a file, or on standard input where `source` is "-".

    Raises SourceError: no such file, a folder, empty, no text, too large, nothing to say.
    """
    data = load(source)
    return parse(data, str(source), format)


def load(source: str | Path) -> bytes:
    """The bytes of a file, or of standard input where `source` is "-". Raises SourceError where they cannot be had."""
    if str(source) == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(source)
    try:
        if path.is_dir():
            raise SourceError(f"{path}: this is a folder; name one interview file in it")
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: {path.stat().st_size:,} bytes are too many; the limit is {MAX_BYTES:,}: split the text")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file; check the path") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); check the path and its permissions") from error


def parse(data: bytes, name: str, format: str | None = None) -> Article:
    """The article in `data`; `name` says what it is called and, by its suffix, which format it is in."""
    text = decoded(data, name)
    if not text.strip():
        raise SourceError(f"{name}: the file is empty; give an interview with some text in it")
    chosen = _named(format) if format else _known(name, text)
    article: Article = importlib.import_module(chosen.module).parse(text, name)
    if not any(c.isalnum() for block in article.blocks for c in block.text):
        raise SourceError(f"{name}: nothing in it can be read aloud (read as {chosen.name}); is this the interview itself?")
    return article


def _named(name: str) -> Format:
    for format in FORMATS:
        if format.name == name:
            return format
    raise UsageError(f"no format is called {name!r}; there are: {', '.join(format.name for format in FORMATS)}")


def _known(name: str, text: str) -> Format:
    """By the file's name; where that does not tell, by what the text looks like."""
    suffix = Path(name).suffix.lower()
    for format in FORMATS:
        if suffix in format.suffixes:
            return format
    return next(format for format in FORMATS if format.looks_like.search(text[:4000]))
