"""What differs between the words that were spoken and the subtitles that came back.

Times only decide where words alone leave it open: which of two turns something belongs to, and whether a subtitle is missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median_low

from turncast.captions.alignment import Change, changes
from turncast.captions.atoms import Shown, Spoken, key, quoted, shown_atoms, shown_names, shown_text, spoken_atoms, spoken_text
from turncast.captions.imported import Imported, ImportedCue
from turncast.errors import UsageError
from turncast.model import Script, TimedWord
from turncast.units import clock

ALIKE = 0.5
"""At least this share of the subtitles' words must be the script's: fewer, and they belong to another episode."""
NAME_ATOMS = 6
"""A name before a subtitle has no more words than this."""
MOVED_MS = 250
"""Subtitles that are further from their words than this were moved as a whole; by less, cue by cue."""
BETWEEN_MS = 50
"""Half of the gap between two subtitles, and a little: a word may lie in it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    ours: Sequence[Spoken]
    theirs: Sequence[Shown]
    differences: Sequence[Change]
    """In order; each within one passage of ours."""
    notes: Sequence[str]
    """What is wrong with the file, and what of it counts as no difference."""


def compared(found: Imported, words: Sequence[TimedWord], script: Script) -> Comparison:
    """Raises UsageError where the subtitles belong to another episode, or the words to another script."""
    ours, theirs, cues = spoken_atoms(words, script), shown_atoms(found, script), found.cues
    unequal = list(changes([(key(one.text), one.start_ms) for one in ours], [(key(one.text), one.ms) for one in theirs]))
    different = [one for one in unequal if not _is_only_broken(ours[one.first : one.last], theirs[one.from_ : one.until])]
    n_known = len(theirs) - sum(change.until - change.from_ for change in different)
    if not n_known or n_known < ALIKE * len(theirs):
        raise UsageError(f"only {n_known} of {len(theirs)} words of these subtitles are the script's: are they of another episode?")
    late_ms = _late_ms(ours, theirs, cues, unequal)
    if abs(late_ms) > MOVED_MS:
        theirs = [replace(one, ms=one.ms - late_ms) for one in theirs]
        cues = tuple(replace(cue, start_ms=cue.start_ms - late_ms, end_ms=cue.end_ms - late_ms) for cue in cues)
    pieces = [piece for change in different for piece in _by_passage(change, ours, theirs)]
    shown = [_covered(piece, ours, cues) for piece in pieces]
    speakers = _speakers([(ours[i].turn, theirs[j].cue) for i, j in _equal(unequal, len(ours), len(theirs))], script)
    kept = _kept(pieces, shown)
    notes = [*found.notes, *_of_other_names(shown_names(found, script), speakers, cues), *_of_kept(kept, ours)]
    moved = [piece for piece in shown if _is_moved(piece, kept, ours, theirs)]
    notes += _of_moved(moved, theirs, cues)
    left = [piece for piece in shown if piece not in moved]
    unnamed = [replace(piece, from_=piece.from_ + _name_length(piece, ours, theirs, notes)) for piece in left]
    changed = [piece for piece in unnamed if piece.first < piece.last or piece.from_ < piece.until]
    return Comparison(ours, theirs, changed, notes)


def _late_ms(ours: Sequence[Spoken], theirs: Sequence[Shown], cues: Sequence[ImportedCue], unequal: Sequence[Change]) -> int:
    """By how much the subtitles come after the words they begin with."""
    begun = [
        cues[theirs[j].cue].start_ms - ours[i].start_ms
        for i, j in _equal(unequal, len(ours), len(theirs))
        if j == 0 or theirs[j].cue != theirs[j - 1].cue
    ]
    return median_low(begun) if begun else 0


def _equal(unequal: Sequence[Change], n_ours: int, n_theirs: int) -> Iterator[tuple[int, int]]:
    """Each piece of ours with the same one of theirs."""
    i = j = 0
    for change in (*unequal, Change(n_ours, n_ours, n_theirs, n_theirs)):
        yield from zip(range(i, change.first), range(j, change.from_), strict=True)
        i, j = change.last, change.until


def _is_only_broken(old: Sequence[Spoken], new: Sequence[Shown]) -> bool:
    """Whether they differ by line breaks alone, which a long word has inside and a sentence without blanks behind it."""
    if key("".join(one.text for one in old)) != key("".join(one.text for one in new)):
        return False
    blanks = _offsets(old, [one.spaced for one in old])
    certain = _offsets(new, [one.parted == " " for one in new])
    possible = certain | _offsets(new, [one.parted == "\n" for one in new])
    return certain <= blanks <= possible


def _offsets(atoms: Sequence[Spoken | Shown], chosen: Sequence[bool]) -> set[int]:
    """Where the chosen pieces but for the first begin, in characters of all pieces joined."""
    found, length = set(), 0
    for one, is_chosen in zip(atoms, chosen, strict=True):
        if length and is_chosen:
            found.add(length)
        length += len(key(one.text))
    return found


