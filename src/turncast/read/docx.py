"""DOCX, the Office Open XML of Word and others (ECMA-376 part 1, clause 17): paragraphs, headings, bold, list items.

The XML is read here without a library: python-docx brings 15 MB with lxml and would give the same runs and styles.
Headers, footers, footnotes and comments lie in members of their own that are never opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from turncast.errors import SourceError
from turncast.model import Article, BlockKind
from turncast.read.archive import Archive
from turncast.read.extracted import IMAGE, About, Part, Piece, extracted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPACES = re.compile(
    r"\{http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006|purl\.oclc\.org/ooxml/wordprocessingml)/main\}"
)
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
_OFF = ("0", "false", "off", "none")
_TEXTS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_IMAGES = ("drawing", "pict", "object", "AlternateContent")
_HOLDERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
"""Elements that hold paragraphs and mean nothing to a listener."""
_UNREAD = {"del": "deleted", "moveFrom": "deleted"}
_NOBODY = ("python-docx", "windows user", "user", "unknown", "admin", "administrator")
"""Whom programs name as the author where nobody has told them."""
_DEEPEST = 200
"""Elements inside one another; Word's own files have about 20."""
_DATA_CELL_WORDS = 12
"""A table with fewer words a cell on average holds data; in others the interview is laid out, as the HTML reader has it."""


@dataclass(frozen=True, slots=True)
class _Style:
    kind: BlockKind = "paragraph"
    level: int = 0
    """Of a heading, 1 to 9."""
    bold: bool = False
    is_contents: bool = False


def parse(data: bytes, name: str) -> Article:
    """The words of the document's body in order; its title, author and date from its properties."""
    archive = Archive(data, name, "Word file")
    root = _plain(archive.xml(_main(archive)), archive)
    body = root.find("body")
    if body is None:
        raise archive.problem("it has no text body")
    parts = list(_parts(body, _styles(archive)))
    about = _about(archive)
    return extracted(parts, name, replace(about, language=about.language or _language(body)))


def _main(archive: Archive) -> str:
    """The member that holds the text; some programs do not call it word/document.xml."""
    for override in archive.xml("[Content_Types].xml"):
        if override.get("ContentType") in (_DOCUMENT, _MACROS, _TEMPLATE):
            return (override.get("PartName") or "").lstrip("/")
    return "word/document.xml"


