"""All that the rules look at, gathered from an episode's folder: after this nobody touches the disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from turncast.check.frames import Frames, walk
from turncast.check.hearing import Heard, hear
from turncast.check.houses import House, Programme, house, programme, with_own
from turncast.check.labels import Cover, Labels, Mark, cover_of, labels
from turncast.check.probe import Metered, meter
from turncast.check.subtitles import Subtitles, read
from turncast.errors import ScriptError, SourceError
from turncast.manifest import from_json
from turncast.model import Episode, Track

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the episode is meant to be, by its own papers."""

    episode: Episode
    track: Track
    script: str | None
    """script.md, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    plan: Plan
    rules: House
    programme: Programme
    n_bytes: int
    """Of the master."""
    sha256: str
    """Of the master."""
    missing: tuple[str, ...]
    """Files that episode.json names and that are not there."""
    heard: Heard
    metered: Metered
    frames: Frames | None
    """None where the master is no MP3."""
    labels: Labels
    cover: Cover | None
    """The picture beside the master, or None where there is none."""
    chapters: tuple[Mark, ...] | None
    """Those of chapters.json, or None where there is none that can be read."""
    subtitles: Mapping[str, Subtitles]
    """Those that are there, by form."""


def gather(folder: Path, house_name: str = "", loudness: str = "") -> Evidence:
    """Everything about the episode in a folder, to be judged by what it was made for where nothing else is named.

    Raises SourceError where there is none or it cannot be read, UsageError where there is no such house or loudness.
    """
    plan = planned(folder)
    rules = _rules(plan.episode, house_name)
    asked = programme(loudness or plan.episode.loudness)
    path = master_of(folder, plan.episode)
    found = {form: read(folder / f"{path.stem}.{form}") for form in ("srt", "vtt")}
    return Evidence(
        plan=plan,
        rules=rules,
        programme=asked,
        n_bytes=path.stat().st_size,
        sha256=_sha256(path),
        missing=tuple(name for name in _named(plan.episode) if not (folder / name).is_file()),
        heard=hear(path),
        metered=meter(path),
        frames=walk(path) if path.suffix == ".mp3" else None,
        labels=labels(path),
        cover=_cover(folder, plan.episode),
        chapters=_chapters(folder / "chapters.json"),
        subtitles={form: one for form, one in found.items() if one},
    )


def _rules(episode: Episode, house_name: str) -> House:
    if house_name:
        return house(house_name, episode.language)
    return with_own(house(episode.rules, episode.language), dict(episode.own_rules))


def planned(folder: Path) -> Plan:
    """The papers of an episode. Raises SourceError where they are not there or damaged."""
    if not folder.is_dir():
        raise SourceError(f"{folder} is no folder: name the one that `turncast make` wrote")
    if not (folder / "episode.json").is_file():
        raise SourceError(f"there is no episode in {folder} (no episode.json): name the folder that `turncast make` wrote")
    script = folder / "script.md"
    return Plan(
        _saved(folder / "episode.json", Episode),
        _saved(folder / "track.json", Track),
        script.read_text(encoding="utf-8", errors="replace") if script.is_file() else None,
    )


def master_of(folder: Path, episode: Episode) -> Path:
    """The episode's sound. Raises SourceError where it is not there."""
    path = folder / Path(episode.master.file).name
    if not path.is_file():
        raise SourceError(f"{path} is missing, though episode.json names it: make the episode again")
    return path


def _named(episode: Episode) -> tuple[str, ...]:
    return (*episode.captions, *([episode.cover] if episode.cover else []))


def _cover(folder: Path, episode: Episode) -> Cover | None:
    path = folder / Path(episode.cover or "none").name
    return cover_of(path.read_bytes()) if path.is_file() else None


def _chapters(path: Path) -> tuple[Mark, ...] | None:
    """Podcasting 2.0, chapters 1.2: version and chapters[] of startTime (seconds) and title."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if not body["version"].startswith("1."):
            return None
        return tuple(Mark(round(1000 * one["startTime"]), None, one["title"]) for one in body["chapters"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _saved(path: Path, kind: type[Noun]) -> Noun:
    try:
        return from_json(path.read_text(encoding="utf-8"), kind)
    except (OSError, UnicodeDecodeError, ScriptError) as error:
        raise SourceError(f"{path} cannot be read ({error}): make the episode again") from error


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            found.update(data)
    return found.hexdigest()
