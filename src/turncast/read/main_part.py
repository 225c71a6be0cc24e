"""Which part of a web page is its article: the element in which the paragraphs that tell something stand close together.

Nothing of an interview may get lost, so the part grows from there: to all around it that is made like it or holds more of the
text, to the page's title above it, and to what between and beside them is nothing but text.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from turncast.read.page import HEADINGS, INLINE, STOPS, Page
from turncast.read.tags import attributes

_TEXT = HEADINGS | INLINE | {"p", "li", "dt", "dd", "dl", "blockquote", "tr", "tbody", "pre", "ul", "ol"}
"""Elements that belong to the text itself: what stands in them stands in the element around them."""
_DECAY = 0.6
"""Share of its parts' weight that counts for an element: of two equal halves in two elements the whole is heavier."""
_WRAPPED = 0.999
"""The same for an element around a single one, so that the inner one is chosen."""
_LEVELS = 4
"""So many elements around the heaviest one may become the part ..."""
_FARTHER = 8
"""... and so many are searched for pieces of text: farther off stand other texts, and deep pages would be slow."""
_MORE = 0.1
"""Share of the part's own letters that must stand beside it to make the element around both the part."""
_OTHER = 0.25
"""Share of the longest `<article>`'s letters from which on the one with the page's title is the one that is meant."""
_FEW = 200
"""Letters of a last sentence or two."""
_LITTLE = 500
"""Telling letters; where there are fewer, the page's few words are as likely to stand elsewhere."""

Range = tuple[int, int]
"""The first and the last tag of what is kept."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """The elements of a page that hold text; each dictionary goes by the index of the opening tag, in order."""

    around: dict[int, int | None]
    own: dict[int, int]
    """Telling letters that stand in no other element within it."""
    total: dict[int, int]
    """Telling letters, without those in furniture."""
    weight: dict[int, float]
    """Telling letters, the less the deeper they stand."""


def main_part(page: Page, silent: Container[int], title: int | None) -> list[Range]:
    """Where the article stands, in order; `title` is the opening tag of the heading that is the page's title."""
    tree = _tree(page, silent)
    best = _heaviest(tree.weight)
    if best is None:
        return [(0, len(page.parts))]
    if tree.total[best] < _LITTLE and (marked := _marked(page, tree, title)) is not None:
        return _from_title(page, silent, tree, marked, title)
    part, beside = _grown(page, silent, tree, _at_title(page, tree, best, title))
    ranges = _from_title(page, silent, tree, part, title)
    above = title is None or ranges[0][0] != title
    return _merged([*ranges, *(one for one in beside if one[0] > ranges[-1][1] or (above and one[1] < ranges[0][0]))])


def _merged(ranges: list[Range]) -> list[Range]:
    """In order, and without overlap: on a broken page a heading may reach into the text."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _tree(page: Page, silent: Container[int]) -> _Tree:
    tree = _Tree({}, {}, {}, {})
    open_ones: list[int] = []
    until = 0
    for index, end in page.ends.items():
        if index < until or (page.parts[index].name in _TEXT and index not in silent):
            continue
        while open_ones and page.ends[open_ones[-1]] < index:
            open_ones.pop()
        if open_ones and page.ends[open_ones[-1]] < end:
            continue  # two elements that overlap: the page is broken here
        if open_ones:
            tree.own[open_ones[-1]] -= page.within(page.prose, index)
        if index in silent:
            until = end
        else:
            tree.own[index], tree.around[index] = page.within(page.prose, index), open_ones[-1] if open_ones else None
            open_ones.append(index)
    _weigh(tree)
    return tree


def _weigh(tree: _Tree) -> None:
    """From the innermost elements outwards."""
    parts: dict[int, list[int]] = {index: [] for index in tree.own}
    for index in reversed(tree.own):
        tree.total[index] = tree.own[index] + sum(tree.total[part] for part in parts[index])
        share = _WRAPPED if len(parts[index]) == 1 and not tree.own[index] else _DECAY
        tree.weight[index] = tree.own[index] + share * sum(tree.weight[part] for part in parts[index])
        parent = tree.around[index]
        if parent is not None and tree.total[index]:
            parts[parent].append(index)


def _heaviest(weight: dict[int, float]) -> int | None:
    best = max(weight, key=lambda index: weight[index], default=None)
    return best if best is not None and weight[best] else None


def _marked(page: Page, tree: _Tree, title: int | None) -> int | None:
    """What is marked as the page's own: the `<article>` around its title, a single `<article>` or `<main>`, or `<body>`."""
    articles = [index for index in tree.around if page.parts[index].name == "article"]
    around = [index for index in articles if title is not None and index < title < page.ends[index]]
    for found in (around[-1:], articles, *([i for i in tree.around if page.parts[i].name == name] for name in ("main", "body"))):
        if len(found) == 1:
            return found[0]
    return None


