"""Rules about the sound as it is decoded: loudness, peaks, voices, form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import inf, log10

import numpy as np

from turncast.check.evidence import Evidence
from turncast.check.finding import OURS, Finding, unjudged
from turncast.check.hearing import WINDOWS_A_S
from turncast.check.places import Places, pause_levels_db, runs
from turncast.check.probe import METER_STEP_S, Floats
from turncast.model import Track

_NEAR_LU = 0.5
"""Half of what Apple allows; our own promise is 0.3."""
_WIDEST_LU = 8.0
_VOICES_LU = 1.0
_MOST_DC = 0.005
"""It costs 0.04 dB of headroom; some voices bring 0.003."""
_NOISE_DB = -60.0
_FLOOR_S = 0.5
"""The noise floor is that of the quietest half second, as the usual checkers of ACX's rules take it."""
_BLOCK_S = 0.4
"""BS.1770-4, annex 1: a gating block."""
_GATES = (-70.0, -10.0)
"""The same: absolute, in LUFS, and relative, in LU."""
_MOST_KBPS = 320


def findings(evidence: Evidence, places: Places) -> Iterator[Finding]:
    yield from _loudness(evidence)
    yield _voices(evidence, places)
    heard = evidence.heard
    yield Finding("clipped samples", str(heard.n_clipped), "0", OURS, heard.n_clipped == 0)
    yield Finding("DC offset", f"{heard.dc:.5f}", f"at most {_MOST_DC}", OURS, heard.dc <= _MOST_DC)
    yield _noise(evidence)
    yield from _noise_floor(evidence)
    told = "; ".join(heard.complaints[:1]) or "none"
    yield Finding("decoder's complaints", told, "none", OURS, not heard.complaints)
    rate = heard.sample_rate_hz
    allowed = evidence.programme.sample_rates_hz
    asked = " or ".join(map(str, allowed))
    yield Finding("sample rate", f"{rate} Hz", f"{asked} Hz", evidence.programme.source_of_form, rate in allowed)
    yield Finding("channels", str(heard.n_channels), "1 or 2", "Apple Podcasts", heard.n_channels in (1, 2))
    yield from _mp3(evidence)


def _loudness(evidence: Evidence) -> Iterator[Finding]:
    metered, asked = evidence.metered, evidence.programme
    if asked.target_lufs is not None:
        value, limit = f"{metered.integrated_lufs:.1f} LUFS", f"{asked.target_lufs:g} ±{_NEAR_LU:g} LUFS"
        near = abs(metered.integrated_lufs - asked.target_lufs) <= _NEAR_LU
        yield Finding("integrated loudness", value, limit, asked.source, near)
    if asked.rms_db is not None:
        level_db, (least, most) = rms_db(evidence.heard.levels_db), asked.rms_db
        yield Finding("RMS", f"{level_db:.1f} dB", f"{least:g} to {most:g} dB", asked.source, least <= level_db <= most)
    peak, ceiling = metered.true_peak_dbtp, asked.true_peak_dbtp
    yield Finding("true peak", f"{peak:.1f} dBTP", f"at most {ceiling:g} dBTP", asked.source_of_peak, peak <= ceiling)
    widest = f"at most {_WIDEST_LU:g} LU"
    yield Finding("loudness range", f"{metered.range_lu:.1f} LU", widest, OURS, metered.range_lu <= _WIDEST_LU)


def _voices(evidence: Evidence, places: Places) -> Finding:
    rule, limit = "voices' levels", f"within {_VOICES_LU:g} LU"
    if not places.agree:
        return unjudged(rule, "the sound is not where track.json has it", limit, OURS)
    names = {speaker.id: speaker.name for speaker in evidence.plan.episode.speakers}
    levels = voice_levels_lufs(evidence.metered.momentary_lufs, evidence.plan.track)
    if len(levels) < 2:
        return unjudged(rule, "one voice only", limit, OURS)
    told = ", ".join(f"{names.get(who, who)} {level:.1f}" for who, level in levels.items())
    return Finding(rule, f"{told} LUFS", limit, OURS, max(levels.values()) - min(levels.values()) <= _VOICES_LU)


def voice_levels_lufs(momentary_lufs: Floats, track: Track) -> dict[str, float]:
    """The integrated loudness of each speaker's own gating blocks, by id; who says less than a block holds is left out."""
    blocks: dict[str, list[Floats]] = defaultdict(list)
    for speaker, start_s, end_s, _ in runs(track):
        first = int(np.ceil((start_s + _BLOCK_S) / METER_STEP_S)) - 1
        blocks[speaker].append(momentary_lufs[max(0, first) : int(end_s / METER_STEP_S)])
    levels = {speaker: _gated_lufs(np.concatenate(some)) for speaker, some in blocks.items()}
    return {speaker: level for speaker, level in levels.items() if level > -inf}


