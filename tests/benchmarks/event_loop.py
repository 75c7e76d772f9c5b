"""The longest stall of the window's event loop while it reads a folder into its worklist.

Held against the same window with nothing to do, whose stalls are the machine's own.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer

from viewer.reading import Provider
from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program

_SIDE = 64
_TICK_MS = 1
_STALL_MS = 50.0
_IDLE_SECONDS = 2.0
_FILES_PER_FOLDER = 1000


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late a timer was, in milliseconds."""

    longest: float
    usual: float
    over: int
    """How often it was later than the target."""
    busy: float
    """The most that the window's own thread computed between two ticks."""


@dataclass(frozen=True, slots=True)
class Stalls:
    """A batch beside a window that does nothing; `target` is what the longest should stay under."""

    files: int
    seconds: float
    batch: Lateness
    idle: Lateness
    target: float = _STALL_MS


def make_pictures(folder: Path, count: int) -> Path:
    """So many small pictures, no two alike."""
    ramp = np.tile(np.linspace(0, 255, _SIDE).astype(np.uint8), (_SIDE, 1))
    for number in range(count):
        place = folder / f"study{number // _FILES_PER_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        ramp[0, :4] = np.frombuffer(number.to_bytes(4, "big"), np.uint8)
        Image.fromarray(np.roll(ramp, number % _SIDE, axis=1)).save(place / f"IM{number:06}.png")
    return folder


def measure_stalls(
    folder: Path, model: Path, state: Path, idle_seconds: float = _IDLE_SECONDS
) -> Stalls:
    """Read a folder as a person has it read, with the worklist in sight."""
    settings = QSettings(str(state / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Program(settings, state, model, Provider.CPU))
    window.show()
    try:
        _wait(lambda: window.desk.model is not None)
        with _watched() as watch:
            _wait_seconds(idle_seconds)
        idle = watch.lateness()
        began = time.perf_counter()
        with _watched() as watch:
            window.read_folder([folder])
            _wait(lambda: not window.batch.running and window.rows.settled)
        seconds = time.perf_counter() - began
        return Stalls(window.worklist_page.model.rowCount(), seconds, watch.lateness(), idle)
    finally:
        window.close()
        window.deleteLater()


class _Watch(QObject):
    """Asks for a tick every millisecond, and notes how late each is."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._busy: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start(_TICK_MS)

    def stop(self) -> None:
        self._tick()
        self._timer.stop()

    def lateness(self) -> Lateness:
        return Lateness(
            max(self._late),
            statistics.median(self._late),
            sum(late > _STALL_MS for late in self._late),
            max(self._busy),
        )

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self._late.append(max(0.0, 1000 * (now - self._last) - _TICK_MS))
        self._busy.append(1000 * (worked - self._worked))
        self._last, self._worked = now, worked


@contextmanager
def _watched() -> Iterator[_Watch]:
    watch = _Watch()
    try:
        yield watch
    finally:
        watch.stop()


def _wait(done: Callable[[], bool]) -> None:
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start(20)
    loop.exec()


def _wait_seconds(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
