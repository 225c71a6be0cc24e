"""What stands inside a Markdown block: emphasis, links, images, code, shortcodes, HTML and entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from turncast.read.builder import Builder
from turncast.read.tags import PARAGRAPHS, SILENT, Tag, tag_at

_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|~~|!?\[|<|&|\{\{|\{%|\{[:#.]")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\r\n]{0,200}\}")
_DESTINATION = re.compile(r"\((?:[^()\r\n]|\((?:[^()\r\n]|\([^()\r\n]*\))*\)|\r?\n(?!\s*\n))*\)")
_REFERENCE = re.compile(r"[ ]?\[[^\[\]\r\n]{0,200}\]")
_MAX_SHORTCODE = 5000


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that is not simply kept."""

    start: int
    end: int
    reason: str = "markup"
    text: str = ""
    """Kept as this, where it is not empty."""
    tag: Tag | None = None
    strong: bool | None = None
    """From here on bold, or not."""


def play(builder: Builder, end: int, marks: Sequence[tuple[int, int]]) -> None:
    """Read the source from where the builder is up to `end`, or beyond where a comment or an element goes on longer.

    `marks` are the ranges at the beginnings of lines (`> `, `- `) that are markup.
    """
    steps = sorted([*_steps(builder.source, builder.at, end), *(_Step(*mark) for mark in marks)], key=lambda step: step.start)
    for step in steps:
        if step.start < builder.at:
            continue
        builder.keep(step.start)
        if step.tag is not None:
            _play_tag(builder, step.tag)
        elif step.text:
            builder.decode(step.end, step.text)
        else:
            if step.strong is not None:
                builder.strong = step.strong
            builder.skip(step.end, step.reason)
    builder.keep(max(end, builder.at))
    builder.strong = False


def _play_tag(builder: Builder, tag: Tag) -> None:
    reason = "comment" if tag.part == "comment" else "image" if tag.name == "img" else "markup"
    if tag.part == "open" and (tag.name in SILENT or tag.name == "table"):
        builder.close()
        builder.skip(_element_end(builder.source, tag), SILENT.get(tag.name, "table"))
    elif tag.name == "br":
        builder.newline(tag.end, reason)
    elif tag.name in ("b", "strong"):
        builder.strong = tag.part == "open"
        builder.skip(tag.end, reason)
    else:
        if tag.name == "li" and tag.part == "open":
            builder.open("item", 1)
        elif tag.name == "blockquote" and tag.part == "open":
            builder.open("quote")
        elif re.fullmatch(r"h[1-6]", tag.name) and tag.part == "open":
            builder.open("heading", int(tag.name[1]))
        elif tag.name in PARAGRAPHS or tag.name == "li" or re.fullmatch(r"h[1-6]", tag.name):
            builder.close()
        builder.skip(tag.end, reason)


def _element_end(source: str, tag: Tag) -> int:
    found = re.compile(rf"</{re.escape(tag.name)}\s*>", re.IGNORECASE).search(source, tag.end)
    return found.end() if found else tag.end


def _steps(source: str, start: int, end: int) -> Iterator[_Step]:
    """Everything between `start` and `end` that is not plain text, in order of its beginning."""
    brackets = _brackets(source, start, end)
    delimiters: list[tuple[int, int]] = []
    found_steps: list[_Step] = []
    at = start
    while found := _SPECIAL.search(source, at, end):
        at = found.end()
        mark = found.group()
        if mark[0] in "*_":
            delimiters.append(found.span())
            continue
        here = _special(source, found.start(), mark, end, brackets)
        found_steps += here
        if here:
            # the text of a link is gone through as well, code and escapes are not
            at = max(at, here[0].end if mark == "[" else here[-1].end)
    yield from found_steps
    yield from _emphasis(source, _outside(delimiters, found_steps), start, end)


def _outside(ranges: Sequence[tuple[int, int]], steps: Sequence[_Step]) -> list[tuple[int, int]]:
    """The ranges that are not inside a step: an underline in an address is no emphasis."""
    out: list[tuple[int, int]] = []
    ordered = sorted(steps, key=lambda step: step.start)
    number, reach = 0, 0
    for a, b in ranges:
        while number < len(ordered) and ordered[number].start <= a:
            reach = max(reach, ordered[number].end)
            number += 1
        if a >= reach:
            out.append((a, b))
    return out


