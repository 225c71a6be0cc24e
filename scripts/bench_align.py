"""Run by scripts/bench: how far aligned word times lie from those of engines that know theirs. Prints JSON, one line a measurement.

Every second sentence of the interview is spoken by each voice; the constants of turncast.speech.align were found on the others.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np

from turncast import pipeline
from turncast.model import Casting, Part, Voice
from turncast.script.utterances import utterances
from turncast.speech.align import PAUSE, aligned_times, reference_voices
from turncast.speech.engine import Engine, Speech
from turncast.speech.engines import load
from turncast.speech.features import FRAMES_PER_S
from turncast.speech.say import asked_words

LONG_S = 45
"""Sentences are joined to sounds of about this length to see whether errors grow with time."""
GAP_S = 0.3


def main() -> None:
    engines = {name: ready(name) for name in ("kokoro", "espeak", "piper") if not load(name).missing()}
    man, woman = reference_voices("en")[0], Voice("kokoro", engines["kokoro"].pick("en", "reporter"), "en")
    assert man is not None
    robots = tuple(Voice("espeak", f"en-us+{variant}") for variant in ("f2", "m3"))
    wanted = [((woman, man), robots[1]), ((woman,), man), ((man,), woman), (robots, woman)]
    if "piper" in engines:
        joe = Voice("piper", engines["piper"].pick("en", "reporter"))
        wanted = [((woman, man), joe), ((man,), joe), (robots, joe), *wanted]
    sentences = list(spoken_words(sys.argv[1]))[1::2]
    voices = {voice for references, heard in wanted for voice in (*references, heard)}
    said = {voice: [speech_of(engines[voice.engine], words, voice) for words in sentences] for voice in voices}
    for references, voice in wanted:
        names = "+".join(f"{one.engine}/{one.name}" for one in references)
        told = measured([said[one] for one in references], said[voice])
        print(json.dumps({"references": names, "voice": f"{voice.engine}/{voice.name}", **told}), flush=True)


def ready(name: str) -> Engine:
    engine = load(name)
    engine.ready(lambda line: None)
    return engine


def spoken_words(source: str) -> Iterator[tuple[str, ...]]:
    script = pipeline.read_script(source).edited.script
    casting = Casting(tuple(Part(speaker.id, Voice("espeak", "en-us+f2")) for speaker in script.speakers))
    for utterance in utterances(script, casting, {"espeak": 400}):
        yield asked_words(utterance, load("espeak"))


def speech_of(engine: Engine, words: Sequence[str], voice: Voice) -> Speech:
    return engine.speak(engine.prepare(words, voice), voice)


def measured(references: Sequence[Sequence[Speech]], heard: Sequence[Speech]) -> dict[str, object]:
    """Errors of word starts in ms, after their median: engines differ in what they call the start of a word."""
    began = time.process_time()
    errors = [errors_ms(one, [said[index] for said in references])[0] for index, one in enumerate(heard)]
    cpu_s = time.process_time() - began
    plain = np.concatenate([errors_ms(one, [said[index] for said in references], False)[0] for index, one in enumerate(heard)])
    found = np.concatenate(errors)
    off, off_plain = (np.abs(some - np.median(some)) for some in (found, plain))
    return {
        "n_words": len(found),
        "refused": sum(len(one) == 0 for one in errors),
        "offset_ms": float(np.median(found)),
        "median_ms": float(np.median(off)),
        "p95_ms": float(np.percentile(off, 95)),
        "worst_ms": float(off.max()),
        "as_told_median_ms": float(np.median(off_plain)),
        "as_told_p95_ms": float(np.percentile(off_plain, 95)),
        "drift_ms_per_min": drift(references, heard),
        "cpu_s_per_s": cpu_s / sum(len(one.samples) / one.sample_rate_hz for one in heard),
    }


def errors_ms(heard: Speech, references: Sequence[Speech], closures: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """For each word that sounds how late it is said to start, and when it does in seconds; nothing where it was refused."""
    assert heard.words is not None
    found = aligned_times(heard.samples, heard.sample_rate_hz, references)
    if found is None:
        return np.empty(0), np.empty(0)
    sounding = [start < end for start, end in heard.words]
    at = np.array([start for start, _ in found])[sounding] / heard.sample_rate_hz
    true = (closed(heard) if closures else np.array([start for start, _ in heard.words]))[sounding] / heard.sample_rate_hz
    return (at - true) * 1000, true


def closed(heard: Speech) -> np.ndarray:
    """Where words start if the closure of a "p" or "t" counts as a part of it: engines tell its beginning or its end, by chance."""
    starts, ends = np.array(heard.words).T
    before = np.append(starts[:1], ends[:-1])
    return np.where(starts - before < PAUSE * heard.sample_rate_hz / FRAMES_PER_S, before, starts)


def drift(references: Sequence[Sequence[Speech]], heard: Sequence[Speech]) -> float:
    """How much later words are said to start for each minute into a long sound."""
    pairs = [errors_ms(joined(heard, part), [joined(said, part) for said in references]) for part in parts(heard)]
    late, at = (np.concatenate([one - np.mean(one) for one in ones]) for ones in zip(*pairs, strict=True))
    return float(late @ at / (at @ at) * 60)


def parts(heard: Sequence[Speech]) -> Iterator[range]:
    first, length_s = 0, 0.0
    for index, one in enumerate(heard):
        length_s += len(one.samples) / one.sample_rate_hz
        if length_s >= LONG_S or index == len(heard) - 1:
            yield range(first, index + 1)
            first, length_s = index + 1, 0.0


def joined(said: Sequence[Speech], part: range) -> Speech:
    sample_rate_hz = said[0].sample_rate_hz
    samples: list[np.ndarray] = []
    words: list[tuple[int, int]] = []
    at = 0
    for index in part:
        words += [(at + start, at + end) for start, end in said[index].words or ()]
        samples += [said[index].samples, np.zeros(int(GAP_S * sample_rate_hz), np.float32)]
        at += len(samples[-2]) + len(samples[-1])
    return Speech(np.concatenate(samples), sample_rate_hz, tuple(words))


if __name__ == "__main__":
    main()
