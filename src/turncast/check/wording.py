"""The words of an episode in its three places - script.md, track.json and the subtitles - brought together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from turncast.check.subtitles import Caption
from turncast.model import Track

_UNSEEN = re.compile("[\\s\u200e\u200f]+")
"""Blanks, for a cue may end inside "this.That", and the marks that tell which way a line runs."""
_LOOKAHEAD = 400
"""How many letters may be missing before a cue that is still found again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cue, and what of the track it says."""

    cue: Caption
    label: str
    """The name written into its text, or ""."""
    lines: tuple[str, ...]
    """Without the label."""
    segments: range | None
    """Those that its words are of; None where its text is nowhere in the track."""
    letters: range | None
    """Where they are in the track's text without blanks."""
    opens: bool
    """Whether it begins with the first word of a segment."""


def squeezed(text: str) -> str:
    """A text without blanks.

    >>> squeezed(" A  b\\nc ")
    'Abc'
    """
    return _UNSEEN.sub("", text)


def placed(cues: Sequence[Caption], names: Sequence[str], track: Track) -> list[Placed]:
    """Each cue with its segments, found in order; a wrong or missing cue does not lose the others."""
    texts = [squeezed("".join(token.text for token in one.utterance.tokens)) for one in track.segments]
    starts = [0, *accumulate(map(len, texts))]
    whole = "".join(texts)
    found, at = [], 0
    for cue in cues:
        one, at = _placed(cue, names, whole, starts, at)
        found.append(one)
    return found


def _placed(cue: Caption, names: Sequence[str], whole: str, starts: Sequence[int], at: int) -> tuple[Placed, int]:
    best: tuple[int, str, tuple[str, ...], str] | None = None
    for label, lines in _readings(cue, names):
        text = squeezed("".join(lines))
        where = whole.find(text, at, at + len(text) + _LOOKAHEAD) if text else -1
        if where >= 0 and (best is None or where < best[0]):
            best = (where, label, lines, text)
    if best is None:
        label, lines = next(_readings(cue, names))
        return Placed(cue, label, lines, None, None, False), at
    where, label, lines, text = best
    until = where + len(text)
    first, last = (bisect_right(starts, one) - 1 for one in (where, until - 1))
    return Placed(cue, label, lines, range(first, last + 1), range(where, until), where == starts[first]), until


def _readings(cue: Caption, names: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """With a name before the text taken for a label, where there is one; and as it stands."""
    for name in names:
        if cue.lines[0].startswith(f"{name}:"):
            rest = cue.lines[0][len(name) + 1 :].strip()
            yield name, (*([rest] if rest else []), *cue.lines[1:])
    yield "", cue.lines


def track_text(track: Track) -> str:
    return squeezed("".join(token.text for one in track.segments for token in one.utterance.tokens))


_DIRECTION = re.compile(
    r"\\(?P<escaped>.)|\[(?P<word>[^\[\]()\s\\~]+)\]\([^()\s]+\)|\[pause [\d.]+ ?s\]|\[take \d+\]|~~.+?~~", re.DOTALL
)


def script_letters(script: str) -> str:
    """The letters and digits that script.md wants to be said; all else may be written in other ways.

    >>> script_letters("- title: A\\n\\n---\\n\\n# B\\n\\n<!-- sure -->\\n\\n**Bo Ek:** It's [Nguyen](win), ~~no,~~ [pause 2 s] 5.")
    'BItsNguyen5'
    """
    body = script.replace("\r\n", "\n").split("\n---\n", 1)[-1]
    body = re.sub(r"(?m)^<!--.*?-->$", "", body)
    body = re.sub(r"(?m)^(#+ |> )?(\*\*.+?:\*\*( |$))?", "", body)
    return letters(_DIRECTION.sub(lambda found: found["escaped"] or found["word"] or "", body))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def difference(found: str, wanted: str) -> str:
    """Where two texts part, in a few words; "" where they do not.

    >>> difference("one two", "one too")
    '“wo” for “oo”, after “one t”'
    """
    if found == wanted:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted)))
    return f"“{found[at : at + 20]}” for “{wanted[at : at + 20]}”, after “{found[max(0, at - 20) : at]}”"
