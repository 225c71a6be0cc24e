"""HTML tags, comments and entities, found one after another in linear time; shared by the readers of HTML and Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Part = Literal["comment", "open", "close", "entity"]

_PART = re.compile(
    r"<!--|<[!?][^<>]*>"
    r"""|<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>"""
    r"|<(?P<slash2>/?)(?P<name2>[A-Za-z][\w:-]*)(?P<rest2>[^<>]*)>"  # a stray quote mark among the attributes
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_RAW = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}
"""Elements whose content is no markup, and where they end."""

PARAGRAPHS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
    ),
    *(
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
    ),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
"""Tags at which a paragraph ends."""
SILENT = (
    {"head": "markup", "iframe": "embed"}
    | dict.fromkeys(("script", "style", "noscript", "template"), "script")
    | dict.fromkeys(("svg", "math", "figure", "picture", "video", "audio", "object", "canvas"), "image")
    | dict.fromkeys(("nav", "footer", "aside", "form", "button", "select", "textarea", "dialog"), "boilerplate")
)
"""Tags whose whole content nobody reads, and why."""


@dataclass(frozen=True, slots=True)
class Tag:
    part: Part
    start: int
    end: int
    name: str = ""
    rest: str = ""
    text: str = ""
    """What an entity stands for."""


def tags(source: str, start: int, end: int) -> Iterator[Tag]:
    """All tags, comments and entities between `start` and `end`, in order; what looks like one inside a script is none."""
    at = start
    raw = dict(_RAW)
    while found := _PART.search(source, at, end):
        tag = _tag(source, found, end)
        at = tag.end
        yield tag
        if tag.part == "open" and tag.name in raw:
            if close := raw[tag.name].search(source, at, end):
                at = close.start()
            else:
                del raw[tag.name]  # never closed: looked for once


def tag_at(source: str, start: int) -> Tag | None:
    """The tag, comment or entity that begins exactly at `start`."""
    found = _PART.match(source, start)
    return _tag(source, found, len(source)) if found else None


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case.

    >>> attributes(' class="a b" ID=x')
    {'class': 'a b', 'id': 'x'}
    """
    return {key.lower(): html.unescape(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(rest)}


def _tag(source: str, found: re.Match[str], end: int) -> Tag:
    raw = found.group()
    if raw == "<!--":
        close = source.find("-->", found.end(), end)
        return Tag("comment", found.start(), close + 3 if close >= 0 else end)
    if raw.startswith("&"):
        return Tag("entity", found.start(), found.end(), text=html.unescape(raw))
    if raw.startswith(("<!", "<?")):
        return Tag("comment", found.start(), found.end())
    slash, name = found["slash"] or found["slash2"], found["name"] or found["name2"]
    return Tag("close" if slash else "open", found.start(), found.end(), name.lower(), found["rest"] or found["rest2"] or "")
