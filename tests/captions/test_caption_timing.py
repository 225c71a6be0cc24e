from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from turncast.captions.rules import BBC, NETFLIX
from turncast.captions.timing import Spoken, cue_times, leaving

SHIFT = NETFLIX.shift_ms


def times(*spoken: tuple[int, int, int], duration_ms: int) -> list[tuple[int, int]]:
    return cue_times([Spoken(*cue) for cue in spoken], duration_ms, NETFLIX)


def test_a_cue_comes_with_its_first_word_and_goes_with_its_last() -> None:
    assert times((1000, 3000, 20), (6000, 9000, 20), duration_ms=12000) == [(1000, 3000), (6000, 9000)]


def test_a_gap_that_would_flicker_is_closed() -> None:
    assert times((1000, 3000, 20), (3499, 5000, 20), duration_ms=9000)[0] == (1000, 3499 - 84)
    assert times((1000, 3000, 20), (3500, 5000, 20), duration_ms=9000)[0] == (1000, 3000)


def test_the_bbc_closes_gaps_of_up_to_a_second() -> None:
    assert leaving(1000, 3000, 20, 3900, BBC) == 3900 - 84


def test_a_cue_runs_on_for_comfortable_reading_but_half_a_second_only() -> None:
    assert leaving(0, 2000, 40, 9000, NETFLIX) == 40 * 1000 // 17
    assert leaving(0, 2000, 49, 9000, NETFLIX) == 2500
    assert leaving(0, 1000, 84, 9000, NETFLIX) == 2500, "at more than 20 characters a second the lag limit holds instead"


def test_a_cue_that_needs_the_time_stays_until_the_next_comes() -> None:
    assert leaving(0, 300, 4, 1200, NETFLIX) == 1200 - 84
    assert leaving(0, 300, 4, 2000, NETFLIX) == 834


def test_a_cue_does_not_stay_for_comfort_alone_until_the_next_comes() -> None:
    assert leaving(0, 2000, 40, 2700, NETFLIX) == 2200


def test_no_cue_lasts_over_seven_seconds() -> None:
    assert leaving(0, 9000, 84, 10000, NETFLIX) == 7000
    assert leaving(0, 6900, 84, 7390, NETFLIX) == 7000


def test_a_short_cue_borrows_from_the_pause_before_it_and_then_from_the_next_cue() -> None:
    before, next_start = (0, 1500, 20), 2000 + 834 + 84
    assert times(before, (2000, 2300, 4), (next_start, 5000, 20), duration_ms=9000)[1][0] == 2000
    assert times(before, (2000, 2300, 4), (next_start - 50, 5000, 20), duration_ms=9000)[1] == (1950, 2784)
    assert times(before, (2000, 2300, 4), (next_start - 100, 5000, 20), duration_ms=9000)[1:] == [
        (2000 - SHIFT, 2000 - SHIFT + 834),
        (next_start - 100 + 100 - SHIFT, 5000),
    ]


def test_a_start_is_kept_where_the_minimum_cannot_be_met() -> None:
    """Start accuracy goes before the time on screen."""
    (_, (start, end), (after, _)) = times((0, 1500, 20), (2000, 2250, 4), (2550, 5000, 20), duration_ms=9000)
    assert (start, end, after) == (2000 - SHIFT, 2550 + SHIFT - 84, 2550 + SHIFT)


def test_a_cue_does_not_borrow_what_the_others_need() -> None:
    squeezed = times((0, 400, 4), (700, 1100, 4), (1400, 1800, 4), (2100, 2500, 4), duration_ms=2600)
    assert [start for start, _ in squeezed] == [0, 700, 1400, 2100]
    assert all(b[0] - a[1] >= 84 for a, b in pairwise(squeezed))


def test_the_last_cue_ends_with_the_programme() -> None:
    assert times((1000, 1900, 80), duration_ms=2000) == [(1000, 2000)]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 9000), st.integers(1, 84)), min_size=1, max_size=20))
def test_cues_never_overlap_whatever_the_words_do(steps: list[tuple[int, int, int]]) -> None:
    spoken, now = [], 0
    for pause, length, columns in steps:
        spoken.append(Spoken(now + pause, now + pause + length, columns))
        now += pause + length
    cues = cue_times(spoken, now + 100 * len(spoken), NETFLIX)
    assert all(0 <= start < end <= start + 7000 for start, end in cues)
    assert all(after - end >= 84 for (_, end), (after, _) in pairwise(cues))
    assert cues[-1][1] <= now + 100 * len(spoken)
