"""Rules about the papers: does episode.json tell the truth about what lies beside it, and is track.json in order?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from turncast.check.evidence import Evidence
from turncast.check.finding import OURS, Finding, unjudged
from turncast.check.wording import difference, letters, script_letters
from turncast.model import Episode, Segment, Track
from turncast.units import samples_to_ms

_TOLD_APART_LU, _TOLD_APART_DB = 0.3, 0.3
_ROUNDED_MS = 1


def findings(evidence: Evidence) -> Iterator[Finding]:
    episode, track = evidence.plan.episode, evidence.plan.track
    yield _file_kept(evidence)
    told = f"{evidence.n_bytes} bytes"
    yield Finding("file size", told, f"{episode.master.n_bytes} bytes", "episode.json", evidence.n_bytes == episode.master.n_bytes)
    yield _length(evidence)
    yield _loudness_told(evidence)
    missing = ", ".join(evidence.missing)
    yield Finding("files", f"{missing} missing" if missing else "all there", "those it names", "episode.json", not missing)
    wrong = _disorder(track, episode)
    yield Finding("track order", wrong or f"{len(track.segments)} segments", "in order, without overlap", OURS, not wrong)
    yield _timed(track)
    yield _script_kept(evidence)


def _file_kept(evidence: Evidence) -> Finding:
    wanted = evidence.plan.episode.master.sha256
    limit = f"{wanted[:12]}…"
    if not wanted:
        return unjudged("file digest", "episode.json has none", "-", "episode.json")
    return Finding("file digest", f"{evidence.sha256[:12]}…", limit, "episode.json", evidence.sha256 == wanted)


def _length(evidence: Evidence) -> Finding:
    """Of the decoded file, to a millisecond: subtitles count from its start."""
    heard, master = evidence.heard, evidence.plan.episode.master
    off_s = heard.n_samples / heard.sample_rate_hz - master.n_samples / max(1, master.sample_rate_hz)
    told_off_ms = abs(master.duration_ms - samples_to_ms(master.n_samples, max(1, master.sample_rate_hz)))
    value = f"{heard.n_samples} samples, {1000 * off_s:+.1f} ms"
    return Finding("length", value, f"{master.n_samples} ±1 ms", "episode.json", abs(off_s) <= 0.001 and told_off_ms <= 1)


def _loudness_told(evidence: Evidence) -> Finding:
    told, metered = evidence.plan.episode.master.loudness, evidence.metered
    value = f"{metered.integrated_lufs:.1f} LUFS, {metered.true_peak_dbtp:.1f} dBTP"
    limit = f"{told.integrated_lufs:.1f} ±{_TOLD_APART_LU}, {told.true_peak_dbtp:.1f} ±{_TOLD_APART_DB}"
    near = abs(metered.integrated_lufs - told.integrated_lufs) <= _TOLD_APART_LU
    near &= abs(metered.true_peak_dbtp - told.true_peak_dbtp) <= _TOLD_APART_DB or metered.true_peak_dbtp == told.true_peak_dbtp
    return Finding("loudness as told", value, limit, "episode.json", near)


def _disorder(track: Track, episode: Episode) -> str:
    """What is wrong with the plan, or ""."""
    known = {speaker.id for speaker in episode.speakers}
    for n, one in enumerate(track.segments, 1):
        if one.start < 0 or one.start + one.n_samples > track.n_samples:
            return f"segment {n} is not within the track"
        if one.utterance.speaker not in known:
            return f"segment {n} is spoken by {one.utterance.speaker!r}, whom episode.json does not know"
    for n, (one, after) in enumerate(pairwise(track.segments), 1):
        if after.start < one.start + one.n_samples:
            return f"segment {n + 1} begins before segment {n} ends"
    return ""


def _timed(track: Track) -> Finding:
    """Subtitles follow the words' times: each spoken word has one, in order and within its clip."""
    wrong = next((f"sentence {n}: {told}" for n, one in enumerate(track.segments, 1) if (told := _mistimed(one))), "")
    n_words = sum(len(one.clip.words) for one in track.segments)
    return Finding("words timed", wrong or f"{n_words}, all in order", "one time a spoken word", OURS, not wrong)


def _mistimed(segment: Segment) -> str:
    """What is wrong with the times of a clip's words, or ""."""
    words, n_spoken = segment.clip.words, sum(bool(token.spoken) for token in segment.utterance.tokens)
    if len(words) != n_spoken:
        return f"{len(words)} times for {n_spoken} words"
    times_ms = [0, *(ms for word in words for ms in (word.start_ms, word.end_ms))]
    if any(after < before for before, after in pairwise(times_ms)):
        return "times go back"
    length_ms = samples_to_ms(segment.clip.n_samples, segment.clip.sample_rate_hz)
    return "" if times_ms[-1] <= length_ms + _ROUNDED_MS else f"a word ends at {times_ms[-1]} ms of {length_ms}"


def _script_kept(evidence: Evidence) -> Finding:
    """Nothing left out, nothing changed; a show's own opening and closing lines stand around it."""
    rule, limit = "script spoken", "every letter of script.md"
    if evidence.plan.script is None:
        return unjudged(rule, "there is no script.md", limit, OURS)
    wanted = script_letters(evidence.plan.script)
    found = [letters("".join(token.text for token in one.utterance.tokens)) for one in evidence.plan.track.segments]
    whole = "".join(found)
    at = whole.find(wanted)
    if at < 0:
        return Finding(rule, difference(whole, wanted), limit, OURS, False)
    around = len(whole) - len(wanted)
    told = f"{len(wanted)} letters" + (f", and {around} of the show's own" if around else "")
    return Finding(rule, told, limit, OURS, not around or _is_of_other_turns(evidence.plan.track, found, at, at + len(wanted)))


def _is_of_other_turns(track: Track, texts: Sequence[str], start: int, end: int) -> bool:
    """Whether the segments outside of a range of letters are of turns that have none inside it."""
    inside, outside, at = set[int](), set[int](), 0
    for one, text in zip(track.segments, texts, strict=True):
        (inside if start <= at < end else outside).add(one.utterance.turn)
        at += len(text)
    return inside.isdisjoint(outside)
