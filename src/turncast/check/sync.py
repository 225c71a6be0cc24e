"""Rules about subtitles against the sound as it is heard: do they come and go with the voice, to the end of the file?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from turncast.check.evidence import Evidence
from turncast.check.finding import OURS, Finding, unjudged
from turncast.check.layout import Readings
from turncast.check.places import Places, Sounding, Times, nearest, spans_s
from turncast.check.wording import Placed
from turncast.units import clock

_FRAMES_S, _TOLERANCE_S = 0.083, 0.125
"""Netflix Subtitle Timing Guidelines 1: 2 frames allowed, 3 at quality control."""
_SHARE = 0.95
_SLOPE_MS = 1.0
_SURE = 3.0
"""Standard errors: a short file's slope is not known to a millisecond a minute."""
_RESOLUTION_MS = 10.0
"""Of what we hear: less than that from beginning to end is no drift."""
_FEWEST = 8
_SEARCH_S = 1.5
_CLEAR_GAP_S = 0.1
_LEAST_SOUND_S = 0.1
_UNSEEN_S = 0.3
"""A short word; robots' ends of words sound up to 240 ms after their cue."""
_LAG_S = 1.5
_TIMING = "Netflix timing"


def findings(evidence: Evidence, places: Places, read: Readings) -> Iterator[Finding]:
    rules = (
        ("cue starts", f"median within {1000 * _FRAMES_S:g} ms of the voice", _TIMING),
        ("late or early cues", f"{_SHARE:.0%} within {1000 * _TOLERANCE_S:g} ms", _TIMING),
        ("drift", f"under {_SLOPE_MS:g} ms a minute", OURS),
        ("cues in silence", "no cue where nobody speaks", OURS),
        ("speech without a cue", f"none over {1000 * _UNSEEN_S:g} ms", OURS),
        ("cue ends", f"at most {_LAG_S:g} s after the voice", "BBC 5.2"),
    )
    if places.sounding is None or not any(read.values()):
        why = "there are no subtitles" if places.sounding else "the music is as loud as the speech"
        yield from (unjudged(rule, why, limit, source) for rule, limit, source in rules)
        return
    found = (*_starts(evidence, places.sounding, read), *_covered(evidence, places.sounding, read))
    for (rule, limit, source), (value, passed) in zip(rules, found, strict=True):
        yield Finding(rule, value, limit, source, passed)


Verdict = tuple[str, bool | None]


def _starts(evidence: Evidence, sounding: Sounding, read: Readings) -> Iterator[Verdict]:
    """Median, share and slope of the errors, from the cues that begin with a sentence after a pause."""
    at_s, errors_s = _errors(evidence, sounding, max(read.values(), key=len))
    if len(errors_s) < _FEWEST:
        where = ", away from loud music" if evidence.plan.track.beds else ""
        yield from [(f"only {len(errors_s)} cues begin after a pause{where}", None)] * 3
        return
    middle_s = float(np.median(errors_s))
    yield f"median {1000 * middle_s:+.0f} ms of {len(errors_s)}", abs(middle_s) <= _FRAMES_S
    share = float(np.mean(np.abs(errors_s) <= _TOLERANCE_S))
    yield f"{share:.0%}, the worst by {1000 * float(np.max(np.abs(errors_s))):.0f} ms", share >= _SHARE
    slope, error = _slope_ms(at_s, errors_s)
    yield _drift(slope, _SURE * error, (at_s[-1] - at_s[0]) / 60)


def _drift(slope_ms: float, unsure_ms: float, minutes: float) -> Verdict:
    """Whether errors grow over a file, by a slope a minute; None where that cannot be told.

    >>> _drift(0.2, 0.5, 30)[1], _drift(4.0, 0.5, 30)[1], _drift(20.9, 50.5, 1)[1], _drift(0.2, 3.0, 1)[1]
    (True, False, None, True)
    """
    told = f"{slope_ms:+.2f} ±{unsure_ms:.2f} ms a minute"
    if abs(slope_ms) - unsure_ms > _SLOPE_MS and abs(slope_ms) * minutes > _RESOLUTION_MS:
        return told, False
    if unsure_ms > _SLOPE_MS and (abs(slope_ms) + unsure_ms) * minutes > _RESOLUTION_MS:
        return f"{told}: too unsure to tell", None
    return told, True


