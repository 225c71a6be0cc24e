"""Text from bytes of any encoding, and clear words for bytes that are no text."""

from __future__ import annotations

import codecs

from turncast.errors import SourceError

MAX_BYTES = 20_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its first two bytes are the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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


def decoded(data: bytes, name: str) -> str:
    """The text of `data`: by its byte order mark, as UTF-8, or as the legacy encoding it most likely is.

    Line ends stay as they are, so that spans count in what was written. Raises SourceError for what is no text.
    """
    bounded(data, name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, name)
    for magic, kind, remedy in _KINDS:
        if data.startswith(magic):
            raise SourceError(f"{name}: this is {kind}, not text; {remedy}")
    if b"\0" in data:
        raise SourceError(f"{name}: this is binary data, not text; give a plain text, Markdown or HTML file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"its first bytes promise {encoding}, but byte {error.start} is not; save it as UTF-8"
        raise SourceError(f"{name}: {problem}") from error


def _legacy(data: bytes, name: str) -> str:
    """Windows-1252 where its letters and marks look right, else what charset-normalizer finds most likely."""
    western = data.decode("cp1252", errors="replace")
    if _looks_western(western):
        return western
    from charset_normalizer import from_bytes  # heavy, and hardly ever needed

    best = from_bytes(data).best()
    if best is None:
        raise SourceError(f"{name}: its encoding cannot be told; save it as UTF-8")
    return str(best)


def _looks_western(text: str) -> bool:
    """Whether the letters outside ASCII are few and stand the way they do in Western European text.

    In another code page nearly all letters would be outside ASCII, and many of them would be marks.
    """
    letters = [c for c in text if c.isalpha()]
    foreign = sum(not c.isascii() for c in letters)
    odd = sum(c in "\ufffd¤¦¨¬¯±¶¸¹³¿þðÞÐ×÷†‡ˆ‰¥ƒ" for c in text)
    return foreign * 3 <= len(letters) and odd * 10 <= foreign
