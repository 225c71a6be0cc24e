"""What can go wrong, one class for each thing that a caller would treat differently.

    TurncastError               any of these; str() is one clear line: what, where, what to do next
    ├── UsageError              the call itself is wrong (exit code 2)
    ├── SourceError             the interview cannot be read
    ├── ScriptError             a script.md cannot be understood
    ├── VoiceError              no such engine or voice, or its files are not to be had
    │   └── LanguageError       the engine does not speak the language
    ├── EngineError             a voice failed on a text
    │   ├── ServiceError        its service was busy, out of reach or broke off: the same call may go well later
    │   ├── TooLongError        the text is longer than it takes: in pieces it may go well
    │   └── BadTakeError        what it gave cannot be this text: silence, far too short or too long
    ├── SoundError              mixing, metering or encoding failed
    └── OutputError             a result cannot be written

One positional argument, so that an error crosses processes whole.
"""

from __future__ import annotations


def foreign(error: BaseException) -> str:
    """An error of somebody else's code, told in a few words on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


class TurncastError(Exception):
    """Base of all: the message is for people."""


class UsageError(TurncastError):
    """The call itself is wrong."""


class SourceError(TurncastError):
    """The interview cannot be read."""


class ScriptError(TurncastError):
    """A script in its text form cannot be understood; the message names the line."""


class VoiceError(TurncastError):
    """No such engine or voice, or its files are not to be had."""


class LanguageError(VoiceError):
    """The engine does not speak the language."""


class EngineError(TurncastError):
    """A voice failed on a text; the message names the text."""


class ServiceError(EngineError):
    """A voice's service was busy, out of reach or broke off: the same call may go well later."""

    def __init__(self, message: str, *, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s
        """How long the service itself asks to wait, if it does."""


class TooLongError(EngineError):
    """The text is longer than the voice takes."""


class BadTakeError(EngineError):
    """What a voice gave cannot be this text: silence, far too short or too long."""


class SoundError(TurncastError):
    """Mixing, metering or encoding failed."""


class OutputError(TurncastError):
    """A result cannot be written."""
