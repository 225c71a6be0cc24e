"""The rule about words that hold on to the next one: no line and no cue ends in one where it could have ended elsewhere."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from turncast.check.evidence import Evidence
from turncast.check.finding import Finding, unjudged
from turncast.check.houses import House
from turncast.check.wording import Placed, squeezed
from turncast.model import Segment, Track
from turncast.units import clock, samples_to_ms

_HELD = re.compile(
    r"an?|the|my|your|his|her|its|our|their|i|he|she|we|they|am|is|are|was|were|be|been|being|have|has|had|do|does|did|will|would"
    r"|shall|should|can|could|may|might|must|cannot|not|never|no|(i|you|he|she|it|we|they)'(m|re|s|ve|ll|d)|[a-z]+n't",
)
"""What holds on to the next word, in English: articles, possessives, subject pronouns, auxiliaries, negations."""
_MAY_HOLD = re.compile(
    r"it|you|who|this|that|every|each|some|any|more|most|so|too|very|few|many|own|other|same|first|last|next|new|old|good|better|best"
    r"|great|big|small|little|large|long|high|low|young|early|main|real|whole|different|.+'(s|m|re|ve|ll|d)|(mrs?|ms|dr|prof|st)\."
    r"|(\w\.)+"
)
"""What does so as often as not: pronouns, determiners, common adjectives, possessives, abbreviations. No fault where a line ends in
it, but no better place to end one (Netflix General Requirements: adjective and noun, first and last name stay together too)."""
_MOST_MOVED = 3
"""Words that another break between two cues may be away: farther off it would be another layout."""
_STAY_MS, _LONGEST_STAY_MS = 500, 1500
"""How long a cue may stay after its last word: Netflix Subtitle Timing Guidelines 1, and BBC 5.2 where that closes a gap."""


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two blanks."""

    text: str
    start_ms: int
    end_ms: int
    """On the track's clock."""
    turn: int
    last: bool
    """Whether its sentence ends with it."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A cue as words."""

    words: Sequence[Word]
    turnover: int
    """Words of the first line; all of them where there is one line only."""
    start_ms: int
    end_ms: int
    name: int
    """Columns before its first line: the name, which some formats write there when the speaker changes."""


def finding(evidence: Evidence, read: Mapping[str, Sequence[Placed]]) -> Finding:
    rule, limit = "pairs never split", "0 where another break fits"
    language = evidence.plan.episode.language
    if not language.lower().startswith("en"):
        return unjudged(rule, f"no list of such words for {language!r}", limit, "Netflix")
    ends: dict[tuple[int, str], bool] = {}
    for cues in read.values():
        for at_ms, words, fits in _splits(_shown(evidence, cues), evidence.rules):
            ends[at_ms, words] = ends.get((at_ms, words), False) or fits
    needless = [f"“{words}” at {clock(at_ms)}" for (at_ms, words), fits in ends.items() if fits]
    told = f"{len(needless)}" + (f", such as {needless[0]}" if needless else "")
    n_needed = len(ends) - len(needless)
    return Finding(rule, told + (f"; {n_needed} where no other fits" if n_needed else ""), limit, "Netflix", not needless)


def is_held(word: str) -> bool:
    """Whether it holds on to the next word.

    >>> [is_held(word) for word in ("the", "So—I’ve", "isn't", "am.", "them")]
    [True, True, True, False, False]
    """
    return _HELD.fullmatch(_bare(word)) is not None


def _bare(word: str) -> str:
    """As the lists have it; of two that a dash joins, the second."""
    return word.lower().replace("’", "'").rpartition("—")[2].lstrip("\"'“‘([")


def columns(text: str) -> int:
    """Characters, wide ones twice.

    >>> columns("ab"), columns("日本")
    (2, 4)
    """
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text if not unicodedata.combining(char))


# --- what is shown ---------------------------------------------------------------------------------------------------


def words_of(track: Track) -> list[Word]:
    """Every word of the track, as it is written, with its time."""
    return [word for segment in track.segments for word in _segment_words(segment, track.sample_rate_hz)]


def _segment_words(segment: Segment, sample_rate_hz: int) -> Iterator[Word]:
    start_ms = samples_to_ms(segment.start, sample_rate_hz)
    spoken = iter(segment.clip.words)
    turn, tokens = segment.utterance.turn, segment.utterance.tokens
    text, from_ms, until_ms = "", start_ms, start_ms
    for n, token in enumerate(tokens, 1):
        timed = next(spoken, None) if token.spoken else None
        if timed:
            from_ms = from_ms if text else start_ms + timed.start_ms
            until_ms = start_ms + timed.end_ms
        text += token.text
        if token.space or n == len(tokens):
            yield Word(text, from_ms, until_ms, turn, n == len(tokens))
            text, from_ms = "", until_ms


