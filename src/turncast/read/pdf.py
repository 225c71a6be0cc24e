"""PDF with a text layer: its lines with their places, taken out by pypdf; `pdf_lines` makes paragraphs of them.

pypdf, because it keeps the order in which a document was written: on a justified two-column page it gave every line whole, where
pdfminer.six tore lines apart at wide spaces; it is pure Python, and 2 to 10 times faster on the four documents tried.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from turncast.errors import SourceError
from turncast.model import Article
from turncast.read.extracted import About, extracted
from turncast.read.pdf_lines import Bit, Line, lines_of, parts_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 2_000
_SECONDS = 120
"""Time for all pages; a damaged file can keep the library busy for ever. 1,000 ordinary pages take about 10 seconds."""
_NO_TITLE = re.compile(r"(?i)microsoft word\b|untitled|.*\.(?:docx?|odt|rtf|indd|qxp|tex|pdf|dvi)\Z")
"""What programs write in place of a title."""


def parse(data: bytes, name: str) -> Article:
    """Paragraphs rebuilt from the lines of all pages; what repeats at the edges of pages is skipped as page furniture."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw it mends, on a person's screen
    try:
        reader = _opened(data, name)
        lines = list(_lines(reader, name))
        about = _about(reader)
    except SourceError:
        raise
    except Exception as error:  # inside damaged files the library meets what it does not expect: KeyError, TypeError ...
        raise _damaged(name, error) from error
    if not any(c.isalnum() for line in lines for c in line.text):
        raise SourceError(f"{name}: this PDF file holds pictures of pages and no text; run text recognition (OCR) on it first")
    return extracted(parts_of(lines), name, about)


def _damaged(name: str, error: Exception) -> SourceError:
    told = " ".join(str(error).split())[:100] or type(error).__name__
    return SourceError(f"{name}: this is a PDF file that cannot be read ({told}); print it to a new PDF, or save its text as .txt")


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise SourceError(f"{name}: this PDF file is encrypted; save a copy without a password first")
    if len(reader.pages) > MAX_PAGES:
        raise SourceError(f"{name}: {len(reader.pages):,} pages are too many; the limit is {MAX_PAGES:,}: split the PDF file")
    return reader


def _lines(reader: PdfReader, name: str) -> Iterator[Line]:
    deadline = time.monotonic() + _SECONDS
    for number, page in enumerate(reader.pages):
        box = page.mediabox
        bits = list(_bits(page, name, deadline))
        yield from lines_of(bits, number, float(box.bottom), float(box.height))


def _bits(page: PageObject, name: str, deadline: float) -> Sequence[Bit]:
    """What a page shows, in the order in which it was written."""
    found: list[Bit] = []

    def hurry(*_: Any) -> None:
        if time.monotonic() > deadline:
            raise SourceError(f"{name}: this PDF file takes more than {_SECONDS} seconds to read; save its text as .txt")

    def see(text: str, cm: Sequence[float], tm: Sequence[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip():
            found.append(_bit(text, cm, tm, str((font or {}).get("/BaseFont", "")), size))

    page.extract_text(visitor_text=see, visitor_operand_before=hurry)
    return found


def _bit(text: str, cm: Sequence[float], tm: Sequence[float], font: str, size: float) -> Bit:
    """A piece of text in the page's own frame (ISO 32000-1, 8.3.4: text matrix times page matrix)."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    height = abs(size * (tm[2] * cm[1] + tm[3] * cm[3])) or abs(size)
    return Bit(x, y, round(height, 1), bool(re.search(r"(?i)bold|black|heavy|-bd\b", font)), text)


def _about(reader: PdfReader) -> About:
    """From the document's information, where a person wrote it."""
    try:
        card: Mapping[str, Any] = reader.metadata or {}
        title, author = (" ".join(str(card.get(key) or "").split()) for key in ("/Title", "/Author"))
        date = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(card.get("/CreationDate") or ""))
        language = str(reader.root_object.get("/Lang") or "")
    except (KeyError, TypeError, ValueError, AttributeError):
        return About()  # the words are whole without it
    return About(
        "" if _NO_TITLE.match(title) else title,
        (author,) if author and author not in ("anonymous", "unknown") else (),
        "-".join(date.groups()) if date else "",
        language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language) else "",
    )
