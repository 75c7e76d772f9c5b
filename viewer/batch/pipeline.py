"""A stream of files becomes rows: found, decoded and read at the same time."""

import os
import queue
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from viewer.batch.contents import Contents
from viewer.batch.control import BatchControl
from viewer.batch.found import Found, FoundFiles
from viewer.batch.known import Known
from viewer.batch.progress import Progress, Tally
from viewer.batch.reading_file import read_file
from viewer.batch.sources import Sources
from viewer.batch.worklist.row import Row
from viewer.batch.worklist.worklist import Worklist
from viewer.imaging.decoding import AtWork
from viewer.reading import OperatingPoint, Reader

OnRow = Callable[[Row, Progress], None]
OnKept = Callable[[Progress], None]

_TICK = 0.1
"""Seconds between two looks at whether the batch was cancelled."""

_PATIENCE = 0.2
"""Seconds that the end of a batch leaves to what is under way, and does not hang."""


def default_jobs() -> int:
    """One more than there are processors for this program: each job waits for its pipe at times."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) + 1
    return (os.cpu_count() or 1) + 1


def run_batch(
    files: Iterable[Path],
    reader: Reader,
    point: OperatingPoint,
    worklist: Worklist,
    *,
    jobs: int | None = None,
    on_row: OnRow,
    on_kept: OnKept | None = None,
    control: BatchControl | None = None,
    sources: Iterable[Path] = (),
) -> Progress:
    """Read files and keep a row of each; of those that the worklist knows, only the verdict.

    One thread walks `files`, which may have no end; `jobs` threads each take the next one, have
    it decoded in a process of its own, read it, and add its row as soon as it is read. What is in
    memory does not grow with the number of files.

    Parameters
    ----------
    jobs : int, optional
        Files that are read at the same time; by default `default_jobs`.
    on_row : callable
        Called in this thread for each row that was added, in that order.
    on_kept : callable, optional
        Called in this thread, now and then while files are found that need not be read.
    control : BatchControl, optional
        Once cancelled, no further row is added, and nothing is waited for.
    sources : iterable of Path, optional
        The folders and archives that `files` are found in. Should one vanish, the batch ends.

    Raises
    ------
    WorklistError
        If a row can't be kept.
    FileUnavailableError
        If one of `sources` is gone.
    Exception
        Whatever `files` or `on_row` raises. What goes wrong with one file raises nothing:
        it becomes that file's row.
    """
    worklist.judge_again(reader.identity.sha256, point)
    batch = _Batch(files, reader, point, worklist, control or BatchControl(), Sources(sources))
    return batch.run(jobs or default_jobs(), on_row, on_kept)


_Event = Row | Exception | None
"""A row that was added, what ends the batch, or that a thread has ended."""


class _Batch:
    """The threads of one batch, and what they share."""

    def __init__(
        self,
        files: Iterable[Path],
        reader: Reader,
        point: OperatingPoint,
        worklist: Worklist,
        control: BatchControl,
        sources: Sources,
    ) -> None:
        self._reader, self._point, self._worklist = reader, point, worklist
        self._control, self._sources = control, sources
        self._found = FoundFiles(files, Known(worklist, reader.identity.sha256))
        self._contents = Contents(worklist, reader.identity.sha256)
        self._at_work = AtWork()
        self._events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self._lanes = 0
        self._adding = threading.Lock()
        self._stopped = False
        self._tally = Tally(control)

    def run(self, jobs: int, on_row: OnRow, on_kept: OnKept | None) -> Progress:
        self._found.start()
        lanes = [
            # Daemons: one that hangs must not keep the program alive.
            threading.Thread(target=self._work, name=f"read {number}", daemon=True)
            for number in range(jobs)
        ]
        try:
            for lane in lanes:
                lane.start()
                self._lanes += 1
            while self._lanes and not self._control.cancelled:
                self._tell(on_row, _TICK)
                self._tell_of_kept(on_kept)
        finally:
            self._stop()
            patience = time.monotonic() + _PATIENCE
            for lane in filter(threading.Thread.is_alive, lanes):
                lane.join(max(0.0, patience - time.monotonic()))
        while self._tell(on_row, 0.0):
            pass
        self._tell_of_kept(on_kept)
        if self._found.error is not None and not self._control.cancelled:
            raise self._found.error
        return self._progress()

    def _tell(self, on_row: OnRow, timeout: float) -> bool:
        """Pass on one event, if there is one."""
        try:
            event = self._events.get(timeout=timeout) if timeout else self._events.get_nowait()
        except queue.Empty:
            return False
        if isinstance(event, Exception):
            raise event
        if event is None:
            self._lanes -= 1
        else:
            self._tally.count(event)
            on_row(event, self._progress())
        return True

    def _tell_of_kept(self, on_kept: OnKept | None) -> None:
        if on_kept is not None and self._found.known > self._tally.kept:
            on_kept(self._progress())

    def _progress(self) -> Progress:
        self._tally.kept = self._found.known
        return self._tally.progress(self._found.total)

    def _stop(self) -> None:
        """Begin nothing more, and let no row be added any more."""
        with self._adding:
            self._stopped = True
        self._found.stop()
        self._at_work.end()

    def _work(self) -> None:
        """What each of the reading threads does."""
        try:
            while not self._over and not self._found.exhausted():
                if not self._control.wait_while_paused(_TICK):
                    continue
                found = self._found.take(_TICK)
                if found is not None and not self._over:
                    self._read(found)
        except Exception as error:  # raised where it ends the batch: in the user's thread
            self._events.put(error)
        finally:
            self._events.put(None)

    @property
    def _over(self) -> bool:
        return self._stopped or self._control.cancelled

    def _read(self, found: Found) -> None:
        position, file, stamp = found
        with self._contents.each_once() as turn:
            outcome = read_file(file, stamp, self._reader, self._point, turn.twin, self._at_work)
            turn.outcome = outcome
            if self._stopped:
                return
            if outcome.row.failed:
                self._sources.check(file)
            with self._adding:
                if not self._stopped:
                    self._worklist.add(outcome, position)
                    self._events.put(outcome.row)