def _shown(evidence: Evidence, cues: Sequence[Placed]) -> list[_Shown | None]:
    """Each cue as words; None where it does not consist of whole ones."""
    words = words_of(evidence.plan.track)
    starts = [0, *accumulate(len(squeezed(word.text)) for word in words)]
    names = {speaker.id: speaker.name for speaker in evidence.plan.episode.speakers}
    found: list[_Shown | None] = []
    before = ""
    for one in cues:
        speaker = before
        if one.segments is not None:
            speaker = evidence.plan.track.segments[one.segments[0]].utterance.speaker
        name = columns(f"{names.get(speaker, speaker)}: ") if speaker != before else 0
        found.append(_in_words(one, words, starts, name))
        before = speaker
    return found


def _in_words(one: Placed, words: Sequence[Word], starts: Sequence[int], name: int) -> _Shown | None:
    if one.letters is None:
        return None
    turnover = one.letters.start + len(squeezed(one.lines[0]))
    places = [bisect_left(starts, letter) for letter in (one.letters.start, turnover, one.letters.stop)]
    if any(starts[place] != letter for place, letter in zip(places, (one.letters.start, turnover, one.letters.stop), strict=True)):
        return None
    first, middle, last = places
    return _Shown(words[first:last], middle - first, one.cue.start_ms, one.cue.end_ms, name)


# --- where else it could break ---------------------------------------------------------------------------------------


def _splits(cues: Sequence[_Shown | None], rules: House) -> Iterator[tuple[int, str, bool]]:
    """Each line that ends in a word that holds on: when its cue starts, the word and the next, and whether another break fits."""
    for one, after in pairwise([*cues, None]):
        if one is None:
            continue
        if 0 < one.turnover < len(one.words) and _clings(one.words, one.turnover):
            others = (place for place in range(1, len(one.words)) if place != one.turnover)
            fits = any(_turns_over(one.words, place, one.name, rules) for place in others)
            yield one.start_ms, _around(one.words, one.turnover), fits
        if after and _follows(one, after):
            both, place = [*one.words, *after.words], len(one.words)
            if _clings(both, place):
                yield one.start_ms, _around(both, place), _parts_elsewhere(one, after, rules)


def _follows(one: _Shown, after: _Shown) -> bool:
    """Whether the second goes on with what the first says."""
    return bool(one.words and after.words) and one.words[-1].turn == after.words[0].turn


def _around(words: Sequence[Word], place: int) -> str:
    return f"{words[place - 1].text} / {words[place].text}"


def _clings(words: Sequence[Word], place: int) -> bool:
    """Whether the word before a place holds on to the one after it."""
    return not words[place - 1].last and is_held(words[place - 1].text)


def _breaks_well(words: Sequence[Word], place: int) -> bool:
    """Whether no rule is against a break there: a first and a last name stay together too, and a number and what it counts."""
    before, after = words[place - 1], words[place]
    if _MAY_HOLD.fullmatch(_bare(before.text)) or is_held(before.text):
        return before.last
    if before.last or before.text[-1] in ".,;:!?…—–":
        return True
    is_name = before.text[0].isupper() and after.text[0].isupper()
    return not is_name and not before.text[-1].isdigit()


def _turns_over(words: Sequence[Word], place: int, name: int, rules: House) -> bool:
    """Whether these words fit two lines, the second of which begins at `place`."""
    upper, lower = name + columns(_text(words[:place])), columns(_text(words[place:]))
    return max(upper, lower) <= rules.line_chars and _breaks_well(words, place)


def _parts_elsewhere(one: _Shown, after: _Shown, rules: House) -> bool:
    """Whether the two cues could part a few words earlier or later."""
    both, now = [*one.words, *after.words], len(one.words)
    places = range(max(1, now - _MOST_MOVED), min(len(both) - 1, now + _MOST_MOVED) + 1)
    return any(_parts(one, after, both, place, rules) for place in places if place != now)


def _parts(one: _Shown, after: _Shown, both: Sequence[Word], place: int, rules: House) -> bool:
    """Whether both cues keep every rule where the second begins at `place` of their words."""
    if not _breaks_well(both, place):
        return False
    start_ms = both[place].start_ms
    closed = start_ms - rules.gap_ms - both[place - 1].end_ms <= _LONGEST_STAY_MS
    end_ms = start_ms - rules.gap_ms if closed else both[place - 1].end_ms + _STAY_MS
    upper = _keeps(both[:place], one.name, end_ms - one.start_ms, rules)
    return upper and _keeps(both[place:], 0, after.end_ms - start_ms, rules)


def _keeps(words: Sequence[Word], name: int, duration_ms: int, rules: House) -> bool:
    """Whether these words can be a cue of that length."""
    whole = columns(_text(words))
    if not rules.min_ms <= duration_ms <= rules.max_ms or 1000 * whole > rules.max_cps * duration_ms:
        return False
    if 0 < rules.max_words < len(words):
        return False
    if whole <= rules.line_chars:
        return True
    return rules.max_lines > 1 and any(_turns_over(words, place, name, rules) for place in range(1, len(words)))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
