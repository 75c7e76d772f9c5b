"""Files become rows on many machines; the worklist stays on the one that asks."""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import resources
from viewer.batch.cluster.connection import connected
from viewer.batch.cluster.crew import Crew, Lost, Read
from viewer.batch.cluster.shard_reader import Work
from viewer.batch.cluster.shards import FILES_PER_SHARD, Shard, after_death
from viewer.batch.control import BatchControl
from viewer.batch.found import Found, FoundFiles, stamp_of
from viewer.batch.known import Known
from viewer.batch.pipeline import OnKept, OnRow
from viewer.batch.progress import Progress, Tally
from viewer.batch.sources import Sources
from viewer.batch.worklist.outcome import Outcome
from viewer.batch.worklist.row import failed_row
from viewer.batch.worklist.worklist import Worklist
from viewer.errors import DamagedFileError
from viewer.imaging.gate import read_bytes
from viewer.reading import OperatingPoint, Provider, Reader

_TICK = 0.1
"""Seconds between two looks at whether the batch was cancelled."""


def run_on_cluster(
    files: Iterable[Path],
    address: str,
    reader: Reader,
    model: Path | None,
    point: OperatingPoint,
    worklist: Worklist,
    *,
    provider: Provider = Provider.AUTO,
    on_row: OnRow,
    on_kept: OnKept | None = None,
    control: BatchControl | None = None,
    sources: Iterable[Path] = (),
) -> Progress:
    """Read files on the machines of a Ray cluster, and keep a row of each as `run_batch` does.

    The files are found here, and each worker opens them at the same paths. Of files with the same
    content only those that come to a worker in one shard are read once.

    Parameters
    ----------
    address : str
        `auto`, `HOST:PORT` or `local`, as for `connected`.
    reader : Reader
        Of the same model, whatever it runs on here. It reads nothing.
    model : Path or None
        The model file, which travels to the workers; None for the shipped one.
    provider : Provider
        What the workers run the model on.
    on_row, on_kept, control, sources
        As for `run_batch`.

    Raises
    ------
    ClusterError
        If there is no cluster, or it can't do the work.
    ModelRefusedError, ProviderUnavailableError
        If a worker can't open the model.
    WorklistError, FileUnavailableError, Exception
        As `run_batch` does.
    """
    content = read_bytes(model or resources.shipped_model())
    work = Work(version("hilum"), reader.identity.sha256, provider, point)
    with connected(address) as head, Crew(work, content, head) as crew:
        worklist.judge_again(work.model_sha256, point)
        batch = _Batch(files, reader, point, worklist, control or BatchControl(), Sources(sources))
        return batch.run(crew, on_row, on_kept)


class _Batch:
    def __init__(
        self,
        files: Iterable[Path],
        reader: Reader,
        point: OperatingPoint,
        worklist: Worklist,
        control: BatchControl,
        sources: Sources,
    ) -> None:
        self._model, self._point, self._worklist = reader.identity, point, worklist
        self._control, self._sources = control, sources
        self._found = FoundFiles(files, Known(worklist, reader.identity.sha256))
        self._again: deque[Shard] = deque()
        """Shards that waited for a worker that ended, or that one did not see."""
        self._suspects: deque[Shard] = deque()
        """Files that a worker was reading when it ended."""
        self._tally = Tally(control)

    def run(self, crew: Crew, on_row: OnRow, on_kept: OnKept | None) -> Progress:
        self._found.start()
        try:
            while not self._control.cancelled and not self._done(crew):
                crew.fill_up()
                self._hand_out(crew)
                ended = crew.wait(_TICK)
                if isinstance(ended, Read):
                    self._take_back(ended, crew, on_row)
                elif isinstance(ended, Lost):
                    self._read_again(ended, on_row)
                self._tell_of_kept(on_kept)
        finally:
            self._found.stop()
        self._tell_of_kept(on_kept)
        if self._found.error is not None and not self._control.cancelled:
            raise self._found.error
        return self._progress()

    def _done(self, crew: Crew) -> bool:
        waiting = self._again or self._suspects
        return self._found.exhausted() and not waiting and not crew.busy

    def _hand_out(self, crew: Crew) -> None:
        for worker in crew.free():
            if self._control.paused or self._control.cancelled:
                return
            if self._suspects and not worker.under_way:
                shard: Shard | None = self._suspects.popleft()
            else:
                shard = self._again.popleft() if self._again else self._next_shard()
            if shard is None:
                return
            crew.hand_out(shard, worker)

    def _next_shard(self) -> Shard | None:
        files: list[Found] = []
        while len(files) < FILES_PER_SHARD and not self._control.cancelled:
            found = self._found.take(timeout=0.0)
            if found is None:
                break
            files.append(found)
        return Shard(files) if files else None

    def _take_back(self, ended: Read, crew: Crew, on_row: OnRow) -> None:
        shard = ended.shard
        # What is not here either has vanished; what is here may be seen by others.
        blind = ended.blind and stamp_of(shard.files[0].file) is not None
        if blind and crew.spare(ended.worker) and not shard.unseen:
            self._again.append(replace(shard, unseen=True))
            return
        for found, outcome in zip(shard.files, ended.outcomes, strict=True):
            self._keep(found, outcome, on_row)

    def _read_again(self, lost: Lost, on_row: OnRow) -> None:
        again = after_death(lost.reading)
        self._again.extend(lost.waiting)
        self._suspects.extend(again)
        if not again:
            (found,) = lost.reading.files
            error = DamagedFileError(
                "Each worker that read this file ended while it did.",
                "The file may be damaged; copy it again from where it came from.",
            )
            row = failed_row(found.file, self._model, self._point, error)
            # No stamp: it may be the machine that had too little memory.
            self._keep(found, Outcome(row, None, None), on_row)

    def _keep(self, found: Found, outcome: Outcome, on_row: OnRow) -> None:
        if self._control.cancelled:
            return
        if outcome.row.failed:
            self._sources.check(found.file)
        self._worklist.add(outcome, found.position)
        self._tally.count(outcome.row)
        on_row(outcome.row, self._progress())

    def _tell_of_kept(self, on_kept: OnKept | None) -> None:
        if on_kept is not None and self._found.known > self._tally.kept:
            on_kept(self._progress())

    def _progress(self) -> Progress:
        self._tally.kept = self._found.known
        return self._tally.progress(self._found.total)
