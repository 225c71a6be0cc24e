"""Every engine by name; loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from turncast import plugins
from turncast.errors import TurncastError, VoiceError, foreign
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
    engine = engine if name in FAMILY.built_in else cast("Engine", _Foreign(name, engine))
    lacking = [part for part in ("name", *vars(Engine)) if not part.startswith("_") and not hasattr(engine, part)]
    if lacking:
        raise VoiceError(
            f"the engine {name} has no {', '.join(lacking)}; turncast.speech.engine.Engine tells its maker what is asked for"
        )
    return engine


class _Foreign:
    """An engine of another package. What it is asked may raise anything, which becomes one line about whose fault it is."""

    def __init__(self, name: str, engine: Engine) -> None:
        self._name, self._engine = name, engine

    def __getattr__(self, part: str) -> Any:
        if part.startswith("_"):
            raise AttributeError(part)
        found = self._asked(part, lambda: getattr(self._engine, part))
        if not callable(found) or part in ("prepare", "speak"):  # what goes wrong with one sentence is told with that sentence
            return found
        return lambda *given, **named: self._asked(part, lambda: _checked(part, found(*given, **named)))

    def _asked(self, part: str, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except TurncastError:
            raise
        except (Exception, SystemExit) as error:
            if isinstance(error, AttributeError) and not hasattr(type(self._engine), part):
                raise  # it has no such part
            raise VoiceError(
                f"the engine {self._name} broke in {part} ({foreign(error)}); update or uninstall its package"
            ) from error


def _checked(part: str, answer: Any) -> Any:
    """What a method gives, with lists made and looked at here, where it can be told whose they are."""
    if part not in ("voices", "languages", "alike"):
        return answer
    listed = tuple(answer)
    if part == "voices" and (wrong := [one for one in listed if not _is_voice(one)]):
        raise TypeError(f"{wrong[0]!r} is no VoiceInfo")
    return listed


def _is_voice(one: Any) -> bool:
    return isinstance(one, VoiceInfo) and all(isinstance(text, str) for text in (one.name, one.language, one.gender))
