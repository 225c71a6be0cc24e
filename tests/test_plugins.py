from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from turncast import plugins
from turncast.cli import main
from turncast.errors import VoiceError
from turncast.speech.engines import FAMILY, load, names

README = Path(__file__).parent.parent / "README.md"


def whole_engine() -> str:
    """The engine that the README shows."""
    found = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_whole_engine_in_the_readme_is_short() -> None:
    assert len(whole_engine().splitlines()) < 30


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path that holds an installed package with two engines, one of which cannot be imported."""
    (tmp_path / "hum_engine.py").write_text(whole_engine())
    (tmp_path / "broken_engine.py").write_text("raise RuntimeError('no licence\\nfound')")
    about = tmp_path / "turncast_hum-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: turncast-hum\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[turncast.engines]\nhum = hum_engine:Hum\nbroken = broken_engine:Broken\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_an_engine_of_another_package_is_found_and_ours_come_first(package: Path) -> None:
    assert names() == (*FAMILY.built_in, "broken", "hum")
    engine = load("hum")
    assert engine.pick("en-GB", "reporter") == "deep"
    assert engine.pick("en", "interviewee") == "bright"
    assert engine.languages() == ("en",)


def test_an_engine_that_raises_at_import_is_one_clear_line(package: Path) -> None:
    with pytest.raises(VoiceError, match=r"broken of the package turncast-hum cannot be loaded \(RuntimeError: no licence found"):
        load("broken")


HALF_WRITTEN = {
    "raises": (
        "class Half(Engine):\n    name = 'half'\n    def voices(self): return 1 / 0",
        "the engine half broke in voices (ZeroDivisionError: division by zero); ",
    ),
    "empty": (
        "class Half(Engine): name = 'half'",
        "the engine half broke in voices (TypeError: 'NoneType' object is not iterable); ",
    ),
    "exits": (
        "class Half(Engine):\n    name = 'half'\n    def voices(self): raise SystemExit(3)",
        "the engine half broke in voices (SystemExit: 3); ",
    ),
    "words": (
        "class Half(Engine):\n    name = 'half'\n    def voices(self): return ['deep']",
        "the engine half broke in voices (TypeError: 'deep' is no VoiceInfo); ",
    ),
    "tongueless": (
        "from turncast.speech.engine import VoiceInfo\n"
        "class Half(Engine):\n    name = 'half'\n    def voices(self): return [VoiceInfo('deep', None)]",
        "the engine half broke in voices (TypeError: VoiceInfo(name='deep', language=None, ",
    ),
    "property": (
        "class Half(Engine):\n    name = 'half'\n    @property\n    def at_once(self): return {}['lost']",
        "the engine half broke in at_once (KeyError: 'lost'); ",
    ),
    "slip": (
        "class Half(Engine):\n    name = 'half'\n    def voices(self): return None.names",
        "the engine half broke in voices (AttributeError: 'NoneType' object has no attribute 'names'); ",
    ),
    "nameless": ("class Half(Engine): pass", "the engine half has no name; "),
    "other": ("class Half:\n    name = 'half'\n    def voices(self): return ()", "the engine half has no sample_rate_hz, "),
    "leaves": ("import sys; sys.exit(3)", "the engine half of the package turncast-hum cannot be loaded (SystemExit: 3)"),
}


@pytest.mark.parametrize("kind", HALF_WRITTEN)
def test_a_half_written_engine_says_so_and_the_others_are_listed(
    kind: str, package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, told = HALF_WRITTEN[kind]
    (package / f"half_{kind}.py").write_text(f"from turncast.speech.engine import Engine\n{source}\n")
    entries = package / "turncast_hum-1.0.dist-info" / "entry_points.txt"
    entries.write_text(f"[turncast.engines]\nhalf = half_{kind}:Half\nhum = hum_engine:Hum\n")
    monkeypatch.setattr("turncast.plugins.names", lambda family: ("half", "hum"))
    assert main(["voices"]) == 0
    listed = capsys.readouterr().out
    assert f"half  not usable: {told}" in listed
    assert "hum/deep" in listed


@pytest.mark.parametrize("part", ["missing", "ready", "voices", "pick", "alike", "letters_per_s", "fingerprint"])
def test_an_engine_that_raises_in_any_of_its_methods_is_one_clear_line_of_make(
    part: str, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    fault = "yield from {}['lost']" if part == "alike" else "raise KeyError('lost')"
    body = f"class Half(Hum):\n    name = 'half'\n    def {part}(self, *given): {fault}\n"
    (package / f"half_{part}.py").write_text(f"from hum_engine import Hum\n{body}")
    (package / "turncast_hum-1.0.dist-info" / "entry_points.txt").write_text(f"[turncast.engines]\nhalf = half_{part}:Half\n")
    interview = tmp_path / "talk.txt"
    interview.write_text("A talk\n\nQ: What is it?\n\nA: A hum, and nothing more.\n")
    code = main(["make", str(interview), "--engine", "half", "--out", str(tmp_path / "out"), "--quiet"])
    told = capsys.readouterr().err
    if part == "letters_per_s":
        assert code == 0, "a pace that cannot be told is not known, which stops nobody"
    else:
        assert code == 1
        assert told == f"turncast: the engine half broke in {part} (KeyError: 'lost'); update or uninstall its package\n"


def test_nobody_replaces_an_engine_of_ours(package: Path) -> None:
    (package / "turncast_hum-1.0.dist-info" / "entry_points.txt").write_text("[turncast.engines]\ntone = hum_engine:Hum\n")
    assert type(load("tone")).__module__ == "turncast.speech.engines.tone"


def test_a_name_that_nobody_has_is_an_error_that_names_all() -> None:
    family = plugins.Family("engine", "turncast.engines", {"a": "x:Y", "b": "x:Y"}, VoiceError)
    with pytest.raises(VoiceError, match=r"there is no engine 'c': choose one of a, b"):
        plugins.load(family, "c")
    with pytest.raises(VoiceError, match=r"the engine a cannot be loaded \(No module named 'x'"):
        plugins.load(family, "a")


@pytest.mark.engines
def test_an_episode_is_made_with_it_and_the_broken_one_disturbs_nobody(package: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(package), "TURNCAST_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "turncast"]
    interview = tmp_path / "talk.txt"
    interview.write_text("A talk\n\nQ: What is it?\n\nA: A hum, and nothing more.\n\nQ: Is it loud?\n\nA: No.\n")
    made = tmp_path / "out"
    subprocess.run([*command, "make", interview, "--engine", "hum", "--out", made, "--quiet"], env=environment, check=True)
    assert "deep" in (made / "script.md").read_text()
    listed = subprocess.run([*command, "voices"], env=environment, check=True, capture_output=True, text=True).stdout
    assert "hum/deep" in listed
    assert "broken  not usable: the engine broken of the package turncast-hum cannot be loaded" in listed
    assert "tone/low" in listed
