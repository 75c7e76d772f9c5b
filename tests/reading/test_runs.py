"""On a graphics card, radiographs that wait go through the network together."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from viewer.reading.runs import MOST_AT_ONCE, Array, Gathered


class Session:
    """Gives back the mean of each picture; holds its first run until it is told to go on."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.go_on = threading.Event()
        self.refuses_more_than = MOST_AT_ONCE

    def run(self, images: Array) -> Sequence[Array]:
        self.sizes.append(len(images))
        if len(self.sizes) == 1:
            assert self.go_on.wait(10.0)
        if len(images) > self.refuses_more_than:
            raise RuntimeError("out of memory")
        return [images.mean(axis=(1, 2, 3)), images]


def picture(grey: float) -> Array:
    return np.full((1, 4, 4, 1), grey, np.float32)


def ask_while_one_runs(session: Session, count: int) -> list[float]:
    """Ask for one picture, for others while that one is under way, and give their greys."""
    gathered = Gathered(session.run)
    with ThreadPoolExecutor(count + 1) as threads:
        asked = [threads.submit(gathered, picture(0.0))]
        while not session.sizes:
            pass
        asked += [threads.submit(gathered, picture(float(grey))) for grey in range(1, count + 1)]
        while len(gathered._waiting) < count:
            pass
        session.go_on.set()
        return [float(answer.result()[0][0]) for answer in asked]


def test_what_waits_goes_together_and_each_gets_its_own_answer() -> None:
    session = Session()
    assert ask_while_one_runs(session, 5) == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    assert session.sizes == [1, 5]


def test_no_more_go_together_than_a_card_has_memory_for() -> None:
    session = Session()
    count = 2 * MOST_AT_ONCE + 3
    assert ask_while_one_runs(session, count) == list(range(count + 1))
    assert session.sizes == [1, MOST_AT_ONCE, MOST_AT_ONCE, 3]


def test_nobody_waits_for_more_to_come() -> None:
    session = Session()
    session.go_on.set()
    gathered = Gathered(session.run)
    for grey in (0.25, 0.5):
        assert gathered(picture(grey))[0] == [grey]
    assert session.sizes == [1, 1]


def test_what_fails_together_is_tried_one_by_one() -> None:
    session = Session()
    session.refuses_more_than = 1
    assert ask_while_one_runs(session, 3) == [0.0, 1.0, 2.0, 3.0]
    assert session.sizes == [1, 3, 1, 1, 1]


def test_what_fails_alone_is_told_to_who_asked() -> None:
    session = Session()
    session.go_on.set()
    session.refuses_more_than = 0
    with pytest.raises(RuntimeError, match="out of memory"):
        Gathered(session.run)(picture(0.0))