def _gated_lufs(blocks_lufs: Floats) -> float:
    """BS.1770-4, annex 1, equations 4 to 7, from the loudness of each block."""
    loud = blocks_lufs[blocks_lufs > _GATES[0]].astype(np.float64)
    if not len(loud):
        return -inf
    loud = loud[loud > _mean_db(loud) + _GATES[1]]
    return _mean_db(loud)


def _mean_db(levels: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return 10 * log10(float(np.mean(10 ** (levels / 10))))


def _noise(evidence: Evidence) -> Finding:
    """How loud the pauses are, on average; music in them is no noise."""
    rule, limit, source = "noise in pauses", f"at most {_NOISE_DB:g} dB RMS", "ACX"
    if evidence.plan.track.beds:
        return unjudged(rule, "there is music beside the speech", limit, source)
    levels = pause_levels_db(evidence.heard.levels_db, evidence.plan.track)
    if not len(levels):
        return unjudged(rule, "there is no pause", limit, source)
    level_db = float(np.median(levels))
    return Finding(rule, f"{level_db:.1f} dB RMS", limit, source, level_db <= _NOISE_DB)


def _noise_floor(evidence: Evidence) -> Iterator[Finding]:
    """Where it is asked for: of everything that sounds, music too."""
    limit_db = evidence.programme.noise_floor_db
    if limit_db is None:
        return
    floor_db = quietest_db(evidence.heard.levels_db)
    yield Finding(
        "noise floor", f"{floor_db:.1f} dB RMS", f"at most {limit_db:g} dB RMS", evidence.programme.source, floor_db <= limit_db
    )


def rms_db(levels_db: Floats) -> float:
    """The RMS of windows together, from that of each.

    >>> round(rms_db(np.array([-20, -20, -120], np.float32)), 1)
    -21.8
    """
    return _mean_db(levels_db.astype(np.float64))


def quietest_db(levels_db: Floats) -> float:
    """The RMS of the quietest half second; of all where there is less.

    >>> round(quietest_db(np.array([-20] * 60 + [-70] * 60 + [-20] * 60, np.float32)), 1)
    -70.0
    """
    n_windows = min(len(levels_db), round(_FLOOR_S * WINDOWS_A_S))
    powers = np.convolve(10 ** (levels_db.astype(np.float64) / 10), np.ones(n_windows) / n_windows, "valid")
    return 10 * log10(float(powers.min()))


def _mp3(evidence: Evidence) -> Iterator[Finding]:
    frames, (mono_kbps, stereo_kbps) = evidence.frames, evidence.programme.least_kbps
    rules = (
        (
            "bit rate",
            f"mono {mono_kbps}-{_MOST_KBPS}, stereo {stereo_kbps}-{_MOST_KBPS} kb/s",
            evidence.programme.source_of_form,
        ),
        ("constant bit rate", "one bit rate", "old players"),
        ("one form", "one rate and channel count, no stray bytes", OURS),
        ("encoder's header", "LAME's first frame", "players drop the padding by it"),
    )
    if frames is None:
        yield from (unjudged(rule, "no MP3", limit, source) for rule, limit, source in rules)
        return
    rates = sorted(frames.bit_rates_kbps)
    least = stereo_kbps if 2 in frames.n_channels else mono_kbps
    one = len(frames.sample_rates_hz) == len(frames.n_channels) == 1
    hz, channels = (" and ".join(map(str, sorted(some))) for some in (frames.sample_rates_hz, frames.n_channels))
    values = (
        (f"{'-'.join(map(str, rates[:1] + rates[1:][-1:]))} kb/s", bool(rates) and least <= rates[0] and rates[-1] <= _MOST_KBPS),
        ("yes" if len(rates) == 1 else f"no: {len(rates)} bit rates", len(rates) == 1),
        (f"{hz} Hz, {channels} channel(s), {frames.n_stray_bytes} stray bytes", one and not frames.n_stray_bytes),
        ("there" if frames.has_encoder_notes else "missing", frames.has_encoder_notes),
    )
    for (rule, limit, source), (value, passed) in zip(rules, values, strict=True):
        yield Finding(rule, value, limit, source, passed)
