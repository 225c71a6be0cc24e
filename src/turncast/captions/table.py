"""A user's `[captions]` table → rules: a house to begin with, and whatever of it is to be different.

[captions]
rules = "bbc"
line_chars = 34
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from turncast.captions.rules import HOUSES, CaptionRules, for_language
from turncast.errors import UsageError

RANGES = {
    "line_chars": (10, 120),
    "aim_cps": (5, 60),
    "max_cps": (5, 60),
    "min_ms": (0, 5000),
    "max_ms": (1000, 30_000),
    "gap_ms": (0, 1000),
    "chain_ms": (0, 5000),
    "run_on_ms": (0, 5000),
    "lag_ms": (0, 5000),
    "shift_ms": (0, 500),
    "max_lines": (1, 2),
    "max_words": (0, 50),
}
"""The least and the most that each may be: outside of them no layout can be made, or nobody can read it."""
ORDERED = (("aim_cps", "max_cps"), ("min_ms", "max_ms"), ("gap_ms", "chain_ms"), ("run_on_ms", "lag_ms"))
"""The first of two may not be more than the second."""


def rules_from(table: Mapping[str, object], language: str = "en") -> CaptionRules:
    """The rules that a table asks for; an empty one asks for Netflix's. Raises UsageError for what cannot be.

    What the table does not name is the house's, as it applies to the language.
    """
    house = table.get("rules", "netflix")
    if not isinstance(house, str) or house not in HOUSES:
        raise UsageError(f"[captions] rules = {house!r}: choose one of {', '.join(HOUSES)}")
    asked = {name: _number(name, value) for name, value in table.items() if name != "rules"}
    rules = replace(for_language(HOUSES[house], language), **asked)
    for less, more in ORDERED:
        if getattr(rules, less) > getattr(rules, more):
            values = f"{less} = {getattr(rules, less)} is more than {more} = {getattr(rules, more)}"
            raise UsageError(f"[captions] {values}: change one of them")
    return rules


def _number(name: str, value: object) -> int:
    if name not in RANGES:
        raise UsageError(f"[captions] {name}: there is no such rule; choose of rules, {', '.join(RANGES)}")
    least, most = RANGES[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise UsageError(f"[captions] {name} = {value!r}: it must be a whole number from {least} to {most}")
    return value
