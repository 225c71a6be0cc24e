"""source → Article: one file per format, all named here.

To add a format: write `read/<format>.py` with `parse(source: str, name: str) -> Article` (walk the source with `Builder`, so that
each character is kept or skipped), and give it a row in `FORMATS`. A format whose files are no text has `marks`, and its reader
is given the bytes: `parse(data: bytes, name: str) -> Article`.
"""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from turncast.errors import SourceError, UsageError
from turncast.model import Article
from turncast.read import web
from turncast.read.decoding import MAX_BYTES, bounded, decoded

__all__ = ["FORMATS", "Format", "decoded", "load", "parse", "read"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is called, and how it is known."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    looks_like: re.Pattern[str]
    """Found in the first 4,000 characters where the file's name does not tell."""
    marks: tuple[bytes, ...] = ()
    """Of a file that is no text: it begins with the first, and the others are somewhere in it."""


_ADDRESS = re.compile(r"(?i)https?://")
_PAGE = re.compile(r"(?i)\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)?<(?:!doctype html|html)\b")
_BOLD_LABEL = re.compile(r"(?m)^[ \t]*(\*\*|__)[^*_\n]{1,80}\1")
_NEVER = re.compile(r"(?!)")

FORMATS = (
    Format("pdf", "turncast.read.pdf", (".pdf",), _NEVER, (b"%PDF-",)),
    Format("docx", "turncast.read.docx", (".docx", ".docm", ".dotx"), _NEVER, (b"PK\x03\x04", b"[Content_Types].xml", b"word/")),
    Format("epub", "turncast.read.epub", (".epub",), _NEVER, (b"PK\x03\x04", b"META-INF/container.xml")),
    Format("vtt", "turncast.read.subtitles", (".vtt",), re.compile(r"\AWEBVTT\b")),
    Format("srt", "turncast.read.subtitles", (".srt",), re.compile(r"\A\s*\d+\s*\n\s*\d{1,2}:\d\d:\d\d[.,]\d+ *-->")),
    Format("transcript", "turncast.read.transcript", (".json",), re.compile(r'\A\s*\{[^<]{0,3900}"segments"\s*:')),
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
    """The article in a file, at a web address, or on standard input where `source` is "-".

    Raises SourceError: no such file, a folder, empty, no text, too large, nothing to say.
    """
    data = load(source)
    return parse(data, str(source), format)


def load(source: str | Path) -> bytes:
    """The bytes of a file, of a web address, or of standard input where `source` is "-".

    Raises SourceError where they cannot be had.
    """
    if str(source) == "-":
        if sys.stdin is None:
            raise SourceError("standard input is closed; name a file, or pipe an interview into this command")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if _ADDRESS.match(str(source)):
        return web.utf8(web.fetch(str(source)))
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
    bounded(data, name)
    chosen = _named(format) if format else _marked(data)
    if chosen and chosen.marks:
        return _spoken(importlib.import_module(chosen.module).parse(data, name), chosen)
    text = decoded(data, name)
    if not text.strip():
        raise SourceError(f"{name}: the file is empty; give an interview with some text in it")
    chosen = chosen or _known(name, text)
    return _spoken(importlib.import_module(chosen.module).parse(text, name), chosen)


def _spoken(article: Article, chosen: Format) -> Article:
    """The article itself, where anything in it can be said."""
    if not any(c.isalnum() for block in article.blocks for c in block.text):
        raise SourceError(f"{article.name}: nothing in it can be read aloud (read as {chosen.name}); is this the interview itself?")
    return article


def _named(name: str) -> Format:
    for format in FORMATS:
        if format.name == name:
            return format
    raise UsageError(f"no format is called {name!r}; there are: {', '.join(format.name for format in FORMATS)}")


def _marked(data: bytes) -> Format | None:
    """The format of a file that is no text, by its bytes alone: names are wrong more often than these."""
    for format in FORMATS:
        if format.marks and data.startswith(format.marks[0]) and all(mark in data for mark in format.marks):
            return format
    return None


def _known(name: str, text: str) -> Format:
    """By the file's name; where that does not tell, by what the text looks like. On the web a page may be called anything."""
    if _ADDRESS.match(name):
        name = "page.html" if _PAGE.match(text) else urlsplit(name).path
    suffix = Path(name).suffix.lower()
    for format in FORMATS:
        if suffix in format.suffixes and not format.marks:
            return _saved_as_text(text) or format if format.name == "text" else format
    return next(format for format in FORMATS if format.looks_like.search(text[:4000]))


def _saved_as_text(text: str) -> Format | None:
    """The format that a text file is really in, where its content leaves no doubt: subtitles, a page, bold labels of Markdown."""
    name = "html" if _PAGE.match(text) else "markdown" if len(_BOLD_LABEL.findall(text[:20_000])) >= 2 else ""
    for format in FORMATS:
        if format.name == name or (format.name in ("srt", "vtt") and format.looks_like.search(text[:4000])):
            return format
    return None
