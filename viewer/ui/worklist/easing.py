"""What keeps the window quick while the threads of a batch compute in the same interpreter."""

import gc
import os
import sys

_TURN_SECONDS = 0.0005
_NICENESS = 10
"""Of 19: still far more than what a system calls idle."""


class Easing:
    """Shorter turns, and no look through all that there is."""

    def __init__(self) -> None:
        self._turn_before = sys.getswitchinterval()

    def begin(self) -> None:
        # The window's thread asks for its turn often, and each time waited 5 ms.
        sys.setswitchinterval(_TURN_SECONDS)
        self.settle()

    def settle(self) -> None:
        """Spare all that was imported or made by now from collections.

        Looking through it takes 0.1 s, in which every thread waits.
        """
        gc.freeze()

    def end(self) -> None:
        sys.setswitchinterval(self._turn_before)


def stand_back() -> None:
    """Let the window go first on the processors, before this thread and all that it starts.

    Linux alone keeps a niceness for each thread (sched(7)); elsewhere nothing happens.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
