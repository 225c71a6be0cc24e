"""Where in stereo everybody sits: near the middle, each at a place of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from turncast.model import Speaker, Track

PLACES = (-0.18, 0.18, 0.0, 0.3, -0.3, 0.09, -0.09)
"""In the order in which they are taken. A voice is 2.5 dB louder in one ear than in the other at the first two, 4.3 dB at the
outermost: enough to tell people apart, and nobody is lost to a listener with one earphone."""


def placed(track: Track, speakers: Sequence[Speaker]) -> Track:
    """The same track with a place for everybody who speaks on it.

    The first reporter is to the left, the first interviewee to the right, the others between and beyond; who is alone is in the
    middle.
    """
    heard = {segment.utterance.speaker for segment in track.segments}
    pans = places([one for one in speakers if one.id in heard])
    return replace(track, segments=tuple(replace(one, pan=pans[one.utterance.speaker]) for one in track.segments))


def places(speakers: Sequence[Speaker]) -> dict[str, float]:
    """Each speaker's place by id, -1 (left) to 1 (right); more people than places share them.

    >>> places([Speaker("guest", "Bo Ek", "interviewee"), Speaker("host", "Kim Lee", "reporter")])
    {'host': -0.18, 'guest': 0.18}
    """
    if len(speakers) == 1:
        return {speakers[0].id: 0.0}
    reporters = [one.id for one in speakers if one.role == "reporter"]
    guests = [one.id for one in speakers if one.role != "reporter"]
    ordered = [*reporters[:1], *guests, *reporters[1:]]
    return dict(zip(ordered, cycle(PLACES), strict=False))
