from __future__ import annotations

import itertools
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from made_sound import VOICES, Shelf, programme, sine, speech_like, utterance

from turncast.errors import SoundError
from turncast.model import Join, Segment, Token, Track
from turncast.sound.meter import clip_loudness
from turncast.sound.pacing import INTERVIEW, Pacing, pause_ms
from turncast.sound.render import render
from turncast.sound.stitch import VOICE_LEVEL_LUFS, stitch, timed_words
from turncast.units import resampled_length

# standards.md, "Pace and pauses", in milliseconds
ALLOWED: dict[Join, tuple[int, int]] = {
    "section": (1000, 2000),
    "turn": (300, 700),
    "paragraph": (600, 900),
    "sentence": (250, 600),
    "clause": (100, 250),
}


def gaps_ms(track: Track) -> list[tuple[Join, float]]:
    return [
        (after.utterance.join, (after.start - before.start - before.n_samples) * 1000 / track.sample_rate_hz)
        for before, after in itertools.pairwise(track.segments)
    ]


# --- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_segments_follow_one_another_without_overlap_and_by_counted_samples(seed: int) -> None:
    track = programme(seed, 8, Shelf(), rates=(24_000, 22_050, 16_000, 44_100))
    for segment in track.segments:
        assert segment.n_samples == resampled_length(segment.clip.n_samples, segment.clip.sample_rate_hz, 44_100)
    assert all(gap > 0 for _, gap in gaps_ms(track))
    last = track.segments[-1]
    assert 1000 <= (track.n_samples - last.start - last.n_samples) / 44.1 <= 2000


@pytest.mark.parametrize("seed", range(5))
def test_every_pause_is_in_the_range_of_its_join(seed: int) -> None:
    track = programme(seed, 12, Shelf())
    assert {join for join, _ in gaps_ms(track)} == {"turn", "sentence", "paragraph"}
    for join, gap in gaps_ms(track):
        shortest, longest = ALLOWED[join]
        assert shortest - 0.1 <= gap <= longest + 0.1
    assert 300 <= track.segments[0].start / 44.1 <= 1000


def test_pauses_between_turns_vary_by_more_than_50_ms() -> None:
    for seed in range(5):
        pauses = [gap for join, gap in gaps_ms(programme(seed, 20, Shelf())) if join == "turn"]
        assert np.std(pauses) > 50


@pytest.mark.parametrize("join", get_args(Join))
@pytest.mark.parametrize("ending", ["?", ".", "!", "…", "...", "—", ",", "", ".”", "?)"])
def test_whatever_is_said_the_pause_after_it_stays_in_range(join: Join, ending: str) -> None:
    pauses = [pause_ms(INTERVIEW, join, utterance(f"So it is{ending}"), length_ms) for length_ms in (1, 700, 4000, 10_000, 90_000)]
    assert pauses == sorted(pauses)
    assert ALLOWED[join][0] <= pauses[0] < pauses[-1] <= ALLOWED[join][1]


def test_a_question_is_answered_sooner_than_a_statement_and_quotes_do_not_hide_it() -> None:
    asked, quoted, told = (pause_ms(INTERVIEW, "turn", utterance(text), 3000) for text in ("Why?", "“Why?”", "So."))
    assert asked == quoted < told


def test_pacing_can_be_set() -> None:
    shelf = Shelf()
    spoken = [utterance("One."), utterance("Two.", join="turn", turn=1)]
    clips = [shelf.keep(sine(-20, 1, rate=24_000)) for _ in spoken]
    track = stitch(spoken, clips, Pacing(head_ms=0, tail_ms=0, turn_ms=(1000, 1000)))
    # up to whole MP3 frames of 1152 samples
    assert [segment.start for segment in track.segments] == [0, 2 * 44_100 + 504]
    assert track.n_samples == 3 * 44_100 + 504 + 828


def test_every_sentence_starts_on_a_frame_of_an_mp3() -> None:
    track = programme(4, 12, Shelf(), rates=(24_000, 22_050, 16_000))
    assert all(segment.start % 1152 == 0 for segment in track.segments)
    assert track.n_samples % 1152 == 0


def test_the_same_script_always_breathes_the_same_way() -> None:
    assert programme(3, 6, Shelf()) == programme(3, 6, Shelf())


@pytest.mark.parametrize("n_clips", [0, 1, 3])
def test_what_does_not_fit_together_is_an_error(n_clips: int) -> None:
    clip = Shelf().keep(sine(-20, 1))
    with pytest.raises(SoundError, match="one clip for each"):
        stitch([utterance("One."), utterance("Two.")], [clip] * n_clips)
    with pytest.raises(SoundError):
        stitch([], [])


