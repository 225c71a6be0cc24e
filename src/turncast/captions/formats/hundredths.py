"""Times for formats that count in hundredths of a second."""

from __future__ import annotations


def hundredths(ms: int) -> int:
    """Hundredths of a second, the nearest, halves up: all are rounded alike, so none overtakes another.

    >>> hundredths(59_994), hundredths(59_995)
    (5999, 6000)
    """
    return (ms + 5) // 10


def short_clock(ms: int) -> str:
    """MM:SS.cc, with as many minutes as it takes.

    >>> short_clock(59_996), short_clock(36_000_000)
    ('01:00.00', '600:00.00')
    """
    seconds, rest = divmod(hundredths(ms), 100)
    return f"{seconds // 60:02}:{seconds % 60:02}.{rest:02}"
