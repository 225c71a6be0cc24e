"""Who asks and who answers, from what the labelled people do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from turncast.model import Role
from turncast.script.turns.labels import role_word
from turncast.script.turns.names import same_person
from turncast.script.turns.questions import asks_somewhere


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
    """Share of the turns that come after somebody else's question, with no other reporter's turn between."""
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
    main = max((key for key in roles if roles[key] == "interviewee"), key=lambda key: habits[key].n_words)
    for key in open_keys:
        prompting = 0.0 if asked_elsewhere else _prompting(places[key], main, turns)
        short = 0.0 if asked_elsewhere else _shortness(habits[key])
        roles[key] = "reporter" if _asks(habits[key]) + short + 0.8 * prompting > 0 else "interviewee"
    return roles


def _habit(key: str, mine: Sequence[int], turns: Sequence[Said]) -> _Habit:
    n_words = sum(len(turns[index].text.split()) for index in mine)
    asking = sum(asks_somewhere(turns[index].text) for index in mine) / len(mine)
    answering = sum(index > 0 and turns[index - 1].key != key and asks_somewhere(turns[index - 1].text) for index in mine) / len(
        mine
    )
    return _Habit(asking, n_words / len(mine), answering, n_words)


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
