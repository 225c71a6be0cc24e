"""A page's elements: which stands in which, and how much is read in each. All of it in one walk, so that the time stays linear."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from turncast.read.tags import PARAGRAPHS, Tag, attributes

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
INLINE = frozenset(("a", "b", "big", "cite", "em", "font", "i", "label", "mark", "q", "small", "span", "strong", "sub", "sup", "u"))
STOPS = (".", "!", "?", "。", "！", "？", "»", "”", '"', "«", "“")
"""At the end of a sentence, or of a quotation."""
_BREAKS = PARAGRAPHS | HEADINGS | {"li"}
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title", "svg", "select", "textarea"))
_PROSE = 60
"""Letters; of a paragraph with fewer, nobody can tell whether it is a menu's entry or an answer ... A Chinese, Japanese or Korean
letter counts three times, because it says as much."""
_SENTENCE = 12
"""... unless it ends like a sentence, and is not only "Yes." or "More ..."."""
_LINKED = 0.3
"""Share of a paragraph's letters inside links above which it points somewhere instead of telling something."""
_SHORT = 60
"""Tags."""
_ELLIPSES = ("…", "...", "[…]", "(…)", "[...]", "(...)")


@dataclass(frozen=True, slots=True)
class Page:
    """The tags of a page, and running sums over them: entry n is what stands before tag n."""

    source: str
    parts: Sequence[Tag]
    ends: dict[int, int]
    """For each opening tag that is closed, the index of its closing tag; in the order of the opening tags."""
    letters: Sequence[int]
    linked: Sequence[int]
    """Letters inside links to other pages."""
    links: Sequence[int]
    prose: Sequence[int]
    """Letters in paragraphs that tell something: long enough, hardly linked, no beginnings of texts that go on elsewhere."""
    headings: Sequence[int]
    """Main headings, `h1`."""
    cells: Sequence[int]
    """Cells of tables."""

    def within(self, sums: Sequence[int], index: int) -> int:
        """What stands inside the element that opens at `index`."""
        return sums[self.ends[index]] - sums[index]

    def telling(self, index: int) -> int:
        """Letters of telling paragraphs inside an element, or of the piece of one that it is."""
        if self.parts[index].name not in INLINE:
            return self.within(self.prose, index)
        letters = self.within(self.letters, index) - self.within(self.linked, index)
        return letters if letters >= _PROSE else 0

    def text(self, index: int) -> str:
        """The words inside an element, without its tags; of a long one those between its first tags."""
        return " ".join(words(self.source, self.parts[index : min(self.ends[index], index + _SHORT) + 1]).split())


def page(source: str, parts: Sequence[Tag]) -> Page:
    letters, linked, links, prose, headings, cells = [0], [0], [0], [0], [0], [0]
    ends = dict(sorted(_ends(parts).items()))
    in_link, unseen_until = False, 0
    here, here_linked, tail = 0, 0, ""
    for number, tag in enumerate(parts):
        if tag.name in _BREAKS and tag.part != "comment":
            prose[-1] += here if _tells(here, here_linked, tail) else 0
            here, here_linked, tail = 0, 0, ""
        prose.append(prose[-1])
        if tag.name == "a":
            in_link = number in ends and _leads_away(tag)
        if tag.name in _UNSEEN:
            unseen_until = max(unseen_until, ends.get(number, 0))
        text = (
            "" if number < unseen_until else source[tag.end : parts[number + 1].start if number + 1 < len(parts) else len(source)]
        )
        n = _letters(text)
        here, here_linked, tail = here + n, here_linked + n * in_link, text if n else tag.text.strip() or tail
        letters.append(letters[-1] + n)
        linked.append(linked[-1] + n * in_link)
        links.append(links[-1] + (tag.name == "a" and in_link))
        headings.append(headings[-1] + (tag.name == "h1" and number in ends and number > unseen_until))
        cells.append(cells[-1] + (tag.name in ("td", "th") and tag.part == "open"))
    return Page(source, parts, ends, letters, linked, links, prose, headings, cells)


def words(source: str, parts: Sequence[Tag]) -> str:
    """The text from the first tag to the last, entities decoded, a line for each paragraph."""
    out: list[str] = []
    unseen = ""
    for number, (tag, after) in enumerate(itertools.pairwise(parts)):
        if unseen:
            unseen = "" if tag.part == "close" and tag.name == unseen else unseen
        elif number and tag.part == "open" and tag.name in _UNSEEN:
            unseen = tag.name
        if not unseen:
            out.append(tag.text if tag.part == "entity" else "\n" if tag.name in _BREAKS or tag.name == "br" else "")
            out.append(" ".join(source[tag.end : after.start].split("\n")))
    return "".join(out)


def opened(parts: Sequence[Tag], *names: str) -> Iterator[int]:
    """Indices of the opening tags of these names."""
    return (index for index, tag in enumerate(parts) if tag.part == "open" and tag.name in names)


def _ends(parts: Sequence[Tag]) -> dict[int, int]:
    out: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for index, tag in enumerate(parts):
        if tag.part == "open" and tag.name not in _VOID and not tag.rest.endswith("/"):
            waiting.setdefault(tag.name, []).append(index)
        elif tag.part == "close" and waiting.get(tag.name):
            out[waiting[tag.name].pop()] = index
    return out


def _leads_away(link: Tag) -> bool:
    """Whether a link goes to another page: anchors and links inside the page stand around questions, too."""
    target = attributes(link.rest).get("href", "").strip().lower()
    return bool(target) and not target.startswith(("#", "javascript:"))


def _letters(text: str) -> int:
    text = "".join(text.split())
    return (
        len(text) if text.isascii() else len(text) + 2 * sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)
    )


def _tells(letters: int, linked: int, tail: str) -> bool:
    tail = tail.rstrip()
    enough = letters >= _PROSE or (letters >= _SENTENCE and tail.endswith(STOPS))
    return enough and linked <= _LINKED * letters and not tail.endswith(_ELLIPSES)
