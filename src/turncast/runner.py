"""Spreads slow work: one function over many jobs, in worker processes or in threads."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import wait as wait_for_end
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

WORKER_BYTES = 1 << 30
"""Memory to plan for each worker; one with the int8 Kokoro model peaks below 0.8 GiB."""
AHEAD = 3
"""Jobs handed out ahead for each worker: enough that none waits, few enough that Ctrl-C loses little."""
ALONE = 2
"""How often a job may take a worker of its own down before it counts as lost."""


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


def spread(
    function: Callable[[Job], Result],
    jobs: Iterable[Job],
    n_workers: int,
    lost: Callable[[Job], Result],
    begin: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """Results as they come, in any order. Jobs are drawn lazily, so making them overlaps with working on them.

    `begin` is called in each worker as it starts, while the first jobs are still being made: the place to load a model. The
    function, `begin` and the jobs must be picklable. The first error stops everything and is raised here. A worker that dies (out
    of memory, a library that crashes) takes the jobs at hand with it: each is done again in a worker of its own, and one that
    kills that worker too, `ALONE` times, gives `lost(job)`. However the caller leaves, no worker outlives this generator, nor the
    process that runs it.
    """
    source, at_hand = iter(jobs), list[Job]()
    while True:
        pool = _pool(n_workers, begin)
        try:
            for _ in range(n_workers):
                pool.submit(_started)  # which makes the pool start a worker now
            yield from _through(pool, function, source, at_hand, n_workers)
            pool.shutdown()
            return
        except BrokenProcessPool:
            pass
        finally:
            _end(pool)
        while at_hand:
            yield _alone(function, at_hand.pop(), lost)


def _through(
    pool: ProcessPoolExecutor, function: Callable[[Job], Result], jobs: Iterator[Job], at_hand: list[Job], n_workers: int
) -> Iterator[Result]:
    """Results of the jobs by that pool; `at_hand` are always those drawn whose result is still to come."""
    pending: dict[Future[Result], Job] = {}
    for job in jobs:
        at_hand.append(job)
        pending[pool.submit(function, job)] = job
        if len(pending) >= AHEAD * n_workers:
            yield from _ready(pending, at_hand)
    while pending:
        yield from _ready(pending, at_hand)


def _ready(pending: dict[Future[Result], Job], at_hand: list[Job]) -> Iterator[Result]:
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        result = future.result()
        job = pending.pop(future)
        del at_hand[next(index for index, one in enumerate(at_hand) if one is job)]
        yield result


def _alone(function: Callable[[Job], Result], job: Job, lost: Callable[[Job], Result]) -> Result:
    for _ in range(ALONE):
        pool = _pool(1)
        try:
            return pool.submit(function, job).result()
        except BrokenProcessPool:
            continue
        finally:
            _end(pool)
    return lost(job)


def _pool(n_workers: int, begin: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(n_workers, mp_context=spawn, initializer=_begin_worker, initargs=(begin,))


def _begin_worker(begin: Callable[[], None] | None) -> None:
    """Leave Ctrl-C to the parent, and end when the parent ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        with suppress(Exception):  # a job that meets the same error tells it, and which job it was
            begin()


def _started() -> None:
    pass


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


# --- waiting for others ------------------------------------------------------------------------------------------------

Emit = Callable[[Result], None]


def spread_in_threads(
    function: Callable[[Job, Emit[Result], threading.Event], None], jobs: Iterable[Job], n_threads: int
) -> Iterator[Result]:
    """Whatever the calls emit, as it comes: for work that mostly waits for a network.

    Each call gets a job, a function to emit results with, and an event that is set when the caller has left: then it should
    end soon, but nobody waits for it. The first error stops everything and is raised here.
    """
    source, drawing, stopped = iter(jobs), threading.Lock(), threading.Event()
    news: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()

    def drawn() -> Iterator[Job]:
        while not stopped.is_set():
            with drawing:
                found = list(islice(source, 1))
            if not found:
                return
            yield found[0]

    def work() -> None:
        try:
            for job in drawn():
                function(job, lambda result: news.put(("result", result)), stopped)
            news.put(("end", None))
        except BaseException as error:  # noqa: BLE001 (it is raised again, in the caller's thread)
            news.put(("error", error))

    for _ in range(n_threads):
        threading.Thread(target=work, daemon=True).start()
    try:
        yield from _received(news, n_threads)
    finally:
        stopped.set()


def in_order(function: Callable[[Job], Result], jobs: Iterable[Job], n_threads: int) -> Iterator[Result]:
    """The result of each job, in their order, worked out in threads and a few ahead of what is asked for.

    For work that leaves Python's lock alone. An error comes where its result would; who leaves early waits for what is at hand.
    """
    with ThreadPoolExecutor(n_threads) as pool:
        pending = deque[Future[Result]]()
        try:
            for job in jobs:
                pending.append(pool.submit(function, job))
                if len(pending) > AHEAD * n_threads:
                    yield _result(pending.popleft())
            while pending:
                yield _result(pending.popleft())
        finally:
            for one in pending:
                one.cancel()


def _result(future: Future[Result]) -> Result:
    """Waits in short steps, as `_next` does."""
    while not future.done():
        wait([future], timeout=0.2)
    return future.result()


def ahead(items: Iterable[Result], n_ahead: int) -> Generator[Result]:
    """The same items in the same order, made in a thread of their own, so many before they are asked for.

    For two halves of work that leave Python's lock alone: one does not wait while the other works. An error comes where its item
    would. A caller that leaves early waits a second at most for an item that is being made.
    """
    source = iter(items)
    made: queue.Queue[tuple[str, Any]] = queue.Queue(n_ahead)
    left = threading.Event()

    def put(kind: str, item: Any) -> bool:
        while not left.is_set():
            with suppress(queue.Full):
                made.put((kind, item), timeout=0.2)
                return True
        return False

    def work() -> None:
        try:
            for item in source:
                if not put("result", item):
                    break
            put("end", None)
        except BaseException as error:  # noqa: BLE001 (it is raised again, in the caller's thread)
            put("error", error)
        finally:
            if close := getattr(source, "close", None):
                close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield from _received(made, 1)
    finally:
        left.set()
        thread.join(timeout=1)


News = queue.SimpleQueue[tuple[str, Any]] | queue.Queue[tuple[str, Any]]
"""What threads send: ("result", one), ("error", what was raised), or ("end", None) once each."""


def _received(news: News, n_threads: int) -> Iterator[Any]:
    """The results of so many threads until all have ended; the first error is raised here."""
    while n_threads:
        kind, found = _next(news)
        if kind == "result":
            yield found
        elif kind == "error":
            raise found
        else:
            n_threads -= 1


def _next(news: News) -> tuple[str, Any]:
    """The next item; waits in short steps, because Windows hears no Ctrl-C in a long one."""
    while True:
        try:
            return news.get(timeout=0.2)
        except queue.Empty:
            continue
