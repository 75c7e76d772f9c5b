"""Workers for tests of the cluster, which tell in the folder `TOLD` what they are and read.

They die of a file called `deadly.jpg` and hang at `hanging.jpg`, the first to come to `waiting.jpg`
waits there and says so, and the first of all does not see what lies in a folder called `elsewhere`.
"""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from viewer.batch.cluster import shard_reader
from viewer.batch.cluster.shard_reader import ShardReader, Work
from viewer.batch.found import Found, stamp_of
from viewer.batch.worklist.outcome import Outcome, Stamp

TOLD = "HILUM_TESTS_TOLD"


class TellingReader(ShardReader):
    def open(self, work: Work, model: bytes, jobs: int) -> None:
        super().open(work, model, jobs)
        shard_reader.stamp_of = self._stamp_of  # type: ignore[attr-defined]
        self._folder = Path(os.environ[TOLD])
        self._folder.joinpath(str(os.getpid())).touch()
        self._blind = self._is_first("blind")

    def read(self, shard: Sequence[Found]) -> tuple[list[Outcome], bool]:
        names = [found.file.name for found in shard]
        with self._folder.joinpath("read").open("a") as told:
            told.writelines(f"{name}\n" for name in names)
        if "deadly.jpg" in names:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hanging.jpg" in names or ("waiting.jpg" in names and self._is_first("waits")):
            time.sleep(600.0)
        return super().read(shard)

    def _is_first(self, name: str) -> bool:
        """Whether no other did this before; then the process is kept under that name."""
        own = self._folder / f"{name} {os.getpid()}"
        own.write_text(str(os.getpid()))
        try:
            self._folder.joinpath(name).hardlink_to(own)
        except FileExistsError:
            return False
        return True

    def _stamp_of(self, path: Path) -> Stamp | None:
        return None if self._blind and "elsewhere" in path.parts else stamp_of(path)
