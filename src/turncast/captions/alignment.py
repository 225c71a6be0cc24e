"""Which of two sequences of texts is which: anchors first, then the small gaps between them.

A quick comparison (difflib's) takes the square of the length, which an episode of ten hours does not allow. So runs of texts that
occur once in each sequence, or at nearly the same time, are pinned down first, as patience diff does; what is left between two pins
is a few words long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

RUN = 4
"""Texts in a row that make an anchor."""
NEAR_MS = 5000
"""Equal runs no further apart than this are one."""
MAX_CELLS = 4_000_000
"""A gap larger than this (2000 by 2000) is not compared: it is another text."""

Keys = Sequence[tuple[str, int]]
"""Each text, and when it is there in milliseconds."""


@dataclass(frozen=True, slots=True)
class Change:
    """ours[first:last] became theirs[from_:until]; one of them may be empty."""

    first: int
    last: int
    from_: int
    until: int


def changes(ours: Keys, theirs: Keys) -> Iterator[Change]:
    """What differs, in order."""
    same = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a[0] != b[0]), min(len(ours), len(theirs)))
    anchors = ((i + same, j + same) for i, j in _anchors(ours[same:], theirs[same:]))
    pins = [(same - 1, same - 1), *_rising(list(anchors)), (len(ours), len(theirs))]
    for (i, j), (next_i, next_j) in pairwise(pins):
        yield from _between(ours, theirs, Change(i + 1, next_i, j + 1, next_j))


def _between(ours: Keys, theirs: Keys, gap: Change) -> Iterator[Change]:
    a = [text for text, _ in ours[gap.first : gap.last]]
    b = [text for text, _ in theirs[gap.from_ : gap.until]]
    if a == b:
        return
    if len(a) * len(b) > MAX_CELLS:
        yield gap
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change(gap.first + i1, gap.first + i2, gap.from_ + j1, gap.from_ + j2)


def _anchors(ours: Keys, theirs: Keys) -> Iterator[tuple[int, int]]:
    """Where the same run of texts begins in both."""
    places = _runs(ours)
    for run, js in _runs(theirs).items():
        known = places.get(run, [])
        if len(known) == len(js) == 1:
            yield known[0], js[0]
        elif known:
            yield from _near([(ours[i][1], i) for i in known], [(theirs[j][1], j) for j in js])


def _near(ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places with times that are each other's nearest, and near enough."""
    for ms, j in theirs:
        our_ms, i = _nearest(ours, ms)
        if abs(our_ms - ms) <= NEAR_MS and _nearest(theirs, our_ms)[1] == j:
            yield i, j


def _nearest(times: Sequence[tuple[int, int]], ms: int) -> tuple[int, int]:
    after = bisect_left(times, (ms, -1))
    return min(times[max(0, after - 1) : after + 1], key=lambda one: abs(one[0] - ms))


def _runs(keys: Keys) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    texts = [text for text, _ in keys]
    for place in range(len(texts) - RUN + 1):
        found.setdefault(tuple(texts[place : place + RUN]), []).append(place)
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs in which both rise."""
    ends: list[int] = []
    """The lowest last j of a chain of each length ..."""
    tails: list[int] = []
    """... and which pair it belongs to."""
    before: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for n, (_, j) in enumerate(ordered):
        length = bisect_left(ends, j)
        before.append(tails[length - 1] if length else -1)
        if length == len(ends):
            ends.append(j)
            tails.append(n)
        else:
            ends[length], tails[length] = j, n
    chain = []
    n = tails[-1] if tails else -1
    while n >= 0:
        chain.append(ordered[n])
        n = before[n]
    return chain[::-1]