# --- levels ----------------------------------------------------------------------------------------------------------


def test_voices_are_equally_loud_on_the_track_and_keep_their_own_dynamics() -> None:
    shelf = Shelf()
    track = programme(2, 14, shelf)
    mix = np.concatenate(list(render(track, shelf.open)))
    levels = []
    for voice in VOICES.values():
        own = [segment for segment in track.segments if segment.utterance.voice == voice]
        levels.append(clip_loudness(np.concatenate([mix[s.start : s.start + s.n_samples] for s in own]), 44_100))
        assert len({segment.gain_db for segment in own}) == 1
    assert max(levels) - min(levels) < 0.2
    assert levels[0] == pytest.approx(VOICE_LEVEL_LUFS, abs=0.2)


def test_a_silent_voice_is_not_made_louder() -> None:
    shelf = Shelf()
    clips = [shelf.keep(speech_like(1, 1)), shelf.keep(np.zeros(24_000, np.float32))]
    track = stitch([utterance("One."), utterance("…", "reporter")], clips)
    assert track.segments[1].gain_db == 0


# --- words -----------------------------------------------------------------------------------------------------------


def test_what_makes_no_sound_lies_at_the_end_of_the_word_before() -> None:
    shelf = Shelf()
    one = utterance("word word")
    one = replace(one, tokens=(Token("—", ""), one.tokens[0], Token("*", ""), one.tokens[1]))
    words = timed_words(stitch([one], [shelf.keep(sine(-20, 1, rate=24_000), n_words=2)]))
    assert [(word.text, word.start_ms, word.end_ms) for word in words] == [
        ("—", 522, 522),
        ("word", 522, 1022),
        ("*", 1022, 1022),
        ("word", 1022, 1522),
    ]


def test_word_times_are_segment_start_plus_the_words_own_time() -> None:
    shelf = Shelf()
    spoken = [utterance("One two."), utterance("Three four five.", "reporter", "turn", 1)]
    clips = [shelf.keep(sine(-20, 1, rate=24_000), n_words=2), shelf.keep(sine(-20, 0.9, rate=24_000), n_words=3)]
    track = stitch(spoken, clips, Pacing(head_ms=250, turn_ms=(500, 500)))
    words = timed_words(track)
    assert [(word.text, word.start_ms, word.end_ms) for word in words] == [
        ("One", 261, 761),
        ("two.", 761, 1261),
        ("Three", 1776, 2076),
        ("four", 2076, 2376),
        ("five.", 2376, 2676),
    ]
    assert [(word.speaker, word.turn, word.utterance) for word in words] == [("guest", 0, 0)] * 2 + [("reporter", 1, 1)] * 3


def test_no_word_ends_after_its_sound_whatever_is_rounded() -> None:
    shelf = Shelf()
    clip = shelf.keep(sine(-20, 0.5, rate=24_000))
    clip = replace(clip, n_samples=11_989, words=(replace(clip.words[0], end_ms=500),))
    track = Track(44_100, 60_000, (Segment(utterance("One."), clip, 23, 22_030, 0.0),))
    assert timed_words(track)[0].end_ms == 500
    assert timed_words(replace(track, segments=(replace(track.segments[0], n_samples=22_000),)))[0].end_ms == 499


@pytest.mark.parametrize("n_words", [0, 1, 3])
def test_a_sentence_without_a_time_for_each_word_is_told(n_words: int) -> None:
    shelf = Shelf()
    clip = shelf.keep(sine(-20, 1, rate=24_000), n_words=2)
    damaged = replace(clip, words=(*clip.words, *clip.words)[:n_words])
    track = stitch([utterance("One two."), utterance("Three four.")], [clip, damaged])
    with pytest.raises(SoundError, match=rf"^sentence 2 of the track has {n_words} times for 2 words: make the episode again$"):
        timed_words(track)


def test_word_times_do_not_drift_over_four_hours() -> None:
    clip = Shelf().keep(speech_like(1, 3.0117, 22_050), 22_050)
    spoken = [utterance("word.", ("guest", "reporter")[i % 2], "turn", i) for i in range(4000)]
    track = stitch(spoken, [clip] * len(spoken))
    assert track.n_samples > 3.5 * 3600 * 44_100
    errors = [word.start_ms - s.start / 44.1 for word, s in zip(timed_words(track), track.segments, strict=True)]
    assert max(map(abs, errors)) <= 0.51
