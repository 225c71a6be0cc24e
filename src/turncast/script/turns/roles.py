"""Who asks and who answers, from what the labelled people do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from turncast.model import Role
from turncast.script.turns.label_forms import role_word
from turncast.script.turns.lexicon import NARRATORS
from turncast.script.turns.names import same_person
from turncast.script.turns.questions import asks_somewhere

_ROUND = 6
"""Turns back in which the question may stand that a whole round answers, one after another."""


@dataclass(frozen=True, slots=True)
class Said:
    """One labelled turn."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Habit:
    """How one person takes part."""

    asking: float
    """Share of the turns that hold a question near their end."""
    words: float
    """Words a turn on average."""
    answering: float
    """Share of the turns that answer somebody else's question."""
    n_words: int


def find_roles(turns: Sequence[Said], reporters: Sequence[str] = (), asked_elsewhere: bool = False) -> dict[str, Role]:
    """The role of each key. `reporters` are names from bylines: they ask, unless everything speaks against it.

    Somebody must ask, unless the questions stand elsewhere, as headings for instance.
    """
    places: dict[str, list[int]] = {}
    for index, turn in enumerate(turns):
        places.setdefault(turn.key, []).append(index)
    habits = {key: _habit(key, mine, turns) for key, mine in places.items()}
    names = {turn.key: turn.name for turn in turns}
    roles: dict[str, Role] = {}
    for key, name in names.items():
        told = role_word(name)
        if told:
            roles[key] = "reporter" if told == "asks" else "interviewee"
        elif any(same_person(name, reporter) for reporter in reporters) and habits[key].asking >= 0.2:
            roles[key] = "reporter"
    if len(roles) > 1 and "interviewee" not in roles.values():
        roles |= dict.fromkeys(roles.keys() & NARRATORS, "interviewee")
    open_keys = [key for key in habits if key not in roles]
    if not open_keys:
        return roles
    if "interviewee" not in roles.values():
        total = sum(habit.n_words for habit in habits.values()) or 1
        longest = max(habit.words for habit in habits.values()) or 1
        best = max(open_keys, key=lambda key: _answers(habits[key], total, longest))
        roles[best] = "interviewee"
        open_keys.remove(best)
    if "reporter" not in roles.values() and open_keys and not asked_elsewhere:
        asker = max(open_keys, key=lambda key: _asks(habits[key]) + _shortness(habits[key]))
        roles[asker] = "reporter"
        open_keys.remove(asker)
    return roles | _the_rest(open_keys, roles, habits, places, turns, asked_elsewhere)


def _the_rest(
    keys: Sequence[str],
    roles: dict[str, Role],
    habits: dict[str, _Habit],
    places: dict[str, list[int]],
    turns: Sequence[Said],
    asked_elsewhere: bool,
) -> dict[str, Role]:
    """The roles of everybody but the main two: who asks guests, speaks in short turns and is followed by the main guest, asks."""
    main = max((key for key in roles if roles[key] == "interviewee"), key=lambda key: habits[key].n_words)
    askers = {key for key, role in roles.items() if role == "reporter"}
    out: dict[str, Role] = {}
    for key in keys:
        habit = replace(habits[key], asking=_asking_guests(places[key], askers, turns))
        led = 0.0 if asked_elsewhere else _shortness(habit) + 0.8 * _prompting(places[key], main, turns)
        out[key] = "reporter" if _asks(habit) + led > 0 else "interviewee"
    return out


def _habit(key: str, mine: Sequence[int], turns: Sequence[Said]) -> _Habit:
    n_words = sum(len(turns[index].text.split()) for index in mine)
    asking = sum(asks_somewhere(turns[index].text) for index in mine) / len(mine)
    answering = sum(_answering(index, turns) for index in mine) / len(mine)
    return _Habit(asking, n_words / len(mine), answering, n_words)


def _answering(index: int, turns: Sequence[Said]) -> float:
    """1 right behind somebody else's question; less where others have answered it before, as round a table."""
    for back in range(index - 1, max(index - _ROUND, -1), -1):
        if turns[back].key == turns[index].key:
            return 0.0
        if asks_somewhere(turns[back].text):
            return 1.0 if back == index - 1 else 0.6
    return 0.0


def _asking_guests(mine: Sequence[int], askers: Collection[str], turns: Sequence[Said]) -> float:
    """Share of the turns that ask somebody other than those who ask: a guest's "Does that make sense?" is for the host."""
    behind = [(index, turns[index + 1].key if index + 1 < len(turns) else "") for index in mine]
    return sum(asks_somewhere(turns[index].text) and key not in {*askers, turns[index].key} for index, key in behind) / len(mine)


def _prompting(mine: Sequence[int], main: str, turns: Sequence[Said]) -> float:
    """Share of this person's turns after which the main interviewee speaks."""
    after = [index + 1 < len(turns) and turns[index + 1].key == main for index in mine]
    return sum(after) / len(after)


def _answers(habit: _Habit, total: int, longest: float) -> float:
    """How much this looks like the one who is interviewed: much said, few questions."""
    return 1.5 * habit.n_words / total + 0.5 * habit.words / longest + habit.answering - 1.5 * habit.asking


def _asks(habit: _Habit) -> float:
    """Above 0 for one who asks: questions, rarely after somebody else's question."""
    return 1.6 * habit.asking - 1.1 * habit.answering - 0.25


def _shortness(habit: _Habit) -> float:
    """Above 0 for one whose turns are very short on average, as a moderator's are."""
    return 0.5 * max(1 - habit.words / 25, 0)
