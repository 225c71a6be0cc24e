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
from turncast.check.houses import programme
from turncast.check.probe import Metered
from turncast.check.sound import voice_levels_lufs
from turncast.cli import main

pytestmark = pytest.mark.engines

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
    return sound / np.float32(0.95)  # which LAME takes off, and the loudness would be at its limit


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
    found = broken(gather(sounding_like(episode, tmp_path / "e", spoilt)))
    assert found == rules


def test_one_voice_louder_than_the_other_breaks_that_rule_alone(episode: Path, tmp_path: Path) -> None:
    sound, all_spans = samples(episode), spans(episode)
    for speaker, start, end in all_spans:
        sound[start:end] *= gain(1.0 if speaker == all_spans[0][0] else -1.0)
    target = sounding_like(episode, tmp_path / "e", levelled(sound, -16.0, tmp_path))
    assert broken(gather(target)) == {"voices' levels"}


def test_a_programme_that_swells_breaks_the_loudness_range(episode: Path, tmp_path: Path) -> None:
    sound = samples(episode)
    swelling = (sound * 10 ** (np.linspace(-14, 6, len(sound)) / 20)).astype(np.float32)
    found = broken(gather(sounding_like(episode, tmp_path / "e", levelled(swelling, -16.0, tmp_path))))
    assert "loudness range" in found
    assert found <= {"loudness range", "voices' levels", "true peak"}


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (("-b:a", "96k"), set()),
        (("-b:a", "64k"), {"bit rate"}),
        (("-q:a", "3"), {"bit rate", "constant bit rate"}),
        (("-write_xing", "0", "-b:a", "96k"), {"encoder's header", "length"}),
        (("-flags:a", "+bitexact", "-fflags", "+bitexact", "-b:a", "96k"), {"encoder's header"}),
        (("-ar", "32000", "-b:a", "96k"), {"sample rate"}),
        (("-ac", "2", "-b:a", "96k"), {"bit rate"}),
    ],
)
def test_another_encoding_breaks_these_rules_alone(
    episode: Path, tmp_path: Path, options: tuple[str, ...], rules: set[str]
) -> None:
    target = sounding_like(episode, tmp_path / "e", samples(episode), *options)
    assert broken(gather(target)) == rules


def test_a_file_that_was_scratched_makes_the_decoder_complain(episode: Path, evidence: Evidence, tmp_path: Path) -> None:
    target = sounding_like(episode, tmp_path / "e", samples(episode))
    data = bytearray((target / "episode.mp3").read_bytes())
    data[150_000:151_000] = bytes(1000)
    (target / "episode.mp3").write_bytes(data)
    assert {"file digest", "decoder's complaints", "one form"} <= broken(gather(target))


def test_six_channels_are_too_many(evidence: Evidence) -> None:
    assert broken(replace(evidence, heard=replace(evidence.heard, n_channels=6))) == {"channels"}


def test_the_loudness_asked_for_is_a_setting(evidence: Evidence) -> None:
    assert broken(replace(evidence, programme=programme("broadcast"))) == {"integrated loudness"}


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


# --- audiobooks ------------------------------------------------------------------------------------------------------


def too_loud(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return sound * gain(3.5)


def too_quiet(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    return sound * gain(-3.5)


def one_peak(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    at = spans[3][1] + 5000
    sound[at : at + 40] = 0.75 * np.sin(np.arange(40) / 2)
    return sound


def with_head(seconds: float) -> Damage:
    def changed(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
        return np.concatenate((np.zeros(round(seconds * RATE), np.float32), sound[spans[0][1] :]))

    return changed


def with_tail(seconds: float) -> Damage:
    def changed(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
        return np.concatenate((sound[: spans[-1][2]], np.zeros(round(seconds * RATE), np.float32)))

    return changed


def hissing_but_for_the_tail(sound: Samples, spans: list[tuple[str, int, int]]) -> Samples:
    spoilt = hissing(sound, spans)
    spoilt[spans[-1][2] :] = 0
    return spoilt


ACX = {"RMS", "true peak", "noise floor", "noise in pauses", "bit rate", "constant bit rate", "sample rate"} | {
    "silence at head",
    "silence at tail",
}


@pytest.mark.parametrize(
    ("damage", "options", "rules"),
    [
        (too_loud, (), {"RMS"}),
        (too_quiet, (), {"RMS"}),
        (one_peak, (), {"true peak"}),
        (hissing, (), {"noise floor", "noise in pauses"}),
        (hissing_but_for_the_tail, (), {"noise in pauses"}),
        (with_head(0.4), (), {"silence at head"}),
        (with_head(0.9), (), {"noise in pauses"}),  # speech is heard where the plan has pauses
        (with_head(1.1), (), {"silence at head", "noise in pauses"}),
        (with_tail(0.9), (), {"silence at tail"}),
        (with_tail(4.5), (), set()),
        (with_tail(5.5), (), {"silence at tail"}),
        (None, ("-b:a", "160k"), {"bit rate"}),
        (None, ("-b:a", "320k"), set()),
        (None, ("-q:a", "0"), {"bit rate", "constant bit rate"}),
        (None, ("-ar", "48000", "-b:a", "192k"), {"sample rate"}),
    ],
)
def test_a_spoilt_audiobook_breaks_these_rules_of_acx_alone(
    audiobook: Path, tmp_path: Path, damage: Damage | None, options: tuple[str, ...], rules: set[str]
) -> None:
    sound = samples(audiobook)
    spoilt = damage(sound, spans(audiobook)).astype(np.float32) if damage else sound
    found = broken(gather(sounding_like(audiobook, tmp_path / "e", spoilt, *(options or ("-b:a", "192k")))))
    assert found & ACX == rules


def test_an_audiobook_is_judged_by_what_acx_asks_and_keeps_it(audiobook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(audiobook)]) == 0
    told = capsys.readouterr().out
    assert "-23 to -18 dB" in told
    assert "integrated loudness" not in told
    assert main(["check", str(audiobook), "--loudness", "podcast"]) == 1
    assert "does not keep: integrated loudness" in capsys.readouterr().err


def test_a_podcast_is_no_audiobook(evidence: Evidence) -> None:
    assert broken(replace(evidence, programme=programme("audiobook"))) >= {"RMS", "bit rate"}