def _special(source: str, at: int, mark: str, end: int, brackets: dict[int, int]) -> list[_Step]:
    if mark[0] == "\\":
        return [_Step(at, at + 1), _Step(at + 1, at + 2, text=mark[1])]
    if mark[0] == "`":
        return _code(source, at, mark, end)
    if mark in ("{{", "{%"):
        close = source.find("}}" if mark == "{{" else "%}", at, at + _MAX_SHORTCODE)
        return [_Step(at, close + 2, "shortcode")] if close >= 0 else []
    if mark[0] == "{":
        found = _ATTRIBUTES.match(source, at, end)
        return [_Step(at, found.end())] if found else []
    if mark in ("[", "!["):
        return _link(source, at, mark, end, brackets)
    if mark == "~~":
        return [_Step(at, at + 2)]
    if mark == "<" and (link := _AUTOLINK.match(source, at, end)):
        return [_Step(at, at + 1, "link"), _Step(link.end() - 1, link.end(), "link")]
    tag = tag_at(source, at)
    if tag is None:
        return []
    return [_Step(at, tag.end, text=tag.text)] if tag.part == "entity" else [_Step(at, tag.end, tag=tag)]


def _code(source: str, at: int, ticks: str, end: int) -> list[_Step]:
    """Code inside a sentence is read (`the kubelet`); only its marks go."""
    close = re.compile(rf"(?<!`){ticks}(?!`)").search(source, at + len(ticks), end)
    if close is None:
        return []
    inside = (at + len(ticks), close.start())
    return [
        _Step(at, inside[0]),
        *([_Step(*inside, text=source[slice(*inside)])] if inside[0] < inside[1] else []),
        _Step(*close.span()),
    ]


def _link(source: str, at: int, mark: str, end: int, brackets: dict[int, int]) -> list[_Step]:
    """A link keeps its text, an image nothing, a footnote mark nothing; other brackets are text."""
    close = brackets.get(at + len(mark) - 1)
    if close is None:
        return []
    target = _DESTINATION.match(source, close + 1, min(len(source), close + 2000)) or _REFERENCE.match(source, close + 1, end)
    if mark == "![":
        return [_Step(at, target.end() if target else close + 1, "image")]
    if source.startswith("[^", at):
        return [_Step(at, close + 1, "footnote")]
    if target is None:
        return []
    return [_Step(at, at + 1, "link"), _Step(close, target.end(), "link")]


def _brackets(source: str, start: int, end: int) -> dict[int, int]:
    """Where each `[` is closed."""
    out: dict[int, int] = {}
    waiting: list[int] = []
    for found in re.compile(r"(?<!\\)[\[\]]").finditer(source, start, end):
        if found.group() == "[":
            waiting.append(found.start())
        elif waiting:
            out[waiting.pop()] = found.start()
    return out


def _emphasis(source: str, runs: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[_Step]:
    """Two stars or underlines are always markup, whatever they touch: damaged ones must not be read aloud.

    Single ones are markup where they come in pairs that touch what they enclose.
    """
    double = [(a, b) for a, b in runs if b - a >= 2 and not _inside_word(source, a, b)]
    for index, (a, b) in enumerate(double):
        paired = index < len(double) - len(double) % 2
        yield _Step(a, b, strong=index % 2 == 0 if paired else None)
    opened: dict[str, tuple[int, int]] = {}
    for a, b in runs:
        if b - a != 1 or _inside_word(source, a, b):
            continue
        mark = source[a]
        before, after = source[a - 1 : a] if a > start else " ", source[b : b + 1] if b < end else " "
        if mark in opened and not before.isspace():
            yield _Step(*opened.pop(mark))
            yield _Step(a, b)
        elif not after.isspace():
            opened[mark] = (a, b)


def _inside_word(source: str, a: int, b: int) -> bool:
    """Underlines inside a name (`snake_case`) are text."""
    return source[a] == "_" and source[a - 1 : a].isalnum() and source[b : b + 1].isalnum()
