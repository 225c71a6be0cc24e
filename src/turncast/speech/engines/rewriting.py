"""Text made readable for a dictionary, each of its characters knowing where in the written text it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable

MARKS = {
    **dict.fromkeys("、，,", ","),
    **dict.fromkeys("。．.", "."),
    **dict.fromkeys("？?", "?"),
    **dict.fromkeys("！!", "!"),
    **dict.fromkeys("：:", ":"),
    **dict.fromkeys("；;", ";"),
    **dict.fromkeys("—–―", "—"),
    "…": "…",
}
"""East Asian punctuation as Kokoro knows it."""
Positions = tuple[int, ...]
"""For each character of a rewritten text, the one in the written text that it stands for."""


def rewritten(text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]) -> tuple[str, Positions]:
    """The text with each match read as told; what stands for several characters is shared out among them.

    >>> rewritten("in 10%", re.compile(r"\\d+%"), lambda match: "ten percent")
    ('in ten percent', (0, 1, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5))
    """
    found: list[str] = []
    positions: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        reading = read(match)
        found += [text[end : match.start()], reading]
        positions += range(end, match.start())
        positions += (match.start() + index * len(match.group()) // len(reading) for index in range(len(reading)))
        end = match.end()
    return "".join([*found, text[end:]]), (*positions, *range(end, len(text)))
