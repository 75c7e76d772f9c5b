"""Work that several threads do at the same time, and that comes in the order of its items."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from itertools import islice
from typing import TypeVar

from viewer.batch.control import BatchControl
from viewer.batch.pipeline import default_jobs

_LOOK_AHEAD = 2
"""Items that are worked on or waiting for it, for each thread: none ever idles."""

_TICK = 0.1
"""Seconds between two looks at `cancelled` while waiting."""

Item = TypeVar("Item")
Done = TypeVar("Done")


def in_order(
    items: Iterable[Item],
    work: Callable[[Item], Done],
    control: BatchControl,
    jobs: int | None = None,
) -> Iterator[Done]:
    """What `work` gives of each item, in the items' order, until `control` is cancelled.

    Items are taken a few ahead, in the thread that iterates. What is still worked on after a
    cancellation is not waited for.

    Parameters
    ----------
    jobs : int, optional
        Items that are worked on at the same time; by default as many as of a batch.

    Raises
    ------
    Exception
        Whatever `items` or `work` raises.
    """
    jobs = jobs or default_jobs()
    todo: queue.SimpleQueue[tuple[Item, Future[Done]] | None] = queue.SimpleQueue()
    ahead: deque[Future[Done]] = deque()
    remaining = iter(items)
    lanes = [
        # Daemons, unlike an executor's: one that hangs must not keep the program alive.
        threading.Thread(target=_do, args=(todo, work), name=f"in order {number}", daemon=True)
        for number in range(jobs)
    ]
    for lane in lanes:
        lane.start()
    try:
        while not control.cancelled:
            for item in islice(remaining, jobs * _LOOK_AHEAD - len(ahead)):
                ahead.append(Future())
                todo.put((item, ahead[-1]))
            if not ahead:
                break
            if wait((ahead[0],), _TICK).done:
                yield ahead.popleft().result()
    finally:
        for future in ahead:
            future.cancel()
        for _ in lanes:
            todo.put(None)
    if not control.cancelled:
        for lane in lanes:
            lane.join()


def _do(
    todo: queue.SimpleQueue[tuple[Item, Future[Done]] | None], work: Callable[[Item], Done]
) -> None:
    while (task := todo.get()) is not None:
        item, future = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(work(item))
            except BaseException as error:  # raised where it is waited for
                future.set_exception(error)