def _by_passage(change: Change, ours: Sequence[Spoken], theirs: Sequence[Shown]) -> Iterator[Change]:
    """The change in pieces that each stay within one passage: the subtitles' words go by their times."""
    runs = [list(run) for _, run in groupby(range(change.first, change.last), key=lambda n: ours[n].passage)]
    if not runs:
        yield change
        return
    from_ = change.from_
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        until = change.until
        if after:
            next_ms = ours[after[0]].start_ms
            until = next((n for n in range(from_, change.until) if theirs[n].ms >= next_ms), change.until)
        yield Change(run[0], run[-1] + 1, from_, until)
        from_ = until


def _covered(change: Change, ours: Sequence[Spoken], cues: Sequence[ImportedCue]) -> Change:
    """The change without words at its ends that no subtitle covers; all of them where they became others."""
    shown = [n for n in range(change.first, change.last) if _is_covered(ours[n], cues)]
    if shown:
        return replace(change, first=shown[0], last=shown[-1] + 1)
    return change if change.from_ < change.until else replace(change, last=change.first)


def _kept(pieces: Sequence[Change], shown: Sequence[Change]) -> list[int]:
    """The words that no subtitle shows, in order."""
    pairs = zip(pieces, shown, strict=True)
    return [n for whole, part in pairs for n in range(whole.first, whole.last) if not part.first <= n < part.last]


def _of_kept(kept: Sequence[int], ours: Sequence[Spoken]) -> Iterator[str]:
    """One note for all of them."""
    if kept:
        beginning = spoken_text([ours[n] for n in kept[:8]]) + "…" * (len(kept) > 8)
        at = clock(ours[kept[0]].start_ms)
        yield f"not in any subtitle, and kept: {len(kept)} of {len(ours)} words, the first at {at}: {quoted(beginning)}"


def _is_moved(change: Change, kept: Sequence[int], ours: Sequence[Spoken], theirs: Sequence[Shown]) -> bool:
    """Whether whole subtitles are put in whose words are kept in another place: they only stand out of order."""
    new = [key(one.text) for one in theirs[change.from_ : change.until]]
    around = theirs[max(0, change.from_ - 1) : change.from_], theirs[change.until : change.until + 1]
    edges = theirs[change.from_ : change.from_ + 1], theirs[max(0, change.until - 1) : change.until]
    if change.first < change.last or any(one and two and one[0].cue == two[0].cue for one, two in zip(around, edges, strict=True)):
        return False
    words = [key(ours[n].text) for n in kept]
    return bool(new) and any(words[n : n + len(new)] == new for n in range(len(words) - len(new) + 1))


def _of_moved(moved: Sequence[Change], theirs: Sequence[Shown], cues: Sequence[ImportedCue]) -> Iterator[str]:
    for change in moved:
        told = f"{quoted(shown_text(theirs[change.from_ : change.until][:8]))} at {clock(cues[theirs[change.from_].cue].start_ms)}"
        yield f"{told} is said elsewhere and kept there: a subtitle with another time moves no words"


def _is_covered(one: Spoken, cues: Sequence[ImportedCue]) -> bool:
    """Whether a subtitle is up when the word is said."""
    ms = (one.start_ms + one.end_ms) // 2
    begun = bisect_right(cues, ms + BETWEEN_MS, key=lambda cue: cue.start_ms)
    return any(cue.end_ms >= ms - BETWEEN_MS for cue in cues[max(0, begun - 2) : begun])


def _speakers(turns_of_cues: Iterable[tuple[int, int]], script: Script) -> dict[int, list[str]]:
    """Who says what each subtitle shows, by name."""
    names = {speaker.id: " ".join(speaker.name.split()) for speaker in script.speakers}
    found: dict[int, list[str]] = defaultdict(list)
    for turn, cue in turns_of_cues:
        name = names.get(script.turns[turn].speaker, "")
        if name not in found[cue]:
            found[cue].append(name)
    return found


def _of_other_names(
    shown: Sequence[tuple[str, ...]], speakers: Mapping[int, Sequence[str]], cues: Sequence[ImportedCue]
) -> Iterator[str]:
    """One note for all subtitles with a speaker's name that is not the one of who says their words."""
    wrong = [n for n, names in enumerate(shown) if names and n in speakers and not set(names) & set(speakers[n])]
    if wrong:
        first = wrong[0]
        told = f"“{shown[first][0]}” at {clock(cues[first].start_ms)}, where {speakers[first][0] or 'somebody else'} speaks"
        yield f"{len(wrong)} of {len(cues)} subtitles have another speaker's name, the first {told}: names are changed in script.md"


def _name_length(change: Change, ours: Sequence[Spoken], theirs: Sequence[Shown], notes: list[str]) -> int:
    """How many words of a subtitle are a speaker's name that the script does not know: `Name:` where the speaker changes."""
    new, old = theirs[change.from_ : change.until][:NAME_ATOMS], ours[change.first : change.last]
    place = min(change.first, len(ours) - 1)
    opens = place == 0 or ours[place - 1].turn != ours[place].turn
    colon = max((n for n, one in enumerate(new) if one.text.endswith((":", "："))), default=-1)
    if not opens or colon < 0 or new[0].parted != "\n" or any(one.text.endswith((":", "：")) for one in old):
        return 0
    name = shown_text(new[: colon + 1])
    notes.append(f"{quoted(name)} at {clock(ours[place].start_ms)} is taken for a name: names are changed in script.md")
    return colon + 1
