"""Who gets which voice: by role, never the same voice twice while there are others, and as the user wishes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from turncast.errors import VoiceError
from turncast.model import Casting, Part, Role, Script, Speaker, Voice
from turncast.script.hints import genders
from turncast.script.sentences import sentences

SLOWEST_WPM, FASTEST_WPM = 150.0, 170.0
"""What listeners are used to: audiobooks run at 150 to 160 words a minute, presenters up to 175; short sentences have fewer pauses
and run some 5 % faster than a voice's measured pace."""
CHARACTERS_A_MINUTE = {"ja": (300.0, 350.0), "zh": (240.0, 280.0)}
"""Where words are not parted. NHK's news is written for 300 characters a minute, that of commercial stations for 350; China
National Radio reads 240 to 270, and listeners follow 240 to 250 with ease."""
RATES = tuple(number / 20 for number in range(13, 26))
"""0.65 to 1.25 in steps of 0.05."""
LEAST_CHANGE, MOST_CHANGE = 0.84, 1.12
"""Beyond these paces, as shares of its own, a neural voice begins to sound pulled about. Slower are only those that even so are
more than `TOO_FAST` times what listeners are used to: French at 230 words a minute, for instance. Words of some languages are long,
so fewer than 150 a minute are no reason to hurry."""
READABLE_LETTERS_PER_S, HURRIED_LETTERS_PER_S = 12.6, 13.4
"""Where words are long the first is the limit instead of `FASTEST_WPM`, as far as `CALMEST_WPM` lets it: some 16 characters a
second with spaces and stops, so that few cues are over the 20 that readers of subtitles follow. Nobody is hurried beyond the
second."""
CALMEST_WPM = 135.0
"""For long words no voice is made slower than that."""
NARROWEST = 0.93
"""The most that the slower end of the usual pace is of the faster one: rates come in steps of 0.05."""
TOO_FAST = 1.06
"""180 words a minute."""
ENOUGH_WORDS = 50
ENOUGH_CHARS = 6000
"""To foretell a pace: some six minutes, because people begin otherwise than they go on."""
UNSPACED = frozenset(("ja", "zh", "yue", "th", "lo", "my", "km"))
"""Languages that do not part words."""


@dataclass(frozen=True, slots=True)
class Cast:
    """What an engine offers in the script's language, as data."""

    engine: str
    by_role: Mapping[Role, str]
    """The voice for the main speaker of each role."""
    others: Sequence[str]
    """Voices of that language, best first."""
    genders: Mapping[str, str] = field(default_factory=dict)
    """"female" or "male" for each of these voices that is one."""
    alike: Collection[frozenset[str]] = ()
    """Pairs of these voices that a listener would take for one person."""
    kept: Collection[str] = ()
    """Voices that other people of the show have, who may meet these in a later episode."""
    letters_per_s: Callable[[str, Sequence[Sequence[str]]], float] = lambda name, turns: 0.0
    """The pace of one of these voices over such turns, each some sentences; 0 where it is not known."""
    pace_response: float = 1.0
    """At a rate of r a voice is r to that power times as fast."""


def cast(script: Script, offer: Cast, wishes: Mapping[str, Voice]) -> Casting:
    """A voice for every speaker. `wishes` maps a speaker's id to a voice and wins over the offer.

    Whose gender is clear gets a voice of it, and the second of two speakers one of the other gender than the first where nothing
    is known: two voices must be easy to tell apart.
    """
    told = genders(script)
    found: dict[str, Voice] = {speaker.id: wishes[speaker.id] for speaker in script.speakers if speaker.id in wishes}
    for speaker in sorted(script.speakers, key=lambda one: one.id not in told):
        if speaker.id not in found:
            heard = [voice.name for voice in found.values()]
            name = _free(speaker.role, offer, heard, told.get(speaker.id) or _contrast(heard, offer))
            found[speaker.id] = Voice(offer.engine, name, script.language, _rate(script, speaker, name, offer))
    return Casting(tuple(Part(speaker.id, found[speaker.id]) for speaker in script.speakers))


def _contrast(heard: Sequence[str], offer: Cast) -> str:
    """The gender that a second voice should have."""
    first = offer.genders.get(heard[0], "") if len(heard) == 1 else ""
    return {"female": "male", "male": "female"}.get(first, "")


