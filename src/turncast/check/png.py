"""A drawing as PNG, through Pillow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from turncast.check.shapes import Bars, Box, Drawing, Line, Point, Text

_SCALE = 2
"""Pixels of the file for one of the drawing: screens are fine-grained now."""
_SMOOTH = 2
"""What it is drawn larger by, and then brought down from, so that edges are smooth."""
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_FACES = {
    False: ("DejaVuSans.ttf", "Arial.ttf", "arial.ttf", "Helvetica.ttc"),
    True: ("DejaVuSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf"),
}
"""Plain and bold; where a machine has none of them Pillow's own serves."""


def write_png(drawing: Drawing, path: Path) -> None:
    from PIL import Image, ImageDraw

    size = (drawing.width * _SCALE, drawing.height * _SCALE)
    canvas = Image.new("RGB", (size[0] * _SMOOTH, size[1] * _SMOOTH), "white")
    pen = ImageDraw.Draw(canvas)
    for shape in drawing.shapes:
        _put(pen, shape)
    canvas.resize(size, Image.Resampling.BOX).save(path, format="PNG", optimize=True)


def _put(pen: Any, shape: Any) -> None:
    k = _SCALE * _SMOOTH
    if isinstance(shape, Box):
        corners = (shape.x * k, shape.y * k, (shape.x + shape.width) * k - 1, (shape.y + shape.height) * k - 1)
        pen.rounded_rectangle(corners, shape.radius * k, fill=shape.fill)
    elif isinstance(shape, Line):
        for piece in _dashes(shape.points) if shape.dashed else [shape.points]:
            pen.line([(x * k, y * k) for x, y in piece], fill=shape.stroke, width=round(shape.width * k), joint="curve")
    elif isinstance(shape, Bars):
        half = shape.width / 2
        for x, top, bottom in shape.bars:
            pen.rectangle(((x - half) * k, top * k, (x + half) * k - 1, max(top * k, bottom * k - 1)), fill=shape.stroke)
    elif isinstance(shape, Text):
        font = _font(round(shape.size * k), shape.bold)
        pen.text((shape.x * k, shape.y * k), shape.text, fill=shape.fill, font=font, anchor=_ANCHORS[shape.anchor])


def _dashes(points: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    """Dashes of 4 with gaps of 3 along straight pieces."""
    for (x, y), (to_x, to_y) in pairwise(points):
        length = hypot(to_x - x, to_y - y)
        for at in range(0, int(length), 7):
            a, b = at / length, min(1.0, (at + 4) / length)
            yield (x + (to_x - x) * a, y + (to_y - y) * a), (x + (to_x - x) * b, y + (to_y - y) * b)


@lru_cache
def _font(size: int, bold: bool) -> Any:
    from PIL import ImageFont

    for name in _FACES[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
