"""Who gets which voice: by role, never the same voice twice while there are others, and as the user wishes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from turncast.errors import VoiceError
from turncast.model import Casting, Part, Role, Script, Speaker, Voice


@dataclass(frozen=True, slots=True)
class Cast:
    """What an engine offers in the script's language, as data."""

    engine: str
    by_role: Mapping[Role, str]
    """The voice for the main speaker of each role."""
    others: Sequence[str]
    """Voices of that language, best first."""


def cast(script: Script, offer: Cast, wishes: Mapping[str, Voice]) -> Casting:
    """A voice for every speaker. `wishes` maps a speaker's id or a role to a voice and wins over the offer."""
    found: dict[str, Voice] = {speaker.id: wishes[key] for speaker in script.speakers if (key := _wish(speaker, wishes))}
    taken = {voice.name for voice in found.values()}
    for speaker in script.speakers:
        if speaker.id not in found:
            name = _free(speaker.role, offer, taken)
            taken.add(name)
            found[speaker.id] = Voice(offer.engine, name, script.language)
    return Casting(tuple(Part(speaker.id, found[speaker.id]) for speaker in script.speakers))


def wished_speaker(key: str, script: Script) -> str:
    """The speaker id or role that a user means by `key`: a role, an id, a name or a part of one name.

    Raises VoiceError where it fits nobody or several.
    """
    if key.lower() in ("reporter", "interviewee"):
        return key.lower()
    folded = key.casefold()
    exact = [one.id for one in script.speakers if folded in (one.id, one.name.casefold())]
    partly = exact or [one.id for one in script.speakers if folded in one.name.casefold()]
    if len(partly) == 1:
        return partly[0]
    names = ", ".join(f"“{one.name}” ({one.role})" for one in script.speakers)
    near = difflib.get_close_matches(key, [one.name for one in script.speakers], 1)
    hint = f"; did you mean “{near[0]}”?" if near else ""
    trouble = "fits several speakers" if partly else "is no speaker of this interview"
    raise VoiceError(f"--cast: “{key}” {trouble}{hint or '.'} Choose from {names}, or a role: reporter, interviewee")


def _wish(speaker: Speaker, wishes: Mapping[str, Voice]) -> str:
    """The key under which a voice is wished for this speaker, or ""."""
    return next((key for key in (speaker.id, speaker.role) if key in wishes), "")


def _free(role: Role, offer: Cast, taken: set[str]) -> str:
    """The best voice that nobody has yet; once all are taken, the role's own again."""
    other_role: Role = "interviewee" if role == "reporter" else "reporter"
    last = offer.by_role[other_role]
    order = [offer.by_role[role], *(name for name in offer.others if name != last), last]
    return next((name for name in order if name not in taken), offer.by_role[role])
