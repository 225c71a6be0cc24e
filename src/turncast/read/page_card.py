"""What a page says about itself: its title, who wrote it and when.

Asked in this order, as each is less trustworthy than the one before: data for machines (JSON-LD, meta tags), elements named for
it, and what stands in words near the title.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from turncast.read.dates import first_date
from turncast.read.extracted import About
from turncast.read.page import HEADINGS, Page, opened, words
from turncast.read.tags import attributes

_AUTHOR = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author", "byl", "citation_author")
_PUBLISHED = (
    *(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dc.date.created",
    ),
    *("dcterms.created", "pubdate", "publish-date", "sailthru.date", "parsely-pub-date", "citation_date"),
)
_BYLINES = frozenset(
    ("byline", "author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "verfasser", "writer")
)
_BY = re.compile(
    r"(?:by|von|par|por|di|door|av|af|text|autor|autorin|author|auteur|written by|geschrieben von)\b[:\s]+", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b)\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*")
_WORDS = 5
"""Of the longest name, "José Luis de la Cruz"."""
_SEPARATORS = re.compile(r"\s+[-–—|»·:›]+\s+")
_BEFORE = 80
_AFTER = 120
"""Tags before the title, and behind the place where the article begins, among which its author and date are looked for."""
_NEXT = 20
"""Tags in a byline, and bylines that are looked into: one that names nobody is followed by others on any page."""
_LINE = 80
"""Characters of a line that only says when, where or by whom something was written."""
_HEADLINE = 300
"""Letters from which on what is marked as a heading is none; no more of a title in the head is looked at."""
_DESCRIPTION = 1000
"""Characters of a description that anybody would read."""
_SHORTEST = 8
"""Letters of a heading below which its words stand in the page's title by chance."""


def title_of(page: Page, silent: Container[int]) -> tuple[str, int | None]:
    """The page's title, without the site's name, and the opening tag of the heading that is it."""
    names = (html.unescape(str(_data(page).get("headline") or "")), _metas(page).get("og:title", ""), _head_title(page))
    named = [" ".join(name[:_HEADLINE].split()) for name in names if name.strip()]
    headings = {index: text for index in opened(page.parts, *HEADINGS) if (text := _short_text(page, index))}
    for name in named:
        if found := _heading(name, headings):
            return found
    for index, text in headings.items():
        if page.parts[index].name == "h1" and index not in silent:
            return text, index
    return (max(_SEPARATORS.split(named[0]), key=len) if named else ""), None


def about(page: Page, title: str, start: int, end: int) -> About:
    """What the page says of the article that goes from one tag to another."""
    meta, data = _metas(page), _data(page)
    language = next((attributes(page.parts[index].rest).get("lang", "") for index in opened(page.parts, "html")), "")
    authors, published = _authors(page, meta, data, start, end), _published(page, meta, data, start, end, language)
    return About(title, authors, published, language, _description(meta), _address(page, meta))


def _description(meta: Mapping[str, str]) -> str:
    told = next((meta[name] for name in ("og:description", "description", "dc.description") if meta.get(name, "").strip()), "")
    return " ".join(told.split())[:_DESCRIPTION]


def _address(page: Page, meta: Mapping[str, str]) -> str:
    """Where the page says that it is."""
    links = (attributes(page.parts[index].rest) for index in opened(page.parts, "link"))
    named = (link.get("href", "") for link in links if link.get("rel", "").lower() == "canonical")
    return next((url for url in (*named, meta.get("og:url", "")) if url.startswith(("http://", "https://"))), "")


def _heading(name: str, headings: Mapping[int, str]) -> tuple[str, int] | None:
    """Of the headings whose words stand in the title of the page's head, the one that is a whole piece of it, or the longest."""
    pieces = _SEPARATORS.split(name)
    whole = {_plain(piece) for piece in pieces}
    same = {
        index: _plain(text) for index, text in headings.items() if len(_plain(text)) >= _SHORTEST and _plain(text) in _plain(name)
    }
    if same:
        best = max(same, key=lambda index: (same[index] in whole, len(same[index])))
        return headings[best], best
    longest = max(pieces, key=len)
    begun = (
        index for index, text in headings.items() if len(longest) >= 2 * _SHORTEST and _plain(text).startswith(_plain(longest))
    )
    first = next(begun, None)
    return None if first is None else (longest, first)


