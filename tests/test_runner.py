from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from turncast.errors import EngineError
from turncast.runner import cores, spread, workers_for


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise EngineError(f"no {number}")


def die(number: int) -> int:
    os._exit(3)


def test_every_job_gives_its_result_once() -> None:
    assert sorted(spread(double, range(20), 2)) == [2 * number for number in range(20)]


def test_an_error_in_a_worker_arrives_whole() -> None:
    with pytest.raises(EngineError, match="no 1"):
        list(spread(refuse, [1], 1))


def test_a_worker_that_dies_is_an_engine_error() -> None:
    with pytest.raises(EngineError, match="voice process died"):
        list(spread(die, [1], 1))


def test_workers_never_exceed_jobs_or_cores() -> None:
    assert workers_for(1) == 1
    assert 1 <= workers_for(1000) <= cores()


@pytest.mark.skipif(os.name == "nt", reason="uses POSIX signals")
def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, pathlib, sys, time\n"
        "from turncast.runner import spread\n"
        "def work(path):\n"
        "    pathlib.Path(path).write_text(str(os.getpid())); time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    list(spread(work, [sys.argv[1]], 1))\n"
    )
    told = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, script, told])
    try:
        worker = wait_for_pid(told)
    finally:
        parent.kill()
        parent.wait()
    assert gone(worker)


def wait_for_pid(path: Path) -> int:
    for _ in range(600):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError("the worker never began")


def gone(pid: int) -> bool:
    """Whether the process ends within ten seconds."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z":
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False
