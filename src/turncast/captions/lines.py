"""What fits a line: widths, words that are longer than a line, and the speaker's name in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from unicodedata import category, east_asian_width

from turncast.captions.unspaced import holds, is_unspaced
from turncast.model import TimedWord

CUTTING_MARKS = "-–/"
ZERO_WIDTH_JOINER = "\u200d"
BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
"""What some reader takes for the end of a line, and the tabulator, which parts columns."""
NONCHARACTERS = "\ufffe\uffff"
"""What XML excludes besides control characters."""
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def width(text: str) -> int:
    """Columns: wide characters count twice, all others once (combining marks too, so that no checker finds more than we do).

    >>> width("naïve"), width("日本"), width("👍")
    (5, 4, 2)
    """
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def writable(text: str) -> str:
    """The text without what no subtitle file can hold: control characters, halves of characters, line ends.

    >>> writable(" tab\\tand\\nnew line "), writable("nul\\0 \\ud800")
    ('tab and new line', 'nul')
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    spaced = "".join(" " if char in BREAKS else char for char in text)
    return "".join(char for char in spaced if category(char) not in ("Cc", "Cs") and char not in NONCHARACTERS).strip()


def joined(words: Sequence[TimedWord]) -> str:
    """The words with their white space, as they were written."""
    return "".join(word.text + " " * word.space for word in words).strip()


def label(name: str, line_chars: int) -> str:
    """The name with its colon, cut to fit a line where it is longer; "" for nobody.

    >>> label("Ann Lee", 42), label("Ann Lee", 6)
    ('Ann Lee:', 'Ann …:')
    """
    if not name:
        return ""
    return f"{name}:" if width(name) < line_chars else f"{_prefix(name, line_chars - 2)}…:"


def labelled(lines: tuple[str, ...], name: str, line_chars: int) -> tuple[str, ...]:
    """Lines that tell who speaks: the name before the text, or above it where it does not fit there."""
    shown = label(name, line_chars)
    opening = f"{shown} {lines[0]}"
    if not shown:
        return lines
    return (opening, *lines[1:]) if width(opening) <= line_chars else (shown, *lines)


def chop(word: TimedWord, line_chars: int) -> tuple[TimedWord, ...]:
    """The word in pieces that fit a line each, cut after a hyphen or slash where there is one; its time is shared by length."""
    if width(word.text) <= line_chars:
        return (word,)
    return in_pieces(word, tuple(_pieces(word.text, line_chars)))


def in_pieces(word: TimedWord, texts: Sequence[str]) -> tuple[TimedWord, ...]:
    """The word as several that touch; its time is shared by length."""
    span = word.end_ms - word.start_ms
    times = [word.start_ms + span * end // len(word.text) for end in accumulate(map(len, texts), initial=0)]
    *before, last = (
        replace(word, text=text, start_ms=start, end_ms=end, space=False, holds=None)
        for text, (start, end) in zip(texts, pairwise(times), strict=True)
    )
    return (*before, replace(last, space=word.space, holds=word.holds))


def _pieces(text: str, columns: int) -> Iterator[str]:
    while width(text) > columns:
        piece = _prefix(text, columns)
        piece = piece[: max(map(piece.rfind, CUTTING_MARKS)) + 1] or piece
        yield piece
        text = text[len(piece) :]
    yield text


def _prefix(text: str, columns: int) -> str:
    """The longest beginning that fits and does not part a character from its accents."""
    fitting = 0
    for end in range(1, len(text) + 1):
        if width(text[:end]) > columns:
            break
        if end == len(text) or not _clings(text[end - 1], text[end]):
            fitting = end
    return text[: fitting or 1]


def _clings(before: str, after: str) -> bool:
    if is_unspaced(before) and is_unspaced(after) and holds(before, after):
        return True
    return category(after).startswith("M") or ZERO_WIDTH_JOINER in (before, after) or after in SKIN_TONES
