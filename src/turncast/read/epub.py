"""EPUB 2 and 3: the documents of the spine in order, each read as the HTML it is.

The source of the article is the markup of those documents, one after another, and spans count in it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from turncast.model import Article, Block, Run, Skip, Span
from turncast.read import html
from turncast.read.archive import Archive
from turncast.read.decoding import MAX_BYTES, decoded
from turncast.read.extracted import About

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_AROUND = re.compile(r"(?i)(?:^|[/_.-])(?:cover|toc|nav|contents|titlepage|copyright|colophon|imprint)\d*(?:[_.-][^/]*)?$")
"""Names of documents that stand around the text."""
_PAGES = ("application/xhtml+xml", "text/html")


@dataclass(frozen=True, slots=True)
class _Document:
    member: str
    is_read: bool


def parse(data: bytes, name: str) -> Article:
    """All documents of the spine as one article; cover, contents and the like are skipped."""
    archive = Archive(data, name, "EPUB")
    package, folder = _package(archive)
    about = _about(package)
    sources: list[str] = []
    blocks: list[Block] = []
    skipped: list[Skip] = []
    at = 0
    for document in _spine(package, folder, archive):
        text = decoded(archive.read(document.member), name)
        read = _read(text, document, with_title=not blocks)
        blocks += [_moved(block, at) for block in read.blocks]
        skipped += [replace(skip, span=_shifted(skip.span, at)) for skip in read.skipped]
        sources.append(text)
        at += len(text) + 1
        if at > MAX_BYTES:
            raise archive.problem(f"its text is longer than {MAX_BYTES:,} characters")
    title = about.title or next((" ".join(block.text.split()) for block in blocks if block.kind == "title"), "")
    return Article(name, "\n".join(sources), title, about.authors, about.published, about.language, tuple(blocks), tuple(skipped))


def _package(archive: Archive) -> tuple[Element, str]:
    """The package document and the folder it lies in (OCF 3.3, clause 4.2.6.3.1)."""
    for element in archive.xml("META-INF/container.xml").iter():
        if element.tag.endswith("rootfile") and (path := element.get("full-path")):
            return archive.xml(path), posixpath.dirname(path)
    raise archive.problem("it does not name its package document")


def _spine(package: Element, folder: str, archive: Archive) -> list[_Document]:
    """The documents in reading order."""
    items = {element.get("id"): element for element in package.iter() if _local(element) == "item"}
    found = []
    for element in package.iter():
        item = items.get(element.get("idref")) if _local(element) == "itemref" else None
        if item is None or item.get("media-type") not in _PAGES:
            continue
        href = unquote((item.get("href") or "").partition("#")[0])
        member = posixpath.normpath(posixpath.join(folder, href)) if href else ""
        around = (
            "nav" in (item.get("properties") or "").split() or element.get("linear") == "no" or bool(_AROUND.search(_stem(member)))
        )
        found.append(_Document(member, not around))
    found = list(dict.fromkeys(found))
    if not found:
        raise archive.problem("its reading order is empty")
    return found


def _read(text: str, document: _Document, with_title: bool) -> Article:
    """One document; only the first that is read may hold the title of all."""
    if not document.is_read:
        return Article("", text, "", (), "", "", (), (Skip(Span(0, len(text)), "boilerplate"),) if text.strip() else ())
    read = html.parse(text, document.member)
    if with_title:
        return read
    blocks = (replace(block, kind="heading", level=1) if block.kind == "title" else block for block in read.blocks)
    return replace(read, blocks=tuple(blocks))


def _about(package: Element) -> About:
    values: dict[str, list[str]] = {}
    for element in package.iter():
        text = " ".join((element.text or "").split())
        if text:
            values.setdefault(_local(element), []).append(text)
    date = re.match(r"\d{4}-\d\d-\d\d", next(iter(values.get("date", [])), ""))
    return About(
        next(iter(values.get("title", [])), ""),
        tuple(dict.fromkeys(values.get("creator", []))),
        date.group() if date else "",
        next(iter(values.get("language", [])), ""),
    )


def _moved(block: Block, by: int) -> Block:
    runs = (Run(run.text_start, run.text_end, run.start + by, run.end + by) for run in block.runs)
    return replace(block, runs=tuple(runs))


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _stem(member: str) -> str:
    return posixpath.splitext(member)[0]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
