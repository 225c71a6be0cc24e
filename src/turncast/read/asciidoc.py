"""AsciiDoc, so far as interviews use it: headings, lists, emphasis, links; blocks that only a screen can show are skipped."""

from __future__ import annotations

import html
import re

from turncast.model import Article
from turncast.read.builder import LINE, Builder

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):[ \t]*(.*)")
_FENCE = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|```+)[ \t]*[^\s`]*[ \t]*[\r\n]*\Z")
_TABLE = re.compile(r"[|,:!]={3,}[ \t]*[\r\n]*\Z")
_OPEN_BLOCK = re.compile(r"(?:--|={4,}|\*{4,}|_{4,})[ \t]*[\r\n]*\Z")
_MACRO = re.compile(
    r"(?:image|video|audio|include|toc|icon|kbd|ifdef|ifndef|endif|ifeval)::.*|toc::\[\]|<<<\s*\Z|'{3,}\s*\Z|\+[ \t]*[\r\n]*\Z"
)
_BLOCK_ATTRIBUTES = re.compile(r"\[[^\]\r\n]*\][ \t]*[\r\n]*\Z")
_LABEL_IN_BRACKETS = re.compile(r"\[[A-Z][^\],=.#%]*\]")
_ITEM = re.compile(r"[ \t]*(?:[*-]{1,5}|\.{1,5}|\d+\.)[ \t]+(?=\S)")
_TERM = re.compile(r"(?P<term>\S[^\r\n]*?):{2,4}(?=[ \t]|[\r\n]|\Z)")
_AUTHOR = re.compile(r"[^\W\d_][\w.'’ -]{2,60}(?:<[^>]+>)?(?:;[^;\r\n]+)*\s*\Z")
_REVISION = re.compile(
    r"(?:v\d[\w.]*(?:,[ \t]*|:[ \t]*|[ \t]*$)|(?=\d{4}-\d\d-\d\d))(?P<date>\d{4}-\d\d-\d\d)?[^\r\n]*\s*\Z", re.MULTILINE
)
_BLOCK_TITLE = re.compile(r"\.[^\s.][^\r\n]*\s*\Z")
_INLINE = re.compile(
    r"\\(?=[*_`#^~{\[])|<<(?:[^<>,\r\n]+,)?(?=[^<>\r\n]*>>)|>>|(?:link|mailto|xref|footnote|image|icon|kbd|btn|menu):[^\s\[\]]*\[|"
    r"https?://[^\s\[\]<>]+\[|\(\(\([^()]*\)\)\)|\{[\w-]+\}|&(?:#\d{1,7}|[A-Za-z]{2,31});|\*\*?|__?|``?|##?|\[\.?[\w.-]+\](?=#)|\+\+?\+?(?=\S)|\]"
)
_SPOKEN_MACROS = ("link:", "mailto:", "xref:", "http")


def parse(source: str, name: str) -> Article:
    """The blocks of an AsciiDoc text; its header gives title, author, date and language."""
    builder = Builder(source)
    header: dict[str, str] = {}
    while builder.at < len(source):
        _block(builder, header)
    blocks, skipped = builder.result()
    date = re.match(r"\d{4}-\d\d-\d\d", header.get("revdate", header.get("date", "")))
    authors = tuple(part.split("<")[0].strip() for part in header.get("author", "").split(";") if part.strip())
    return Article(
        name, source, header.get("title", ""), authors, date.group() if date else "", header.get("lang", ""), blocks, skipped
    )


def _block(builder: Builder, header: dict[str, str]) -> None:
    line = _line(builder)
    end = builder.at + len(line)
    heading, attribute = _HEADING.match(line), _ATTRIBUTE.match(line)
    if not line.strip():
        builder.close()
        builder.skip(end, "markup")
    elif line.startswith("//") and not line.startswith("////"):
        builder.skip(end, "comment")
    elif fence := _FENCE.match(line):
        _skip_to(builder, end, fence[1], "comment" if fence[1][0] == "/" else "code")
    elif _TABLE.match(line):
        _skip_to(builder, end, line.strip(), "table")
    elif _OPEN_BLOCK.match(line) or _MACRO.match(line) or (_BLOCK_ATTRIBUTES.match(line) and not _LABEL_IN_BRACKETS.match(line)):
        builder.close()
        builder.skip(end, "image" if line.startswith("image") else "markup")
    elif _BLOCK_TITLE.match(line) and _is_shown(builder, end):
        builder.skip(end, "caption")
    elif attribute:
        header.setdefault(attribute[1].strip("!"), attribute[2].strip())
        builder.skip(end, "front matter")
    elif heading:
        _heading(builder, line, heading, header)
    elif term := _TERM.match(line):
        _term(builder, term)
    else:
        _paragraph(builder, line)


