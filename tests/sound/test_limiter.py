from __future__ import annotations

from random import Random

import numpy as np
import pytest
from made_sound import Sound, in_blocks, sine, speech_like
from scipy.signal import resample_poly

from turncast.sound.limiter import limit
from turncast.sound.peaks import _INTERPOLATORS, REACH, bend_bounds, envelope, loud_stretches

RATE = 44_100


def limited(sound: Sound, gain_db: float, ceiling_dbtp: float) -> Sound:
    return np.concatenate(list(limit([sound], RATE, gain_db, ceiling_dbtp)))


def between_samples(sound: Sound) -> float:
    """The true peak in dBTP by another oversampler, eight times, with a far longer filter."""
    return float(20 * np.log10(np.abs(resample_poly(sound.astype(float), 8, 1, window=("kaiser", 9.0))).max()))


@pytest.mark.parametrize("gain_db", [0, 6, 12, 30])
@pytest.mark.parametrize("seed", range(3))
def test_no_true_peak_is_over_the_ceiling(seed: int, gain_db: float) -> None:
    sound = speech_like(seed, 3, RATE, 90 + 60 * seed, peak=0.9)
    # EBU Tech 3341 lets a meter read 0.2 dB too much and 0.4 dB too little; two good ones differ by far less
    assert between_samples(limited(sound, gain_db, -1.5)) <= -1.5 + 0.1


def test_peaks_between_samples_are_seen() -> None:
    sound = sine(0, 1, RATE / 4, RATE, 45) * np.hanning(RATE).astype(np.float32)
    assert np.abs(sound).max() < 0.72
    assert between_samples(limited(sound, 0, -2)) == pytest.approx(-2, abs=0.1)


@pytest.mark.parametrize("longest", [90, 700, 50_000])
def test_as_many_samples_come_out_as_went_in_and_their_blocks_do_not_matter(longest: int) -> None:
    sound, chance = speech_like(3, 1.5, RATE, peak=0.8), Random(longest)
    pieces = list(limit(in_blocks(sound, lambda: chance.randint(0, longest)), RATE, 9, -2))
    assert sum(map(len, pieces)) == len(sound)
    assert np.concatenate(pieces) == pytest.approx(limited(sound, 9, -2), abs=1e-6)


@pytest.mark.parametrize("n_samples", [0, 1, 10, 5000])
def test_short_sound_keeps_its_length(n_samples: int) -> None:
    assert sum(len(piece) for piece in limit([np.ones(n_samples, np.float32)], RATE, 0, -6)) == n_samples


def test_sound_below_the_ceiling_only_gets_its_gain() -> None:
    sound = speech_like(4, 2, RATE, peak=0.2)
    assert np.array_equal(limited(sound, 6, -1), sound * np.float32(10 ** (6 / 20)))


def test_the_gain_moves_too_slowly_to_be_heard_as_a_click() -> None:
    sound = np.full(RATE, 0.5, np.float32)
    sound[RATE // 2] = 1.0
    gain = limited(sound, 0, -6) / sound
    assert gain.min() < 0.6
    assert np.abs(np.diff(gain)).max() < 0.005


def test_stretches_hold_every_place_over_the_level_and_are_exact() -> None:
    sound = speech_like(8, 2, RATE, peak=1)
    padded = np.pad(sound, REACH)
    everywhere = envelope(padded)[REACH:-REACH]
    found = np.zeros(len(sound), np.float32)
    for start, peaks in loud_stretches(padded, 0.5):
        found[start : start + len(peaks)] = peaks
    over = everywhere > 0.5
    assert 0 < over.mean() < 0.5
    assert np.allclose(found[over], everywhere[over], rtol=1e-6)
    assert (found > 0).mean() < 0.9


@pytest.mark.parametrize("seed", range(20))
def test_stretches_hold_every_place_of_any_sound_over_any_level(seed: int) -> None:
    """Slow and loud beside quick and quiet: what bends at the end of one row of samples lifts the wave in the next."""
    chance = np.random.default_rng(seed)
    slow = np.sin(np.arange(6000) * chance.uniform(0.001, 0.3))
    quick = np.where(chance.normal(size=6000) > 0, 1.0, -1.0) * chance.uniform(0.1, 1)
    sound = np.where(np.repeat(chance.integers(0, 2, 60), 100) == 1, slow, quick).astype(np.float32)
    padded = np.pad(sound, REACH)
    everywhere = envelope(padded)[REACH:-REACH]
    for level in (0.3, 0.9, 1.0, 1.05, 1.3, float(everywhere.max()) * 0.999):
        found = np.zeros(len(sound), np.float32)
        for start, peaks in loud_stretches(padded, level):
            found[start : start + len(peaks)] = peaks
        over = everywhere > level
        assert np.allclose(found[over], everywhere[over], rtol=1e-6)


def test_no_wave_rises_between_samples_by_more_than_it_bends_around_them() -> None:
    of_level, of_bend = bend_bounds(_INTERPOLATORS)
    assert of_bend < 0.5
    worst = np.where(np.random.default_rng(1).normal(size=(200, 2 * REACH)) > 0, 1.0, -1.0).astype(np.float32)
    smooth = np.cumsum(np.cumsum(worst, axis=1), axis=1)
    for rows in (worst, smooth):
        between = np.abs(rows @ _INTERPOLATORS.T).max(axis=1)
        larger = np.abs(rows[:, REACH - 1 : REACH + 1]).max(axis=1)
        most = larger * (1 + of_level) + of_bend * np.abs(np.diff(rows, 2)).max(axis=1)
        assert np.all(between <= most * 1.00001)
    assert np.any(np.abs(worst @ _INTERPOLATORS.T).max(axis=1) > 1.2), "some do rise"
