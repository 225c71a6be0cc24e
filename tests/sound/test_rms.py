from __future__ import annotations

import numpy as np
import pytest
from made_sound import in_blocks, sine, speech_like

from turncast.sound.rms import FLOOR_DB, RmsMeter, rms_db

RATE = 44_100


def metered(sound: np.ndarray, n_block: int = 1000) -> RmsMeter:
    meter = RmsMeter(RATE)
    passed = list(meter.through(in_blocks(sound, lambda: n_block)))
    assert np.array_equal(np.concatenate(passed), sound)
    return meter


def test_a_sine_is_3_db_below_its_peak() -> None:
    assert metered(sine(-20, 5)).level_db() == pytest.approx(-23.01, abs=0.01)
    assert rms_db(sine(-20, 5)) == pytest.approx(-23.01, abs=0.01)


@pytest.mark.parametrize("n_block", [7, 1000, 44_100, 10**6])
def test_blocks_of_any_size_measure_the_same(n_block: int) -> None:
    meter, sound = metered(speech_like(1, 4, RATE), n_block), speech_like(1, 4, RATE)
    assert meter.level_db() == pytest.approx(10 * np.log10(np.mean(sound.astype(float) ** 2)), abs=1e-4)
    assert meter.noise_db() == pytest.approx(metered(sound).noise_db(), abs=1e-4)
    assert meter.n_samples == len(sound)


def test_noise_is_that_of_the_quietest_half_second() -> None:
    sound = np.concatenate([sine(-10, 3), sine(-60, 0.7), sine(-10, 3)])
    assert metered(sound).noise_db() == pytest.approx(-63.01, abs=0.05)
    assert metered(np.concatenate([sine(-10, 3), sine(-60, 0.3), sine(-10, 3)])).noise_db() > -20


def test_silence_and_nothing_have_a_level() -> None:
    assert metered(np.zeros(RATE, np.float32)).level_db() == metered(np.zeros(10, np.float32)).noise_db() == FLOOR_DB
    assert RmsMeter(RATE).level_db() == RmsMeter(RATE).noise_db() == FLOOR_DB
