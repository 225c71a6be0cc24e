"""Conversions between samples, milliseconds and clock times; rounding happens here and nowhere else."""

from __future__ import annotations


def samples_to_ms(n_samples: int, sample_rate_hz: int) -> int:
    """Milliseconds, rounded to the nearest, halves up.

    >>> samples_to_ms(44_100, 44_100), samples_to_ms(22, 44_100), samples_to_ms(23, 44_100)
    (1000, 0, 1)
    """
    return (n_samples * 2000 + sample_rate_hz) // (2 * sample_rate_hz)


def ms_to_samples(ms: int, sample_rate_hz: int) -> int:
    """Samples, rounded to the nearest, halves up.

    >>> ms_to_samples(1000, 44_100), ms_to_samples(1, 24_000)
    (44100, 24)
    """
    return (ms * sample_rate_hz * 2 + 1000) // 2000


def resampled_length(n_samples: int, from_hz: int, to_hz: int) -> int:
    """How many samples a clip has after resampling: the nearest, halves up.

    >>> resampled_length(24_000, 24_000, 44_100)
    44100
    """
    return (n_samples * to_hz * 2 + from_hz) // (2 * from_hz)


def clock(ms: int, separator: str = ".") -> str:
    """HH:MM:SS.mmm from whole milliseconds, so nothing can carry wrongly.

    >>> clock(3_599_999), clock(60_000, ",")
    ('00:59:59.999', '00:01:00,000')
    """
    seconds, millis = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{separator}{millis:03}"


def spoken_duration(ms: int) -> str:
    """A length for people.

    >>> spoken_duration(61_400), spoken_duration(3_725_000), spoken_duration(9_600)
    ('1 min 01 s', '1 h 02 min 05 s', '10 s')
    """
    seconds = (ms + 500) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min {seconds:02} s"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
