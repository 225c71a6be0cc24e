"""The finished files of an episode, measured from outside: nothing that made them is asked."""

from __future__ import annotations

from pathlib import Path

from turncast.check import files, layout, pace, sound, sync, tagging
from turncast.check.evidence import Evidence, gather
from turncast.check.finding import Finding
from turncast.check.places import place

__all__ = ["Finding", "check", "judge"]


def check(folder: Path, house: str = "", loudness: str = "") -> tuple[Finding, ...]:
    """What every rule says about the episode in a folder: those of the house and the loudness it was made for, or of others.

    Raises SourceError where there is no episode or it cannot be read, UsageError where there is no such house or loudness.
    """
    return judge(gather(folder, house, loudness))


def judge(evidence: Evidence) -> tuple[Finding, ...]:
    """The same of what was gathered before."""
    places = place(evidence.heard, evidence.plan.track)
    read = layout.readings(evidence)
    return (
        *files.findings(evidence),
        *sound.findings(evidence, places),
        *pace.findings(evidence, places),
        *layout.findings(evidence, read),
        *sync.findings(evidence, places, read),
        *tagging.findings(evidence),
    )
