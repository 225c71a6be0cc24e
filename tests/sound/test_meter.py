"""The meter against the signals of the standards and against other people's meters.

The standards' signals are for stereo with the same sound in both channels, which counts 3.01 LU more than one channel.
"""

from __future__ import annotations

import pickle
import tracemalloc
import warnings
from pathlib import Path
from random import Random

import numpy as np
import pytest
import soundfile
from made_sound import Sound, in_blocks, sine, speech_like
from scipy.signal import butter, sosfilt, sosfreqz
from sound_judges import of_ffmpeg

from turncast.sound.meter import FLOOR_LUFS, clip_loudness, k_weighting, mean_level, measure

MONO_LU = -3.01


def integrated(sound: Sound, rate: int = 48_000) -> float:
    return measure([sound], rate).integrated_lufs


# --- BS.1770-4 and EBU Tech 3341 -------------------------------------------------------------------------------------


def test_the_weighting_at_48_khz_is_the_tables_of_bs_1770() -> None:
    shelf, high_pass = k_weighting(48_000)
    assert shelf[:3] == pytest.approx((1.53512485958697, -2.69169618940638, 1.19839281085285), abs=1e-8)
    assert shelf[4:] == pytest.approx((-1.69065929318241, 0.73248077421585), abs=1e-8)
    assert high_pass[:3] == (1.0, -2.0, 1.0)
    assert high_pass[4:] == pytest.approx((-1.99004745483398, 0.99007225036621), abs=1e-8)


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 96_000])
def test_the_weighting_is_the_same_at_every_rate(rate: int) -> None:
    at = np.geomspace(30, 6000, 60)
    here, there = (np.abs(sosfreqz(np.array(k_weighting(r)), at, fs=r)[1]) for r in (rate, 48_000))
    # near half the sample rate no bilinear filter can agree
    assert np.abs(20 * np.log10(here / there)).max() < 0.2


def test_a_full_scale_sine_of_997_hz_in_one_channel_measures_minus_3_01() -> None:
    assert integrated(sine(0, 5, 997, 48_000)) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([(-23, 20)], id="3341-1"),
        pytest.param([(-36, 10), (-23, 60), (-36, 10)], id="3341-3"),
        pytest.param([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], id="3341-4"),
        pytest.param([(-26, 20), (-20, 20.1), (-26, 20)], id="3341-5"),
    ],
)
def test_integrated_loudness_meets_ebu_tech_3341(parts: list[tuple[float, float]], rate: int) -> None:
    sound = np.concatenate([sine(dbfs, seconds, 1000, rate) for dbfs, seconds in parts])
    assert integrated(sound, rate) - MONO_LU == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize(
    ("dbfs", "divisor", "phase", "expected"),
    [(-6.02, 4, 0, -6.0), (-6.02, 4, 45, -6.0), (-6.02, 6, 60, -6.0), (-6.02, 8, 67.5, -6.0), (2.98, 4, 45, 3.0)],
    ids=["3341-15", "3341-16", "3341-17", "3341-18", "3341-19"],
)
def test_true_peak_meets_ebu_tech_3341(dbfs: float, divisor: int, phase: float, expected: float) -> None:
    sound = sine(dbfs, 1, 48_000 / divisor, 48_000, phase)
    ramp = np.minimum(1, np.arange(len(sound)) / 4800).astype(np.float32)
    assert -0.4 <= measure([sound * ramp * ramp[::-1]], 48_000).true_peak_dbtp - expected <= 0.2


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
    ids=["3342-1", "3342-2", "3342-3", "3342-4"],
)
def test_loudness_range_meets_ebu_tech_3342(levels: tuple[float, ...], expected: float) -> None:
    sound = np.concatenate([sine(dbfs, 20, 1000, 48_000) for dbfs in levels])
    assert measure([sound], 48_000).range_lu == pytest.approx(expected, abs=1)


