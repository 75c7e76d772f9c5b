"""A stream of files becomes rows: found, decoded and read at the same time."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from viewer.batch.found import FoundFiles
from viewer.batch.outcome import Outcome
from viewer.batch.progress import Progress, Tally
from viewer.batch.row import Row, failed_row, read_row
from viewer.batch.worklist import Worklist
from viewer.errors import HilumError
from viewer.imaging import InputSpec, open_radiograph
from viewer.reading import ModelIdentity, OperatingPoint, PreparedRadiograph, Reading, prepare
from viewer.unforeseen import as_hilum_error, log_unforeseen

MAX_DEFAULT_JOBS = 8
"""More decoders outrun any one session, and each may hold a large picture."""

LOOK_AHEAD_PER_JOB = 2
"""Files that are decoded or waiting for it, for each decoder: none ever idles."""

_TICK = 0.1
"""Seconds between two looks at `cancelled` while waiting."""

Fail = Callable[[Path, Exception], Row]


def run_batch(
    files: Iterable[Path],
    read: Callable[[PreparedRadiograph], Reading],
    spec: InputSpec,
    model: ModelIdentity,
    operating_point: OperatingPoint,
    worklist: Worklist,
    *,
    jobs: int | None = None,
    on_row: Callable[[Row, Progress], None],
    cancelled: threading.Event,
) -> Progress:
    """Read files and keep a row of each, in the files' order.

    One thread walks `files`, `jobs` threads decode some files ahead, and the calling thread
    reads, writes the row and calls `on_row`. What is in memory does not grow with the
    number of files, but for their paths.

    Parameters
    ----------
    read : callable
        Called in this thread, one radiograph at a time.
    spec : InputSpec
        How the model wants its input made.
    jobs : int, optional
        By default as many as there are processors, at most `MAX_DEFAULT_JOBS`.
    cancelled : threading.Event
        Once set, no further file is read; the rows so far are kept.

    Raises
    ------
    WorklistError
        If a row can't be kept.
    Exception
        Whatever `files` or `on_row` raises. What goes wrong with one file raises nothing:
        it becomes that file's row.
    """

    def fail(path: Path, error: Exception) -> Row:
        if not isinstance(error, HilumError):
            log_unforeseen("While a file was read", error)
        return failed_row(path, model, operating_point, as_hilum_error(error))

    jobs = jobs or min(os.cpu_count() or 1, MAX_DEFAULT_JOBS)
    tally = Tally()
    found = FoundFiles(files)
    decoders = ThreadPoolExecutor(jobs, thread_name_prefix="decode")
    ahead: deque[tuple[Path, Future[PreparedRadiograph | Row]]] = deque()
    try:
        while not cancelled.is_set() and (ahead or not found.exhausted()):
            while len(ahead) < jobs * LOOK_AHEAD_PER_JOB:
                path = found.take(timeout=0.0 if ahead else _TICK)
                if path is None:
                    break
                ahead.append((path, decoders.submit(_decode, path, spec, fail)))
            if not ahead or not wait((ahead[0][1],), _TICK).done:
                continue
            path, decoding = ahead.popleft()
            row = _read(path, decoding.result(), read, fail)
            worklist.add(Outcome(row, None, None), tally.done)
            tally.count(row)
            on_row(row, tally.progress(found.total))
    finally:
        found.stop()
        # Where files are still ahead, this is a cancellation or a failure, and nobody waits.
        decoders.shutdown(wait=not ahead, cancel_futures=True)
    return tally.progress(found.total)


def _decode(path: Path, spec: InputSpec, fail: Fail) -> PreparedRadiograph | Row:
    try:
        return prepare(open_radiograph(path, enough=spec.size), spec)
    except Exception as error:
        # Made a row here, since the error's traceback would keep the pixels alive.
        return fail(path, error)


def _read(
    path: Path,
    prepared: PreparedRadiograph | Row,
    read: Callable[[PreparedRadiograph], Reading],
    fail: Fail,
) -> Row:
    if isinstance(prepared, Row):
        return prepared
    try:
        return read_row(prepared.source, prepared.header, read(prepared))
    except Exception as error:
        return fail(path, error)
