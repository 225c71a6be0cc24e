"""Rules about subtitles as they are read: lines, times on screen, words, names. The worst of all files counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from turncast.check import splits
from turncast.check.evidence import Evidence
from turncast.check.finding import OURS, Finding, unjudged
from turncast.check.houses import flickers
from turncast.check.splits import columns
from turncast.check.subtitles import Caption, Subtitles, gaps
from turncast.check.wording import Placed, difference, placed, squeezed, track_text
from turncast.units import clock

Readings = dict[str, list[Placed]]
"""The cues of each file, by form."""
_FAST_CPS, _FAST_SHARE = 25.0, 0.05


def readings(evidence: Evidence) -> Readings:
    """The cues of each file, laid along the track."""
    names = [speaker.name for speaker in evidence.plan.episode.speakers]
    return {form: placed(one.cues, names, evidence.plan.track) for form, one in evidence.subtitles.items()}


def findings(evidence: Evidence, read: Readings) -> Iterator[Finding]:
    yield from _forms(evidence)
    cues = [(form, one) for form, some in read.items() for one in some]
    yield Finding("subtitles", f"{len(cues)} cues in {len(read)} files", "some", "Podcasting 2.0", bool(cues))
    if not cues:
        return
    yield from _shape(evidence, cues)
    yield splits.finding(evidence, read)
    yield from _times(evidence)
    yield _last(evidence, cues)
    yield _words(evidence, read)
    yield _one_speaker(evidence, read)
    yield _names(evidence, read)


def _forms(evidence: Evidence) -> Iterator[Finding]:
    for form, rule, limit, source in (
        ("srt", "SRT form", "UTF-8, numbered, HH:MM:SS,mmm", "de facto"),
        ("vtt", "WebVTT form", "as W3C WebVTT has it", "W3C WebVTT"),
    ):
        one = evidence.subtitles.get(form)
        if one is None:
            yield unjudged(rule, f"there is no .{form}", limit, source)
        else:
            yield Finding(rule, "; ".join(one.faults[:2]) or f"{len(one.cues)} cues", limit, source, not one.faults)
    yield _alike(evidence)
    n_told = evidence.plan.episode.n_cues
    counts = {form: len(one.cues) for form, one in evidence.subtitles.items()}
    told = ", ".join(f"{n} in {form}" for form, n in counts.items()) or "no subtitles"
    yield Finding("cues", told, f"{n_told}", "episode.json", all(n == n_told for n in counts.values()) if counts else None)


def _alike(evidence: Evidence) -> Finding:
    rule, limit = "SRT and WebVTT alike", "same times"
    if len(evidence.subtitles) < 2:
        return unjudged(rule, "not both are there", limit, OURS)
    times = [[(cue.start_ms, cue.end_ms) for cue in one.cues] for one in evidence.subtitles.values()]
    apart = next((n for n, (a, b) in enumerate(zip(*times, strict=False), 1) if a != b), 0)
    apart = apart or (min(map(len, times)) + 1 if len(times[0]) != len(times[1]) else 0)
    return Finding(rule, f"cue {apart} differs" if apart else "yes", limit, OURS, not apart)


# --- lines -----------------------------------------------------------------------------------------------------------


def _shape(evidence: Evidence, cues: list[tuple[str, Placed]]) -> Iterator[Finding]:
    rules = evidence.rules
    form, most = _worst(cues, _n_lines)
    yield Finding("lines a cue", f"{most:g} ({form})", f"at most {rules.max_lines}", rules.name, most <= rules.max_lines)
    form, most = _worst(cues, lambda one: max(map(columns, one.cue.lines)))
    yield Finding("line length", f"{most:g} ({form})", f"at most {rules.line_chars}", rules.name, most <= rules.line_chars)
    if rules.max_words:
        form, most = _worst(cues, lambda one: len(_joined(one.lines).split()))
        yield Finding("words a cue", f"{most:g} ({form})", f"at most {rules.max_words}", rules.name, most <= rules.max_words)
    broken = [one for _, one in cues if len(one.lines) == 2 and columns(_joined(one.lines)) <= rules.line_chars]
    fits = [one for one in broken if not one.label and not _two_speak(one)]
    told = f"{len(fits)} broken" + (f", “{fits[0].lines[0]}”" if fits else "")
    yield Finding("one line where it fits", told, "0 broken", "Netflix", not fits)
    speeds = sorted(_cps(one) for _, one in cues)
    n_fast = sum(speed > rules.max_cps for speed in speeds)
    share = f"{n_fast / len(speeds):.1%} over {rules.max_cps}"
    limit = f"95% at most {rules.max_cps} characters a second"
    yield Finding("reading speed", share, limit, rules.name, n_fast <= _FAST_SHARE * len(speeds))
    top = max(_FAST_CPS, rules.max_cps)
    yield Finding("fastest cue", f"{speeds[-1]:.1f} characters a second", f"at most {top:g}", OURS, speeds[-1] <= top)


def _worst(cues: list[tuple[str, Placed]], measure: Callable[[Placed], float]) -> tuple[str, float]:
    """The file of the largest value, and the value."""
    form, one = max(cues, key=lambda pair: measure(pair[1]))
    return form, measure(one)


def _n_lines(one: Placed) -> int:
    """Lines of text; a name that stands above a single line is none, above two it is one too many."""
    return len(one.lines) if len(one.cue.lines) <= 2 else len(one.cue.lines)


def _two_speak(one: Placed) -> bool:
    """Whether it is written as two people speaking, each on a line."""
    return all(line.startswith(("-", "‐", "–")) for line in one.lines)


def _joined(lines: tuple[str, ...]) -> str:
    return " ".join(lines)


def _cps(one: Placed) -> float:
    """Characters a second, spaces counted, the name not."""
    return 1000 * columns(_joined(one.lines)) / max(1, one.cue.end_ms - one.cue.start_ms)


# --- times -----------------------------------------------------------------------------------------------------------


def _times(evidence: Evidence) -> Iterator[Finding]:
    rules, files = evidence.rules, evidence.subtitles.values()
    lengths = [(cue.end_ms - cue.start_ms, cue) for one in files for cue in one.cues]
    shortest, longest = min(lengths, key=lambda pair: pair[0]), max(lengths, key=lambda pair: pair[0])
    yield Finding("shortest cue", _told(*shortest), f"at least {rules.min_ms} ms", rules.name, shortest[0] >= rules.min_ms)
    yield Finding("longest cue", _told(*longest), f"at most {rules.max_ms} ms", rules.name, longest[0] <= rules.max_ms)
    found = [gap for one in files for gap in gaps(one.cues)]
    overlaps = sum(gap < 0 for gap in found) + sum(map(_disorder, files))
    yield Finding("cues in order", f"{overlaps} overlap or go back", "0", OURS, overlaps == 0)
    apart = [gap for gap in found if gap >= 0]
    if not apart:
        yield unjudged("gap between cues", "there is none", f"at least {rules.gap_ms} ms", rules.name)
        return
    yield Finding("gap between cues", f"{min(apart)} ms", f"at least {rules.gap_ms} ms", rules.name, min(apart) >= rules.gap_ms)
    n_flicker = sum(flickers(gap, rules) for gap in apart)
    limit = f"none of {rules.gap_ms + 8}-{rules.chain_ms - 1} ms"
    yield Finding("gaps that flicker", str(n_flicker), limit, rules.name, n_flicker == 0)


def _told(length_ms: int, cue: Caption) -> str:
    return f"{length_ms} ms at {clock(cue.start_ms)}"


def _disorder(one: Subtitles) -> int:
    return sum(after.start_ms < cue.start_ms for cue, after in pairwise(one.cues)) + sum(
        cue.end_ms <= cue.start_ms for cue in one.cues
    )


def _last(evidence: Evidence, cues: list[tuple[str, Placed]]) -> Finding:
    whole_ms = 1000 * evidence.heard.n_samples // evidence.heard.sample_rate_hz
    last_ms = max(one.cue.end_ms for _, one in cues)
    return Finding("last cue", clock(last_ms), f"at most {clock(whole_ms)}", OURS, last_ms <= whole_ms)


# --- words -----------------------------------------------------------------------------------------------------------


def _words(evidence: Evidence, read: Readings) -> Finding:
    """Nothing lost, nothing changed, in any file."""
    wanted = track_text(evidence.plan.track)
    wrongs = {form: difference(squeezed("".join("".join(one.lines) for one in some)), wanted) for form, some in read.items()}
    told = "; ".join(f"{form}: {wrong}" for form, wrong in wrongs.items() if wrong)
    n_words = sum(len(one.utterance.tokens) for one in evidence.plan.track.segments)
    return Finding("words", told or f"{n_words}, all there", "those of track.json", "Netflix; BBC", not told)


def _one_speaker(evidence: Evidence, read: Readings) -> Finding:
    """No cue holds words of two turns."""
    segments = evidence.plan.track.segments
    mixed = [
        one
        for some in read.values()
        for one in some
        if one.segments is not None and len({segments[n].utterance.turn for n in one.segments}) > 1
    ]
    told = f"{len(mixed)} of two turns" + (f", at {clock(mixed[0].cue.start_ms)}" if mixed else "")
    return Finding("one speaker a cue", told, "0 of two turns", "Podcasting 2.0", not mixed)


def _names(evidence: Evidence, read: Readings) -> Finding:
    """Each cue's name, where it has one, is that of who speaks; WebVTT names every cue, SRT at each change."""
    names = {speaker.id: speaker.name for speaker in evidence.plan.episode.speakers}
    wrong, unnamed = 0, 0
    for some in read.values():
        before = ""
        for one in some:
            if one.segments is None:
                continue
            speaker = names.get(evidence.plan.track.segments[one.segments[0]].utterance.speaker, "")
            shown = one.cue.voice or one.label
            wrong += shown not in ("", speaker)
            unnamed += not shown and speaker != before
            before = speaker
    told = f"{wrong} wrong, {unnamed} missing"
    return Finding("speakers' names", told, "right, and told at each change", "Podcasting 2.0", not wrong + unnamed)
