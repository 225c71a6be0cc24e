"""Directions inside a turn: how people write them into the text, and the marks they are.

    [Kasumigaseki](/kɑsumiɡɑseki/)   said with these phonemes
    [Nguyen](win)                    said as if it were spelled like that
    [pause 1.5 s]                    a pause of that length
    ~~a sentence~~                   left out
    [take 2] A sentence.             spoken once more, another way; any number gives another reading

Where a text has such characters of its own, a backslash stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from turncast.errors import ScriptError
from turncast.model import Mark, Turn

_SAY = r"\[(?P<word>[^\[\]()\s\\~]+)\]\((?P<said>[^()\s]+)\)"
_PAUSE = r"\[pause (?P<seconds>\d{1,3}(?:\.\d{1,3})?) ?s\] ?"
_TAKE = r"\[take (?P<take>\d{1,3})\] ?"
_OMIT = r"~~(?P<left_out>.+?)~~"
_DAMAGED = r"\[(?:pause|take)\b[^\[\]]*\]|\[[^\[\]\\]+\]\([^()]*\)|~~"
_WRITTEN = re.compile(rf"\\(?P<escaped>[\\\[~#>*<-])|{_SAY}|{_PAUSE}|{_TAKE}|{_OMIT}|(?P<damaged>{_DAMAGED})")
_AMID_MARKS = re.compile(r"[\\\[~]|<(?=!--)")
_AMBIGUOUS = re.compile(rf"\\|(?={_DAMAGED})[\[~]|<(?=!--)")
_EXPECTED = "[Nguyen](win) with one word in each bracket, [pause 1.5 s], [take 2] or ~~left out~~ within one paragraph"


def woven(text: str, marks: Sequence[Mark]) -> str:
    """One paragraph as people edit it; the marks count in the paragraph.

    >>> woven("Hi Nguyen. Bye.", [Mark(3, 9, "say", "win"), Mark(11, 11, "pause", "1500")])
    'Hi [Nguyen](win). [pause 1.5 s] Bye.'
    """
    ambiguous = _AMID_MARKS if marks else _AMBIGUOUS
    out, at = "", 0
    for mark in marks:
        out += _escaped(text[at : mark.start], ambiguous) + _written(text, mark)
        at = mark.end
    return out + _escaped(text[at:], ambiguous)


def unwoven(written: str) -> tuple[str, tuple[Mark, ...]]:
    """What `woven` was given. Raises ScriptError where something is almost a direction, which would be read aloud."""
    text, at = "", 0
    marks: list[Mark] = []
    for found in _WRITTEN.finditer(written):
        if found["damaged"]:
            raise ScriptError(
                f"“{found['damaged'][:40]}” is no direction that is understood; expected {_EXPECTED}, or a backslash before it"
            )
        text += written[at : found.start()]
        at = found.end()
        start = len(text)
        text += found["escaped"] or found["word"] or found["left_out"] or ""
        if found["word"]:
            marks.append(Mark(start, len(text), "say", found["said"]))
        elif found["seconds"]:
            marks.append(Mark(start, start, "pause", str(round(float(found["seconds"]) * 1000))))
        elif found["take"]:
            marks.append(Mark(start, start, "take", str(int(found["take"]))))
        elif found["left_out"]:
            marks.append(Mark(start, len(text), "leave out"))
    text = (text + written[at:]).rstrip()
    return text, tuple(Mark(min(mark.start, len(text)), min(mark.end, len(text)), mark.kind, mark.value) for mark in marks)


def kept(turn: Turn) -> str:
    """A turn's text without what is left out."""
    text = turn.text
    for mark in reversed(turn.marks):
        if mark.kind == "leave out":
            text = text[: mark.start].rstrip(" ") + text[mark.end :]
    return text.strip()


def _written(text: str, mark: Mark) -> str:
    inner = text[mark.start : mark.end]
    if mark.kind == "say":
        return f"[{inner}]({mark.value})"
    if mark.kind == "leave out":
        return f"~~{inner}~~"
    if mark.kind == "take":
        return f"[take {mark.value}] "
    pause = f"[pause {int(mark.value) / 1000:g} s]"
    return f" {pause}" if mark.start == len(text) else f"{pause} "


def _escaped(text: str, ambiguous: re.Pattern[str]) -> str:
    return ambiguous.sub(lambda found: "\\" + found.group(), text)
