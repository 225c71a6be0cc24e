from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from turncast.errors import EngineError
from turncast.runner import ahead, cores, in_order, spread, spread_in_threads, workers_for

PATIENCE_S = 60
"""On a machine that is busy with other tests."""


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise EngineError(f"no {number}")


def lost(number: int) -> int:
    return -number


def die_on_seven(number: int) -> int:
    if number == 7:
        os._exit(3)
    return 2 * number


def die_once(marker: str) -> str:
    """Kills its worker the first time."""
    try:
        Path(marker).open("x").close()
    except FileExistsError:
        return marker
    os._exit(3)


def test_every_job_gives_its_result_once() -> None:
    assert sorted(spread(double, range(20), 2, lost)) == [2 * number for number in range(20)]


def test_a_worker_begins_before_its_first_job_is_made(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def jobs() -> Iterator[int]:
        while not begun.exists():
            time.sleep(0.01)
        yield 4

    assert list(spread(double, jobs(), 1, lost, partial(begun.touch))) == [8]


def test_a_worker_that_cannot_begin_still_takes_its_jobs(tmp_path: Path) -> None:
    assert list(spread(double, [4], 1, lost, partial(refuse, 1))) == [8]  # type: ignore[arg-type]


def test_an_error_in_a_worker_arrives_whole() -> None:
    with pytest.raises(EngineError, match="no 1"):
        list(spread(refuse, [1], 1, lost))


@pytest.mark.engines
def test_a_job_that_kills_its_workers_is_lost_alone() -> None:
    assert sorted(spread(die_on_seven, range(10), 2, lost)) == sorted([*(2 * n for n in range(10) if n != 7), -7])


def test_a_job_whose_worker_died_once_is_done_again(tmp_path: Path) -> None:
    markers = [str(tmp_path / name) for name in ("a", "b")]
    assert sorted(spread(die_once, markers, 1, lambda marker: "lost")) == markers


def test_threads_emit_whatever_comes_and_draw_no_more_when_left() -> None:
    drawn = []

    def jobs() -> Iterator[int]:
        for number in range(1000):
            drawn.append(number)
            yield number

    def twice(number: int, emit: Callable[[int], None], stopped: threading.Event) -> None:
        emit(number)
        emit(-number)

    assert sorted(spread_in_threads(twice, range(1, 6), 3)) == [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]
    some = spread_in_threads(twice, jobs(), 2)
    next(some)
    some.close()
    time.sleep(0.05)
    at_leaving = len(drawn)
    time.sleep(0.05)
    assert len(drawn) == at_leaving


def test_an_error_in_a_thread_arrives() -> None:
    def refusing(number: int, emit: Callable[[int], None], stopped: threading.Event) -> None:
        raise EngineError(f"no {number}")

    with pytest.raises(EngineError, match="no 1"):
        list(spread_in_threads(refusing, [1, 2, 3], 2))


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
        "    pathlib.Path(path).write_text(str(os.getpid())); time.sleep(600)\n"
        "if __name__ == '__main__':\n"
        "    list(spread(work, [sys.argv[1]], 1, work))\n"
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
    for _ in range(20 * PATIENCE_S):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError("the worker never began")


def gone(pid: int) -> bool:
    """Whether the process ends while we wait for it: by itself it would stay longer."""
    for _ in range(20 * PATIENCE_S):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z":
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False


def test_results_come_in_the_order_of_their_jobs_however_long_each_takes() -> None:
    drawn: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(40):
            drawn.append(number)
            yield number

    def slow(number: int) -> int:
        time.sleep(0.02 * (number % 3 == 0))
        return number * 2

    results = in_order(slow, jobs(), 3)
    assert next(results) == 0
    assert len(drawn) < 20
    assert [0, *results] == list(range(0, 80, 2))


def test_an_error_in_order_comes_where_its_result_would_and_ends_the_rest() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return 60 // (number - 2)

    results = in_order(work, count(), 2)
    assert [next(results), next(results)] == [-30, -60]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert len(begun) < 30


def test_items_made_ahead_come_in_order_and_no_more_than_asked_for() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(50):
            made.append(number)
            yield number

    source = ahead(items(), 2)
    assert next(source) == 0
    time.sleep(0.3)
    assert len(made) <= 5, "two wait, one was taken, one is in the maker's hands"
    assert [0, *source] == list(range(50))


def test_an_error_comes_where_its_item_would() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise KeyError("second")

    source = ahead(items(), 3)
    assert next(source) == 1
    with pytest.raises(KeyError, match="second"):
        next(source)


def test_who_leaves_early_leaves_no_thread_and_the_source_is_closed() -> None:
    closed: list[bool] = []

    def items() -> Iterator[int]:
        try:
            yield from count()
        finally:
            closed.append(True)

    before = threading.active_count()
    with closing(ahead(items(), 2)) as source:
        assert next(source) == 0
    assert closed == [True]
    assert threading.active_count() == before


def test_who_leaves_early_does_not_wait_for_a_source_that_blocks() -> None:
    came = threading.Event()

    def items() -> Iterator[int]:
        yield 0
        came.wait(PATIENCE_S)
        yield 1

    source = ahead(items(), 2)
    assert next(source) == 0
    began = time.monotonic()
    source.close()
    assert time.monotonic() - began < PATIENCE_S / 2
    came.set()


def test_a_source_that_cannot_begin_is_an_error_at_once() -> None:
    class Broken:
        def __iter__(self) -> Iterator[int]:
            raise KeyError("no source")

    with pytest.raises(KeyError, match="no source"):
        next(ahead(Broken(), 2))
