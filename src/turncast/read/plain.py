"""Plain text: paragraphs parted by empty lines."""

from __future__ import annotations

import re

from turncast.model import Article
from turncast.read.builder import LINE, Builder
from turncast.read.running_heads import PageBreak, page_breaks

_RULE = re.compile(r"[ \t]*([-=*_~•·#+.])(?:[ \t]*\1){2,}[ \t]*\Z")


def parse(source: str, name: str) -> Article:
    """One block for each run of lines without an empty line between them; lines of dashes and running heads are left out."""
    builder, breaks = Builder(source), page_breaks(source)
    while builder.at < len(source):
        if page := breaks.get(builder.at):
            _turn_page(builder, page)
            continue
        found = LINE.match(source, builder.at)
        end = found.end() if found else len(source)
        line = source[builder.at : end].rstrip("\r\n")
        if not line.strip():
            builder.close()
            builder.skip(end, "markup")
        elif _RULE.match(line):
            builder.close()
            builder.skip(end, "rule")
        else:
            builder.keep(end)
    blocks, skipped = builder.result()
    return Article(name, source, "", (), "", "", blocks, skipped)


def _turn_page(builder: Builder, page: PageBreak) -> None:
    """A sentence that runs over two pages stays in one block."""
    if not page.goes_on:
        builder.close()
    builder.skip(page.end, "running head")
