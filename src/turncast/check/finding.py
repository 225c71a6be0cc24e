"""What one rule says about an episode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, what was found, and whether it is kept."""

    rule: str
    """Its name; no two rules of an episode share one."""
    value: str
    """What was measured, with its unit; why nothing could be measured where `passed` is None."""
    limit: str
    source: str
    """Who asks for it."""
    passed: bool | None
    """None where it could not be judged."""


OURS = "our own"
"""The source of a rule that no standard has."""


def unjudged(rule: str, why: str, limit: str, source: str) -> Finding:
    return Finding(rule, why, limit, source, None)
