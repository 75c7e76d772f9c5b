"""Work that several threads do at the same time, and that comes in the order of its items."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from viewer.batch.control import BatchControl

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

    Items are taken a few ahead, in the thread that iterates.

    Parameters
    ----------
    jobs : int, optional
        Items that are worked on at the same time, by default as many as there are processors.

    Raises
    ------
    Exception
        Whatever `items` or `work` raises.
    """
    jobs = jobs or os.cpu_count() or 1
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="in order")
    ahead: deque[Future[Done]] = deque()
    waiting = iter(items)
    exhausted = False
    try:
        while not control.cancelled:
            while not exhausted and len(ahead) < jobs * _LOOK_AHEAD:
                for item in waiting:
                    ahead.append(pool.submit(work, item))
                    break
                else:
                    exhausted = True
            if not ahead:
                return
            if wait((ahead[0],), _TICK).done:
                yield ahead.popleft().result()
    finally:
        # Where items are still ahead, this is a cancellation or a failure, and nobody waits.
        pool.shutdown(wait=not ahead, cancel_futures=True)
