"""Makes .venv once and keeps it up to date; standard library only, so that it runs before anything is installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 10)


def python() -> Path:
    """The interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(extra: str) -> Path:
    """The interpreter of a .venv in which turncast and the extra's needs are installed; does nothing where it is so already."""
    if sys.version_info < OLDEST:
        stop(f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is {sys.version.split()[0]}: run it with a newer python3")
    stamp = VENV / f"ready-{extra or 'main'}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode() + sys.version.encode()).hexdigest()
    if python().exists() and stamp.exists() and stamp.read_text() == wanted:
        return python()
    if not python().exists():
        tell("making .venv")
        make()
    tell(f"installing turncast{' and what its tests need' if extra else ''} (once; a minute or two)")
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode:
        stop("the installation failed (see above): check the internet connection and run the same command again")
    stamp.write_text(wanted)
    return python()


def make() -> None:
    """An empty .venv with pip, whole or not at all."""
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        stop(f"could not make .venv ({error}): this Python needs its venv and ensurepip modules")


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


def stop(line: str) -> None:
    raise SystemExit(f"{Path(sys.argv[0]).name}: {line}")
