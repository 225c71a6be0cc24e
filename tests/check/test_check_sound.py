"""Each way to spoil the sound breaks the rules it should break, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_episodes import RATE, Samples, broken, levelled, samples, sounding_like, spans

from turncast.check import judge
from turncast.check.evidence import Evidence, gather
from turncast.check.probe import Metered
from turncast.check.sound import voice_levels_lufs

Damage = Callable[[Samples, list[tuple[str, int, int]]], Samples]


def gain(db: float) -> float:
    return float(10 ** (db / 20))


def tone(n_samples: int) -> Samples:
    return 0.1 * np.sin(np.arange(n_samples, dtype=np.float32) / 5)


def louder(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return sound * gain(1)


def driven(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return np.clip(sound * gain(16), -1, 1)


def spiked(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    at = spans[3][1] + 5000
    sound[at : at + 40] = 0.99 * np.sign(np.sin(np.arange(40) / 2))
    return sound


def shifted(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return sound + 0.02


def hissing(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return sound + np.random.default_rng(1).normal(0, gain(-56), len(sound))


def cut_at_the_end(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return sound[:-RATE]


def noisy_head(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    sound[:2000] = tone(2000)
    return sound


def noisy_tail(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    sound[-3000:] = tone(3000)
    return sound


def half_a_sentence_lost(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    _, start, end = spans[5]
    sound[start + (end - start) // 3 : end] = 0
    return sound


def a_sentence_lost(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    _, start, end = spans[5]
    sound[start:end] = 0
    return sound


def a_silence_put_in(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    at = (spans[8][2] + spans[9][1]) // 2
    return np.concatenate((sound[:at], np.zeros(RATE * 4 // 10, np.float32), sound[at:]))


@pytest.mark.parametrize(
    ("damage", "rules"),
    [
        (louder, {"integrated loudness"}),
        (driven, {"integrated loudness", "true peak", "clipped samples"}),
        (spiked, {"true peak", "clipped samples"}),
        (shifted, {"DC offset"}),
        (hissing, {"noise in pauses"}),
        (cut_at_the_end, {"length", "silence at tail", "chapters"}),
        (noisy_head, {"silence at head"}),
        (noisy_tail, {"silence at tail"}),
        (half_a_sentence_lost, {"no sentence missing"}),
        (
            a_sentence_lost,
            {"no sentence missing", "sentences in place", "cues in silence", "late or early cues", "cue ends"}
            | {"longest silence", "pauses at turns"},
        ),
        (a_silence_put_in, {"length", "sentences in place", "late or early cues", "speech without a cue"}),
    ],
)
def test_damaged_sound_breaks_these_rules_alone(episode: Path, tmp_path: Path, damage: Damage, rules: set[str]) -> None:
    spoilt = damage(samples(episode), spans(episode)).astype(np.float32)
    found = broken(gather(sounding_like(episode, tmp_path / "e", spoilt), "netflix", -16.0))
    assert found == rules


def test_one_voice_louder_than_the_other_breaks_that_rule_alone(episode: Path, tmp_path: Path) -> None:
    sound, all_spans = samples(episode), spans(episode)
    for speaker, start, end in all_spans:
        sound[start:end] *= gain(1.0 if speaker == all_spans[0][0] else -1.0)
    target = sounding_like(episode, tmp_path / "e", levelled(sound, -16.0, tmp_path))
    assert broken(gather(target, "netflix", -16.0)) == {"voices' levels"}


def test_a_programme_that_swells_breaks_the_loudness_range(episode: Path, tmp_path: Path) -> None:
    sound = samples(episode)
    swelling = (sound * 10 ** (np.linspace(-14, 6, len(sound)) / 20)).astype(np.float32)
    found = broken(gather(sounding_like(episode, tmp_path / "e", levelled(swelling, -16.0, tmp_path)), "netflix", -16.0))
    assert "loudness range" in found
    assert found <= {"loudness range", "voices' levels", "true peak"}


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (("-b:a", "96k"), set()),
        (("-b:a", "64k"), {"bit rate"}),
        (("-q:a", "3"), {"bit rate", "constant bit rate"}),
        (("-write_xing", "0", "-b:a", "96k"), {"encoder's header", "length"}),
        (("-ar", "32000", "-b:a", "96k"), {"sample rate"}),
        (("-ac", "2", "-b:a", "96k"), {"bit rate"}),
    ],
)
def test_another_encoding_breaks_these_rules_alone(
    episode: Path, tmp_path: Path, options: tuple[str, ...], rules: set[str]
) -> None:
    target = sounding_like(episode, tmp_path / "e", samples(episode), *options)
    assert broken(gather(target, "netflix", -16.0)) == rules


def test_a_file_that_was_scratched_makes_the_decoder_complain(episode: Path, evidence: Evidence, tmp_path: Path) -> None:
    target = sounding_like(episode, tmp_path / "e", samples(episode))
    data = bytearray((target / "episode.mp3").read_bytes())
    data[150_000:151_000] = bytes(1000)
    (target / "episode.mp3").write_bytes(data)
    assert {"file digest", "decoder's complaints", "one form"} <= broken(gather(target, "netflix", -16.0))


def test_six_channels_are_too_many(evidence: Evidence) -> None:
    assert broken(replace(evidence, heard=replace(evidence.heard, n_channels=6))) == {"channels"}


def test_the_loudness_asked_for_is_a_setting(evidence: Evidence) -> None:
    assert broken(replace(evidence, target_lufs=-23.0)) == {"integrated loudness"}


def test_a_voice_is_metered_over_its_own_blocks_alone(evidence: Evidence) -> None:
    """By ffmpeg's blocks of 400 ms, whose gated mean is BS.1770's: constant blocks give themselves."""
    track = evidence.plan.track
    levels = voice_levels_lufs(np.full_like(evidence.metered.momentary_lufs, -20.0), track)
    assert levels == pytest.approx({"ida-moss": -20.0, "per-holm": -20.0}, abs=1e-4)


def test_a_silent_file_is_judged_without_an_error(evidence: Evidence) -> None:
    n = len(evidence.heard.levels_db)
    silence = np.full(n, -120, np.float32)
    metered = Metered(-70.0, 0.0, -np.inf, np.full(300, -120, np.float32), np.full(300, -120, np.float32))
    findings = judge(replace(evidence, heard=replace(evidence.heard, levels_db=silence), metered=metered))
    assert {"integrated loudness", "sentences in place", "cues in silence"} <= {one.rule for one in findings if one.passed is False}
