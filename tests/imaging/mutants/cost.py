"""What a piece of work costs this process and its children, as Linux counts it."""

import os
import resource
from pathlib import Path

_PROC = Path("/proc")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_TIMES = slice(11, 15)
"""utime, stime, cutime, cstime of proc(5), counted from the field behind the name."""


def can_measure() -> bool:
    return (_PROC / "self" / "clear_refs").exists()


class Cost:
    """Measures from when it is made."""

    def __init__(self) -> None:
        for process in _family():
            _forget_peak(process)
        self._ended_before = _ended_megabytes()
        self._seconds_before = _processor_seconds()

    def megabytes(self) -> float:
        """The most resident memory of this process and its living children; of ended ones, the
        largest."""
        ended = _ended_megabytes()
        living = sum(_peak_megabytes(process) for process in _family())
        return living + (ended if ended > self._ended_before else 0.0)

    def processor_seconds(self) -> float:
        return _processor_seconds() - self._seconds_before


def _family() -> list[int]:
    found, new = [], [os.getpid()]
    while new:
        found += new
        new = [child for parent in new for child in _children(parent)]
    return found


def _children(process: int) -> list[int]:
    found: list[int] = []
    for listed in (_PROC / str(process) / "task").glob("*/children"):
        found += map(int, _read(listed).split())
    return found


def _forget_peak(process: int) -> None:
    try:
        (_PROC / str(process) / "clear_refs").write_text("5")  # proc(5): resets VmHWM
    except OSError:  # the process has ended since
        return


def _peak_megabytes(process: int) -> float:
    status = _read(_PROC / str(process) / "status").splitlines()
    kilobytes = [line.split()[1] for line in status if line.startswith("VmHWM")]
    return int(kilobytes[0]) / 1024 if kilobytes else 0.0


def _processor_seconds() -> float:
    """Also of children that ended and were waited for."""
    stats = [_read(_PROC / str(process) / "stat") for process in _family()]
    fields = [stat.rpartition(")")[2].split()[_TIMES] for stat in stats]
    return sum(int(ticks) for times in fields for ticks in times) / _TICKS_PER_SECOND


def _ended_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process has ended since
        return ""
