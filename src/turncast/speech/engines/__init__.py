"""Every engine by name; loaded when it is used."""

from __future__ import annotations

from importlib import import_module

from turncast.errors import VoiceError
from turncast.speech.engine import Engine

ENGINES = {
    "kokoro": "turncast.speech.engines.kokoro:Kokoro",
    "gtts": "turncast.speech.engines.gtts:Gtts",
    "espeak": "turncast.speech.engines.espeak:Espeak",
    "tone": "turncast.speech.engines.tone:Tone",
}


def load(name: str) -> Engine:
    """The engine of that name, not yet ready. Raises VoiceError where there is none."""
    if name not in ENGINES:
        raise VoiceError(f"there is no engine {name!r}: choose one of {', '.join(ENGINES)}")
    module, _, member = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), member)()
    return engine
