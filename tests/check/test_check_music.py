"""An episode with music is judged wherever the speech can be told from it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_episodes import with_cues

from turncast.check import judge
from turncast.check.evidence import Evidence
from turncast.check.subtitles import Caption
from turncast.model import Bed, Music

SYNC = ("cue starts", "late or early cues", "cues in silence", "speech without a cue", "cue ends")
PACE = ("sentences in place", "no sentence missing")


def with_music(evidence: Evidence, *stretches: tuple[float, float, float]) -> Evidence:
    """The same episode with music from one time to another, in seconds, at a level in dB."""
    track, levels_db = evidence.plan.track, evidence.heard.levels_db
    power = 10 ** (levels_db / 10)
    beds = []
    for start_s, end_s, db in stretches:
        first, last = round(100 * start_s), min(len(levels_db), round(100 * end_s))
        swaying_db = db + 2 * np.sin(np.arange(last - first) / 7)
        power[first:last] += 10 ** (swaying_db / 10)
        music = Music("", track.sample_rate_hz, (last - first) * 441, -20.0)
        beds.append(Bed(music, first * 441, (last - first) * 441, 0.0, 0, 0, 0.0))
    heard = replace(evidence.heard, levels_db=(10 * np.log10(power)).astype(np.float32))
    return replace(evidence, heard=heard, plan=replace(evidence.plan, track=replace(track, beds=tuple(beds))))


def verdicts(evidence: Evidence, *rules: str) -> dict[str, bool | None]:
    found = {one.rule: one.passed for one in judge(evidence)}
    return {rule: found[rule] for rule in rules}


def whole_s(evidence: Evidence) -> float:
    return len(evidence.heard.levels_db) / 100


def section_s(evidence: Evidence) -> tuple[float, float]:
    """The pause before the second section."""
    track = evidence.plan.track
    n = next(n for n, one in enumerate(track.segments) if n and one.utterance.join == "section")
    before, after = track.segments[n - 1 : n + 1]
    return (before.start + before.n_samples) / track.sample_rate_hz + 0.1, after.start / track.sample_rate_hz - 0.1


def arranged(evidence: Evidence) -> Evidence:
    """With an intro, a sting, an outro, and a bed all along."""
    end_s = whole_s(evidence)
    return with_music(evidence, (0, 1.0, -20), (*section_s(evidence), -20), (end_s - 1.0, end_s, -20), (0, end_s, -48))


def test_music_in_the_pauses_hides_no_rule(evidence: Evidence) -> None:
    assert verdicts(arranged(evidence), *PACE, *SYNC) == dict.fromkeys((*PACE, *SYNC), True)


def test_cues_that_come_late_are_found_beside_music(evidence: Evidence) -> None:
    def later(cues: list[Caption]) -> list[Caption]:
        return [replace(cue, start_ms=cue.start_ms + 300) for cue in cues]

    assert verdicts(with_cues(arranged(evidence), later), "cue starts", "late or early cues") == {
        "cue starts": False,
        "late or early cues": False,
    }


def test_a_sentence_that_is_not_heard_is_found_beside_music(evidence: Evidence) -> None:
    track = evidence.plan.track
    one = max(track.segments, key=lambda segment: segment.n_samples)
    levels_db = evidence.heard.levels_db.copy()
    levels_db[round(100 * one.start / 44_100) + 40 : round(100 * (one.start + one.n_samples) / 44_100)] = -120
    silenced = replace(evidence, heard=replace(evidence.heard, levels_db=levels_db))
    assert verdicts(arranged(silenced), "no sentence missing") == {"no sentence missing": False}


@pytest.mark.parametrize("db", [-14.0, -25.0])
def test_under_loud_music_nothing_is_judged(evidence: Evidence, db: float) -> None:
    loud = with_music(evidence, (0, whole_s(evidence), db))
    assert verdicts(loud, *PACE, *SYNC) == dict.fromkeys((*PACE, *SYNC), None)
