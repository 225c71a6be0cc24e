"""Text from bytes of any encoding, and clear words for bytes that are no text."""

from __future__ import annotations

import codecs
import re

from turncast.errors import SourceError
from turncast.read.language import language_of

MAX_BYTES = 20_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its first two bytes are the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^<>]*?\b(?:charset|encoding)\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_CODE_PAGES = dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250") | {"tr": "cp1254", "et": "cp1257", "lt": "cp1257"}
_TO_BROWSERS = dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252") | {
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
"""WHATWG Encoding, clause 4.2: under these names larger code pages are in use."""
_JAPANESE = ("cp932", "euc_jp")
"""charset-normalizer takes short texts in these for Korean."""
_FEWEST = 60
"""Letters; of fewer nobody can tell Czech from Portuguese."""
_KINDS = (
    (b"%PDF", "a PDF file", "save its text as .txt or .md first"),
    (b"\x89PNG", "a PNG image", "give the interview's text instead"),
    (b"\xff\xd8\xff", "a JPEG image", "give the interview's text instead"),
    (b"GIF8", "a GIF image", "give the interview's text instead"),
    (b"PK\x03\x04", "a ZIP, Word or OpenDocument file", "save it as plain text, Markdown or HTML first"),
    (b"\xd0\xcf\x11\xe0", "an old or a password-protected Word file", "save it as plain text, Markdown or HTML first"),
    (b"{\\rtf", "an RTF file", "save it as plain text, Markdown or HTML first"),
    (b"ID3", "an MP3 file", "turncast reads text, not sound"),
    (b"RIFF", "a sound or video file", "turncast reads text, not sound"),
    (b"OggS", "a sound file", "turncast reads text, not sound"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)


def bounded(data: bytes, name: str) -> None:
    """Raises SourceError for more than we read."""
    if len(data) > MAX_BYTES:
        raise SourceError(f"{name}: {len(data):,} bytes are too many; the limit is {MAX_BYTES:,}: split the text")


def decoded(data: bytes, name: str, instead: str = "") -> str:
    """The text of `data`: by its byte order mark, as UTF-8, or as the legacy encoding it most likely is.

    Line ends stay as they are, so that spans count in what was written. Raises SourceError for what is no text, with what to do
    `instead` where that is not to give an interview.
    """
    bounded(data, name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, name)
    for magic, kind, remedy in _KINDS:
        if data.startswith(magic):
            raise SourceError(f"{name}: this is {kind}, not text; {instead or remedy}")
    if encoding := _unmarked_utf16(data):
        return _strictly(data, encoding, name)
    if b"\0" in data:
        raise SourceError(f"{name}: this is binary data, not text; {instead or 'give a plain text, Markdown or HTML file'}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, name)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a byte order mark, where nearly every other byte is zero, as in text of Latin letters; else ""."""
    for encoding, low, high in (("utf-16-le", data[0:4000:2], data[1:4000:2]), ("utf-16-be", data[1:4000:2], data[0:4000:2])):
        if high and len(data) % 2 == 0 and high.count(0) >= 0.7 * len(high) and not low.count(0):
            return encoding
    return ""


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"its first bytes promise {encoding}, but byte {error.start} is not; save it as UTF-8"
        raise SourceError(f"{name}: {problem}") from error


def _legacy(data: bytes, name: str) -> str:
    """As a page's own head says; else as Windows-1252 where its letters and marks look right, or as the code page of the language
    it looks like in it; else what charset-normalizer finds most likely."""
    western = data.decode("cp1252", errors="replace")
    declared = _DECLARED.search(data[:2000])
    tried = [declared[1].decode("ascii")] if declared else [_code_page(western)]
    for encoding in (*tried, *_JAPANESE):
        text = decoded_as(data, encoding)
        if text and (encoding not in _JAPANESE or _is_japanese(text)):
            return text
    if _looks_western(western):
        return western
    from charset_normalizer import from_bytes  # heavy, and hardly ever needed

    best = from_bytes(data).best()
    if best is None:
        raise SourceError(f"{name}: its encoding cannot be told; save it as UTF-8")
    return str(best)


def decoded_as(data: bytes, encoding: str) -> str:
    """The text in an encoding as pages name it, or "" where it is not in it; a name means what it means to browsers."""
    try:
        return data.decode(_TO_BROWSERS.get(encoding.lower(), encoding)) if encoding else ""
    except (LookupError, UnicodeError):
        return ""


def _is_japanese(text: str) -> bool:
    """Whether many of the characters outside ASCII are hiragana: in other encodings hardly any come out as that."""
    foreign = [c for c in text if not c.isascii()]
    return sum("\u3041" <= c <= "\u3096" for c in foreign) * 6 >= len(foreign)


def _code_page(western: str) -> str:
    """The code page of a language in Latin letters that is told even from its text in Windows-1252; "" for those of the west."""
    letters = [c for c in western if c.isalpha()]
    if len(letters) < _FEWEST or sum(not c.isascii() for c in letters) * 3 > len(letters):
        return ""
    return _CODE_PAGES.get(language_of(western), "")


def _looks_western(text: str) -> bool:
    """Whether the letters outside ASCII are few and stand the way they do in Western European text.

    In another code page nearly all letters would be outside ASCII, and many of them would be marks.
    """
    letters = [c for c in text if c.isalpha()]
    foreign = sum(not c.isascii() for c in letters)
    odd = sum(c in "\ufffd¤¦¨¬¯±¶¸¹³¿þðÞÐ×÷†‡ˆ‰¥ƒ" for c in text)
    return foreign * 3 <= len(letters) and odd * 10 <= foreign
