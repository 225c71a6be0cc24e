"""A show: show.toml, beside its interviews, holds what all its episodes share, and remembers which voice everybody has.

title = "The Ice Hour"
description = "Conversations from the edge of the ice"
author = "Radio Ice"
url = "https://example.org/ice"
cover = "cover.jpg"

[voices]
"Nora Harrow" = "kokoro/bf_emma"
"Aslak Solberg" = "kokoro/am_michael@0.95"   # a little slower

[sound]
intro = "jingle.mp3"
opening = "{title}. {reporter} speaks with {interviewee}."

The file is made by hand, and may be empty; whoever has no voice in it yet is added when an episode is made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import tomlkit

from turncast.errors import ScriptError
from turncast.script.toml import read_toml

FILE = "show.toml"


@dataclass(frozen=True, slots=True)
class Sounds:
    """The table [sound]: files are named from the folder of the show."""

    intro: str = ""
    """Music before the first words, which goes on under them for a while."""
    outro: str = ""
    background: str = ""
    """Room tone or music under everything."""
    sting: str = ""
    """A short sound between sections."""
    opening: str = ""
    """What the reporter says before everything else: {title}, {show}, {reporter}, {interviewee} and {date} are filled in."""
    closing: str = ""
    stereo: bool = False
    """Whether everybody sits at a place of their own, a little to one side."""


@dataclass(frozen=True, slots=True)
class Show:
    title: str = ""
    description: str = ""
    author: str = ""
    """Who makes it."""
    url: str = ""
    cover: str = ""
    """A picture, from the folder of the show."""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Name as it was written → "engine/voice" or "engine/voice@rate"."""
    sound: Sounds = Sounds()
    captions: Mapping[str, Any] = field(default_factory=dict)
    """The table [captions]: rules of one's own for subtitles."""


def read_show(path: Path) -> Show:
    """What the file says. Raises ScriptError, which names the file, where it is not understood."""
    found = read_toml(path).unwrap()
    texts = ("title", "description", "author", "url", "cover")
    if unknown := sorted(set(found) - {*texts, "voices", "sound", "captions"}):
        raise ScriptError(
            f"{path}: “{unknown[0]}” is not known; expected {', '.join(texts)}, and the tables voices, sound, captions"
        )
    for name in texts:
        _checked(path, name, found.get(name, ""), str)
    for name in ("voices", "sound", "captions"):
        _checked(path, f"[{name}]", found.get(name, {}), dict)
    voices, sounds = found.pop("voices", {}), found.pop("sound", {})
    for name, voice in voices.items():
        if not isinstance(voice, str) or not voice.strip():
            raise ScriptError(f'{path}: the voice of {name!r} is not understood; expected a line like "{name}" = "kokoro/bf_emma"')
    known = [one.name for one in fields(Sounds)]
    if unknown := sorted(set(sounds) - set(known)):
        raise ScriptError(f"{path}: “{unknown[0]}” is not known in [sound]; expected {', '.join(known)}")
    for name, value in sounds.items():
        _checked(path, name, value, bool if name == "stereo" else str)
    return Show(**found, voices=voices, sound=Sounds(**sounds))


def _checked(path: Path, name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        expected = {str: "a text in quotes", bool: "true or false", dict: "a table"}[kind]
        raise ScriptError(f"{path}: {name} is not understood; expected {expected}")


def remembered(path: Path, voices: Mapping[str, str]) -> str:
    """The file's text with these voices added for whoever has none in it; the rest stays as a person wrote it."""
    document = read_toml(path)
    table = document.setdefault("voices", tomlkit.table())
    there = {name.casefold() for name in table}
    for name, voice in voices.items():
        if name.casefold() not in there:
            table[name] = voice
    return tomlkit.dumps(document)


def filled(path: Path, template: str, values: Mapping[str, str]) -> str:
    """A spoken line with its places filled in. Raises ScriptError, which names the file, where a place is not known."""
    parts = re.split(r"\{(\w+)\}", template)
    if any(part not in values for part in parts[1::2]) or any(set(part) & {"{", "}"} for part in parts[::2]):
        places = ", ".join(f"{{{name}}}" for name in values)
        raise ScriptError(f"{path}: “{template}” is not understood; the places that are filled in are {places}")
    said = "".join(values[part] if number % 2 else part for number, part in enumerate(parts))
    return " ".join(said.split())
