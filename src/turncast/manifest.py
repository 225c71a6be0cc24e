"""Nouns to JSON and back: every saved file carries its type and version."""

from __future__ import annotations

import dataclasses
import json
import types
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from turncast.errors import ScriptError
from turncast.model import Article, Clip, Episode, Music, Script, Track

VERSION = 1
"""Of the nouns in model.py; a change that old files do not fit raises it and adds the upgrade in `from_json`."""
SAVED: tuple[type, ...] = (Article, Script, Clip, Music, Track, Episode)
Noun = TypeVar("Noun")


def to_json(noun: Any, *, indent: int | None = None) -> str:
    """A saved noun as JSON with its type and version, ending in a newline; the same noun gives the same text."""
    assert type(noun) in SAVED
    body = {"type": type(noun).__name__, "version": VERSION, **dataclasses.asdict(noun)}
    return json.dumps(body, ensure_ascii=False, indent=indent) + "\n"


def from_json(text: str, kind: type[Noun]) -> Noun:
    """The noun that `to_json` saved. Raises ScriptError where the text is no such thing."""
    try:
        body = json.loads(text)
        found = body.pop("type"), body.pop("version")
        if found != (kind.__name__, VERSION):
            raise ValueError(f"found a {found[0]} of version {found[1]}, expected version {VERSION}")
        noun: Noun = _build(kind, body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScriptError(f"not a saved {kind.__name__} ({error}): make it anew") from error
    return noun


def _build(kind: Any, value: Any) -> Any:
    """`value`, as json gives it, as an instance of the annotation `kind`."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _build(hints[name], member) for name, member in value.items()})
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple:
        kinds = [inside[0]] * len(value) if inside[1:] == (...,) else inside
        return tuple(_build(one, member) for one, member in zip(kinds, value, strict=True))
    if origin in (Union, types.UnionType):
        return None if value is None else _build(next(one for one in inside if one is not type(None)), value)
    if origin is Literal:
        if value not in inside:
            raise ValueError(f"{value!r} is none of {inside}")
        return value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