def _rate(script: Script, speaker: Speaker, name: str, offer: Cast) -> float:
    """How much faster or slower a voice must speak this speaker's words, in steps of 0.05, to keep the usual pace; 1 where its own
    is not known."""
    n_letters, n_units, letters_per_s = _pace(script, speaker, name, offer)
    if not letters_per_s:
        return 1.0
    a_minute = letters_per_s * 60 * n_units / n_letters
    slowest, fastest = CHARACTERS_A_MINUTE.get(_code(script), (SLOWEST_WPM, FASTEST_WPM))
    hurried = fastest
    if _code(script) not in UNSPACED:
        readable, hurried = (limit * 60 * n_units / n_letters for limit in (READABLE_LETTERS_PER_S, HURRIED_LETTERS_PER_S))
        fastest = min(fastest, max(readable, CALMEST_WPM / NARROWEST))
        slowest = min(slowest, fastest * NARROWEST)

    change = {rate: rate**offer.pace_response for rate in RATES}

    def missed(rate: float) -> tuple[float, float]:
        pace = a_minute * change[rate]
        return max(slowest - pace, pace - fastest, 0.0), abs(rate - 1)

    gentle = [rate for rate in RATES if LEAST_CHANGE <= change[rate] <= MOST_CHANGE]
    usual = min((rate for rate in gentle if rate <= 1 or a_minute * change[rate] <= hurried), key=missed)
    return usual if a_minute * change[usual] <= fastest * TOO_FAST else min((rate for rate in RATES if rate <= usual), key=missed)


def _pace(script: Script, speaker: Speaker, name: str, offer: Cast) -> tuple[int, int, float]:
    """The letters of the speaker's words; as how many words they count, or characters where words are not parted; and how many
    letters that voice says in a second at its own pace. Each is 0 where it is not known. Of somebody who says little, all that is
    said tells how long words are."""
    own = [turn.text for turn in script.turns if turn.speaker == speaker.id]
    says_much = len(" ".join(own).split()) >= ENOUGH_WORDS
    words = " ".join(own if says_much else [turn.text for turn in script.turns]).split()
    n_letters = sum(sum(map(str.isalnum, word)) for word in words)
    n_units = n_letters if _code(script) in CHARACTERS_A_MINUTE else 0 if _code(script) in UNSPACED else len(words)
    if not (n_letters and n_units):
        return 0, 0, 0.0
    return n_letters, n_units, offer.letters_per_s(name, _first(script, speaker if says_much else None))


def _code(script: Script) -> str:
    return script.language.lower().partition("-")[0]


def _first(script: Script, speaker: Speaker | None) -> list[list[str]]:
    """The sentences of as many turns of the speaker, or of all, as tell a pace."""
    found: list[list[str]] = []
    n_chars = 0
    for turn in script.turns:
        if (speaker is None or turn.speaker == speaker.id) and n_chars < ENOUGH_CHARS:
            some = [one for one in sentences(turn.text[: ENOUGH_CHARS - n_chars], script.language) if any(map(str.isalnum, one))]
            found += [some] if some else []
            n_chars += len(turn.text)
    return found


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


def _free(role: Role, offer: Cast, taken: Sequence[str], gender: str) -> str:
    """The best voice that is nobody's yet nor like one that is, of the gender where there is one, and nobody's in the show while
    others are left; once all are taken, the role's own again."""
    other_role: Role = "interviewee" if role == "reporter" else "reporter"
    own, last = offer.by_role[role], offer.by_role[other_role]
    if gender and offer.genders.get(own, gender) != gender:
        own, last = last, own  # the two roles change voices: both are the engine's best
    order = [own, *(name for name in offer.others if name != last), last]

    def is_like(name: str, those: Collection[str]) -> bool:
        return any(frozenset((name, one)) in offer.alike for one in those)

    def price(name: str) -> tuple[bool, bool, bool, bool, bool]:
        unfitting = bool(gender) and offer.genders.get(name, gender) != gender
        return name in taken, is_like(name, taken), unfitting, name in offer.kept, is_like(name, offer.kept)

    return min(order, key=price)