# --- other people's meters -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_ffmpegs_and_pyloudnorms_meters(seed: int, tmp_path: Path) -> None:
    rate = (44_100, 24_000, 48_000, 44_100)[seed]
    sound = np.concatenate([speech_like(seed * 10 + i, 9 + i, rate, peak=0.1 * (i + 1)) for i in range(5)])
    ours = measure([sound], rate)
    soundfile.write(tmp_path / "a.wav", sound, rate, subtype="FLOAT")
    lufs, peak, spread = of_ffmpeg(tmp_path / "a.wav")
    assert ours.integrated_lufs == pytest.approx(lufs, abs=0.1)
    assert ours.true_peak_dbtp == pytest.approx(peak, abs=0.15)
    assert ours.range_lu == pytest.approx(spread, abs=0.3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyloudnorm
    assert ours.integrated_lufs == pytest.approx(pyloudnorm.Meter(rate).integrated_loudness(sound), abs=0.1)


@pytest.mark.parametrize("highest_hz", [8000, 18_000, 22_000])
@pytest.mark.parametrize("clipped", [False, True])
def test_true_peaks_of_noise_and_music_are_ffmpegs(highest_hz: int, clipped: bool, tmp_path: Path) -> None:
    white = np.random.default_rng(highest_hz).normal(size=44_100 * 5)
    sound = sosfilt(butter(8, highest_hz, fs=44_100, output="sos"), white) + 2 * speech_like(1, 5, 44_100)
    sound = np.clip(0.7 * sound / np.abs(sound).max() * (4 if clipped else 1), -0.7, 0.7).astype(np.float32)
    soundfile.write(tmp_path / "a.wav", sound, 44_100, subtype="FLOAT")
    assert measure([sound], 44_100).true_peak_dbtp == pytest.approx(of_ffmpeg(tmp_path / "a.wav")[1], abs=0.2)


# --- two channels ----------------------------------------------------------------------------------------------------


def test_two_channels_of_a_sine_measure_what_ebu_tech_3341_says() -> None:
    sound = sine(-23, 20, 1000, 48_000)
    assert measure([np.outer(sound, [1, 1])], 48_000, 2).integrated_lufs == pytest.approx(-23.0, abs=0.1)
    assert measure([np.outer(sound, [1, 0])], 48_000, 2).integrated_lufs == pytest.approx(-23.0 + MONO_LU, abs=0.1)
    assert clip_loudness(np.outer(sound, [1, 1]), 48_000) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("loud", [0, 1])
def test_the_true_peak_is_that_of_the_louder_channel(loud: int) -> None:
    sound = sine(-6, 1, 11_025, phase_degrees=45) * np.hanning(44_100).astype(np.float32)
    both = np.outer(sound, [1, 0.2] if loud == 0 else [0.2, 1])
    assert measure([both], 44_100, 2).true_peak_dbtp == pytest.approx(-6, abs=0.1)


@pytest.mark.parametrize("longest", [3000, 100_000])
def test_it_agrees_with_ffmpegs_and_pyloudnorms_meters_on_two_different_channels(longest: int, tmp_path: Path) -> None:
    voices = [np.concatenate([speech_like(10 * i + j, 6, 44_100, 90 + 50 * i, 0.2 * (j + 1)) for j in range(4)]) for i in (0, 1)]
    both, chance = np.stack([voices[0] + 0.3 * voices[1], 0.3 * voices[0] + voices[1]], axis=1), Random(longest)
    ours = measure(in_blocks(both, lambda: chance.randint(0, longest)), 44_100, 2)
    soundfile.write(tmp_path / "a.wav", both, 44_100, subtype="FLOAT")
    lufs, peak, spread = of_ffmpeg(tmp_path / "a.wav")
    assert (ours.integrated_lufs, ours.true_peak_dbtp) == pytest.approx((lufs, peak), abs=0.1)
    assert ours.range_lu == pytest.approx(spread, abs=0.3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyloudnorm
    assert ours.integrated_lufs == pytest.approx(pyloudnorm.Meter(44_100).integrated_loudness(both), abs=0.1)


# --- as a stream -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("longest", [100, 3000, 100_000])
def test_how_the_sound_is_cut_into_blocks_does_not_matter(longest: int) -> None:
    sound, chance = speech_like(5, 4, 44_100), Random(longest)
    whole = measure([sound], 44_100)
    cut = measure(in_blocks(sound, lambda: chance.randint(0, longest)), 44_100)
    assert (cut.integrated_lufs, cut.true_peak_dbtp, cut.range_lu) == pytest.approx(
        (whole.integrated_lufs, whole.true_peak_dbtp, whole.range_lu), abs=1e-6
    )


def test_memory_does_not_grow_with_the_programme() -> None:
    block = speech_like(1, 5, 8000)
    measure([block], 8000)

    def peak_bytes(n_blocks: int) -> int:
        tracemalloc.start()
        measure((block for _ in range(n_blocks)), 8000)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert peak_bytes(120) < 1.5 * peak_bytes(12)


@pytest.mark.parametrize(
    "sound", [[], [np.zeros(0, np.float32)], [np.zeros(44_100, np.float32)], [sine(-100, 1)], [sine(-20, 0.2)]]
)
def test_what_is_too_quiet_or_too_short_to_measure_has_the_level_of_silence(sound: list[Sound]) -> None:
    heard = measure(sound, 44_100)
    assert heard.integrated_lufs == FLOOR_LUFS
    assert heard.range_lu == 0


# --- clips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.1, 1, 5])
def test_a_clip_is_measured_whole_without_gates(seconds: float) -> None:
    assert clip_loudness(sine(-20, seconds), 44_100) == pytest.approx(-20 + MONO_LU, abs=0.3)


def test_a_clip_that_is_half_silence_measures_3_lu_less() -> None:
    sound = sine(-20, 2)
    half = np.concatenate([sound, np.zeros_like(sound)])
    assert clip_loudness(sound, 44_100) - clip_loudness(half, 44_100) == pytest.approx(3.01, abs=0.02)


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros(100, np.float32), sine(-90, 1)])
def test_a_silent_clip_has_the_level_of_silence(sound: Sound) -> None:
    assert clip_loudness(sound, 44_100) == FLOOR_LUFS


def test_the_clip_meter_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(clip_loudness))(sine(-20, 1), 44_100) == clip_loudness(sine(-20, 1), 44_100)


def test_levels_are_averaged_by_energy_and_weight() -> None:
    sound = np.concatenate([sine(-20, 3), sine(-40, 1)])
    parts = [(clip_loudness(sine(-20, 3), 44_100), 3.0), (clip_loudness(sine(-40, 1), 44_100), 1.0)]
    assert mean_level(parts) == pytest.approx(clip_loudness(sound, 44_100), abs=0.05)
