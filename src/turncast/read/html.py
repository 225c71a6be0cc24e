"""HTML: the text between the tags, without the page around it."""

from __future__ import annotations

import re

from turncast.model import Article, BlockKind
from turncast.read.builder import Builder
from turncast.read.furniture import furniture
from turncast.read.main_part import main_part
from turncast.read.page import HEADINGS, INLINE, Page, page
from turncast.read.page_card import about, title_of
from turncast.read.tags import PARAGRAPHS, Tag, tags

_BOLD = frozenset(("b", "strong"))
_RAISED = re.compile(r"[-+−]?\d{1,3}(?=</sup>)", re.IGNORECASE)
_POWERS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
"""Without its tag the 3 of `10<sup>3</sup>` would be a figure of 103."""
_SOFT_HYPHEN = "\u00ad"


def parse(source: str, name: str) -> Article:
    """The blocks of the page's main part; scripts, navigation, images, data tables and all tags are skipped."""
    whole = page(source, list(tags(source, 0, len(source))))
    silent = furniture(whole)
    title, heading = title_of(whole, silent)
    kept = main_part(whole, silent, heading)
    card = about(whole, title, kept[0][0], kept[-1][1])
    builder = Builder(source)
    for start, end in kept:
        builder.close()
        builder.strong = False
        if 0 < start < len(whole.parts):
            builder.skip(whole.parts[start].start, "boilerplate")
        _read(builder, whole, silent, start, end, heading)
    builder.close()
    builder.skip(len(source), "boilerplate")
    blocks, skipped = builder.result()
    told = (card.description, card.url)
    return Article(name, source, card.title, card.authors, card.published, card.language, blocks, skipped, *told)


def _read(builder: Builder, whole: Page, silent: dict[int, str], start: int, end: int, title: int | None) -> None:
    """All from one tag to another."""
    index = start
    while index <= end and index < len(whole.parts):
        tag = whole.parts[index]
        _keep(builder, max(tag.start, builder.at))
        if index in silent:
            if tag.name not in INLINE:
                builder.close()
            builder.skip(whole.parts[whole.ends[index]].end, silent[index])
            index = whole.ends[index]
        elif tag.part == "entity" and tag.text != _SOFT_HYPHEN:
            builder.decode(tag.end, tag.text)
        else:
            _enter(builder, tag, "title" if index == title or (title is None and tag.name == "h1") else "heading")
            if tag.part == "open" and tag.name == "sup" and (raised := _RAISED.match(whole.source, tag.end)):
                builder.decode(raised.end(), raised.group().translate(_POWERS))
        index += 1
    if end >= len(whole.parts):
        _keep(builder, len(whole.source))


def _keep(builder: Builder, end: int) -> None:
    """The text up to `end`, without the places where a word might be parted at the end of a line."""
    while (at := builder.source.find(_SOFT_HYPHEN, builder.at, end)) >= 0:
        builder.keep(at)
        builder.skip(at + 1, "markup")
    builder.keep(end)


def _enter(builder: Builder, tag: Tag, heading: BlockKind) -> None:
    """What a tag means for the block in hand."""
    if tag.part == "open" and tag.name in HEADINGS:
        builder.open(heading, int(tag.name[1]))
    elif tag.part == "open" and tag.name == "li":
        builder.open("item", 1)
    elif tag.part == "open" and tag.name == "blockquote":
        builder.open("quote")
    elif tag.name == "br":
        builder.newline(tag.end, "markup")
    elif tag.part != "comment" and (tag.name in PARAGRAPHS or tag.name == "li" or tag.name in HEADINGS):
        builder.close()
    elif tag.name in _BOLD:
        builder.strong = tag.part == "open"
    builder.skip(tag.end, "comment" if tag.part == "comment" else "image" if tag.name == "img" else "markup")
