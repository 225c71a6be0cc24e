"""An auditor that knows the standards and nothing of our code: what is wrong with a list of cues?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from turncast.model import Cue, TimedWord

NEVER_AT_END = re.compile(
    "an?|the|my|your|his|her|its|our|their|i|you|s?he|it|we|they|am|is|are|was|were|be|been|being|have|has|had|do|does|did|will|would"
    "|shall|should|can|could|may|might|must|not|never|no|.*n't|(i|you|s?he|it|we|they|that|there)'(m|re|s|ve|ll|d)",
)
"""Articles, possessives, pronouns, auxiliaries, negations."""


def columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in ("W", "F")) for char in text)


def hard_faults(
    cues: Sequence[Cue], words: Sequence[TimedWord], duration_ms: int, line_chars: int = 42, gap_ms: int = 83
) -> list[str]:
    """What no programme excuses."""
    faults = [fault for n, cue in enumerate(cues) for fault in _cue_faults(n, cue, line_chars)]
    for n, (cue, after) in enumerate(pairwise(cues)):
        if after.start_ms < cue.end_ms:
            faults.append(f"{n}: overlaps the next")
        elif after.start_ms - cue.end_ms < gap_ms:
            faults.append(f"{n}: gap of {after.start_ms - cue.end_ms} ms")
        if after.words[0].turn != cue.words[-1].turn and after.words[0].speaker != cue.words[-1].speaker and not after.named:
            faults.append(f"{n + 1}: no name at a change of speaker")
    if cues and cues[-1].end_ms > duration_ms:
        faults.append("the last cue outlasts the programme")
    if text_of([word for cue in cues for word in cue.words]) != text_of(words):
        faults.append("words are lost or changed")
    return faults


def _cue_faults(n: int, cue: Cue, line_chars: int) -> list[str]:
    faults = []
    if not 1 <= len(cue.lines) <= 2:
        faults.append(f"{n}: {len(cue.lines)} lines")
    if any(columns(line) > line_chars for line in cue.lines):
        faults.append(f"{n}: long line")
    if len(cue.lines) == 2 and columns(text_of(cue.words)) <= line_chars:
        faults.append(f"{n}: two lines where one would do")
    if text_of(cue.words) not in (" ".join(cue.lines), "".join(cue.lines)):
        faults.append(f"{n}: lines are not the words")
    if len({(word.turn, word.speaker) for word in cue.words}) != 1:
        faults.append(f"{n}: two turns")
    if cue.end_ms <= cue.start_ms:
        faults.append(f"{n}: ends before it starts")
    if cue.end_ms - cue.start_ms > 7000:
        faults.append(f"{n}: too long")
    return faults


def text_of(words: Sequence[TimedWord]) -> str:
    return "".join(word.text + " " * word.space for word in words).strip()


def soft_faults(cues: Sequence[Cue]) -> Counter[str]:
    """How many cues fall short where the timing may leave no choice."""
    count: Counter[str] = Counter(cues=len(cues))
    for n, cue in enumerate(cues):
        duration_ms = cue.end_ms - cue.start_ms
        named = columns(f"{cue.speaker}: ") * cue.named
        speed = columns(" ".join(cue.lines)) * 1000 / duration_ms
        count["under 0.833 s"] += duration_ms < 833
        count["over 20 cps"] += speed > 20
        count["over 25 cps"] += speed > 25
        count["over 20 cps with the name"] += speed + named * 1000 / duration_ms > 20
        count["over 17 cps"] += speed > 17
        count["start off by over 84 ms"] += abs(cue.start_ms - cue.words[0].start_ms) > 84
        count["start late"] += cue.start_ms > cue.words[0].start_ms
        count["start early"] += cue.start_ms < cue.words[0].start_ms
        count["end over 0.1 s early"] += cue.end_ms < cue.words[-1].end_ms - 100
        count["end over 0.5 s late"] += cue.end_ms > cue.words[-1].end_ms + 500
        count["end over 1.5 s late"] += cue.end_ms > cue.words[-1].end_ms + 1500
        count["flickering gap"] += n + 1 < len(cues) and 85 < cues[n + 1].start_ms - cue.end_ms < 500
        count["one word of a sentence"] += len(cue.words) == 1 and not _is_whole(cues, n)
        count["sentence mixed"] += len({word.utterance for word in cue.words}) > 1 and not _is_whole(cues, n)
        count["silence over 2 s"] += any(b.start_ms - a.end_ms > 2000 for a, b in pairwise(cue.words))
        count["line split"] += len(cue.lines) == 2 and _parts_a_pair(cue.lines[0])
        count["cue split"] += (
            n + 1 < len(cues) and cues[n + 1].words[0].utterance == cue.words[-1].utterance and _parts_a_pair(cue.lines[-1])
        )
    return count


def _is_whole(cues: Sequence[Cue], n: int) -> bool:
    opens = n == 0 or cues[n - 1].words[-1].utterance != cues[n].words[0].utterance
    closes = n + 1 == len(cues) or cues[n + 1].words[0].utterance != cues[n].words[-1].utterance
    return opens and closes


def _parts_a_pair(line: str) -> bool:
    return NEVER_AT_END.fullmatch(line.split()[-1].lower().replace("’", "'")) is not None
