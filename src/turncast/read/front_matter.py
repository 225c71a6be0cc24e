"""Title, authors, date and language from the block of `key: value` lines that many Markdown files begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YAML = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*(?:\r\n|\r|\n)")
_YAML_END = re.compile(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)")
_TOML_END = re.compile(r"(?:\A|(?<=[\r\n]))\+\+\+[ \t]*(?=\r|\n|\Z)")
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")
_MARKUP_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_KEYS = {
    "language": ("lang", "language"),
    "description": ("description", "summary", "abstract", "subtitle"),
    "url": ("canonical_url", "canonical", "url", "link"),
    "number": ("episode", "number", "track"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    end: int = 0
    """Where the article itself begins."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    description: str = ""
    url: str = ""
    number: int = 0
    """Of the episode."""


def front_matter(source: str) -> FrontMatter:
    """What the front matter says, so far as it is simple; without front matter all is empty.

    >>> front_matter("---\\ntitle: 'A talk'\\nauthors:\\n  - Ann Lee\\n---\\nHello").authors
    ('Ann Lee',)
    """
    for begin, finish in ((_YAML, _YAML_END), (_TOML, _TOML_END)):
        if opened := begin.match(source):
            closed = finish.search(source, opened.end())
            if closed and _PAIR.search(source, opened.end(), closed.start()):
                return _read(source[opened.end() : closed.start()].splitlines(), closed.end())
    return FrontMatter()


def _read(lines: list[str], end: int) -> FrontMatter:
    values = _values(lines)
    title = next(iter(values.get("title", [])), "")
    authors = [name for key in ("author", "authors", "byline") for name in values.get(key, []) if not _MARKUP_NAME.fullmatch(name)]
    date = re.match(r"\d{4}-\d\d-\d\d", next(iter(values.get("date", [])), ""))
    found = {name: next((value for key in keys for value in values.get(key, [])), "") for name, keys in _KEYS.items()}
    number = int(found["number"]) if re.fullmatch(r"\d{1,5}", found["number"]) else 0
    url = found["url"] if found["url"].startswith(("http://", "https://")) else ""
    published = date.group() if date else ""
    return FrontMatter(end, title, tuple(dict.fromkeys(authors)), published, found["language"], found["description"], url, number)


def _values(lines: list[str]) -> dict[str, list[str]]:
    """Each key of the outer level with its value or its simple list of values."""
    out: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        pair = _PAIR.match(line)
        if pair:
            key = pair[1].lower()
            out[key] = _split(pair[2])
        elif key and line.strip() and not line.lstrip().startswith("#"):
            item = _ITEM.match(line)
            if item or (line[:1] in " \t" and not out[key]):
                out[key] += _split(item[1] if item else line)
    return out


def _split(value: str) -> list[str]:
    value = value.strip()
    if value in ("", ">", "|", ">-", "|-"):
        return []
    if value.startswith("[") and value.endswith("]"):
        return [part for piece in value[1:-1].split(",") if (part := piece.strip().strip("\"'"))]
    return [value.strip("\"'")]
