"""A thousand sentences over a service that fails a third of its calls, in eight ways."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest
from speech_services import HTML, GttsService, Reply, beep_mp3

from turncast.model import Token, Utterance, Voice
from turncast.progress import Silent
from turncast.sound.meter import clip_loudness
from turncast.speech import attempts
from turncast.speech.clips import open_audio
from turncast.speech.engines import gtts
from turncast.speech.say import Studio, say
from turncast.store import Store

WAYS = (
    Reply(status=429),
    Reply(status=503),
    Reply(status=500),
    HTML,
    GttsService.spoken(b""),
    GttsService.spoken(b"this is no MP3 at all" * 50),
    GttsService.spoken(beep_mp3(0.05)),
    Reply(b'[["wrb.fr","jQ1olc","[\\"abc\\"]"', claims=4000),
)
N_SENTENCES = 1000


def sentence(number: int) -> str:
    """Each of its own length in letters, within a few, so that a wrong sound is found out by how long it is."""
    return f"Sentence number {number} of them " + "goes on " * (number % 5) + "and ends."


@pytest.mark.engines
def test_a_storm_loses_nothing_mixes_nothing_up_and_asks_for_nothing_twice(
    gtts_service: GttsService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "FIRST_WAIT_S", 0.001)
    monkeypatch.setenv("TURNCAST_GTTS_PER_MINUTE", "0")
    monkeypatch.setenv("TURNCAST_GTTS_AT_ONCE", "4")
    chance, lock = Random(1), threading.Lock()
    answered: Counter[str] = Counter()
    failures: Counter[int] = Counter()

    def weather(nth: int) -> Reply | None:
        with lock:
            way = chance.randrange(len(WAYS)) if chance.random() < 1 / 3 else None
            if way is None:
                answered[gtts_service.asked[nth - 1][0]] += 1
                return None
            failures[way] += 1
            return WAYS[way]

    gtts_service.instead = weather
    voice = Voice("gtts", "en-gb")
    texts = [sentence(number) for number in range(N_SENTENCES)]
    utterances = [Utterance(0, "a", tuple(Token(word, word) for word in text.split()), voice, "sentence") for text in texts]
    store = Store(tmp_path)
    said = say(utterances, Studio({"gtts": gtts.Gtts()}, store, clip_loudness, Silent()))
    assert said.n_spoken == len(said.clips) == N_SENTENCES
    assert sum(failures.values()) > N_SENTENCES / 3
    assert set(failures) == set(range(len(WAYS)))
    for text, clip in zip(texts, said.clips, strict=True):
        samples = open_audio(store, clip)
        assert len(samples) / clip.sample_rate_hz == pytest.approx(0.08 * len(text), abs=0.12), text
        assert [word.text for word in clip.words] == text.split()
        assert np.abs(samples).max() > 0.1
    assert set(answered.values()) == {1}, "what was answered well is not asked for again"
