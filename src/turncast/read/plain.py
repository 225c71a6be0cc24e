"""Plain text: paragraphs parted by empty lines."""

from __future__ import annotations

import re

from turncast.model import Article
from turncast.read.builder import Builder

_RULE = re.compile(r"[ \t]*([-=*_~•·#+.])(?:[ \t]*\1){2,}[ \t]*\Z")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def parse(source: str, name: str) -> Article:
    """One block for each run of lines without an empty line between them; lines of dashes and the like are left out."""
    builder = Builder(source)
    while builder.at < len(source):
        found = _LINE.match(source, builder.at)
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
