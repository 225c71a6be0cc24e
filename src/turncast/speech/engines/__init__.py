"""Every engine by name; loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from turncast import plugins
from turncast.errors import TurncastError, VoiceError
from turncast.speech.engine import Engine, VoiceInfo

FAMILY = plugins.Family(
    "engine",
    "turncast.engines",
    {
        "kokoro": "turncast.speech.engines.kokoro:Kokoro",
        "piper": "turncast.speech.engines.piper:Piper",
        "openai": "turncast.speech.engines.openai:OpenAi",
        "gtts": "turncast.speech.engines.gtts:Gtts",
        "espeak": "turncast.speech.engines.espeak:Espeak",
        "tone": "turncast.speech.engines.tone:Tone",
    },
    VoiceError,
)


def names() -> tuple[str, ...]:
    """Every engine's name: ours, then those that other packages bring."""
    return plugins.names(FAMILY)


def load(name: str) -> Engine:
    """The engine of that name, not yet ready. Raises VoiceError where there is none, or it is half-written."""
    engine: Engine = plugins.load(FAMILY, name)
    lacking = [part for part in ("name", *vars(Engine)) if not part.startswith("_") and not hasattr(engine, part)]
    if lacking:
        raise VoiceError(
            f"the engine {name} has no {', '.join(lacking)}; turncast.speech.engine.Engine tells its maker what is asked for"
        )
    return engine if name in FAMILY.built_in else cast("Engine", _Foreign(engine))


class _Foreign:
    """An engine of another package. Its methods may raise anything, which becomes one line about whose fault it is."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, part: str) -> Any:
        found = getattr(self._engine, part)
        return self._guarded(part, found) if callable(found) else found

    def _guarded(self, part: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            try:
                answer = method(*given, **named)
                return _checked(answer) if part == "voices" else answer
            except TurncastError:
                raise
            except (Exception, SystemExit) as error:
                reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
                raise VoiceError(
                    f"the engine {self._engine.name} broke in {part} ({reason}); update or uninstall its package"
                ) from error

        # what goes wrong with one sentence is told with that sentence
        return method if part in ("prepare", "speak") else call


def _checked(voices: Iterable[Any]) -> tuple[VoiceInfo, ...]:
    listed = tuple(voices)
    if wrong := [one for one in listed if not isinstance(one, VoiceInfo)]:
        raise TypeError(f"{wrong[0]!r} is no VoiceInfo")
    return listed
