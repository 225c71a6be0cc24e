"""Markdown, as interviews are really written in it: with shortcodes, HTML and damaged emphasis.

A CommonMark parser gives no positions inside a paragraph, and its rules make text of damaged marks (`** Name **:`). So blocks are
found line by line here, and `inline.py` goes through each of them once.
"""

from __future__ import annotations

import re
from dataclasses import replace

from turncast.model import Article
from turncast.read.builder import LINE, Builder
from turncast.read.front_matter import front_matter
from turncast.read.inline import play

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|(?=[^\s#\d]))")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*[\r\n]*\Z")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*[\r\n]*\Z")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_BULLET = re.compile(r"([ \t]*)[-*+•][ \t]+(?=\S)")
_NUMBER = re.compile(r"([ \t]*)\d{1,3}[.)][ \t]+(?=\S)")
_TABLE = re.compile(r"[ \t]{0,3}\|.*\|")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]\r\n]{1,200}\]:[ \t]*\S")
_MAX_UNDERLINED = 120
"""A longer paragraph above a line of dashes is no heading: the dashes are a rule without an empty line before it."""


def parse(source: str, name: str) -> Article:
    """Headings, paragraphs, list items and block quotes; all markup and what only a screen can show is skipped."""
    builder = Builder(source)
    front = front_matter(source)
    builder.skip(front.end, "front matter")
    while builder.at < len(source):
        _block(builder)
    blocks, skipped = builder.result()
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        blocks = (replace(blocks[0], kind="title"), *blocks[1:])
    title = front.title or next((" ".join(block.text.split()) for block in blocks if block.kind == "title"), "")
    told = (front.description, front.url, front.number)
    return Article(name, source, title, front.authors, front.published, front.language, blocks, skipped, *told)


def _line(builder: Builder, at: int) -> str:
    found = LINE.match(builder.source, at)
    return found.group() if found else ""


def _block(builder: Builder) -> None:
    """Reads one block, or the blank line, rule or code at this place."""
    line = _line(builder, builder.at)
    end = builder.at + len(line)
    if not line.strip():
        builder.close()
        builder.skip(end, "markup")
    elif _FENCE.match(line):
        builder.close()
        builder.skip(_fence_end(builder, line, end), "code")
    elif _RULE.match(line):
        builder.close()
        builder.skip(end, "rule")
    elif heading := _HEADING.match(line):
        _heading(builder, line, len(heading[1]), heading.end())
    elif _TABLE.match(line):
        builder.close()
        builder.skip(end, "table")
    elif _DEFINITION.match(line):
        builder.close()
        builder.skip(end, "link")
    else:
        _paragraph(builder, line)


def _heading(builder: Builder, line: str, level: int, text_start: int) -> None:
    start = builder.at
    builder.open("heading", level)
    builder.skip(start + text_start, "markup")
    tail = len(line.rstrip()) - len(line.rstrip().rstrip("#").rstrip())
    text_end = start + len(line.rstrip()) - tail
    play(builder, max(text_end, builder.at), [])
    builder.skip(max(start + len(line), builder.at), "markup")
    builder.close()


def _paragraph(builder: Builder, line: str) -> None:
    """A run of lines up to an empty one or another block; the marks at their beginnings are skipped."""
    marks: list[tuple[int, int]] = []
    start, at = builder.at, builder.at
    quote = _QUOTE.match(line)
    prefix = quote.end() if quote else 0
    bullet, number = _BULLET.match(line, prefix), _NUMBER.match(line, prefix)
    if bullet or number:
        builder.open("item", 1 + len((bullet or number or [""])[1].expandtabs(4)) // 2)
        prefix = bullet.end() if bullet else prefix
    else:
        builder.open("quote" if quote else "paragraph")
    while True:
        if prefix:
            marks.append((at, at + prefix))
        at += len(line)
        line = _line(builder, at)
        if not line or _ends_paragraph(line, bool(quote)):
            break
        again = _QUOTE.match(line)
        prefix = again.end() if again else 0
    play(builder, at, marks)
    if builder.at == at and line and (under := _UNDERLINE.match(line)) and builder.source[start:at].strip():
        if builder.length <= _MAX_UNDERLINED:
            builder.turn_into("heading", 1 if under[1][0] == "=" else 2)
        builder.skip(at + len(line), "markup")
    builder.close()


def _ends_paragraph(line: str, quoted: bool) -> bool:
    quote = _QUOTE.match(line)
    if bool(quote) != quoted and (quote or not line.strip()):
        return True
    rest = line[quote.end() :] if quote else line
    block = _RULE.match(rest) or _UNDERLINE.match(rest) or _HEADING.match(rest) or _FENCE.match(rest) or _TABLE.match(rest)
    return not rest.strip() or bool(block or _BULLET.match(rest) or _NUMBER.match(rest))


def _fence_end(builder: Builder, line: str, at: int) -> int:
    """Behind the closing fence; where there is none, behind the opening line, so that no interview is lost to three backticks."""
    fence = _FENCE.match(line)
    mark = fence[1] if fence else "```"
    close = re.compile(rf"(?:\A|(?<=[\r\n]))[ \t]{{0,3}}{re.escape(mark)}[ \t]*(?:\r\n|\r|\n|\Z)")
    found = close.search(builder.source, at)
    return found.end() if found else at
