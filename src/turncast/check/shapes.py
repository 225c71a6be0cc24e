"""A drawing as a list of plain shapes, which both kinds of file are written from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[Point, ...]
    stroke: str
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Upright bars of one colour, one pixel wide or more: (x, top, bottom) of each."""

    bars: tuple[tuple[float, float, float], ...]
    width: float
    stroke: str


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    """Of the baseline."""
    text: str
    size: float
    fill: str
    anchor: Anchor = "start"
    bold: bool = False


Shape = Box | Line | Bars | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    """From back to front."""
    title: str


def text_width(text: str, size: float) -> float:
    """About how wide a text will be: letters are a little over half as wide as high, East Asian ones as wide as high.

    >>> text_width("ab日", 10)
    21.6
    """
    return size * sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.58 for char in text)


def shortened(text: str, size: float, width: float) -> str:
    """As much of a text as fits, with an ellipsis where it is not all; "" where not even three letters fit.

    >>> shortened("A whale in a cathedral", 10, 60), shortened("Whale", 10, 20)
    ('A whale i…', '')
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…" if len(text) > 2 else ""