def _at_title(page: Page, tree: _Tree, best: int, title: int | None) -> int:
    """The heaviest element in the `<article>` that holds the page's title, where the other text stands in others."""
    articles = [index for index in tree.around if page.parts[index].name == "article"]
    place = max((index for index in articles if title is not None and index < title < page.ends[index]), default=None)
    if place is None or place < best < page.ends[place]:
        return best
    others = [tree.total[index] for index in articles if index > page.ends[place] or page.ends[index] < place]
    rest = tree.total[best] - (tree.total[place] if best < place < page.ends[best] else 0)
    if not others or tree.total[place] < _OTHER * max(others) or sum(others) < 0.5 * rest:
        return best
    return _heaviest({index: weight for index, weight in tree.weight.items() if place <= index < page.ends[place]}) or best


def _grown(page: Page, silent: Container[int], tree: _Tree, part: int) -> tuple[int, list[Range]]:
    """The element that holds the whole text, and pieces of text beside it."""
    beside: list[Range] = []
    at = part
    for level in range(_FARTHER):
        around = tree.around[at]
        if around is None:
            break
        others = [index for index in _children(page, around) if index != at and index not in silent and not _teases(page, index)]
        alike = [index for index in others if _is_made_like(page, index, at)]
        more = max(tree.own[around], sum(page.within(page.letters, index) for index in alike))
        if level < _LEVELS and more >= _MORE * tree.total[part]:
            part, beside = around, []
        else:
            some = [index for index in alike if "class" in page.parts[index].rest]
            some += [index for index in others if _is_text(page, index) or (around == tree.around[part] and _is_loose(page, index))]
            beside += [(index, page.ends[index]) for index in some]
        at = around
    return part, beside


def _from_title(page: Page, silent: Container[int], tree: _Tree, part: int, title: int | None) -> list[Range]:
    """The part from the page's title on; of what stands between the two, or above the title, only what is text."""
    whole = (part, page.ends[part])
    if title is None or title > page.ends[part]:
        return [whole]
    heading = (title, page.ends[title])
    if title < part:
        return [heading, *_texts(page, silent, heading[1] + 1, part), whole]
    if page.prose[title] - page.prose[part] > _MORE * tree.total[part]:
        return [whole]  # a heading in the middle of the text is not where it begins
    return [*_texts(page, silent, part + 1, title), (title, whole[1])]


def _texts(page: Page, silent: Container[int], start: int, end: int) -> list[Range]:
    """The elements between two tags that are nothing but text."""
    out: list[Range] = []
    index = start
    while index < end:
        last = page.ends.get(index, index)
        if index in silent:
            index = last
        elif index < last < end and _is_text(page, index):
            out.append((index, last))
            index = last
        index += 1
    return out


def _children(page: Page, around: int) -> Iterator[int]:
    index = around + 1
    while index < page.ends[around]:
        if index in page.ends:
            yield index
        index = page.ends.get(index, index) + 1


def _is_text(page: Page, index: int) -> bool:
    letters = page.within(page.letters, index)
    return page.within(page.prose, index) >= 0.7 * letters > 0 and page.within(page.linked, index) <= 0.1 * letters


def _is_loose(page: Page, index: int) -> bool:
    """What stands right beside the part and may be its first or last words: a paragraph, or a sentence without links."""
    letters, linked = page.within(page.letters, index), page.within(page.linked, index)
    if page.parts[index].name in ("p", "blockquote"):
        return linked <= 0.3 * letters
    return 0 < letters < _FEW and not linked and page.text(index).endswith(STOPS)


def _is_made_like(page: Page, index: int, part: int) -> bool:
    """The same tag and classes, as the questions and answers of an interview have; columns are alike by nature."""
    one, other = page.parts[index], page.parts[part]
    same = one.name == other.name and attributes(one.rest).get("class") == attributes(other.rest).get("class")
    return same and one.name != "td" and page.within(page.linked, index) <= 0.3 * page.within(page.letters, index)


def _teases(page: Page, index: int) -> bool:
    """Whether another story begins in it: it is an `<article>` with a heading of its own, or a heading in it is a link."""
    headings = [at for at in range(index, page.ends[index]) if page.parts[at].name in HEADINGS and at in page.ends]
    if page.parts[index].name == "article":
        return bool(headings)
    return any(page.within(page.linked, at) > 0.5 * page.within(page.letters, at) for at in headings)
