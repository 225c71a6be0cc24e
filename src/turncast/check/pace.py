"""Rules about time in the sound itself: silences, pauses, pace, sentences that were swallowed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, pstdev

from turncast.check.evidence import Evidence
from turncast.check.finding import OURS, Finding, unjudged
from turncast.check.places import Places, Sounding, runs, spans_s
from turncast.model import Segment, Utterance

_IN_PLACE = 0.95
_EDGE_OFF_S = 0.02
"""What an encoder's echo before a sound may take off a silence, with the width of what we hear by."""
_LONGEST_S = 2.0
_WRITTEN_OFF_S = 0.3
"""How much longer than written a pause may sound: words die away."""
_TURNS_S, _SECTIONS_S = (0.15, 1.5), (1.0, 2.0)
_SENTENCES_S, _PARAGRAPHS_S = (0.25, 0.6), (0.6, 0.9)
_SPREAD_S = 0.05
_FEWEST_PAUSES = 4
_WPM = (130, 180)
_FEWEST_WORDS = 150
"""About a minute: a few short sentences are no pace."""
_FEWEST_LETTERS = 12
_LETTERS_A_DIGIT, _SIGNS_A_DIGIT = 4, 2
"""Where a voice reads numbers by itself: "1987" is 19 letters in English, 31 in German; the second is of East Asian scripts."""
_BRIEFEST, _SLOWEST = 0.45, 2.5
"""Times its voice's median: whole sentences of 38 voices in 9 languages took 0.64 to 1.65 times as long a letter."""
_CONVERSATION = "speaking guides"


def findings(evidence: Evidence, places: Places) -> Iterator[Finding]:
    agree = f"{places.share:.0%} of {len(places.off_s)}"
    rule, limit = "sentences in place", f"{_IN_PLACE:.0%} within 0.1 s of track.json"
    if places.sounding is None:
        yield unjudged(rule, "the music is as loud as the speech", limit, OURS)
    elif not places.off_s:
        yield unjudged(rule, "no sentence begins after a pause", limit, OURS)
    else:
        yield Finding(rule, agree, limit, OURS, places.share >= _IN_PLACE)
    yield from _edges(evidence, places)
    yield _longest(evidence, places)
    yield from _pauses(evidence, places)
    yield from _paces(evidence)
    yield _swallowed(evidence, places)


def _edges(evidence: Evidence, places: Places) -> Iterator[Finding]:
    """Silence at head and tail; with music the sound begins and ends as its maker wants."""
    whole_s = evidence.heard.n_samples / evidence.heard.sample_rate_hz
    sounding, asked = places.sounding, evidence.programme
    source = asked.source_of_edges
    for rule, (least, most) in (("head", asked.head_s), ("tail", asked.tail_s)):
        name, limit = f"silence at {rule}", f"{least:g}-{most:g} s"
        if evidence.plan.track.beds:
            yield unjudged(name, "there is music beside the speech", limit, source)
        elif sounding is None or not len(sounding.begins_s):
            yield unjudged(name, "nothing is heard", limit, source)
        else:
            found_s = float(sounding.begins_s[0]) if rule == "head" else whole_s - float(sounding.ends_s[-1])
            yield Finding(name, f"{found_s:.2f} s", limit, source, least - _EDGE_OFF_S <= found_s <= most + _EDGE_OFF_S)


def _longest(evidence: Evidence, places: Places) -> Finding:
    """The longest silence between two sounds that nobody wrote."""
    rule, limit = "longest silence", f"at most {_LONGEST_S:g} s, or as written"
    if places.sounding is None or not len(places.sounding.begins_s):
        return unjudged(rule, "nothing is heard", limit, OURS)
    starts = spans_s(evidence.plan.track)
    written = [(start, (one.utterance.pause_ms or 0) / 1000) for one, (start, _) in _with(evidence, starts)]
    worst_s, at_s, kept = 0.0, 0.0, True
    for end_s, begin_s in zip(places.sounding.ends_s[:-1].tolist(), places.sounding.begins_s[1:].tolist(), strict=True):
        if not places.sounding.is_clear(end_s, begin_s):
            continue
        asked_s = max((pause + _WRITTEN_OFF_S for start, pause in written if pause and end_s < start <= begin_s + 0.1), default=0)
        kept &= begin_s - end_s <= max(_LONGEST_S, asked_s)
        if begin_s - end_s > worst_s:
            worst_s, at_s = begin_s - end_s, end_s
    return Finding(rule, f"{worst_s:.2f} s at {at_s:.1f} s", limit, OURS, kept)


def _with(evidence: Evidence, spans: Sequence[tuple[float, float]]) -> Iterator[tuple[Segment, tuple[float, float]]]:
    return zip(evidence.plan.track.segments, spans, strict=True)


def _pauses(evidence: Evidence, places: Places) -> Iterator[Finding]:
    """What is heard between two segments, for each kind of join; pauses that a person wrote are as they were asked for."""
    heard = _heard_pauses(evidence, places.sounding) if places.sounding and places.agree else None
    why = "the sound is not where track.json has it" if heard is None else "there are none"
    extremes = (
        ("pauses at turns", "turn", _TURNS_S, "Levinson and Torreira 2015; our own"),
        ("pauses at sections", "section", _SECTIONS_S, OURS),
    )
    for rule, join, (least, most), source in extremes:
        limit, found = f"{least:g}-{most:g} s", (heard or {}).get(join, [])
        if not found:
            yield unjudged(rule, why, limit, source)
            continue
        kept = least - 0.05 <= min(found) and max(found) <= most + 0.1
        yield Finding(rule, f"{min(found):.2f}-{max(found):.2f} s, {len(found)} of them", limit, source, kept)
    usual = (("pauses at sentences", "sentence", _SENTENCES_S), ("pauses at paragraphs", "paragraph", _PARAGRAPHS_S))
    for rule, join, (least, most) in usual:
        limit, found = f"median {least:g}-{most:g} s", (heard or {}).get(join, [])
        if len(found) < _FEWEST_PAUSES:
            yield unjudged(rule, why if heard is None else f"only {len(found)} of them", limit, OURS)
            continue
        yield Finding(rule, f"median {median(found):.2f} s of {len(found)}", limit, OURS, least <= median(found) <= most)
    yield _variety((heard or {}).get("turn", []), why)


