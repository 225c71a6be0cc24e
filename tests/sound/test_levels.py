from __future__ import annotations

import numpy as np
import pytest
from made_sound import PEOPLE, VOICES, Shelf, programme, speech_like, utterance

from turncast.errors import SoundError
from turncast.model import Track
from turncast.sound import levels
from turncast.sound.levels import even_out, excerpt, voice_levels
from turncast.sound.limiter import limit
from turncast.sound.meter import clip_loudness, measure
from turncast.sound.places import placed
from turncast.sound.render import render
from turncast.sound.stitch import stitch

TARGET, CEILING = -15.5, -2.0


@pytest.mark.parametrize("n_channels", [1, 2])
@pytest.mark.parametrize("seed", range(2))
def test_voices_and_programme_leave_the_limiter_at_the_target(seed: int, n_channels: int) -> None:
    shelf = Shelf()
    track = even_out(placed(programme(seed, 6, shelf), PEOPLE), shelf.open, TARGET, CEILING, n_channels)
    sound = np.concatenate(list(limit(render(track, shelf.open, n_channels), 44_100, 0, CEILING)))
    assert measure([sound], 44_100, n_channels).integrated_lufs == pytest.approx(TARGET, abs=0.15)
    own_levels = []
    for voice in {segment.utterance.voice for segment in track.segments}:
        own = [sound[s.start : s.start + s.n_samples] for s in track.segments if s.utterance.voice == voice]
        own_levels.append(clip_loudness(np.concatenate(own), 44_100))
    assert max(own_levels) - min(own_levels) < 0.2


def test_a_peaky_voice_gets_more_gain_than_a_smooth_one() -> None:
    shelf, chance = Shelf(), np.random.default_rng(1)
    smooth = (0.1 * chance.normal(size=72_000)).astype(np.float32).clip(-0.15, 0.15)
    peaky = speech_like(1, 3, pitch_hz=60)
    spoken = [utterance("word.", "guest"), utterance("word.", "reporter")]
    track = stitch(spoken, [shelf.keep(smooth), shelf.keep(peaky)])
    before, after = (voice_levels(one.segments) for one in (track, even_out(track, shelf.open, TARGET, CEILING)))
    gains = {voice: after[voice] - before[voice] for voice in before}
    assert gains[VOICES["reporter"]] > gains[VOICES["guest"]] + 0.3


def long_track() -> Track:
    shelf = Shelf()
    clips = [shelf.keep(speech_like(i, 2 + i)) for i in range(3)]
    people = ["guest", "reporter", "guest", "guest", "guest", "second"]
    count = 300
    spoken = [utterance("word.", people[i % 6] if i else "second", "turn", i) for i in range(count)]
    return stitch(spoken, [clips[i % 3] for i in range(count)])


def test_an_excerpt_holds_every_voice_in_about_the_time_asked_for() -> None:
    track = long_track()
    short = excerpt(track, 60)
    assert 40 < sum(segment.n_samples for segment in short.segments) / 44_100 < 80
    assert voice_levels(short.segments).keys() == voice_levels(track.segments).keys()
    ends = [segment.start + segment.n_samples for segment in short.segments]
    assert all(end < after.start for end, after in zip(ends, short.segments[1:], strict=False))
    assert short.n_samples == ends[-1]


def test_an_excerpt_of_a_short_programme_is_all_of_it() -> None:
    track = programme(1, 6, Shelf())
    assert excerpt(track, 180).segments == track.segments


def test_an_excerpt_is_enough_to_find_the_gains_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    track = programme(4, 20, shelf)
    monkeypatch.setattr(levels, "EXCERPT_S", 30)
    assert excerpt(track, 30).n_samples < 0.6 * track.n_samples
    even = even_out(track, shelf.open, TARGET, CEILING)
    heard = measure(limit(render(even, shelf.open), 44_100, 0, CEILING), 44_100)
    assert heard.integrated_lufs == pytest.approx(TARGET, abs=0.15)


def test_a_silent_voice_among_others_keeps_its_gain_and_only_silence_is_an_error() -> None:
    shelf = Shelf()
    clips = [shelf.keep(np.zeros(24_000, np.float32)), shelf.keep(speech_like(1, 2))]
    spoken = [utterance("…", "reporter"), utterance("word.")]
    even = even_out(stitch(spoken, clips), shelf.open, TARGET, CEILING)
    assert even.segments[0].gain_db == 0
    with pytest.raises(SoundError, match="the programme is silent"):
        even_out(stitch(spoken[:1], clips[:1]), shelf.open, TARGET, CEILING)