def _plain(root: Element, archive: Archive) -> Element:
    """The tree with the two namespaces of WordprocessingML taken off its names, and not too deep to walk."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST:
            raise archive.problem(f"its elements lie more than {_DEEPEST} deep")
        element.tag = _SPACES.sub("", element.tag)
        if element.tag.endswith("}AlternateContent"):
            element.tag = "AlternateContent"
        for key in list(element.attrib):
            element.attrib[_SPACES.sub("", key)] = element.attrib[key]
        waiting += [(child, depth + 1) for child in element]
    return root


def _parts(body: Element, styles: dict[str, _Style]) -> Iterator[Part]:
    """Paragraphs in order, those of content controls and of tables for layout among them."""
    for element in body:
        if element.tag == "p":
            yield _paragraph(element, styles)
        elif element.tag == "tbl":
            yield from _table(element, styles)
        elif element.tag in _HOLDERS and not _is_contents(element):
            yield from _parts(element, styles)


def _is_contents(control: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = control.find("sdtPr/docPartObj/docPartGallery")
    return gallery is not None and gallery.get("val") == "Table of Contents"


def _table(table: Element, styles: dict[str, _Style]) -> Iterator[Part]:
    rows = [row.findall("tc") for row in table.findall("tr")]
    cells = [cell for row in rows for cell in row]
    parts = [part for cell in cells for part in _parts(cell, styles)]
    text = "\n".join(filter(str.strip, ("".join(piece.text for piece in part.pieces) for part in parts)))
    is_pairs = all(len(row) <= 2 for row in rows)  # a speaker and what was said
    if len(text.split()) < _DATA_CELL_WORDS * len(rows if is_pairs else cells):
        yield Part("paragraph", (Piece(text, reason="table"),))
    else:
        yield from parts


def _paragraph(paragraph: Element, styles: dict[str, _Style]) -> Part:
    style = _paragraph_style(paragraph.find("pPr"), styles)
    if style.is_contents:
        return Part("paragraph", tuple(replace(piece, reason="contents") for piece in _pieces(paragraph, styles, False)))
    bold = style.bold and style.kind not in ("title", "heading")
    return Part(style.kind, tuple(_pieces(paragraph, styles, bold)), min(style.level, 6))


def _paragraph_style(properties: Element | None, styles: dict[str, _Style]) -> _Style:
    """The style a paragraph names, with what the paragraph itself says on top."""
    style = styles.get(_value(properties, "pStyle") or "", styles.get("", _Style()))
    numbered = properties.find("numPr") if properties is not None else None
    if numbered is not None and style.kind != "heading":
        is_item = _value(numbered, "numId") != "0"
        style = replace(style, kind="item" if is_item else "paragraph", level=int(is_item))
    outline = _value(properties, "outlineLvl")
    if outline is None or style.kind == "title":
        return style
    return replace(style, kind="heading" if _level(outline) else "paragraph", level=_level(outline))


def _pieces(parent: Element, styles: dict[str, _Style], bold: bool) -> Iterator[Piece]:
    """The text inside a paragraph or a link, run by run."""
    for element in parent:
        if element.tag == "r":
            yield from _run(element, styles, bold)
        elif element.tag in _UNREAD:
            text = "".join(found.text or "" for found in element.iter() if found.tag in ("delText", "t"))
            yield Piece(text, reason=_UNREAD[element.tag])
        elif element.tag in _IMAGES:
            yield IMAGE
        elif element.tag not in ("pPr", "sdtPr"):
            yield from _pieces(element, styles, bold)


def _run(run: Element, styles: dict[str, _Style], bold: bool) -> Iterator[Piece]:
    properties = run.find("rPr")
    if properties is not None:
        named = styles.get(_value(properties, "rStyle") or "-", _Style())
        own = _switch(properties, "b")
        bold = own if own is not None else bold or named.bold
    hidden = "hidden" if properties is not None and _switch(properties, "vanish") else ""
    for element in run:
        if element.tag == "t":
            yield Piece(element.text or "", bold, hidden)
        elif element.tag == "br" and element.get("type", "textWrapping") == "textWrapping":
            yield Piece("\n", bold, hidden)
        elif element.tag in _TEXTS:
            yield Piece(_TEXTS[element.tag], bold, hidden)
        elif element.tag == "ruby":
            for base in element.iter("rubyBase"):  # the words themselves; how they are read stands above them in `rt`
                yield from _pieces(base, styles, bold)
        elif element.tag in _IMAGES:
            yield IMAGE


# --- styles and properties -------------------------------------------------------------------------------------------


def _styles(archive: Archive) -> dict[str, _Style]:
    """Each style by its id, the default paragraph style by ""; without a list of styles all is plain text."""
    if "word/styles.xml" not in archive:
        return {}
    found = {style.get("styleId", ""): style for style in _plain(archive.xml("word/styles.xml"), archive).iter("style")}
    out = {key: _style(key, found) for key in found}
    for key, style in found.items():
        if style.get("type") == "paragraph" and style.get("default") in ("1", "true", "on"):
            out[""] = out[key]
    return out


def _style(key: str, found: dict[str, Element]) -> _Style:
    """A style with all it takes over from those it is based on; names of built-in styles are English in every language."""
    chain: list[Element] = []
    while key in found and found[key] not in chain and len(chain) < 20:
        chain.append(found[key])
        key = _value(chain[-1], "basedOn") or ""
    names = [(_value(style, "name") or "").lower() for style in chain]
    kind, level = _kind(chain, names)
    bolds = (_switch(style.find("rPr"), "b") for style in chain)
    bold = next((bold for bold in bolds if bold is not None), False)
    return _Style(kind, level, bold, is_contents=any(re.match(r"toc\b", name) for name in names))


def _kind(chain: Sequence[Element], names: Sequence[str]) -> tuple[BlockKind, int]:
    """What a paragraph of this style is, and its level."""
    if "title" in names:
        return "title", 1
    outlines = (_value(style.find("pPr"), "outlineLvl") for style in chain)
    outline = next((value for value in outlines if value is not None), None)
    headed = next((int(name[-1]) for name in names if re.fullmatch(r"heading [1-9]", name)), 0)
    if level := _level(outline) if outline is not None else headed:
        return "heading", level
    if any(style.find("pPr/numPr") is not None for style in chain) or any(name.startswith("list ") for name in names):
        return "item", 1
    return ("quote" if {"quote", "intense quote"} & set(names) else "paragraph"), 0


def _level(outline: str) -> int:
    """Outline levels count from 0, and 9 is body text (ECMA-376 part 1, 17.3.1.20)."""
    return int(outline) + 1 if outline in tuple("012345678") else 0


def _value(parent: Element | None, tag: str) -> str | None:
    child = parent.find(tag) if parent is not None else None
    return child.get("val") if child is not None else None


def _switch(parent: Element | None, tag: str) -> bool | None:
    """On, off, or None where nothing is said."""
    child = parent.find(tag) if parent is not None else None
    return child.get("val", "1") not in _OFF if child is not None else None


def _language(body: Element) -> str:
    """The language in which most runs are marked; the one of the styles is only that of the program."""
    found = Counter(lang.get("val", "") for lang in body.iter("lang"))
    best = found.most_common(1)[0][0] if found else ""
    return best if _LANGUAGE.fullmatch(best) else ""


def _about(archive: Archive) -> About:
    """From the core properties (ECMA-376 part 2); a file without them says nothing about itself."""
    if "docProps/core.xml" not in archive:
        return About()
    try:
        root = archive.xml("docProps/core.xml")
    except SourceError:
        return About()  # the words are whole without it
    found = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in root}
    named = (" ".join(one.split()) for one in re.split(r"[;\n]", found.get("creator", "")))
    authors = tuple(name for name in named if name and name.casefold() not in _NOBODY)
    date = re.match(r"\d{4}-\d\d-\d\d", found.get("created", ""))
    language = found.get("language", "")
    return About(
        " ".join(found.get("title", "").split()),
        authors,
        date.group() if date else "",
        language if _LANGUAGE.fullmatch(language) else "",
    )
