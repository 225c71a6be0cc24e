from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from turncast.errors import EngineError, OutputError, SoundError, TurncastError, VoiceError
from turncast.model import Clip, Token, Utterance, Voice
from turncast.progress import Silent
from turncast.speech import say as saying
from turncast.speech.clips import open_audio
from turncast.speech.engine import Samples, Speech
from turncast.speech.engines.espeak import Espeak
from turncast.speech.engines.tone import Tone
from turncast.speech.estimate import estimated_times
from turncast.speech.say import Studio, say
from turncast.speech.trim import sounding
from turncast.store import Store


def utterance(text: str, voice: str = "low", take: int = 0) -> Utterance:
    return Utterance(0, "a", tuple(Token(word, word.strip("“”—")) for word in text.split()), Voice("tone", voice), "turn", take)


def level(samples: Samples, sample_rate_hz: int) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples**2)) + 1e-9))


class Counting(Tone):
    """A tone engine that counts what it speaks, and can be told to fail."""

    spoken: list[Sequence[str]]
    failing = ""
    knows_times = True

    def __init__(self) -> None:
        self.spoken = []

    def speak(self, prompt: Any, voice: Voice) -> Speech:
        self.spoken.append(prompt)
        if self.failing and self.failing in prompt:
            raise EngineError("the voice broke: try another")
        speech = super().speak(prompt, voice)
        return speech if self.knows_times else replace(speech, words=None)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Counting:
    one = Counting()
    monkeypatch.setattr(saying, "_engine", lambda name: one)
    return one


def spoken(engine: Counting, folder: Path, *utterances: Utterance) -> saying.Said:
    return say(utterances, Studio({"tone": engine}, Store(folder), level, Silent()))


def test_equal_sentences_are_spoken_once_and_never_again(engine: Counting, tmp_path: Path) -> None:
    found = spoken(engine, tmp_path, utterance("Yes, I do."), utterance("No."), utterance("Yes, I do."))
    assert (len(engine.spoken), found.n_spoken) == (2, 2)
    assert found.clips[0] == found.clips[2] != found.clips[1]
    assert spoken(engine, tmp_path, utterance("No.")) == saying.Said((utterance("No."),), (found.clips[1],), 0)
    assert len(engine.spoken) == 2


def test_another_voice_or_take_is_another_clip_and_quote_marks_are_none(engine: Counting, tmp_path: Path) -> None:
    spoken(engine, tmp_path, utterance("Yes."), utterance("Yes.", "high"), utterance("Yes.", take=1), utterance("“Yes.”"))
    assert len(engine.spoken) == 3


def test_the_longest_sentence_is_spoken_first(engine: Counting, tmp_path: Path) -> None:
    spoken(engine, tmp_path, utterance("No."), utterance("A much longer sentence."), utterance("Not so long."))
    assert [len(" ".join(words)) for words in engine.spoken] == [23, 12, 3]


def test_what_was_spoken_before_a_failure_is_kept(engine: Counting, tmp_path: Path) -> None:
    engine.failing = "No."
    with pytest.raises(EngineError, match=r"the voice broke: try another \(while speaking “No\.” with tone/low\)"):
        spoken(engine, tmp_path, utterance("No."), utterance("A longer sentence."))
    engine.failing = ""
    assert spoken(engine, tmp_path, utterance("No."), utterance("A longer sentence.")).n_spoken == 1


def test_a_damaged_clip_is_spoken_again(engine: Counting, tmp_path: Path) -> None:
    first = spoken(engine, tmp_path, utterance("Yes.")).clips[0]
    next(tmp_path.rglob("*.flac")).write_bytes(b"damaged")
    with pytest.raises(SoundError, match="gone or damaged"):
        open_audio(Store(tmp_path), first)
    assert spoken(engine, tmp_path, utterance("Yes.")) == saying.Said((utterance("Yes."),), (first,), 1)
    assert len(open_audio(Store(tmp_path), first)) == first.n_samples


