"""Timed words → cues: what each shows, and when it comes and goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise, zip_longest

from turncast.captions.layout import Stretch, lay_run
from turncast.captions.lines import chop, joined, labelled, width
from turncast.captions.rules import NETFLIX, CaptionRules
from turncast.captions.timing import Spoken, cue_times
from turncast.model import Cue, TimedWord


def lay_out(
    words: Sequence[TimedWord], names: Mapping[str, str], duration_ms: int, rules: CaptionRules = NETFLIX
) -> tuple[Cue, ...]:
    """The cues of a whole programme, in order; none where nobody speaks.

    Every word is in exactly one cue, as written; one that is longer than a line comes in pieces, each a word of its own.
    A cue never holds two turns, and the first one after a change of speaker is `named`.
    """
    assert all(before.start_ms <= after.start_ms for before, after in pairwise(words)), "the track's words are in order"
    pieces = list(chain.from_iterable(chop(word, rules.line_chars) for word in words if word.text))
    drafts = list(_drafts(pieces, names, duration_ms, rules))
    times = cue_times([_spoken(cue, rules) for cue in drafts], duration_ms, rules)
    return tuple(replace(cue, start_ms=start, end_ms=end) for cue, (start, end) in zip(drafts, times, strict=True))


def _drafts(words: Sequence[TimedWord], names: Mapping[str, str], duration_ms: int, rules: CaptionRules) -> Iterator[Cue]:
    """Cues that last exactly as long as their words."""
    runs = [tuple(run) for _, run in groupby(words, key=lambda word: (word.turn, word.speaker))]
    shown: str | None = None
    for run, after in zip_longest(runs, runs[1:]):
        speaker = run[0].speaker
        next_ms = after[0].start_ms if after else duration_ms + rules.gap_ms
        name = " ".join(names[speaker].split())
        changed = speaker != shown
        for stretch in lay_run(run, name if changed else "", next_ms, rules):
            yield _draft(run, stretch, name, changed and not stretch.first)
        shown = speaker


def _draft(run: Sequence[TimedWord], stretch: Stretch, name: str, named: bool) -> Cue:
    words = tuple(run[stretch.first : stretch.last])
    lines = (run[stretch.first : stretch.turnover], run[stretch.turnover : stretch.last])
    return Cue(words[0].start_ms, words[-1].end_ms, name, named, lines=tuple(joined(line) for line in lines if line), words=words)


def _spoken(cue: Cue, rules: CaptionRules) -> Spoken:
    lines = labelled(cue.lines, cue.speaker, rules.line_chars) if cue.named else cue.lines
    return Spoken(cue.start_ms, cue.end_ms, width(" ".join(lines)))