def _errors(evidence: Evidence, sounding: Sounding, cues: list[Placed]) -> tuple[Times, Times]:
    """When the cues are, and how long after the voice they come; seconds. What is not heard at all counts as far off."""
    spans = spans_s(evidence.plan.track)
    after_pause = {0} | {n for n, ((_, end), (start, _)) in enumerate(pairwise(spans), 1) if start - end >= _CLEAR_GAP_S}
    at, errors = [], []
    for one in cues:
        if not one.opens or one.segments is None or one.segments[0] not in after_pause:
            continue
        start_s = one.cue.start_ms / 1000
        if not sounding.is_clear(start_s - _SEARCH_S, start_s + _SEARCH_S):
            continue
        onset_s = nearest(sounding.begins_s, start_s, _SEARCH_S)
        at.append(start_s)
        errors.append(_SEARCH_S if onset_s is None else start_s - onset_s)
    return np.array(at), np.array(errors)


def _slope_ms(at_s: Times, errors_s: Times) -> tuple[float, float]:
    """Slope of the errors and its standard error, ms a minute; by least squares, without the few that are far off."""
    near = np.abs(errors_s - np.median(errors_s)) <= max(_TOLERANCE_S, 4 * float(np.median(np.abs(errors_s - np.median(errors_s)))))
    minutes, ms = at_s[near] / 60, 1000 * errors_s[near]
    centred = minutes - minutes.mean()
    spread = float(np.sum(centred**2))
    if not spread:
        return 0.0, 0.0
    slope = float(np.sum(centred * ms)) / spread
    rest = ms - ms.mean() - slope * centred
    return slope, float(np.sqrt(np.sum(rest**2) / max(1, len(ms) - 2) / spread))


def _covered(evidence: Evidence, sounding: Sounding, read: Readings) -> Iterator[Verdict]:
    placed = [one.cue for some in read.values() for one in some]
    cues = [cue for cue in placed if sounding.is_clear(cue.start_ms / 1000, cue.end_ms / 1000)]
    if not cues:
        yield from [("the music is as loud as the speech", None)] * 3
        return
    silent = [one for one in cues if sounding.seconds(one.start_ms / 1000, one.end_ms / 1000) < _LEAST_SOUND_S]
    yield f"{len(silent)}" + (f", the first at {clock(silent[0].start_ms)}" if silent else ""), not silent
    at_s, longest_s = max((_unseen(evidence, sounding, some) for some in read.values()), key=lambda pair: pair[1])
    told = f"at most {1000 * longest_s:.0f} ms" + (f", at {clock(round(1000 * at_s))}" if longest_s > _UNSEEN_S else "")
    yield told, longest_s <= _UNSEEN_S
    lags = [one.end_ms / 1000 - _last_sound_s(sounding, one.start_ms / 1000, one.end_ms / 1000) for one in cues]
    yield f"at most {max(lags):.2f} s", max(lags) <= _LAG_S + 0.05


def _unseen(evidence: Evidence, sounding: Sounding, some: list[Placed]) -> tuple[float, float]:
    """Where the longest speech between two cues is, and how long; beside music only what the track has there counts."""
    times = sorted((one.cue.start_ms / 1000, one.cue.end_ms / 1000) for one in some)
    whole_s = len(sounding.mask) / 100
    between = list(pairwise([(0.0, 0.0), *times, (whole_s, whole_s)]))
    gaps = [(end, start) for (_, end), (start, _) in between if start > end]
    if evidence.plan.track.beds:
        spans = spans_s(evidence.plan.track)
        gaps = [(max(a, c), min(b, d)) for a, b in gaps for c, d in spans if c < b and d > a]
    return max(((a, sounding.seconds(a, b)) for a, b in gaps), key=lambda pair: pair[1], default=(0.0, 0.0))


def _last_sound_s(sounding: Sounding, start_s: float, end_s: float) -> float:
    """The end of the last sound in a stretch, or its beginning where there is none."""
    windows = np.flatnonzero(sounding.mask[round(start_s * 100) : round(end_s * 100)])
    return start_s + (float(windows[-1]) + 1) / 100 if len(windows) else start_s
