"""What a cue costs: the rules of layout as numbers that can be added up.

Prices are in the unit of breaks.py. What a checker can find broken costs hundreds, matters of taste cost tens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from turncast.captions.breaks import NEVER, break_cost
from turncast.captions.function_words import FunctionWords
from turncast.captions.lines import label, width
from turncast.captions.rules import CaptionRules
from turncast.captions.timing import leaving
from turncast.model import TimedWord

CUE = 20
"""Each cue: few calm ones rather than many."""
SHARED = 15
"""Each sentence after the first, where a cue holds several whole ones."""
MIXED = 500
"""The end of one sentence together with a part of another."""
ORPHAN, ORPHAN_COLUMNS = 8, 14
"""Each column that a part of a sentence is shorter than this."""
SILENCE, SILENCE_MS = 0.1, 400
"""Each millisecond of a pause within a cue over this length; sentences pause so long, paragraphs longer."""
PAUSE, PAUSE_MS = 200, 1000
LONG_PAUSE, LONG_PAUSE_MS = 5000, 2000
SHORT = 3
"""Each millisecond less on screen than the rules allow: what cannot be borrowed later (twice 83 ms) is as bad as MIXED."""
BRIEF, BRIEF_MS = 0.04, 1500
"""Each millisecond less than this: allowed, but the eye has hardly arrived."""
HASTY, HASTIEST_CPS = 6, 10
"""Times the square of the characters a second over the aim, up to this many."""
TOO_FAST, RUSHED = 250, 1500
"""Over the highest reading speed (of 2,417 cues of 21 programmes 47 are; at 150 it were 50, and no break the better); over it by a
quarter."""
FLICKER = 300
"""Gone before the next cue comes although the gap is short, for it has been up as long as the rules allow."""
CUT_OFF, CUT_OFF_PER_MS = 5000, 1
"""Gone before its words are spoken, for the same reason."""
UNEVEN, TOP_HEAVY = 0.4, 0.4
"""Each column by which the lines differ; once more where the upper one is longer."""
IMPOSSIBLE = float("inf")


@dataclass(frozen=True, slots=True)
class Run:
    """What one person says without a break. Place k is the one before word k; sums over places leave out the place itself."""

    starts_ms: tuple[int, ...]
    """Of each word, and of the first word after the run."""
    ends_ms: tuple[int, ...]
    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    """Columns of each word, were the run one endless line."""
    costs: tuple[int, ...]
    """Of a break at each place; 0 at both ends."""
    sentences: tuple[int, ...]
    """How many have ended up to each place."""
    silences: tuple[float, ...]
    """The prices of all pauses up to each place."""
    label: int
    """Columns of the name before the first line, with its space; 0 where no name is shown."""


def measure(words: Sequence[TimedWord], name: str, next_ms: int, rules: CaptionRules, known: FunctionWords) -> Run:
    """The run of these words; `next_ms` is when the next word of the programme starts, `known` the language's function words."""
    widths = [width(word.text) for word in words]
    lefts = [0, *accumulate(columns + word.space for columns, word in zip(widths, words, strict=True))]
    pairs = list(pairwise(words))
    return Run(
        starts_ms=(*(word.start_ms for word in words), next_ms),
        ends_ms=tuple(word.end_ms for word in words),
        lefts=tuple(lefts),
        rights=tuple(left + columns for left, columns in zip(lefts, widths, strict=False)),
        costs=(0, *(break_cost(before, after, known) for before, after in pairs), 0),
        sentences=(0, 0, *accumulate(before.utterance != after.utterance for before, after in pairs)),
        silences=(0, 0, *accumulate(_silence_price(after.start_ms - before.end_ms) for before, after in pairs)),
        label=width(label(name, rules.line_chars)) + 1 if name else 0,
    )


def cue_price(run: Run, first: int, last: int, rules: CaptionRules) -> float:
    """The price of words[first:last] as one cue, but for its lines."""
    columns = run.rights[last - 1] - run.lefts[first]
    price = CUE + run.costs[last] + run.silences[last] - run.silences[first + 1]
    sentences = run.sentences[last] - run.sentences[first + 1]
    whole = not run.costs[first] and not run.costs[last]
    if sentences:
        price += SHARED * sentences if whole else MIXED
    elif not whole:
        price += ORPHAN * max(0, ORPHAN_COLUMNS - columns)
    return price + _time_price(run, first, last, columns, rules)


def lines_price(run: Run, first: int, last: int, rules: CaptionRules) -> tuple[float, int]:
    """The price of the best lines for words[first:last], and where the second one begins: `last` where one line holds all.

    IMPOSSIBLE where they do not fit the lines there are, or not beside a name that takes more than half of the first.
    """
    left, right, room = run.lefts[first], run.rights[last - 1], rules.line_chars
    name = 0 if first else run.label
    if right - left <= room:
        return 0, last  # a name that does not fit beside it goes above it
    best, turnover = IMPOSSIBLE, last
    if rules.max_lines == 1 or name > room // 2:
        return best, turnover
    for place in range(last - 1, first, -1):
        upper, lower = name + run.rights[place - 1] - left, right - run.lefts[place]
        if lower > room:
            break
        price = _turnover_price(run.costs[place], upper - lower)
        if upper <= room and price < best:
            best, turnover = price, place
    return best, turnover


def _turnover_price(cost: int, excess: int) -> float:
    """A line ends more lightly than a cue, except within a pair that must stay together."""
    price = cost if cost >= NEVER else cost / 4
    return price + (UNEVEN + TOP_HEAVY) * excess if excess > 0 else price - UNEVEN * excess


def _silence_price(ms: int) -> float:
    step = LONG_PAUSE if ms > LONG_PAUSE_MS else PAUSE if ms > PAUSE_MS else 0
    return step + SILENCE * max(0, ms - SILENCE_MS)


def _time_price(run: Run, first: int, last: int, columns: int, rules: CaptionRules) -> float:
    start, spoken_until, next_ms = run.starts_ms[first], run.ends_ms[last - 1], run.starts_ms[last]
    end = leaving(start, spoken_until, columns + (0 if first else run.label), next_ms, rules)
    duration = max(1, end - start)
    price = BRIEF * max(0, BRIEF_MS - duration)
    price += SHORT * max(0, rules.min_ms - duration)
    if spoken_until - end > rules.gap_ms:
        price += CUT_OFF + CUT_OFF_PER_MS * (spoken_until - end)
    elif rules.gap_ms < next_ms - end < rules.chain_ms:
        price += FLICKER
    return price + _speed_price(columns * 1000 / duration, rules)


def _speed_price(cps: float, rules: CaptionRules) -> float:
    """The name is given time to be read, but does not count here: it is known at a glance, and no layout makes up for it in a
    short turn. Over 26 programmes, counting it took the cues that are too fast with their names from 425 of 3488 to 372, and
    doubled those that mix sentences."""
    if cps <= rules.aim_cps:
        return 0
    price = HASTY * min(cps - rules.aim_cps, HASTIEST_CPS) ** 2
    return price + (cps > rules.max_cps) * TOO_FAST + (cps > rules.max_cps * 1.25) * RUSHED
