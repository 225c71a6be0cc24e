"""A drawing as SVG 1.1."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from turncast.check.shapes import Bars, Box, Drawing, Line, Shape, Text

_FONT = "Helvetica, Arial, 'DejaVu Sans', sans-serif"


def svg(drawing: Drawing) -> str:
    """The text of the file; the same drawing gives the same text."""
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family={quoteattr(_FONT)}>',
        f"<title>{escape(drawing.title)}</title>",
        *map(_element, drawing.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _element(shape: Shape) -> str:
    if isinstance(shape, Box):
        place = f'x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}" height="{_number(shape.height)}"'
        return f'<rect {place} rx="{_number(shape.radius)}" fill="{shape.fill}"/>'
    if isinstance(shape, Line):
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        dashes = ' stroke-dasharray="4 3"' if shape.dashed else ""
        width = f'stroke-width="{_number(shape.width)}"'
        return f'<polyline points="{points}" fill="none" stroke="{shape.stroke}" {width} stroke-linejoin="round"{dashes}/>'
    if isinstance(shape, Bars):
        path = "".join(f"M{_number(x)} {_number(top)}V{_number(bottom)}" for x, top, bottom in shape.bars)
        return f'<path d="{path}" stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"/>'
    return _text(shape)


def _text(shape: Text) -> str:
    weight = ' font-weight="bold"' if shape.bold else ""
    place = f'x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}" text-anchor="{shape.anchor}"'
    return f'<text {place} fill="{shape.fill}"{weight}>{escape(shape.text)}</text>'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