def _line(builder: Builder) -> str:
    found = LINE.match(builder.source, builder.at)
    return found.group() if found else ""


def _is_shown(builder: Builder, at: int) -> bool:
    """Whether a block that only a screen can show begins here, below its attributes."""
    for found in LINE.finditer(builder.source, at):
        line = found.group()
        if not _BLOCK_ATTRIBUTES.match(line):
            return bool(_FENCE.match(line) or _TABLE.match(line) or _MACRO.match(line))
    return False


def _skip_to(builder: Builder, at: int, mark: str, reason: str) -> None:
    """Skip up to the line that closes a block; only the opening line where none does."""
    builder.close()
    close = re.compile(rf"(?<=[\r\n]){re.escape(mark)}[ \t]*(?:\r\n|\r|\n|\Z)")
    found = close.search(builder.source, at)
    builder.skip(found.end() if found else at, reason)


def _heading(builder: Builder, line: str, heading: re.Match[str], header: dict[str, str]) -> None:
    start, level = builder.at, len(heading[1])
    builder.open("title" if level == 1 else "heading", level)
    builder.skip(start + heading.end(), "markup")
    _inline(builder, start + len(line.rstrip()))
    builder.skip(start + len(line), "markup")
    builder.close()
    if level == 1 and "title" not in header:
        header["title"] = line[heading.end() :].strip()
        _author_line(builder, header)


def _term(builder: Builder, term: re.Match[str]) -> None:
    """The term of a list of terms (`A question?:: Its answer`) stands alone, in bold."""
    start = builder.at
    builder.open("paragraph")
    builder.strong = True
    builder.keep(start + term.end("term"))
    builder.strong = False
    builder.close()
    builder.skip(start + term.end(), "markup")


def _author_line(builder: Builder, header: dict[str, str]) -> None:
    """The line under the title names the author, unless it is empty or an attribute."""
    line = _line(builder)
    if line.strip() and _AUTHOR.match(line) and not line.rstrip().endswith((".", "?", "!", ":")):
        header["author"] = line.strip()
        builder.skip(builder.at + len(line), "front matter")
        _revision_line(builder, header)


def _revision_line(builder: Builder, header: dict[str, str]) -> None:
    """The line under the author may tell version, date and remark."""
    line = _line(builder)
    if found := _REVISION.match(line):
        header.setdefault("revdate", found["date"] or "")
        builder.skip(builder.at + len(line), "front matter")


def _paragraph(builder: Builder, line: str) -> None:
    item = _ITEM.match(line)
    if item:
        builder.open("item", 1)
        builder.skip(builder.at + (item.end() if not item.group().strip()[0].isdigit() else 0), "markup")
    else:
        builder.open("paragraph")
    end = builder.at + len(_line(builder))
    while (found := LINE.match(builder.source, end)) and found.group().strip() and not _starts_block(found.group()):
        end = found.end()
    _inline(builder, end)
    builder.close()


def _starts_block(line: str) -> bool:
    found = _HEADING.match(line) or _ITEM.match(line) or _FENCE.match(line) or _TABLE.match(line) or _OPEN_BLOCK.match(line)
    return bool(found or _MACRO.match(line) or _ATTRIBUTE.match(line) or _TERM.match(line) or line.startswith("//"))


def _inline(builder: Builder, end: int) -> None:
    """Keep the text up to `end` without its marks."""
    source = builder.source
    spoken: list[bool] = []
    for found in _INLINE.finditer(source, builder.at, end):
        if found.start() < builder.at:
            continue
        mark = found.group()
        if mark in ("*", "_", "`", "#", "+") and not _touches(source, found.start(), found.end()):
            continue
        builder.keep(found.start())
        if mark.endswith("["):
            spoken.append(mark.startswith(_SPOKEN_MACROS))
            close = source.find("]", found.end(), end)
            silent = not spoken[-1] and close >= 0
            empty = spoken[-1] and close == found.end()
            if empty and mark.startswith("http"):
                builder.keep(found.end() - 1)
            builder.skip(close + 1 if silent else found.end(), "image" if mark.startswith("image") else "link")
            if silent:
                spoken.pop()
        elif mark == "]":
            if spoken:
                spoken.pop()
                builder.skip(found.end(), "link")
        elif mark.startswith("&"):
            builder.decode(found.end(), html.unescape(mark))
        else:
            if mark.startswith("*"):
                builder.strong = not builder.strong
            builder.skip(found.end(), "markup")
    builder.keep(end)
    builder.strong = False


def _touches(source: str, start: int, end: int) -> bool:
    """Whether a single mark stands at the edge of something: inside a word or between spaces it is text."""
    before, after = source[start - 1 : start] or " ", source[end : end + 1] or " "
    return not (before.isspace() and after.isspace()) and not (before.isalnum() and after.isalnum())
