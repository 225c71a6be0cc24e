"""What was found, as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from turncast.check.finding import Finding

_MARKS = {True: "ok", False: "FAIL", None: "-"}


def broken(findings: Sequence[Finding]) -> list[str]:
    """The names of the rules that are not kept."""
    return [one.rule for one in findings if one.passed is False]


def table(findings: Sequence[Finding]) -> str:
    """A line for each rule: verdict, rule, what was measured, what is asked for and by whom."""
    rows = [(_MARKS[one.passed], one.rule, one.value, one.limit, one.source) for one in findings]
    widths = [max(map(len, column)) for column in zip(("", "rule", "found", "limit", ""), *rows, strict=True)]
    head = ("", "rule", "found", "limit", "source")
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)]
    return "\n".join([*lines, summary(findings)])


def summary(findings: Sequence[Finding]) -> str:
    """How many rules are kept.

    >>> summary([Finding("a", "", "", "", True), Finding("b", "", "", "", False), Finding("c", "", "", "", None)])
    '1 of 2 rules kept, 1 could not be judged'
    """
    n_judged = sum(one.passed is not None for one in findings)
    told = f"{n_judged - len(broken(findings))} of {n_judged} rules kept"
    return told + (f", {len(findings) - n_judged} could not be judged" if n_judged < len(findings) else "")


def as_json(findings: Sequence[Finding]) -> str:
    """One object: whether all is well, and every finding."""
    body = {"passed": not broken(findings), "findings": [asdict(one) for one in findings]}
    return json.dumps(body, ensure_ascii=False, indent=1)
