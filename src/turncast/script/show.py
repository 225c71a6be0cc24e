"""A show: show.toml, beside its interviews, remembers which voice everybody has from episode to episode.

title = "The Ice Hour"

[voices]
"Nora Harrow" = "kokoro/bf_emma"
"Aslak Solberg" = "kokoro/am_michael@0.95"   # a little slower

The file is made by hand, and may be empty; whoever is not in it yet is added when an episode is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit

from turncast.errors import ScriptError
from turncast.script.toml import read_toml

FILE = "show.toml"


@dataclass(frozen=True, slots=True)
class Show:
    title: str = ""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Name as it was written → "engine/voice" or "engine/voice@rate"."""


def read_show(path: Path) -> Show:
    """What the file says. Raises ScriptError, which names the file, where it is not understood."""
    found = read_toml(path).unwrap()
    if unknown := sorted(set(found) - {"title", "voices"}):
        raise ScriptError(f"{path}: “{unknown[0]}” is not known; expected title and a table [voices]")
    title, voices = found.get("title", ""), found.get("voices", {})
    if not isinstance(title, str) or not isinstance(voices, dict):
        raise ScriptError(f'{path}: expected a line like title = "The Ice Hour" and a table [voices]')
    for name, voice in voices.items():
        if not isinstance(voice, str) or not voice.strip():
            raise ScriptError(f'{path}: the voice of {name!r} is not understood; expected a line like "{name}" = "kokoro/bf_emma"')
    return Show(title, voices)


def remembered(path: Path, voices: Mapping[str, str]) -> str:
    """The file's text with these voices added for whoever has none in it; the rest stays as a person wrote it."""
    document = read_toml(path)
    table = document.setdefault("voices", tomlkit.table())
    there = {name.casefold() for name in table}
    for name, voice in voices.items():
        if name.casefold() not in there:
            table[name] = voice
    return tomlkit.dumps(document)
