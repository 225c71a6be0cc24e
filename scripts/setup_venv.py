"""Makes .venv once and keeps it up to date; standard library only, so that it runs before anything is installed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VERSIONS = ((3, 10), (3, 11), (3, 12))
"""Of Python: what pyproject.toml allows."""
NPM_PACKAGES = ("vtt.js@0.13.0", "webvtt-parser@2.2.0")
"""Other people's readers of WebVTT, for the tests in a browser."""


def python() -> Path:
    """The interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(extra: str) -> Path:
    """The interpreter of a .venv in which turncast and the extra's needs are installed; does nothing where it is so already."""
    stamp = VENV / f"ready-{extra or 'main'}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()
    if python().exists() and stamp.exists() and stamp.read_text() == wanted:
        return python()
    if not python().exists() or subprocess.run([str(python()), "-c", "import pip"], capture_output=True).returncode:
        tell("making .venv")
        make()
    tell(f"installing turncast{' and what its tests need' if extra else ''} (once; a minute or two)")
    if not install("--editable", f"{ROOT}[{','.join(filter(None, ('zh', extra)))}]"):
        stop("the installation failed (see above): check the internet connection and run the same command again")
    if not install("--no-deps", "--only-binary", ":all:", *needs("ja")):
        tell("Japanese cannot be read here (see above), all else can")
    stamp.write_text(wanted)
    return python()


def install(*what: str) -> bool:
    """Whether pip could install that into .venv."""
    command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode == 0


def ensure_npm_packages() -> None:
    """Puts NPM_PACKAGES into .venv/npm where npm is there; the tests that miss them tell so."""
    folder, wanted, npm = VENV / "npm", " ".join(NPM_PACKAGES), shutil.which("npm")
    stamp = folder / "ready"
    if not npm or (stamp.exists() and stamp.read_text() == wanted):
        return
    tell("getting readers of subtitles from npm, for the tests in a browser (once)")
    folder.mkdir(exist_ok=True)
    quiet = (
        "--ignore-scripts",
        "--no-save",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--fetch-retries=1",
    )
    command = [npm, "install", "--prefix", str(folder), *quiet, *NPM_PACKAGES]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode:
        tell("npm could not get them (see above)")
    else:
        stamp.write_text(wanted)


def needs(extra: str) -> list[str]:
    """What pyproject.toml lists for an extra, in one line of it (a reader of TOML comes with Python only from 3.11)."""
    found = re.search(rf"^{extra} = \[(.+)\]$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    return re.findall(r'"([^"]+)"', found[1]) if found else []


def make() -> None:
    """An empty .venv with pip, whole or not at all, by this Python or another one that fits."""
    command = [*fitting(), "-c", f"import venv; venv.create({str(VENV)!r}, with_pip=True, clear=True, symlinks={os.name != 'nt'})"]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop(f"could not make .venv with {command[0]} (see above): it needs its venv and ensurepip modules")


def fitting() -> list[str]:
    """How to call a Python of a version that fits: this one, or else the newest on the PATH."""
    if sys.version_info[:2] in VERSIONS:
        return [sys.executable]
    for major, minor in reversed(VERSIONS):
        if found := shutil.which(f"python{major}.{minor}"):
            return [found]
        if (launcher := shutil.which("py")) and not subprocess.run(
            [launcher, f"-{major}.{minor}", "-c", ""], capture_output=True
        ).returncode:
            return [launcher, f"-{major}.{minor}"]
    known = " or ".join(f"{major}.{minor}" for major, minor in VERSIONS)
    return stop(f"Python {known} is needed, this is {sys.version.split()[0]}, and no other is on the PATH: install one of them")


def run(*command: str | Path, **more: object) -> int:
    """Run a program in the foreground and return its exit code; Ctrl-C is the program's to answer."""
    process = subprocess.Popen([str(part) for part in command], **more)  # type: ignore[call-overload]
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def stop(line: str) -> NoReturn:
    raise SystemExit(f"{Path(sys.argv[0]).name}: {line}")
