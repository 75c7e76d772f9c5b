"""Radiographs of several threads go through a graphics card together."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Run = Callable[[Array], Sequence[Array]]
"""Gives to (n, size, size, 1) the session's outputs, each (n, ...)."""

MOST_AT_ONCE = 16
"""A graphics card gains little beyond, and its memory is bounded so."""


@dataclass(eq=False, slots=True)
class _Waiting:
    image: Array
    outputs: Sequence[Array] | None = None
    error: Exception | None = None
    done: bool = False


class Gathered:
    """For a graphics card: what is waiting when a run ends goes through the next one together.

    Nobody waits for more to come: a radiograph that finds no run under way goes at once.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._running = threading.Lock()
        self._waiting: deque[_Waiting] = deque()

    def __call__(self, image: Array) -> Sequence[Array]:
        """Run one radiograph, (1, size, size, 1). Raises what the session does."""
        mine = _Waiting(image)
        self._waiting.append(mine)
        while not mine.done:
            with self._running:  # one thread runs for all, and the others find theirs done
                if not mine.done:
                    self._run_some()
        if mine.error is not None:
            raise mine.error
        assert mine.outputs is not None
        return mine.outputs

    def _run_some(self) -> None:
        some = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
        try:
            outputs = self._run(np.concatenate([it.image for it in some]))
            for place, it in enumerate(some):
                it.outputs = [values[place : place + 1] for values in outputs]
        except Exception:
            for it in some:  # memory that many don't find may do for one
                self._run_alone(it)
        finally:
            for it in some:
                it.done = True

    def _run_alone(self, it: _Waiting) -> None:
        try:
            it.outputs = self._run(it.image)
        except Exception as error:
            it.error = error
