"""Who the people are: one identity for all ways of writing a name, and an id for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from turncast.model import Role, Speaker
from turncast.script.turns.label_forms import nameless
from turncast.script.turns.names import Roster, fold, is_group, is_person, parts, same_person, speaker_id, strip_honorifics
from turncast.script.turns.pieces import INTERVIEWEE, REPORTER, Piece

_Entry = tuple[int, Role, str, list[str]]
"""Somebody on the way to becoming a speaker: words said, role, name, all ways in which the rules call them."""


@dataclass(frozen=True, slots=True)
class People:
    speakers: tuple[Speaker, ...]
    ids: dict[tuple[str, Role], str]
    """From a piece's `who` and role to the speaker's id."""


def identify(
    pieces: Sequence[Piece], roles: dict[str, Role], pool: Counter[str], reporters: Sequence[str], guests: Sequence[str]
) -> People:
    """One speaker for all that mean the same person; `roles` by the names' keys, everybody else who is named is an interviewee."""
    weight: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind != "skip":
            weight[piece.who] += len(piece.text.split()) + 1
    known = Roster(pool)
    groups = _groups([who for who in weight if who not in (REPORTER, INTERVIEWEE)], roles)
    named = [(sum(weight[who] for who in group), role_of(group[0], roles), _full(group, pool, known), group) for group in groups]
    named.sort(key=lambda entry: -entry[0])
    _name_the_nameless(named, "reporter", reporters)
    _name_the_nameless(named, "interviewee", guests)
    if weight[REPORTER]:
        _adopt(named, REPORTER, "reporter", reporters, "Reporter")
    if weight[INTERVIEWEE]:
        _adopt(named, INTERVIEWEE, "interviewee", guests, "Interviewee")
    return _numbered(named)


def role_of(who: str, roles: dict[str, Role]) -> Role:
    key = " ".join(parts(who)) or fold(who) or who
    return roles.get(key, "interviewee")


def _groups(names: Sequence[str], roles: dict[str, Role]) -> list[list[str]]:
    """The names, all that mean one person together; the fullest first."""
    groups: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    roster = Roster()
    for who in sorted(names, key=lambda who: -len(parts(who))):
        same = (home[other] for other in roster.near(who) if role_of(who, roles) == role_of(other, roles) and _one(who, other))
        head = next(same, who)
        groups.setdefault(head, []).append(who)
        home[who] = head
        roster.add(who)
    return list(groups.values())


def _one(who: str, other: str) -> bool:
    if is_group(who) or is_group(other):
        return fold(who) == fold(other)
    return same_person(who, other) or (_last_word(who) == _last_word(other) and not is_person(who))


def _last_word(name: str) -> str:
    return (fold(name).split() or [""])[-1]


def _full(group: Sequence[str], pool: Counter[str], known: Roster) -> str:
    """The fullest name for a group of ways to write it."""
    own = max((strip_honorifics(who) for who in group), key=lambda name: (len(name.split()), len(name)))
    if is_group(own):
        names = re.split(r"\s+(?:and|und|et|y|e)\s+", own, flags=re.IGNORECASE)
        return " and ".join(_full([name], pool, known) for name in names) if len(names) > 1 and all(map(str.strip, names)) else own
    if len(own.split()) > 1:
        return _cased(own)
    hits = [(pool[name], name) for who in group for name in known.same(who)]
    surname_first = any(strip_honorifics(who) != who.strip() for who in group)
    if hits:
        return _cased(max(hits, key=lambda hit: (surname_first and parts(hit[1])[-1] == fold(own), hit[0], -len(hit[1])))[1])
    initials = len(own) < 3 or (len(own) == 3 and own[1] not in "AEIOUY")
    return own.title() if own.isupper() and not initials else own[:1].upper() + own[1:]


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name.split()) > 1 else name


def _name_the_nameless(named: list[_Entry], role: Role, known: Sequence[str]) -> None:
    """A label that is only a role (`Q`, `Host`) gets the known name, where nobody else has that role."""
    mine = [index for index, entry in enumerate(named) if entry[1] == role]
    if len(mine) == 1 and nameless(named[mine[0]][2]) and known:
        weight, _, _, group = named[mine[0]]
        named[mine[0]] = (weight, role, _cased(known[0]), group)


def _adopt(named: list[_Entry], who: str, role: Role, known: Sequence[str], fallback: str) -> None:
    """Give a nameless role to the main person who has it, or to one known by name, or to nobody in particular."""
    mine = [entry for entry in named if entry[1] == role and not is_group(entry[2])]
    preferred = [entry for entry in mine if any(same_person(entry[2], name) for name in known)]
    if mine:
        (preferred or mine)[0][3].append(who)
    else:
        named.append((1, role, _cased(known[0]) if known else fallback, [who]))


def _numbered(named: Sequence[_Entry]) -> People:
    speakers: list[Speaker] = []
    ids: dict[tuple[str, Role], str] = {}
    used: set[str] = set()
    ordered = sorted(named, key=lambda entry: entry[1] == "interviewee")
    for _, role, own, group in ordered:
        taken = {one.name.casefold() for one in speakers}
        unique = speaker_id(own, used)
        name = (
            own if own.casefold() not in taken else f"{own} ({unique.rpartition('-')[2]})"
        )  # `Ann Lee` who asks and one who answers
        used.add(unique)
        speakers.append(Speaker(unique, name, role))
        ids.update({(who, role): unique for who in group})
    return People(tuple(speakers), ids)
