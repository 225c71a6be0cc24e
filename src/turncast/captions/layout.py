"""Where cues and lines break: the cheapest way through a turn.

Filling one cue after the other would pay at the end of the sentence for what it saved at the beginning. Instead, as Knuth and
Plass break paragraphs, every stretch of words that can be one cue has a price, and dynamic programming finds the cheapest chain
of stretches from the first word to the last. A cue holds two lines at most, so only so many stretches end at any one word, and
the time is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from turncast.captions.function_words import FunctionWords
from turncast.captions.prices import IMPOSSIBLE, Run, cue_price, lines_price, measure
from turncast.captions.rules import CaptionRules
from turncast.model import TimedWord


@dataclass(frozen=True, slots=True)
class Stretch:
    """One cue: words[first:last], the second line beginning at `turnover`, which is `last` where one line holds all."""

    first: int
    turnover: int
    last: int


def lay_run(words: Sequence[TimedWord], name: str, next_ms: int, rules: CaptionRules, known: FunctionWords) -> list[Stretch]:
    """The cheapest cues for the words of one turn.

    `name` is "" where the speaker is known already; `next_ms` is when the next word of the programme starts.
    """
    return cheapest(measure(words, name, next_ms, rules, known), rules)


def cheapest(run: Run, rules: CaptionRules) -> list[Stretch]:
    """The chain of stretches with the lowest sum of prices."""
    lowest = [0.0]
    """Price of the best chain up to each place."""
    ending = [Stretch(0, 0, 0)]
    """Its last stretch."""
    farthest = 0
    room = rules.max_lines * (rules.line_chars + 1) - 1
    for last in range(1, len(run.ends_ms) + 1):
        while run.rights[last - 1] - run.lefts[farthest] > room or 0 < rules.max_words < last - farthest:
            farthest += 1
        price, stretch = _best_ending(run, lowest, farthest, last, rules)
        lowest.append(price)
        ending.append(stretch)
    return _chain(ending)


def _best_ending(run: Run, lowest: Sequence[float], farthest: int, last: int, rules: CaptionRules) -> tuple[float, Stretch]:
    """The price of the best chain up to `last`, and its last stretch. Lines are tried only where the rest is cheap enough."""
    best, chosen = IMPOSSIBLE, Stretch(0, 0, 0)
    for first in range(farthest, last):
        if lowest[first] >= best:
            continue
        price = lowest[first] + cue_price(run, first, last, rules)
        if price >= best:
            continue
        for_lines, turnover = lines_price(run, first, last, rules)
        if price + for_lines < best:
            best, chosen = price + for_lines, Stretch(first, turnover, last)
    return best, chosen


def _chain(ending: Sequence[Stretch]) -> list[Stretch]:
    chain = [ending[-1]]
    while chain[-1].first:
        chain.append(ending[chain[-1].first])
    return chain[::-1]
