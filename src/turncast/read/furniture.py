"""What stands on a web page around its article: menus, share buttons, related stories, comments, cookie banners.

Told by the names that page makers give their elements, by roles, and by text that is nothing but links; never for an element that
holds much of the page's text or its main heading, because names like `has-sidebar` stand on whole pages too.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from turncast.read.tags import Tag, attributes

_WORDS = {
    *("nav", "navbar", "navigation", "menu", "sidebar", "breadcrumb", "breadcrumbs", "pagination", "pager", "toolbar", "toc"),
    *("share", "sharing", "sharebar", "sharedaddy", "social", "cookie", "cookies", "consent", "gdpr", "popup", "modal", "overlay"),
    *("newsletter", "subscribe", "subscription", "signup", "paywall", "donate", "donation", "promo", "promotion", "promotions"),
    *("related", "relatedposts", "recommended", "recommendation", "recommendations", "popular", "trending", "outbrain", "taboola"),
    *("comments", "commentlist", "comment", "respond", "disqus", "footer", "colophon", "copyright", "imprint", "tags", "taglist"),
    *("ad", "ads", "advert", "adverts", "advertisement", "sponsored", "sponsor", "widget", "widgets", "pullquote", "authorbio"),
    *(
        "buttons",
        "teilen",
        "kommentare",
        "werbung",
        "impressum",
        "fusszeile",
        "seitenkopf",
        "partager",
        "commentaires",
        "publicite",
    ),
    *("compartir", "comentarios", "publicidad", "condividi", "commenti", "pubblicita", "delen", "reacties"),
}
"""Words of classes and ids, `RelatedStories_grid` being three of them."""
_PAIRS = {
    *(
        ("most", "read"),
        ("read", "next"),
        ("read", "more"),
        ("also", "like"),
        ("author", "bio"),
        ("author", "box"),
        ("pull", "quote"),
    ),
    *(
        ("entry", "meta"),
        ("post", "meta"),
        ("article", "meta"),
        ("site", "title"),
        ("site", "header"),
        ("sign", "up"),
        ("sr", "only"),
    ),
    *(("skip", "link"), ("screen", "reader"), ("visually", "hidden"), ("recent", "posts"), ("back", "top"), ("mehr", "zum")),
    *(("page", "header"), ("region", "header"), ("global", "header"), ("main", "header"), ("top", "header"), ("lire", "aussi")),
}
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar"}
_NEGATIONS = {"has", "no", "not", "with", "without", "hide", "hidden", "is"}
"""`has-sidebar` says something about an element that is none."""
_PAGE_TAGS = {"html", "body", "main", "h1", "a"}
_LISTS = {"ul", "ol", "td", "div", "section", "p"}
_LARGE = 0.35
"""Share of the page's text above which nothing is furniture ..."""
_LARGEST = {"comments": 0.8, "commentlist": 0.8, "disqus": 0.8}
"""... but what readers wrote below an article may be longer than it."""
_SMALL_PRINT = re.compile(r"\s*(?:©|&copy;|\(c\)\s*\d{4}|copyright\b)", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title", "svg"))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Running sums over the tags of a page: what stands before each."""

    letters: Sequence[int]
    linked: Sequence[int]
    """Letters inside links."""
    links: Sequence[int]
    headings: Sequence[int]
    """Main headings, `h1`."""


def furniture(source: str, parts: Sequence[Tag], ends: dict[int, int]) -> frozenset[int]:
    """Indices of the opening tags whose elements nobody reads; `ends` gives for each the index of its closing tag."""
    texts = _texts(source, parts)
    total = max(texts.letters[-1], 1)
    found: dict[str, list[int]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    until = 0
    for index in sorted(ends):
        end = ends[index]
        if end <= until or parts[index].name in _PAGE_TAGS or _within(texts.headings, index, end):
            continue
        why = _why(source, parts, texts, index, end)
        if why and _within(texts.letters, index, end) <= _LARGEST.get(why, _LARGE) * total:
            found[why].append(index)
            sizes[why] += _within(texts.letters, index, end)
            until = end
    # many small elements of one name that hold the page together are its content: the posts of a thread, called comments
    return frozenset(index for why, some in found.items() if sizes[why] <= _LARGEST.get(why, _LARGE) * total for index in some)


def _why(source: str, parts: Sequence[Tag], texts: _Texts, index: int, end: int) -> str:
    """What makes an element furniture, or ""."""
    if word := _telling_word(parts[index]):
        return word
    if _is_links(parts[index], texts, index, end):
        return "links"
    return "small print" if _is_small_print(source, parts, index, end) else ""


def main_article(source: str, parts: Sequence[Tag], ends: dict[int, int]) -> int | None:
    """Index of the `<article>` that is the page's own: the only one, or the one with more text than all others together."""
    letters = _texts(source, parts).letters
    sizes = {index: letters[end] - letters[index] for index, end in ends.items() if parts[index].name == "article"}
    best = max(sizes, key=lambda index: sizes[index], default=None)
    return best if best is not None and sizes[best] * 2 > sum(sizes.values()) else None


def words_of(names: str) -> list[str]:
    """The words of classes and ids.

    >>> words_of("RelatedStories_grid__u7 jp-relatedposts")
    ['related', 'stories', 'grid', 'u7', 'jp', 'relatedposts']
    """
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", names)]


def _telling_word(tag: Tag) -> str:
    """The word of a class, an id or a role that says what an element is; "" where none does."""
    if not tag.rest.strip():
        return ""
    found = attributes(tag.rest)
    if (role := found.get("role", "").lower()) in _ROLES:
        return role
    for name in f"{found.get('class', '')} {found.get('id', '')}".split():
        words = words_of(name)
        if words == ["header"]:
            return "header"
        if words and words[0] not in _NEGATIONS:
            telling = [word for word in words if word in _WORDS]
            telling += [f"{one} {two}" for one, two in itertools.pairwise(words) if (one, two) in _PAIRS]
            if telling:
                return telling[0]
    return ""


def _is_links(tag: Tag, texts: _Texts, index: int, end: int) -> bool:
    """Two links or more, and hardly anything else."""
    letters = _within(texts.letters, index, end)
    return tag.name in _LISTS and _within(texts.links, index, end) >= 2 and _within(texts.linked, index, end) >= 0.9 * letters > 0


def _is_small_print(source: str, parts: Sequence[Tag], index: int, end: int) -> bool:
    """A short line at whose beginning `©` stands."""
    start = parts[index].end
    return parts[end].start - start < 300 and bool(_SMALL_PRINT.match(re.sub(r"<[^<>]*>", "", source[start : parts[end].start])))


def _within(sums: Sequence[int], start: int, end: int) -> int:
    return sums[end] - sums[start]


def _texts(source: str, parts: Sequence[Tag]) -> _Texts:
    letters, linked, links, headings = [0], [0], [0], [0]
    depth, silent = 0, ""
    for number, tag in enumerate(parts):
        if tag.name == "a":
            depth = 1 if tag.part == "open" else 0
        if tag.name in _UNSEEN:
            silent = tag.name if tag.part == "open" else ""
        following = parts[number + 1].start if number + 1 < len(parts) else len(source)
        n = 0 if silent else sum(map(len, source[tag.end : following].split()))
        letters.append(letters[-1] + n)
        linked.append(linked[-1] + n * depth)
        links.append(links[-1] + (tag.name == "a" and tag.part == "open"))
        headings.append(headings[-1] + (tag.name == "h1" and tag.part == "open"))
    return _Texts(letters, linked, links, headings)


# --- what a page says about itself -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """From schema.org data in JSON-LD; "" or () where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    """ISO date."""


def card(source: str, parts: Sequence[Tag], ends: dict[int, int]) -> Card:
    """What the first article described in the page's JSON-LD is called, who wrote it and when."""
    for index, end in ends.items():
        tag = parts[index]
        if tag.name == "script" and attributes(tag.rest).get("type", "").lower() == "application/ld+json":
            for thing in _things(source[tag.end : parts[end].start]):
                if "author" in thing or "datePublished" in thing:
                    date = re.match(r"\d{4}-\d\d-\d\d", str(thing.get("datePublished") or ""))
                    title = thing.get("headline")
                    return Card(title if isinstance(title, str) else "", _names(thing.get("author")), date.group() if date else "")
    return Card()


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The things described, those inside lists and `@graph` too."""
    try:
        waiting = [json.loads(text)]
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
    return tuple(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip() and "://" not in name)