def _short_text(page: Page, index: int) -> str:
    return page.text(index) if index in page.ends and page.within(page.letters, index) < _HEADLINE else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _head_title(page: Page) -> str:
    return next((page.text(index) for index in opened(page.parts, "title") if index in page.ends), "")


def _metas(page: Page) -> dict[str, str]:
    """What the meta tags say; of several with one name the first."""
    out: dict[str, str] = {}
    for index in opened(page.parts, "meta"):
        found = attributes(page.parts[index].rest)
        for key in (found.get("name"), found.get("property"), found.get("itemprop")):
            if key and found.get("content", "").strip():
                out.setdefault(key.lower(), " ".join(found["content"].split()))
    return out


# --- people ----------------------------------------------------------------------------------------------------------


def _authors(page: Page, meta: Mapping[str, str], data: Mapping[str, Any], start: int, end: int) -> tuple[str, ...]:
    site = {_plain(meta[key]) for key in ("og:site_name", "application-name", "publisher") if key in meta}
    site |= {_plain(part) for part in _SEPARATORS.split(_head_title(page))[1:]}
    told = (_names(data.get("author")), *(_people(meta[key]) for key in _AUTHOR if key in meta))
    for people in (*told, _longest(_bylines(page, start, end))):
        if kept := tuple(name for name in people if not _is_site(name, site)):
            return kept
    return ()


def _is_site(name: str, site: set[str]) -> bool:
    """Whether an author is the site itself, its publisher or an address."""
    return any(one and one in _plain(name) for one in site) or bool(re.search(r"[@/]|\.\w{2,3}$", name))


