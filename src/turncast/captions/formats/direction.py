"""Right-to-left text: it stays in the order it is read in, and only a line that begins with the other direction needs a mark."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

RIGHT_TO_LEFT_MARK = "\u200f"


def is_right_to_left(text: str) -> bool:
    """Whether most of its letters are Arabic, Hebrew or of another script that runs so.

    >>> is_right_to_left("שלום Ann"), is_right_to_left("Ann, 42")
    (True, False)
    """
    if text.isascii():
        return False
    kinds = [bidirectional(char) for char in text if char.isalpha()]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def directed(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of one cue, with a mark before each that a player would take for left-to-right though the cue is not.

    Players take a line's direction from its first letter (Unicode Standard Annex 9, rule P2): a Latin name is enough to upset it.
    """
    if not is_right_to_left("".join(lines)):
        return tuple(lines)
    return tuple(RIGHT_TO_LEFT_MARK + line if _begins_left_to_right(line) else line for line in lines)


def _begins_left_to_right(line: str) -> bool:
    return next((kind == "L" for char in line if (kind := bidirectional(char)) in ("L", "R", "AL")), True)
