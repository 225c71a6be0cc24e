from __future__ import annotations

import pytest

from turncast.errors import UsageError
from turncast.sound.formats import FORMATS, Delivery, complete, encoder_gain_db


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("n_channels", [1, 2])
@pytest.mark.parametrize("rate", [44_100, 48_000, 22_050])
def test_every_format_has_a_rate_and_a_bit_rate_of_its_own(form: str, n_channels: int, rate: int) -> None:
    found = complete(Delivery(form, n_channels=n_channels), rate)
    assert found.sample_rate_hz in (44_100, 48_000)
    assert bool(found.bit_rate_kbps) == (form not in ("flac", "wav"))
    assert complete(found, rate) == found
    assert -0.5 < encoder_gain_db(found) <= 0


def test_apple_podcasts_gets_what_it_asks_for() -> None:
    assert complete(Delivery("mp3"), 44_100) == Delivery("mp3", 44_100, 96, 1)
    assert complete(Delivery("mp3", n_channels=2), 48_000) == Delivery("mp3", 48_000, 128, 2)


@pytest.mark.parametrize(
    ("delivery", "told"),
    [
        (Delivery("ogg"), "no such format: ogg; there are mp3, m4a, m4b, opus, flac, wav"),
        (Delivery("mp3", 22_050), "mp3 at 22050 Hz cannot be had: choose 44100 or 48000"),
        (Delivery("opus", 44_100), "opus at 44100 Hz cannot be had: choose 48000"),
        (Delivery("mp3", bit_rate_kbps=32), "mp3 at 32 kb/s cannot be had: choose 64 to 320"),
        (Delivery("mp3", bit_rate_kbps=100), "mp3 at 100 kb/s cannot be had: choose 64, 80, 96"),
        (Delivery("m4b", bit_rate_kbps=500), "m4b at 500 kb/s cannot be had: choose 48 to 320"),
        (Delivery("flac", bit_rate_kbps=96), "flac loses nothing, so it has no bit rate"),
        (Delivery("wav", n_channels=6), "6 channels cannot be had: choose 1 or 2"),
    ],
)
def test_what_a_format_does_not_have_is_told(delivery: Delivery, told: str) -> None:
    with pytest.raises(UsageError) as error:
        complete(delivery, 44_100)
    assert str(error.value).startswith(told)
