"""Folders that fill while they are read."""

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from viewer.batch.found import stamp_of
from viewer.batch.worklist.outcome import Stamp
from viewer.imaging import find_radiographs

PAUSE_SECONDS = 2.0
"""Between two looks, and so how long a file must lie still at least."""

_PAUSE_PER_LOOK = 4.0
"""How often the time of a look is paused after it: a large folder on a network share is looked
through a fifth of the time at most."""


def watch_radiographs(
    paths: Sequence[Path],
    stopped: Event,
    pause: float = PAUSE_SECONDS,
    *,
    on_missing: Callable[[Path], None],
) -> Iterator[Path]:
    """Walk files and folders again and again, and yield each file once it stopped growing.

    It did if it has the same size and time at two looks. It is yielded again if it changed
    later. What vanished is forgotten, and what of `paths` is not there is waited for. Looking
    is all that network shares offer: they tell nobody of a change.

    Parameters
    ----------
    stopped : Event
        Ends the watch once it is set.
    pause : float
        Seconds between two looks at least; more where looking itself takes long.
    on_missing : callable
        Called with one of `paths` that is not there, once until it is there again.

    Yields
    ------
    Path
        As `find_radiographs` does.
    """
    watch = _Watch(paths, stopped, on_missing)
    per_look = 0.0  # at first, since what was there before must wait for a second look
    while not stopped.is_set():
        looked, since = 0.0, time.perf_counter()
        for file in watch.look():
            looked += time.perf_counter() - since
            yield file  # what becomes of it takes no time of the look
            since = time.perf_counter()
        looked += time.perf_counter() - since
        stopped.wait(max(pause, looked * per_look))
        per_look = _PAUSE_PER_LOOK


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file at the last look, and whether it was yielded as it lay there then."""

    stamp: Stamp
    yielded: bool


class _Watch:
    def __init__(
        self, paths: Sequence[Path], stopped: Event, on_missing: Callable[[Path], None]
    ) -> None:
        self._paths = [Path(os.path.abspath(path)) for path in paths]
        self._stopped = stopped
        self._on_missing = on_missing
        self._missing: set[Path] = set()
        self._seen: dict[str, _Seen] = {}

    def look(self) -> Iterator[Path]:
        """Walk once; yields what is to be read."""
        self._look_for_missing()
        there = [path for path in self._paths if path not in self._missing]
        seen: dict[str, _Seen] = {}
        try:
            for file in find_radiographs(there):
                if self._stopped.is_set():
                    return
                stamp = stamp_of(file) or _stamp_of_folder(file)
                if stamp is None:
                    continue  # it went meanwhile
                before = self._seen.get(str(file))
                lies_still = before is not None and before.stamp == stamp
                seen[str(file)] = _Seen(stamp, lies_still)
                if lies_still and not (before and before.yielded):
                    yield file
        except OSError:  # a share that goes while it is walked through
            return
        self._seen = self._below_missing() | seen

    def _look_for_missing(self) -> None:
        missing = {path for path in self._paths if not _is_there(path)}
        before, self._missing = self._missing, missing
        for path in sorted(missing - before):
            self._on_missing(path)

    def _below_missing(self) -> dict[str, _Seen]:
        """What was seen in a folder that is gone for a while, and will be there again with it."""
        if not self._missing:
            return {}
        return {
            file: seen
            for file, seen in self._seen.items()
            if not self._missing.isdisjoint((Path(file), *Path(file).parents))
        }


def _is_there(path: Path) -> bool:
    return _is_folder(path) or stamp_of(path) is not None


def _stamp_of_folder(path: Path) -> Stamp | None:
    """One for a folder, which is found where it may not be listed: reading it says so."""
    return Stamp(0, 0) if _is_folder(path) else None


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):  # Path.is_dir raises some of them
        return False