def test_words_are_timed_in_the_trimmed_clip_to_the_millisecond(engine: Counting, tmp_path: Path) -> None:
    clip = spoken(engine, tmp_path, utterance("One — three.")).clips[0]
    samples = np.abs(open_audio(Store(tmp_path), clip))
    one, three = clip.words
    assert clip.timing == "engine"
    assert one.start_ms <= 20
    assert np.max(samples[(one.end_ms + 1) * 24 : (three.start_ms - 1) * 24]) < 0.001
    assert np.max(samples[(three.start_ms + 15) * 24 : (three.end_ms - 15) * 24]) > 0.1


def test_one_sound_serves_however_it_is_written(engine: Counting, tmp_path: Path) -> None:
    found = spoken(engine, tmp_path, utterance("— “Yes.”"), utterance("Yes."))
    assert found.clips[0] == found.clips[1]
    assert [word.text for word in found.clips[0].words] == ["Yes."]


def test_an_engine_without_times_gets_estimated_ones_that_say_so(engine: Counting, tmp_path: Path) -> None:
    engine.knows_times = False
    clip = spoken(engine, tmp_path, utterance("One two, three.")).clips[0]
    assert clip.timing == "estimated"
    starts = [word.start_ms for word in clip.words]
    assert starts == sorted(starts)
    assert clip.words[-1].end_ms == pytest.approx(1000 * clip.n_samples / 24_000, abs=1)


class Untimed(Espeak):
    """Does not tell its times here; workers, which load it by its name, get the one that does."""

    def speak(self, prompt: tuple[str, ...], voice: Voice) -> Speech:
        return replace(super().speak(prompt, voice), words=None)


def test_kept_clips_get_better_times_without_being_spoken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "_engine", lambda name: Untimed())
    text = "When the ice came over the harbour, nobody in the village knew what to do."
    sentence = replace(utterance(text), voice=Voice("espeak", "en-us+m3"))
    studio = Studio({"espeak": Untimed()}, Store(tmp_path), level, Silent())
    (rough,) = say([sentence], studio).clips
    found = say([sentence], replace(studio, readers=(Voice("espeak", "en-us+f2"),)))
    assert found.n_spoken == 0
    (exact,) = found.clips
    assert (rough.timing, exact.timing, exact.audio) == ("estimated", "aligned", rough.audio)
    monkeypatch.setattr(saying, "_engine", lambda name: Espeak())
    true = say([replace(sentence, take=1)], studio).clips[0]
    assert true.timing == "engine"

    def error_ms(clip: Clip) -> float:
        return float(np.median([abs(one.start_ms - other.start_ms) for one, other in zip(clip.words, true.words, strict=True)]))

    assert error_ms(exact) < 25 < error_ms(rough)


def test_silence_from_an_engine_is_an_error_not_a_clip(engine: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tone, "speak", lambda *_: Speech(np.zeros(24_000, np.float32), 24_000, None))
    with pytest.raises(EngineError, match=r"gave only silence.*while speaking “Yes\.”"):
        spoken(engine, tmp_path, utterance("Yes."))
    assert list(tmp_path.rglob("*.*")) == []


def test_trimming_keeps_the_sound_and_a_little_room() -> None:
    samples = np.zeros(24_000, np.float32)
    samples[6_000:12_000] = 0.2
    assert sounding(samples, 24_000) == (6_000 - 360, 12_000 + 960)
    assert sounding(np.zeros(100, np.float32), 24_000) == (0, 0)
    assert sounding(np.zeros(0, np.float32), 24_000) == (0, 0)


def test_estimated_times_fill_the_clip_in_order() -> None:
    times = estimated_times(["Yes,", "—", "indeed."], 1000)
    assert times[0][0] == 0
    assert times[1][0] == times[1][1]
    assert times[2][1] == 1000
    assert times[0][1] < times[2][0]


# --- engines that break -----------------------------------------------------------------------------------------------


