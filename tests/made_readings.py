"""Recordings as people make them, with times known by construction: espeak-ng reads in another voice and at another pace, with
pauses, a jingle, coughs, sentences left out and read twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from turncast.model import Voice
from turncast.speech.engine import Samples
from turncast.speech.engines import load

SENTENCES = (
    "We left on a Tuesday, quite early, and by noon nobody could remember who had locked the back door.",
    "My grandfather kept bees, although he was afraid of them until the very last summer of his life.",
    "It took twelve people to carry the piano, and then it would not fit through the kitchen window.",
    "What did you think when the letter finally came?",
    "Honestly, I believed that somebody had mixed up two names; it happens more often than people admit.",
    "Every spring the river takes a little more of the garden, so we plant the potatoes further up the hill.",
    "The baker across the street still writes down what we owe him in a small green book.",
    "She learned to repair clocks from a neighbour who had never owned one himself.",
    "Nobody told us that the ferry stops running in the middle of September.",
    "I have painted the same bridge forty times, and it has never once looked the same to me.",
    "When the snow melts you can see where the old railway used to cross the valley.",
)
OTHERS = (
    "Parliament adjourned without debating whether fishing quotas should include freshwater species.",
    "Seventeen volunteers catalogued meteorites beneath the museum throughout December.",
    "Oil prices hardly mattered to companies that shipped their cement by barge.",
    "Her thesis compares how jazz drummers and surgeons describe what their hands are doing.",
    "Which orchestra would hire a conductor who refuses to rehearse?",
    "Blue cheese, apparently, improves if one plays it a cello sonata every night.",
    "The algorithm sorts passports by the height of the person and not by their surname.",
    "Under each vineyard runs a tunnel where mushrooms are grown on horse manure.",
)
RATE = 22_050


@dataclass(frozen=True)
class Reading:
    samples: Samples
    words: tuple[tuple[tuple[float, float], ...], ...]
    """For each sentence that is read, in order, start and end of its words in seconds; of one read twice, the second time."""


def reading(
    sentences: Sequence[str],
    voice: str = "en-us+f2",
    pace: float = 1.0,
    jingle_s: float = 0.0,
    twice: Collection[int] = (),
    coughs: Collection[int] = (),
    noise: float = 0.0,
    engine: str = "espeak",
) -> Reading:
    """The sentences in that voice, with pauses of 0.3 to 2 s after them; some are read twice, before some somebody coughs."""
    rng = np.random.default_rng(7)
    speaker, who = load(engine), Voice(engine, voice, rate=pace)
    speaker.ready(lambda line: None)
    parts, words = [_jingle(jingle_s), np.zeros(RATE // 2)], []
    for index, sentence in enumerate(sentences):
        said = speaker.speak(speaker.prepare(sentence.split(" "), who), who)
        assert said.sample_rate_hz == RATE
        if index in coughs:
            parts += [_cough(rng), np.zeros(RATE // 3)]
        for _ in range(1 + (index in twice)):
            begins = sum(map(len, parts))
            parts += [said.samples, np.zeros(int(RATE * rng.uniform(0.3, 2.0)))]
        words.append(tuple(((begins + start) / RATE, (begins + end) / RATE) for start, end in said.words or ()))
    sound = np.concatenate(parts)
    return Reading((sound + rng.normal(0, noise, len(sound)) * (noise > 0)).astype(np.float32), tuple(words))


def _jingle(seconds: float) -> np.ndarray:
    """A melody of eight tones a second over a low one."""
    tones = np.random.default_rng(1).choice([330, 392, 440, 523, 587], int(seconds * 8)).repeat(RATE // 8)
    found: np.ndarray = 0.15 * np.sin(2 * np.pi * np.cumsum(tones) / RATE) + 0.1 * np.sin(np.arange(len(tones)) * 0.06)
    return found


def _cough(rng: np.random.Generator) -> np.ndarray:
    found: np.ndarray = rng.normal(0, 0.2, RATE // 3) * np.exp(-np.arange(RATE // 3) / (0.08 * RATE))
    return found
