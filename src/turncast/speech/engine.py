"""The one door to every voice.

To add an engine:
1. Write a subclass of `Engine`, in a file of its own; import its library inside the methods. Only `name`, `voices` and `speak`
   must be there, the rest has a default.
2. Name it in `FAMILY` of `speech/engines/__init__.py`; in a package of your own, as an entry point of the group "turncast.engines".
3. Run `tests/speech/test_engine_contract.py`: it finds the engine by itself.
4. Say in `missing()` what a user must do where the library or its files are not there.

An engine knows its own library and nothing about us: it does not cache, encode, level, trim or print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from turncast.errors import LanguageError
from turncast.model import Role, Voice
from turncast.speech.check import known, rate_within, speakable

Samples = NDArray[np.float32]
"""float32, mono, shape (n_samples,), in [-1, 1]."""
PAUSE_S = 0.5
"""Between two sentences of a turn: the mean of 21 episodes, with those between paragraphs."""
_QUIET = 0.01
"""Of full scale: breath and noise at the ends of a sentence."""
Say = Callable[[str], None]
"""Takes one line of news for the user ("joining the voice model ...")."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """What an engine tells about one of its voices."""

    name: str
    language: str
    """BCP 47."""
    gender: Literal["female", "male", "neutral"] = "neutral"
    about: str = ""
    """Accent or character, in a few words."""
    quality: float = 0.0
    """Predicted listening quality on a scale of 1 to 5 where it was measured, else 0."""
    letters_per_s: float = 0.0
    """Its own pace in its own language, over sentences with their pauses, where it was measured, else 0."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine gives back."""

    samples: Samples
    """May begin and end with silence."""
    sample_rate_hz: int
    words: tuple[tuple[int, int], ...] | None
    """Start and end in samples for each word that was asked for, in order, or None where the engine does not know.
    A word that makes no sound has start == end. Starts never go back."""


class Engine(Protocol):
    """A family of voices. Methods may be called in any order; only `ready`, `prepare` and `speak` may be slow."""

    name: str
    sample_rate_hz: int = 24_000
    """What its sound usually comes in; each Speech tells its own."""
    needs_network: bool = False
    """A call may fail and go well a moment later: it is made again after a while (see `attempts`)."""
    at_once: int = 1
    """Calls at the same time, where it needs the network."""
    per_minute: float = 0.0
    """Calls a minute at most, where it needs the network; 0 for any number."""
    in_processes: bool = False
    """Whether it pays to speak in several worker processes (one thread each); otherwise it speaks in ours."""
    tells_times: bool = False
    """Whether Speech.words is there."""
    varies: bool = False
    """Whether another take sounds different."""
    pace_response: float = 1.0
    """At a rate of r its voices are r to that power times as fast."""
    takes_phonemes: bool = False
    """Whether a word may come as "[word](/phonemes/)"; other engines get the word alone."""
    max_chars: int = 1000
    """The longest text that `speak` takes; longer is a TooLongError, never a silent cut."""

    def missing(self) -> str:
        """What a user must do to be able to use this engine here, in one line, or "" where it is usable. Never slow, no network."""
        return ""

    def ready(self, say: Say, again: bool = False) -> str:
        """Get what the engine needs onto this machine (once), and tell in one line where its voices came from, or "".

        With `again`, sources that gave nothing before are asked once more. Raises VoiceError where it cannot be had.
        """
        return ""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices usable now, best first."""

    def languages(self) -> tuple[str, ...]:
        """What it speaks, as BCP 47."""
        return tuple(sorted({voice.language for voice in self.voices()}))

    def pick(self, language: str, role: Role) -> str:
        """The name of the voice for this role where the user named none; two roles get clearly different voices.

        Raises LanguageError where the engine does not speak the language.
        """
        code = language.partition("-")[0].lower()
        fitting = [voice for voice in self.voices() if voice.language.partition("-")[0].lower() in (code, "mul")]
        if not fitting:
            raise LanguageError(f"{self.name} does not speak {language!r}; try --engine espeak, which speaks nearly all")
        first, *others = sorted(fitting, key=lambda voice: voice.language.lower() != language.lower())
        unlike = [voice for voice in others if voice.gender != first.gender] or others or [first]
        return (first if role == "reporter" else unlike[0]).name

    def more(self) -> str:
        """How to have more voices than are there, in one line, or "". Never slow, no network."""
        return ""

    def alike(self) -> Iterable[frozenset[str]]:
        """Pairs of its voices, by name, that a listener would take for one person."""
        return ()

    def letters_per_s(self, voice: Voice, turns: Sequence[Sequence[str]]) -> float:
        """The voice's own pace in the language it is to speak, whatever its rate, or 0 where that is not known.

        An engine that speaks within moments may speak these turns, each some sentences, to find out.
        """
        spoken = voice.language.partition("-")[0]
        of_voice = (one for one in self.voices() if (one.name, one.language.partition("-")[0]) == (voice.name, spoken))
        return next((one.letters_per_s for one in of_voice), 0.0)

    def fingerprint(self, voice: Voice) -> str:
        """Changes exactly when the same text would sound different: model and voice digest, library settings, address."""
        return f"{self.name}-{known(voice, (one.name for one in self.voices())).name}"

    def warm(self, n_threads: int = 1) -> None:
        """Load what speaking needs, to be used on so many cores; called as each worker process starts, while its first prompts are
        still being made. The same prompt sounds the same on any number of cores."""

    def prepare(self, words: Sequence[str], voice: Voice, take: int = 0) -> Any:
        """A picklable prompt for `speak`, made in our process (phonemes, for instance).

        `words` are spoken forms, in order; each may hold several words and carries its own punctuation. Another `take` asks
        for another reading where the engine has one to give.
        """
        known(voice, (one.name for one in self.voices()))
        rate_within(voice, 1.0, 1.0)
        return tuple(speakable(words, self.max_chars, self.name))

    def speak(self, prompt: Any, voice: Voice) -> Speech:
        """The sound of a prompt, possibly made in a worker process.

        Raises EngineError where it fails: what happened, and what to do next; ServiceError where the same call may go well later.
        """


def pace_of(speak: Callable[[str], Speech], turns: Sequence[Sequence[str]]) -> float:
    """Letters and digits a second of sentences, each without the silence around it, with the usual pauses inside a turn."""
    return pace_by(lambda sentence: _sounding_s(speak(sentence)), turns)


def pace_by(sounding_s: Callable[[str], float], turns: Sequence[Sequence[str]]) -> float:
    """As `pace_of`, where it is known for how many seconds each sentence sounds."""
    n_letters = sum(map(str.isalnum, "".join(sentence for turn in turns for sentence in turn)))
    spoken_s = sum(sounding_s(one) for turn in turns for one in turn) + PAUSE_S * sum(len(turn) - 1 for turn in turns)
    return n_letters / spoken_s if spoken_s > 0 else 0.0


def _sounding_s(speech: Speech) -> float:
    sounding = np.flatnonzero(np.abs(speech.samples) > _QUIET)
    return int(sounding[-1] - sounding[0]) / speech.sample_rate_hz if len(sounding) else 0.0


def silence(n_words: int, sample_rate_hz: int) -> Speech:
    """A tenth of a second of nothing: what a sentence without a letter or a digit sounds like."""
    return Speech(np.zeros(sample_rate_hz // 10, np.float32), sample_rate_hz, ((0, 0),) * n_words)
