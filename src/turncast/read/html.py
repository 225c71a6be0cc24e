"""HTML: the text between the tags, without the page around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from turncast.model import Article, Block
from turncast.read.builder import Builder
from turncast.read.furniture import card, furniture, main_article
from turncast.read.tags import PARAGRAPHS, SILENT, Tag, attributes, tags

_BOLD = frozenset(("b", "strong"))
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_DATA_CELL_WORDS = 12
"""A table with fewer words a cell on average holds data; with more it is the layout of an old page, and the interview is in it."""


def parse(source: str, name: str) -> Article:
    """The blocks of the page's main part; scripts, navigation, images, data tables and all tags are skipped."""
    parts = list(tags(source, 0, len(source)))
    ends = _ends(parts, len(source))
    silent = furniture(source, parts, ends)
    told = card(source, parts, ends)
    builder = Builder(source)
    main = _main(source, parts, ends)
    index = 0
    while index < len(parts):
        index = _step(builder, parts, ends, index, main, silent)
    builder.keep(len(source))
    blocks, skipped = builder.result()
    title = _title(source, parts, blocks) or told.title
    authors, published = _authors(parts) or told.authors, _published(parts) or told.published
    return Article(name, source, title, authors, published, _language(parts), blocks, skipped)


def _step(builder: Builder, parts: Sequence[Tag], ends: dict[int, int], index: int, main: tuple[int, int], silent: Set[int]) -> int:
    """Reads one tag and the text before it; gives the index of the next tag to read."""
    tag = parts[index]
    if tag.start < main[0]:
        builder.close()
        builder.skip(min(main[0], parts[index + 1].start if index + 1 < len(parts) else main[0]), "boilerplate")
        return index + 1
    if builder.at < main[1] <= tag.end:
        builder.keep(min(tag.start, main[1]))
        builder.close()
        builder.skip(len(builder.source), "boilerplate")
        return len(parts)
    builder.keep(max(tag.start, builder.at))
    if tag.part == "entity":
        builder.decode(tag.end, tag.text)
        return index + 1
    if tag.part == "open" and (reason := "boilerplate" if index in silent else _silence(builder.source, parts, ends, index)):
        builder.close()
        return _skip_element(builder, parts, ends, index, reason)
    _enter(builder, tag)
    return index + 1


def _skip_element(builder: Builder, parts: Sequence[Tag], ends: dict[int, int], index: int, reason: str) -> int:
    last = ends.get(index, index)
    builder.skip(parts[last].end, reason)
    return last + 1


def _enter(builder: Builder, tag: Tag) -> None:
    """What a tag means for the block in hand."""
    if tag.part == "open" and re.fullmatch(r"h[1-6]", tag.name):
        builder.open("title" if tag.name == "h1" else "heading", int(tag.name[1]))
    elif tag.part == "open" and tag.name == "li":
        builder.open("item", 1)
    elif tag.part == "open" and tag.name == "blockquote":
        builder.open("quote")
    elif tag.name == "br":
        builder.newline(tag.end, "markup")
    elif tag.part != "comment" and (tag.name in PARAGRAPHS or tag.name == "li" or re.fullmatch(r"h[1-6]", tag.name)):
        builder.close()
    elif tag.name in _BOLD:
        builder.strong = tag.part == "open"
    builder.skip(tag.end, "comment" if tag.part == "comment" else "image" if tag.name == "img" else "markup")


def _ends(parts: Sequence[Tag], length: int) -> dict[int, int]:
    """For each opening tag that is closed: the index of its closing tag."""
    out: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for index, tag in enumerate(parts):
        if tag.part == "open" and tag.name not in _VOID and not tag.rest.endswith("/"):
            waiting.setdefault(tag.name, []).append(index)
        elif tag.part == "close" and waiting.get(tag.name):
            out[waiting[tag.name].pop()] = index
    return out


def _silence(source: str, parts: Sequence[Tag], ends: dict[int, int], index: int) -> str:
    """Why nobody reads this element, or ""."""
    tag = parts[index]
    if tag.name in SILENT:
        return SILENT[tag.name] if index in ends else ""
    if index not in ends:
        return ""
    if tag.name == "table" and _is_data(source, parts[index : ends[index]]):
        return "table"
    if not tag.rest.strip() or tag.name in ("body", "html", "main", "article"):
        return ""
    found = attributes(tag.rest)
    return "boilerplate" if "hidden" in tag.rest.lower().split() or found.get("aria-hidden") == "true" else ""


def _is_data(source: str, table: Sequence[Tag]) -> bool:
    n_cells = sum(tag.part == "open" and tag.name in ("td", "th") for tag in table)
    n_words = sum(len(source[a.end : b.start].split()) for a, b in itertools.pairwise(table))
    return n_words < _DATA_CELL_WORDS * max(n_cells, 1)


def _main(source: str, parts: Sequence[Tag], ends: dict[int, int]) -> tuple[int, int]:
    """Where the page's main part begins and ends; the whole page where none is marked or several are."""
    if (own := main_article(source, parts, ends)) is not None:
        return parts[own].start, parts[ends[own]].end
    for name in ("main", "body"):
        found = [index for index, tag in enumerate(parts) if tag.part == "open" and tag.name == name]
        if len(found) == 1 and found[0] in ends:
            return parts[found[0]].start, parts[ends[found[0]]].end
    return 0, 1 << 62


def _title(source: str, parts: Sequence[Tag], blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind == "title":
            return " ".join(block.text.split())
    if named := _meta(parts, "og:title"):
        return named
    for tag, after in itertools.pairwise(parts):
        if tag.part == "open" and tag.name == "title" and after.start > tag.end:
            return " ".join(source[tag.end : after.start].split())
    return ""


def _meta(parts: Sequence[Tag], *names: str) -> str:
    for tag in parts:
        if tag.part == "open" and tag.name == "meta":
            found = attributes(tag.rest)
            if (found.get("name") or found.get("property") or "").lower() in names:
                return " ".join(found.get("content", "").split())
    return ""


def _authors(parts: Sequence[Tag]) -> tuple[str, ...]:
    author = _meta(parts, "author", "article:author", "dc.creator")
    return (author,) if author and "://" not in author else ()


def _published(parts: Sequence[Tag]) -> str:
    found = re.match(r"\d{4}-\d\d-\d\d", _meta(parts, "article:published_time", "date", "dc.date", "pubdate"))
    return found.group() if found else ""


def _language(parts: Sequence[Tag]) -> str:
    for tag in parts:
        if tag.part == "open" and tag.name == "html":
            return attributes(tag.rest).get("lang", "")
    return ""
