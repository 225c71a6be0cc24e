"""The one door to every voice.

To add an engine:
1. Write a class with the members of `Engine`, in a file of its own under `speech/engines/`; import its library inside the methods.
2. Name it in `ENGINES` of `speech/engines/__init__.py` as "module:Class".
3. Run `tests/speech/test_engine_contract.py`: it finds the engine by itself.
4. Say in `missing()` what a user must do where the library or its files are not there.

An engine knows its own library and nothing about us: it does not cache, encode, level, trim or print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from turncast.model import Role, Voice

Samples = NDArray[np.float32]
"""float32, mono, shape (n_samples,), in [-1, 1]."""
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
    needs_network: bool
    in_processes: bool
    """Whether it pays to speak in several worker processes (one thread each); otherwise it speaks in ours."""
    takes_phonemes: bool
    """Whether a word may come as "[word](/phonemes/)"; other engines get the word alone."""
    max_chars: int
    """The longest text that `speak` takes; longer is an EngineError, never a silent cut."""

    def missing(self) -> str:
        """What a user must do to be able to use this engine here, in one line, or "" where it is usable. Never slow, no network."""

    def ready(self, say: Say, again: bool = False) -> str:
        """Get what the engine needs onto this machine (once), and tell in one line where its voices came from, or "".

        With `again`, sources that gave nothing before are asked once more. Raises VoiceError where it cannot be had.
        """

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices usable now, best first."""

    def pick(self, language: str, role: Role) -> str:
        """The name of the voice for this role where the user named none; two roles get clearly different voices.

        Raises LanguageError where the engine does not speak the language.
        """

    def fingerprint(self, voice: Voice) -> str:
        """Changes exactly when the same text would sound different: model and voice digest, library settings, address."""

    def prepare(self, words: Sequence[str], voice: Voice) -> Any:
        """A picklable prompt for `speak`, made in our process (phonemes, for instance).

        `words` are spoken forms, in order; each may hold several words and carries its own punctuation.
        """

    def speak(self, prompt: Any, voice: Voice) -> Speech:
        """The sound of a prompt, possibly made in a worker process.

        Raises EngineError where it fails: what happened, and what to do next.
        """