class Broken(Tone):
    """Fails as the test wants."""

    name = "broken"
    speaks: Callable[[Speech], Any]

    def speak(self, prompt: Any, voice: Voice) -> Any:
        return self.speaks(super().speak(prompt, voice))


def raising(error: BaseException) -> Callable[..., Any]:
    def raises(*arguments: object) -> Any:
        raise error

    return raises


def from_broken(
    folder: Path, monkeypatch: pytest.MonkeyPatch, speaks: Callable[[Speech], Any], *fallbacks: Voice
) -> tuple[saying.Said, list[str]]:
    """What becomes of a sentence for an engine that fails so, and what is told of it."""
    engines = {"broken": Broken(), "tone": Tone()}
    engines["broken"].speaks = speaks  # type: ignore[attr-defined]
    monkeypatch.setattr(saying, "_engine", engines.__getitem__)
    told: list[str] = []
    progress = Silent()
    monkeypatch.setattr(progress, "stage", told.append)
    studio = Studio(engines, Store(folder), level, progress, [{"a": voice} for voice in fallbacks])
    return say([replace(utterance("Yes, I do."), voice=Voice("broken", "low"))], studio), told


FAULTS = {
    "raises": (raising(ValueError("kaput\nhere")), EngineError, r"broken broke \(ValueError: kaput here\)"),
    "exits": (raising(SystemExit(3)), EngineError, r"broken broke \(SystemExit: 3\)"),
    "shuts": (raising(VoiceError("no credit left")), VoiceError, "no credit left"),
    "nothing": (lambda speech: None, EngineError, r"broken broke \(AttributeError"),
    "integers": (lambda speech: replace(speech, samples=speech.samples.astype("i2")), EngineError, "int16 samples"),
    "channels": (lambda speech: replace(speech, samples=speech.samples[:, None]), EngineError, r"samples of shape"),
    "no rate": (lambda speech: replace(speech, sample_rate_hz=0), EngineError, "at 0 Hz"),
    "holes": (lambda speech: replace(speech, samples=speech.samples * np.float32("nan")), EngineError, "no numbers"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_however_an_engine_breaks_the_error_names_the_sentence(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speaks, kind, message = FAULTS[fault]
    with pytest.raises(kind, match=message + r".*\(while speaking “Yes, I do\.” with broken/low\)"):
        from_broken(tmp_path, monkeypatch, speaks)


@pytest.mark.parametrize("fault", FAULTS)
def test_however_an_engine_breaks_the_next_one_speaks_and_says_why(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaks, _, _ = FAULTS[fault]
    said, told = from_broken(tmp_path, monkeypatch, speaks, Voice("tone", "high"))
    assert (said.clips[0].voice, said.utterances[0].voice, said.n_spoken) == ("tone/high", Voice("tone", "high"), 1)
    (line,) = [line for line in told if "instead" in line]
    assert line.startswith("tone speaks 1 sentence instead: ")


def test_an_engine_that_breaks_before_it_speaks_is_no_different(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Broken, "prepare", raising(KeyError("ə")))
    said, _ = from_broken(tmp_path, monkeypatch, lambda speech: speech, Voice("tone", "high"))
    assert said.clips[0].voice == "tone/high"


@pytest.mark.parametrize("times", [((0, 100),), ((0, float("nan")),) * 3, ("ab",) * 3, 5])
def test_times_that_are_not_one_for_each_word_are_left_out(times: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, _ = from_broken(tmp_path, monkeypatch, lambda speech: replace(speech, words=times))
    assert (said.clips[0].voice, said.clips[0].timing, len(said.clips[0].words)) == ("broken/low", "estimated", 3)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), OutputError("the disk is full: x")])
def test_a_full_disk_stops_because_no_other_engine_helps(error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TurncastError, match="the disk is full") as caught:
        from_broken(tmp_path, monkeypatch, raising(error), Voice("tone", "high"))
    assert isinstance(caught.value, OutputError)
