"""The silences: how long the pause before an utterance is.

People answer after about 200 ms, edited interviews leave 300 to 700 ms between turns, and equal pauses sound mechanical.
So each kind of join has a range, and what was said before decides where in it a pause falls: a short question is answered
quickly, a long statement is given time to settle. Nothing is random: the same script always breathes the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

from turncast.model import Join, Utterance


@dataclass(frozen=True, slots=True)
class Pacing:
    """Shortest and longest pause for each join, in milliseconds; each becomes up to 26 ms longer where it is laid on a track."""

    head_ms: int = 500
    tail_ms: int = 1500
    section_ms: tuple[int, int] = (1100, 1700)
    turn_ms: tuple[int, int] = (300, 670)
    paragraph_ms: tuple[int, int] = (610, 830)
    """Of 600 to 900 that are heard: clips bring some 30 ms of quiet at their ends."""
    sentence_ms: tuple[int, int] = (260, 560)
    clause_ms: tuple[int, int] = (100, 220)
    shortest_turn_ms: int = 920
    """From the first sound of one speaker to that of the next: room for a subtitle's shortest time (5/6 s) and the gap after it."""


INTERVIEW = Pacing()

_WEIGHTS_OF_ENDINGS = (("?？؟", 0.0), ("—–-", 0.1), (",，、،", 0.3), ("!！", 0.4), (";:；：", 0.6), (".。।", 0.75), ("…", 1.0))
"""How settled what was said is: a question or a broken-off sentence calls for the next one, a trailing off does not."""
_WEIGHT_OF_ENDING = {mark: weight for marks, weight in _WEIGHTS_OF_ENDINGS for mark in marks}
_CLOSING = "\"'”’»)]」』）*_"
_LONG_MS = 10_000
"""From this length on an utterance is as long as any: at 160 words a minute some 27 words."""


def pause_ms(pacing: Pacing, join: Join, before: Utterance, before_ms: int) -> int:
    """Milliseconds of silence after the utterance `before`, which lasts `before_ms`; always within the range of the join.

    >>> from turncast.model import Token, Voice
    >>> question = Utterance(0, "a", (Token("Why?", "Why?"),), Voice("tone", "high"), "turn")
    >>> pause_ms(INTERVIEW, "turn", question, 1000), pause_ms(INTERVIEW, "turn", question, 9000)
    (320, 480)
    """
    shortest, longest = _range(pacing, join)
    weight = (_ending_weight(before) + min(1.0, before_ms / _LONG_MS)) / 2
    return shortest + round((longest - shortest) * weight)


def _range(pacing: Pacing, join: Join) -> tuple[int, int]:
    ranges: dict[Join, tuple[int, int]] = {
        "section": pacing.section_ms,
        "turn": pacing.turn_ms,
        "paragraph": pacing.paragraph_ms,
        "sentence": pacing.sentence_ms,
        "clause": pacing.clause_ms,
    }
    return ranges[join]


def _ending_weight(utterance: Utterance) -> float:
    text = utterance.tokens[-1].text.rstrip(_CLOSING) if utterance.tokens else ""
    if text.endswith("..."):
        return _WEIGHT_OF_ENDING["…"]
    return _WEIGHT_OF_ENDING.get(text[-1:], 0.5)
