"""Spreads slow work: one function over many jobs, here or in worker processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for_end
from typing import TypeVar

from turncast.errors import EngineError

Job = TypeVar("Job")
Result = TypeVar("Result")

WORKER_BYTES = 1 << 30
"""Memory to plan for each worker; one with the int8 Kokoro model peaks below 0.8 GiB."""
AHEAD = 3
"""Jobs handed out ahead for each worker: enough that none waits, few enough that Ctrl-C loses little."""


def cores() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_for(n_jobs: int) -> int:
    """How many worker processes pay for that many jobs: no more than cores, jobs, or three quarters of the memory hold."""
    room = n_jobs
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        room = memory * 3 // 4 // WORKER_BYTES
    return max(1, min(cores(), n_jobs, room))


def spread(function: Callable[[Job], Result], jobs: Iterable[Job], n_workers: int) -> Iterator[Result]:
    """Results as they come, in any order. Jobs are drawn lazily, so making them overlaps with working on them.

    The function and its jobs must be picklable. The first error stops everything and is raised here; a worker that dies
    raises EngineError. However the caller leaves, no worker outlives this generator, nor the process that runs it.
    """
    pool = ProcessPoolExecutor(n_workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker)
    pending: set[Future[Result]] = set()
    try:
        for job in jobs:
            pending.add(pool.submit(function, job))
            if len(pending) >= AHEAD * n_workers:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        pool.shutdown()
    except BrokenProcessPool as error:
        raise EngineError(
            "a voice process died (out of memory, or its library crashed): run again to go on, everything spoken so far is kept"
        ) from error
    finally:
        _end(pool)


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop the workers now; after a completed run there are none."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)