def _variety(pauses_s: Sequence[float], why: str) -> Finding:
    rule, limit = "pauses vary", f"spread at turns over {1000 * _SPREAD_S:g} ms"
    if len(pauses_s) < _FEWEST_PAUSES:
        return unjudged(rule, f"only {len(pauses_s)} of them" if pauses_s else why, limit, OURS)
    return Finding(rule, f"{1000 * pstdev(pauses_s):.0f} ms", limit, OURS, pstdev(pauses_s) > _SPREAD_S)


def _heard_pauses(evidence: Evidence, sounding: Sounding) -> dict[str, list[float]]:
    """Seconds of silence around the middle of each planned pause, by join; 0 where it is too short to be one."""
    found: dict[str, list[float]] = defaultdict(list)
    segments, spans = evidence.plan.track.segments, spans_s(evidence.plan.track)
    for after, ((_, end_s), (start_s, _)) in zip(segments[1:], pairwise(spans), strict=True):
        middle_s = (end_s + start_s) / 2
        at = int(sounding.begins_s.searchsorted(middle_s))
        # speech that is somewhere else than planned tells nothing about this pause
        elsewhere = sounding.seconds(middle_s, middle_s + 0.01) > 0 or not 0 < at < len(sounding.begins_s)
        if after.utterance.pause_ms is None and not elsewhere and sounding.is_clear(end_s, start_s):
            silent = sounding.ends_s[at - 1] <= middle_s
            found[after.utterance.join].append(float(sounding.begins_s[at] - sounding.ends_s[at - 1]) if silent else 0.0)
    return found


def _paces(evidence: Evidence) -> Iterator[Finding]:
    """Spoken words a minute of each speaker's own time, pauses inside their turns too."""
    episode, track = evidence.plan.episode, evidence.plan.track
    words: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    for speaker, start_s, end_s, segments in runs(track):
        words[speaker] += sum(len(spoken(one.utterance).split()) for one in segments)
        seconds[speaker] += end_s - start_s
    limit = f"{_WPM[0]}-{_WPM[1]} words a minute"
    for one in episode.speakers:
        rule, n_words = f"pace of {one.name}", words[one.id]
        told = f"{60 * n_words / seconds[one.id]:.0f} words a minute" if seconds[one.id] else "silent"
        if n_words < _FEWEST_WORDS:
            yield unjudged(rule, f"{told}, but only {n_words} words", limit, _CONVERSATION)
        elif not episode.language.lower().startswith("en"):
            yield unjudged(rule, f"{told}; the limits are for English", limit, _CONVERSATION)
        else:
            yield Finding(rule, told, limit, _CONVERSATION, _WPM[0] <= 60 * n_words / seconds[one.id] <= _WPM[1])


_WITH_PHONEMES = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def spoken(utterance: Utterance) -> str:
    """What the voice was given, without phonemes."""
    return " ".join(_WITH_PHONEMES.sub(r"\1", token.spoken) for token in utterance.tokens if token.spoken)


def _swallowed(evidence: Evidence, places: Places) -> Finding:
    """Sentences that sound far too short or too long for their letters, against the median of their voice."""
    rule, limit = "no sentence missing", f"{_BRIEFEST:g} to {_SLOWEST:g} times the usual length, by letters"
    if places.sounding is None or not places.agree:
        return unjudged(rule, "the sound is not where track.json has it", limit, OURS)
    by_voice: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, (start_s, end_s) in _with(evidence, spans_s(evidence.plan.track)):
        text = spoken(one.utterance)
        n_letters = _n_letters(text) if places.sounding.is_clear(start_s, end_s) else 0
        if n_letters >= _FEWEST_LETTERS:
            voice = one.clip.voice or f"{one.utterance.voice.engine}/{one.utterance.voice.name}"
            by_voice[voice].append((places.sounding.seconds(start_s, end_s) / n_letters, text))
    odd = sorted(odd for some in by_voice.values() for odd in _outliers(some))
    if not by_voice:
        return unjudged(rule, "no sentence is long enough", limit, OURS)
    if not odd:
        return Finding(rule, f"{sum(map(len, by_voice.values()))} sentences", limit, OURS, True)
    ratio, text = odd[0]
    return Finding(rule, f"{len(odd)} odd, such as “{text[:30]}” ({ratio:.1f} times)", limit, OURS, False)


def _outliers(sentences: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """Those whose seconds a letter are far from the median, and by how many times."""
    usual = median(length for length, _ in sentences)
    for length, text in sentences:
        if not _BRIEFEST * usual <= length <= _SLOWEST * usual:
            yield length / usual, text


def _n_letters(text: str) -> int:
    """How much there is to say.

    >>> _n_letters("In 1987, yes."), _n_letters("1987 年")
    (21, 9)
    """
    east_asian = any(unicodedata.east_asian_width(char) == "W" for char in text)
    a_digit = _SIGNS_A_DIGIT if east_asian else _LETTERS_A_DIGIT
    return sum(a_digit if char.isdigit() else char.isalnum() for char in text)
