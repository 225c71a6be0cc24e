"""Every engine by name; loaded when it is used."""

from __future__ import annotations

from turncast import plugins
from turncast.errors import VoiceError
from turncast.speech.engine import Engine

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
    return engine
