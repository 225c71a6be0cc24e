"""Families of parts (engines, caption formats): every member by name, ours and those that other packages bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from turncast.errors import TurncastError, foreign


@dataclass(frozen=True, slots=True)
class Family:
    """The members of one door. Another package adds one by an entry point in the family's group; ours come first."""

    noun: str
    """What a member is called in messages: "engine"."""
    group: str
    """The entry point group of members from elsewhere, such as "turncast.engines"."""
    built_in: Mapping[str, str]
    """Name → "module:Class"."""
    error: type[TurncastError]
    """Raised where there is no such member, or it cannot be loaded."""


def names(family: Family) -> tuple[str, ...]:
    """Every member's name, ours first."""
    return tuple(dict.fromkeys([*family.built_in, *sorted(_foreign(family))]))


def load(family: Family, name: str) -> Any:
    """A new member of that name; its module is imported now. Raises the family's error."""
    try:
        if name in family.built_in:
            module, _, member = family.built_in[name].partition(":")
            return getattr(import_module(module), member)()
        if found := _foreign(family).get(name):
            return _made(family, found)
    except ImportError as error:
        reason = " ".join(str(error).split())
        advice = "install turncast again, with its dependencies"
        raise family.error(f"the {family.noun} {name} cannot be loaded ({reason}); {advice}") from error
    near = get_close_matches(name.casefold(), names(family), n=1)
    meant = f" (did you mean {near[0]}?)" if near else ""
    raise family.error(f"there is no {family.noun} {name!r}{meant}: choose one of {', '.join(names(family))}")


def _foreign(family: Family) -> Mapping[str, EntryPoint]:
    return {one.name: one for one in entry_points(group=family.group)}


def _made(family: Family, found: EntryPoint) -> Any:
    """A member from elsewhere, whose module may do and raise anything."""
    try:
        return found.load()()
    except (Exception, SystemExit) as error:
        package = found.dist.name if found.dist else found.module
        whose = f"the {family.noun} {found.name} of the package {package}"
        raise family.error(f"{whose} cannot be loaded ({foreign(error)}); update or uninstall that package") from error