def _longest(bylines: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    """The first byline, or one of the next that names the same people and more."""
    some = list(itertools.islice((people for people in bylines if people), 4))
    return max((people for people in some if set(some[0]) <= set(people)), key=len, default=())


def _bylines(page: Page, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """Names in elements that are named for them, then in lines that begin with "By"."""
    near = [index for index in range(max(start - _BEFORE, 0), min(end + _BEFORE, len(page.parts))) if index in page.ends]
    marked = [
        index for index in near if page.parts[index].name == "a" and "author" in attributes(page.parts[index].rest).get("rel", "")
    ]
    close = [index for index in marked if index < marked[0] + _NEXT]
    yield tuple(dict.fromkeys(name for index in close for name in _people(page.text(index), one=True)))
    for index in itertools.islice((index for index in near if _is_byline(page, index)), _NEXT):
        inner = [one for one in range(index + 1, min(page.ends[index], index + _NEXT)) if one in page.ends]
        links = [page.text(one) for one in inner if page.parts[one].name in ("a", "b", "strong")]
        yield tuple(dict.fromkeys(name for link in links for name in _people(link)))
        yield _people(page.text(index))
    for index in near:
        if index < start + _AFTER and 0 < page.within(page.letters, index) < 80 and (found := _BY.match(text := page.text(index))):
            yield _people(text[found.end() :])


def _is_byline(page: Page, index: int) -> bool:
    found = attributes(page.parts[index].rest) if page.parts[index].rest else {}
    names = set(re.split(r"[\s_-]+", f"{found.get('class', '')} {found.get('itemprop', '')} {found.get('id', '')}".lower()))
    return bool(names & _BYLINES) and 0 < page.within(page.letters, index) < 120


def _people(text: str, one: bool = False) -> tuple[str, ...]:
    """The names in a byline, without what stands around them; () where it holds anything else. With `one`, a single word will do.

    >>> _people("Von Ann Lee und Bo Ek | Isle, 3. Mai"), _people("https://isle.example/ann"), _people("posted by us on the isle")
    (('Ann Lee', 'Bo Ek'), (), ())
    """
    text = re.split(r"[|\n•·/]|\s[-–—]\s|\d", _BY.sub("", " ".join(text.split()), count=1))[0]
    names = [name.strip(" .") for name in _AND.split(text) if name.strip(" .")]
    right = [name for name in names if _is_name(name) and (one or " " in name)]
    return tuple(right) if len(right) == len(names) else ()


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= _WORDS and text[0].upper() == text[0] and all(_WORD.fullmatch(word) for word in words)


# --- dates -----------------------------------------------------------------------------------------------------------


def _published(page: Page, meta: Mapping[str, str], data: Mapping[str, Any], start: int, end: int, language: str) -> str:
    american = language.lower() in ("", "en", "en-us")
    for told in (data.get("datePublished"), *(meta.get(key) for key in _PUBLISHED)):
        if found := first_date(str(told or ""), american):
            return found
    for told in (
        *_stamps(page, start),
        *re.findall(r"/((?:19|20)\d\d/\d\d?/\d\d?)/", meta.get("og:url", "")),
        *_lines(page, start, end),
    ):
        if found := first_date(told, american):
            return found
    return ""


def _stamps(page: Page, start: int) -> list[str]:
    """What stands in attributes for dates, the nearest to the beginning of the article first."""
    near = range(max(start - _BEFORE, 0), min(start + _BEFORE, len(page.parts)))
    found = [(_stamp(page, index), index) for index in sorted(near, key=lambda index: abs(index - start))]
    published = [stamp for stamp, index in found if stamp and "datePublished" in page.parts[index].rest]
    return published + [stamp for stamp, _ in found if stamp]


def _lines(page: Page, start: int, end: int) -> list[str]:
    """Lines too short for anything but the article itself, the nearest to its beginning first, those at its end last."""
    before = words(page.source, page.parts[max(start - _BEFORE, 0) : start + 1]).split("\n")
    after = words(page.source, page.parts[start : start + _AFTER]).split("\n")
    both = [line for pair in itertools.zip_longest(reversed(before), after, fillvalue="") for line in pair]
    last = words(page.source, page.parts[max(start, end - _BEFORE // 2) : end + 1]).split("\n")
    return [line for line in (*both, *last) if len(line) < _LINE]


def _stamp(page: Page, index: int) -> str:
    """The date in an attribute made for it, of `<time>` or of a microformat."""
    tag = page.parts[index]
    if tag.part != "open" or not tag.rest:
        return ""
    found = attributes(tag.rest)
    if found.get("itemprop") == "datePublished":
        return found.get("content") or found.get("datetime", "")
    return found.get("datetime", "") if tag.name == "time" else found.get("title", "") if tag.name == "abbr" else ""


# --- JSON-LD ---------------------------------------------------------------------------------------------------------


def _data(page: Page) -> Mapping[str, Any]:
    """The first thing in the page's JSON-LD (schema.org) that has an author or a date; an author told by `@id` is looked up."""
    things = [thing for index in opened(page.parts, "script") for thing in _things(page, index)]
    for thing in things:
        if "author" in thing or "datePublished" in thing:
            author = thing.get("author")
            if isinstance(author, dict) and "name" not in author and author.get("@id"):
                author = next((one for one in things if one.get("@id") == author["@id"] and "name" in one), author)
            return {**thing, "author": author}
    return {}


def _things(page: Page, index: int) -> Iterator[dict[str, Any]]:
    """The things described in a script, those inside lists and `@graph` too."""
    if index not in page.ends or attributes(page.parts[index].rest).get("type", "").lower() != "application/ld+json":
        return
    try:
        waiting = [json.loads(page.source[page.parts[index].end : page.parts[page.ends[index]].start])]
    except (ValueError, RecursionError):
        return  # the page is whole without it
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, list):
            waiting += reversed(thing)
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing["@graph"]] if "@graph" in thing else []


def _names(author: object) -> tuple[str, ...]:
    """Names of people; an organisation conducted no interview."""
    people = author if isinstance(author, list) else [author]
    names = (one.get("name") if isinstance(one, dict) and one.get("@type") != "Organization" else one for one in people)
    return tuple(
        " ".join(html.unescape(name).split()) for name in names if isinstance(name, str) and name.strip() and "://" not in name
    )
