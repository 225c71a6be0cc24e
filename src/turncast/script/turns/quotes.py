"""Where quotations begin and end in a paragraph, with marks of any language and marks that translation has damaged."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["open", "close", "either"]

_DOUBLE = re.compile(r"[“”„‟\"«»″＂「」『』〝〞〟]|''|’’|``|‘‘")
_SINGLE = re.compile(r"(?<![^\W_])[‘'‚‹](?=\S)|(?<=[.,?!…—–])[’'](?=[\s\"”»)\]]|\Z)|[›](?!\w)|(?<=\w)[’'](?=[.,?!;:](?:\s|\Z))")
_GLYPHS: dict[str, Side] = {
    "“": "open", "„": "open", "‟": "open", "«": "open", "「": "open", "『": "open", "〝": "open", "``": "open", "‘‘": "open",
    "”": "close", "»": "close", "」": "close", "』": "close", "〞": "close", "〟": "close", "''": "close", "’’": "close",
    "‘": "open", "‚": "open", "‹": "open", "’": "close", "›": "close",
}  # fmt: skip
_BEFORE_OPEN = "([{—–-/¿¡>“„«「『‘"
_AFTER_CLOSE = ".,;:?!)]}—–…<”»」』’、。，！？）"
_STOPS = ".,?!…。！？、"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as text[start:end] of its paragraph, marks included."""

    start: int
    end: int
    opened: bool = True
    """False where it runs on from the paragraph before."""
    closed: bool = True
    """False where it runs to the end of the paragraph without a closing mark."""
    told: bool = False
    """Whether an attribution that stands inside its marks tells that it is speech."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one document writes its quotation marks."""

    glyphs: dict[str, Side]
    single: bool = False
    """Whether ‘single’ marks are its first kind."""


def style_of(texts: Sequence[str]) -> Style:
    """Which marks open and which close in this document.

    „ … “ and » … « (German), ” … ” (Swedish) and ‘ … ’ (British) use marks the other way than “ … ” and « … » do.
    """
    whole = "\n".join(texts)
    glyphs = dict(_GLYPHS)
    if "„" in whole and "“" in whole:
        glyphs["“"] = "close" if "”" not in whole else "either"
    if "”" in whole and "“" not in whole and "„" not in whole:
        glyphs["”"] = "either"
    if len(re.findall(r"(?:^|\s)»\w", whole)) > len(re.findall(r"(?:^|\s)«\s?\w", whole)):
        glyphs["»"], glyphs["«"] = "open", "close"
    n_double = len(_DOUBLE.findall(whole))
    n_single = len(re.findall(r"(?:^|[\s(—–])[‘‚‹']\w(?:[^‘’\n]|’(?=\w)){12,}?[.,?!][’›'](?=\s|$)", whole))
    return Style(glyphs, single=n_single > n_double // 2)


def find_quotes(
    text: str,
    style: Style,
    ends_before: Callable[[str], int | None] = lambda _: None,
    narrates: Callable[[str], bool] = lambda _: False,
) -> list[Quote]:
    """The outermost quotations of a paragraph, in order.

    `ends_before` tells, for text between an opening mark and another one, where an attribution at its end begins: a closing mark in
    front of it got lost. `narrates` tells whether text between two quotations says who speaks.
    """
    found = (_SINGLE if style.single else _DOUBLE).finditer(text)
    marks = [(m.start(), m.end(), _side(text, m.start(), m.end(), style)) for m in found]
    out: list[Quote] = []
    depth, start = 0, 0
    for at, after, side in marks:
        if not depth and at and not text[after:].strip(" .\n") and not starts_quoted(text, style):
            return [Quote(0, after, opened=False)]
        if side == "either":
            side = "close" if depth else "open"
        elif (
            side == "close"
            and not depth
            and (out or text[:at].rstrip()[-1:] in (":", ","))
            and _touching(text, at, after) == "open"
        ):
            side = "open"
        if side == "open":
            if depth == 0:
                start = at
            elif (cut := ends_before(text[max(start, at - 200) : at])) is not None:
                out.append(Quote(start, max(start, at - 200) + cut))
                depth, start = 0, at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                out.append(Quote(start, after))
        elif not out and text[at - 1 : at].strip():
            out.append(Quote(0, after, opened=False))
    if depth:
        out.append(_unclosed(text, start, marks[-1][1], ends_before))
    between = [text[a.end : b.start] for a, b in itertools.pairwise(out)]
    return out if any(map(narrates, between)) else _mended(text, out, marks, style)


def starts_quoted(text: str, style: Style) -> bool:
    head = text.lstrip()
    return bool((_SINGLE if style.single else _DOUBLE).match(head))


def _unclosed(text: str, start: int, last_mark_end: int, ends_before: Callable[[str], int | None]) -> Quote:
    """A quotation with more opening marks than closing ones; a mark at the very end of the paragraph still closes it."""
    if not text[last_mark_end:].strip(" .\n") and last_mark_end > start + 2:
        return Quote(start, len(text.rstrip()))
    cut = ends_before(text[start:])
    if cut is not None:
        return Quote(start, start + cut)
    return Quote(start, len(text.rstrip()), closed=False)


def _side(text: str, at: int, after: int, style: Style) -> Side:
    """Whether a mark opens or closes, from its shape and from what it touches."""
    glyph: Side = style.glyphs.get(text[at:after], "either")
    touching = _touching(text, at, after)
    if glyph == "either" or style.single:
        return touching if touching != "either" else glyph if style.single else "either"
    if glyph == "open" and touching == "close" and text[at - 1] in _STOPS and not text[after : after + 1].strip():
        return "close"
    if glyph == "close" and touching == "open" and not text[:at].strip():
        return "open"
    return glyph


def _touching(text: str, at: int, after: int) -> Side:
    before, behind = text[at - 1 : at] if at else "", text[after : after + 1]
    left = not before or before.isspace() or before in _BEFORE_OPEN
    right = not behind or behind.isspace() or behind in _AFTER_CLOSE
    if left and not right:
        return "open"
    if right and not left:
        return "close"
    if not left and not right:
        return "close" if before in ".,?!…" else "open" if before == ":" else "either"
    return "open" if not before else "close" if not behind else "either"


def _mended(text: str, quotes: list[Quote], marks: Sequence[tuple[int, int, Side]], style: Style) -> list[Quote]:
    """One quotation where a paragraph is damaged, begins with a mark and ends with one: inner marks have closed it too early."""
    if not quotes or not quotes[0].opened or text[: quotes[0].start].strip() or text[marks[-1][1] :].strip():
        return quotes
    return [Quote(quotes[0].start, marks[-1][1], True, quotes[-1].closed)] if _damaged(text, marks, style) else quotes


def _damaged(text: str, marks: Sequence[tuple[int, int, Side]], style: Style) -> bool:
    """Whether any mark stands where its kind does not stand in good text."""
    for at, after, side in marks:
        touching = _touching(text, at, after)
        glyph = style.glyphs.get(text[at:after], "either")
        french = text[at:after] in "«»"
        if not french and glyph != "either" and touching not in (glyph, "either"):
            return True
        if (
            not french
            and at
            and text[at - 1].isspace()
            and (not text[after:].strip() or text[after].isspace() or text[after] in ".,;")
        ):
            return True
        if glyph == "either" and side == "either":
            return True
    return False
