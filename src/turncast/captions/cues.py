"""Timed words → cues: what each shows, and when it comes and goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise, zip_longest

from turncast.captions.function_words import FunctionWords
from turncast.captions.languages import function_words
from turncast.captions.layout import Stretch, lay_run
from turncast.captions.lines import chop, joined, labelled, width, writable
from turncast.captions.phrases import phrased
from turncast.captions.rules import NETFLIX, CaptionRules
from turncast.captions.timing import Spoken, cue_times
from turncast.errors import OutputError
from turncast.model import Cue, TimedWord


def lay_out(
    words: Sequence[TimedWord],
    names: Mapping[str, str],
    duration_ms: int,
    rules: CaptionRules = NETFLIX,
    language: str = "en",
) -> tuple[Cue, ...]:
    """The cues of a whole programme, in order; none where nobody speaks.

    Every word is in exactly one cue, as written; one that is longer than a line or, in Thai, several words comes in pieces, each a
    word of its own.
    A cue never holds two turns, and the first one after a change of speaker is `named`; a speaker without a name is shown by id.
    Raises OutputError where the words' times cannot be those of a programme.
    """
    whole = [replace(word, text=text, end_ms=max(word.start_ms, word.end_ms)) for word in words if (text := writable(word.text))]
    _check(whole, duration_ms)
    pieces = list(chain.from_iterable(chop(word, rules.line_chars) for word in phrased(whole, language)))
    drafts = list(_drafts(pieces, names, duration_ms, rules, function_words(language)))
    times = cue_times([_spoken(cue, rules) for cue in drafts], duration_ms, rules)
    return tuple(replace(cue, start_ms=start, end_ms=end) for cue, (start, end) in zip(drafts, times, strict=True))


def _check(words: Sequence[TimedWord], duration_ms: int) -> None:
    """Raises OutputError for words out of order, or outside the programme."""
    for before, word in pairwise(words):
        if word.start_ms < before.start_ms:
            where = f"“{word.text}” at {word.start_ms} ms comes after “{before.text}” at {before.start_ms} ms"
            raise OutputError(f"the words of the track are out of order: {where}; make the episode again")
    if words and (words[0].start_ms < 0 or words[-1].start_ms > duration_ms):
        word = words[0] if words[0].start_ms < 0 else words[-1]
        where = f"“{word.text}” is spoken at {word.start_ms} ms of {duration_ms}"
        raise OutputError(f"a word of the track is outside the programme: {where}; make the episode again")


def _drafts(
    words: Sequence[TimedWord], names: Mapping[str, str], duration_ms: int, rules: CaptionRules, known: FunctionWords
) -> Iterator[Cue]:
    """Cues that last exactly as long as their words."""
    runs = [tuple(run) for _, run in groupby(words, key=lambda word: (word.turn, word.speaker))]
    shown: str | None = None
    for run, after in zip_longest(runs, runs[1:]):
        speaker = run[0].speaker
        next_ms = after[0].start_ms if after else duration_ms + rules.gap_ms
        name = " ".join(writable(names.get(speaker, speaker)).split())
        changed = speaker != shown
        for stretch in lay_run(run, name if changed else "", next_ms, rules, known):
            yield _draft(run, stretch, name, changed and not stretch.first)
        shown = speaker


def _draft(run: Sequence[TimedWord], stretch: Stretch, name: str, named: bool) -> Cue:
    words = tuple(run[stretch.first : stretch.last])
    lines = (run[stretch.first : stretch.turnover], run[stretch.turnover : stretch.last])
    return Cue(words[0].start_ms, words[-1].end_ms, name, named, lines=tuple(joined(line) for line in lines if line), words=words)


def _spoken(cue: Cue, rules: CaptionRules) -> Spoken:
    lines = labelled(cue.lines, cue.speaker, rules.line_chars) if cue.named else cue.lines
    return Spoken(cue.start_ms, cue.end_ms, width(" ".join(lines)))
