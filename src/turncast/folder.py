"""An episode's folder: where it goes, what lies in it, and what of it may be written over."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from turncast import read
from turncast.errors import OutputError, ScriptError
from turncast.manifest import from_json, to_json
from turncast.model import Article, Episode, Track
from turncast.production import CHAPTERS_FILE
from turncast.script.textform import is_untouched
from turncast.store import sweep, write_whole

ARTICLE_FILE, SCRIPT_FILE, TRACK_FILE, EPISODE_FILE = "article.json", "script.md", "track.json", "episode.json"
WRITTEN = (ARTICLE_FILE, SCRIPT_FILE, TRACK_FILE, EPISODE_FILE)


def usual_folder(source: str, title: str, article: Article | None) -> Path:
    """Where an episode goes that nobody named a folder for: a script.md's own folder where an episode was made before, else
    output/<slug of the title>, numbered where another interview has that name."""
    path = local(source)
    own = path.parent if path and path.name == SCRIPT_FILE and not article else None
    if own and any((own / made).exists() for made in (ARTICLE_FILE, TRACK_FILE, EPISODE_FILE)):
        return own
    folder = Path("output") / slug(title)
    number = 2
    while article and _is_of_another(folder, article):
        folder = folder.with_name(f"{slug(title)}-{number}")
        number += 1
    return folder


def _is_of_another(folder: Path, article: Article) -> bool:
    """Whether the folder holds an interview of another name and another text."""
    there = article_before(folder)
    return there is not None and there.name != article.name and there.source != article.source


def local(source: str) -> Path | None:
    """The file that a source is, or None for standard input and web addresses."""
    try:
        return Path(source) if source != "-" and Path(source).is_file() else None
    except (OSError, ValueError):
        return None


def beside(source: str, folder: Path, name: str) -> Path | None:
    """A show's file of that name: the first one beside the source, in the episode's folder, or in the one around it."""
    path = local(source)
    places = [*([path.parent] if path else []), folder, folder.parent]
    return next((place / name for place in places if (place / name).is_file()), None)


# --- files -----------------------------------------------------------------------------------------------------------


def write_results(folder: Path, track: Track, texts: Mapping[str, str], episode: Episode) -> None:
    """What lies beside the master, which is there already; what tells of it all comes last."""
    for name in (*WRITTEN, *listed(episode)):
        sweep(folder / name)
    write_whole(folder / TRACK_FILE, to_json(track))
    for name, text in texts.items():
        write_whole(folder / name, text)
    write_whole(folder / EPISODE_FILE, to_json(episode, indent=1))


def listed(episode: Episode) -> tuple[str, ...]:
    """The files of an episode that it may or may not have."""
    return (episode.master.file, *episode.captions, *((episode.cover, CHAPTERS_FILE) if episode.cover else ()))


def drop_former(folder: Path, before: Episode | None, episode: Episode) -> None:
    """Files of the episode that was here before, which tell of another one now."""
    for name in set(listed(before) if before else ()) - set(listed(episode)):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def article_before(folder: Path) -> Article | None:
    """What was read when this folder's script.md was made from an article."""
    try:
        return from_json((folder / ARTICLE_FILE).read_text(encoding="utf-8"), Article)
    except (OSError, UnicodeDecodeError, ScriptError):
        return None


def episode_before(folder: Path) -> Episode | None:
    """What was made in this folder before, if it can be read."""
    try:
        return from_json((folder / EPISODE_FILE).read_text(encoding="utf-8"), Episode)
    except (OSError, UnicodeDecodeError, ScriptError):
        return None


def is_same(source: str, path: Path) -> bool:
    origin = local(source)
    return bool(origin and path.exists() and origin.samefile(path))


def keep_edits(source: str, folder: Path) -> None:
    """Raises OutputError where a script.md that a person wrote or changed would be written over."""
    path = folder / SCRIPT_FILE
    if not path.exists() or is_same(source, path):
        return
    if not is_untouched(read.decoded(read.load(path), str(path))):
        raise OutputError(f"{path} was edited: run `turncast make {path}` to use it, or move it away to start again from {source}")


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows keeps for devices."""


def slug(title: str) -> str:
    """A folder name for a title: lower-case words joined by hyphens, at most 60 characters.

    >>> slug("What's next? Über 1,200 “things” — a talk"), slug("日本の現状"), slug("?")
    ('whats-next-uber-1-200-things-a-talk', '日本の現状', 'episode')
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", title) if not unicodedata.combining(one))
    words = re.findall(r"\w+", unicodedata.normalize("NFC", re.sub(r"['’]", "", plain)).lower())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:60]
        if len(longer) > 60:
            break
        name = longer
    name = name.strip("_") or "episode"
    return f"{name}-episode" if name in _RESERVED else name
