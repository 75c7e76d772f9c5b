"""What a worker does on its machine: read the files of one shard after the other."""

import platform
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from viewer.batch.found import Found, stamp_of
from viewer.batch.reading_file import read_file
from viewer.batch.worklist.outcome import Outcome
from viewer.batch.worklist.row import Row, failed_row
from viewer.errors import ClusterError, FileUnavailableError
from viewer.reading import OperatingPoint, Provider, Reader


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker of a batch is told.

    Attributes
    ----------
    version : str
        That of Hilum on the machine that asks.
    model_sha256 : str
        Of the model file.
    """

    version: str
    model_sha256: str
    provider: Provider
    point: OperatingPoint


class ShardReader:
    """Holds one model and its session on a machine of the cluster, and the decoders it needs.

    Its decoders' processes end when the one it lives in does, by whatever means.
    """

    def open(self, work: Work, model: bytes, jobs: int) -> None:
        """Make ready to read `jobs` files at the same time.

        Raises
        ------
        ClusterError
            If this machine has another Hilum, or the model came to it damaged.
        ModelRefusedError, ProviderUnavailableError
        """
        here = version("hilum")
        if here != work.version:
            raise ClusterError(
                f"The worker {platform.node()} has Hilum {here}, and this machine {work.version}.",
                "Install the same Hilum on every machine of the cluster.",
            )
        with tempfile.TemporaryDirectory(prefix="hilum-") as folder:
            file = Path(folder, "model.onnx")
            file.write_bytes(model)
            self._reader = Reader.open(file, work.provider)
        if self._reader.identity.sha256 != work.model_sha256:
            raise ClusterError(
                f"The model came damaged to the worker {platform.node()}.",
                "Start again; if it happens again, start the cluster anew.",
            )
        self._point = work.point
        self._jobs = jobs

    def read(self, shard: Sequence[Found]) -> tuple[list[Outcome], bool]:
        """Read files, of the same content one. What fails is a row as well.

        Returns
        -------
        outcomes : list of Outcome
            In the files' order.
        blind : bool
            Whether none of them is where it should be on this machine.
        """
        twins: dict[str, Row] = {}

        def read_one(found: Found) -> Outcome | None:
            there = stamp_of(found.file)
            if found.stamp is not None and (there is None or there.size != found.stamp.size):
                return None
            outcome = read_file(found.file, found.stamp, self._reader, self._point, twins.get)
            if not outcome.row.failed:
                twins[outcome.row.sha256] = outcome.row
            return outcome

        with ThreadPoolExecutor(self._jobs, thread_name_prefix="read") as lanes:
            outcomes = list(lanes.map(read_one, shard))
        rows = [
            outcome or self._unseen(found) for found, outcome in zip(shard, outcomes, strict=True)
        ]
        return rows, not any(outcomes)

    def _unseen(self, found: Found) -> Outcome:
        error = FileUnavailableError(
            f"The file is not at this path on the worker {platform.node()}: "
            "a cluster needs a shared folder.",
            "Mount the folder at the same path on every machine of the cluster.",
        )
        row = failed_row(found.file, self._reader.identity, self._point, error)
        return Outcome(row, None, None)
