"""What stands on a web page around and inside its article: menus, share buttons, related stories, comments, cookie banners.

Told by the tags and roles that are made for it, by the names that page makers give their elements, and by text that is nothing but
links; never for an element that holds much of what the page tells or its main heading, because names like `has-sidebar` stand on
whole pages too, and old pages stand in one form as a whole.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict

from turncast.read.page import HEADINGS, INLINE, STOPS, Page, words
from turncast.read.tags import SILENT, attributes

_WORDS = {
    *("nav", "navbar", "navigation", "menu", "sidebar", "breadcrumb", "breadcrumbs", "pagination", "pager", "toolbar", "toc"),
    *("share", "sharing", "sharebar", "sharedaddy", "social", "cookie", "cookies", "consent", "gdpr", "popup", "modal", "overlay"),
    *("newsletter", "subscribe", "subscription", "signup", "paywall", "donate", "donation", "promo", "promotion", "promotions"),
    *("related", "relatedposts", "recommended", "recommendation", "recommendations", "popular", "trending", "outbrain", "taboola"),
    *(
        "comments",
        "commentlist",
        "comment",
        "respond",
        "disqus",
        "forum",
        "footer",
        "colophon",
        "copyright",
        "imprint",
        "tags",
        "taglist",
    ),
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
    *(
        "footnotes",
        "endnotes",
        "fussnoten",
        "compartir",
        "comentarios",
        "publicidad",
        "condividi",
        "commenti",
        "pubblicita",
        "delen",
        "reacties",
        "caption",
    ),
}
"""Words of classes and ids, `RelatedStories_grid` being three of them."""
_SOME = 300
_OFTEN = (
    "widget",
    "widgets",
    "overlay",
    "modal",
    "paywall",
    "ad",
    "promo",
    "sponsored",
    "popular",
    "menu",
    "social",
    "caption",
    "tags",
)
_FAINT = dict.fromkeys(_OFTEN, _SOME) | {"hidden": 0}
"""More telling letters than this in an element, and such a word on it tells nothing, as it stands on parts of articles, too: page
builders call every paragraph a widget, the second half may be behind a paywall, answers are hidden until somebody asks."""
_PAIRS = {
    *(("most", "read"), ("read", "next"), ("read", "more"), ("also", "like"), ("author", "bio"), ("author", "box")),
    *(("pull", "quote"), ("entry", "meta"), ("post", "meta"), ("article", "meta"), ("site", "title"), ("site", "header")),
    *(("sign", "up"), ("sr", "only"), ("skip", "link"), ("screen", "reader"), ("visually", "hidden"), ("recent", "posts")),
    *(("back", "top"), ("mehr", "zum"), ("page", "header"), ("region", "header"), ("global", "header"), ("main", "header")),
    *(("top", "header"), ("lire", "aussi"), ("about", "author"), ("see", "also")),
}
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar"}
_NEGATIONS = {"has", "no", "not", "with", "without", "hide", "hidden", "is"}
"""`has-sidebar` says something about an element that is none."""
_PAGE_TAGS = {"html", "body", "main", "h1", "a"}
_LISTS = {"ul", "ol", "td", "div", "section", "p"}
_LARGE = 0.35
"""Share of what the page tells above which nothing is furniture ..."""
_LARGEST = {"comments": 0.8, "commentlist": 0.8, "disqus": 0.8, "comment": 0.8, "forum": 0.8}
"""... but what readers wrote below an article may be longer than it ..."""
_ENOUGH = 1500
"""... and however long it is, where this many telling letters are left."""
_DATA_CELL = 60
"""Letters; a table with fewer a cell on average holds data, with more it is the layout of an old page around the interview."""
_COMMENTS = re.compile(
    r"(?:\d+ )?(?:comments?|commentaires?|kommentare?|comentarios?|comentários|commenti|reacties|réactions)(?: \(?\d+\)?)?:?",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?")
_NOTE_NAMES = re.compile(r"\b(?:noteref|doc-noteref|footnote-?ref|footnote-reference|reference)\b", re.IGNORECASE)
_SMALL_PRINT = re.compile(r"\s*(?:©|&copy;|\(c\)\s*\d{4}|copyright\b)", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def furniture(page: Page) -> dict[int, str]:
    """For the opening tag of each element that nobody reads: why, as skips say it."""
    total = max(page.prose[-1], 1)
    found: dict[str, list[int]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    until = 0
    for index, end in page.ends.items():
        if end <= until:
            continue
        why = "footnote" if _is_note_mark(page, index) else _why(page, index) if page.parts[index].name not in _PAGE_TAGS else ""
        if why in ("script", "markup", "embed", "footnote"):
            found[why].append(index)
            until = end
        elif why and not page.within(page.headings, index) and _may_go(page.within(page.prose, index), total, why):
            found[why].append(index)
            sizes[why] += page.within(page.prose, index)
            until = end
    # many small elements of one name that hold the page together are its content: the posts of a thread, called comments
    return {
        index: _REASONS.get(why, "boilerplate") for why, some in found.items() if _may_go(sizes[why], total, why) for index in some
    }


_REASONS = {why: why for why in ("script", "markup", "embed", "image", "table", "footnote")}


def _may_go(prose: int, total: int, why: str) -> bool:
    return prose <= _LARGEST.get(why, _LARGE) * total or (why in _LARGEST and total - prose >= _ENOUGH)


def _why(page: Page, index: int) -> str:
    """What makes an element furniture, or ""."""
    tag = page.parts[index]
    if tag.name in SILENT and not (tag.name == "button" and page.text(index).endswith("?")):
        return SILENT[tag.name] if SILENT[tag.name] != "boilerplate" else tag.name
    most = 0 if tag.name in INLINE else math.inf
    if (word := _telling_word(page, index)) and page.telling(index) <= min(most, _FAINT.get(word, most)):
        return word
    if _is_links(page, index):
        return "links"
    if tag.name in ("div", "section") and _begins_comments(page, index):
        return "comments"
    if tag.name == "table" and page.within(page.letters, index) < _DATA_CELL * page.within(page.cells, index):
        return "table"
    return "small print" if _is_small_print(page, index) else ""


def _is_note_mark(page: Page, index: int) -> bool:
    """Whether an element is the raised number or star that leads to a footnote; the 2 of `m<sup>2</sup>` leads nowhere."""
    tag = page.parts[index]
    if tag.name not in ("sup", "a", "span") or page.ends[index] > index + 4 or not _NOTE_MARK.fullmatch(page.text(index).strip()):
        return False
    around = page.parts[max(index - 1, 0) : page.ends[index]]
    return bool(_NOTE_NAMES.search(tag.rest)) or (
        tag.name == "sup" and any(one.part == "open" and one.name == "a" for one in around)
    )


def words_of(names: str) -> list[str]:
    """The words of classes and ids.

    >>> words_of("RelatedStories_grid__u7 jp-relatedposts")
    ['related', 'stories', 'grid', 'u7', 'jp', 'relatedposts']
    """
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", names)]


def _telling_word(page: Page, index: int) -> str:
    """The word of a class, an id or a role that says what an element is; "" where none does."""
    tag = page.parts[index]
    if not tag.rest.strip():
        return ""
    found = attributes(tag.rest)
    if (role := found.get("role", "").lower()) in _ROLES:
        return role
    names = found.get("class", "").split() + [one for one in found.get("id", "").split() if not _is_slug(page, index, one)]
    word = "" if tag.name in HEADINGS else next((word for name in names if (word := _word_in(name))), "")
    is_hidden = "hidden" in tag.rest.lower().split() or found.get("aria-hidden") == "true" or _HIDING.search(found.get("style", ""))
    return word or ("hidden" if is_hidden else "")


def _word_in(name: str) -> str:
    words = words_of(name)
    if words == ["header"]:
        return "header"
    if not words or words[0] in _NEGATIONS:
        return ""
    telling = [word for word in words if word in _WORDS]
    telling += [f"{one} {two}" for one, two in itertools.pairwise(words) if (one, two) in _PAIRS]
    return telling[0] if telling else ""


def _is_slug(page: Page, index: int, name: str) -> bool:
    """Whether an id is made of the words of the heading below it: a section about newsletters is no newsletter."""
    heading = _first_heading(page, index)
    return heading is not None and words_of(name) == words_of(page.text(heading).lower())


def _first_heading(page: Page, index: int) -> int | None:
    """The heading with which an element begins."""
    first = next((at for at in range(index + 1, min(index + 6, page.ends[index])) if page.parts[at].name in HEADINGS), None)
    return first if first in page.ends else None


def _begins_comments(page: Page, index: int) -> bool:
    """Whether an element begins with a heading like "27 comments"."""
    heading = _first_heading(page, index)
    return heading is not None and bool(_COMMENTS.fullmatch(page.text(heading)))


def _is_links(page: Page, index: int) -> bool:
    """Two links or more, and hardly anything else; or a paragraph that is one link, and no sentence."""
    name = page.parts[index].name
    letters = page.within(page.letters, index)
    linked, links = page.within(page.linked, index), page.within(page.links, index)
    if name == "p" and links == 1 and linked == letters > 0:
        return not page.text(index).endswith(STOPS)
    return name in _LISTS and links >= 2 and linked >= 0.9 * letters > 0


def _is_small_print(page: Page, index: int) -> bool:
    """A short line at whose beginning `©` stands."""
    return page.within(page.letters, index) < 200 and bool(_SMALL_PRINT.match(words(page.source, page.parts[index : index + 9])))
