"""The workers on the machines of a cluster, and the shards that they are reading."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from viewer.batch.cluster.connection import Head
from viewer.batch.cluster.shard_reader import ShardReader, Work
from viewer.batch.cluster.shards import Shard
from viewer.batch.cluster.staff import staff_for
from viewer.batch.worklist.outcome import Outcome
from viewer.errors import ClusterError

_UNDER_WAY = 2
"""Shards that a worker has at most: the one that it reads, and one for it to go on with."""

_LOOK_ROUND_SECONDS = 5.0
"""Between two looks at how many machines there are; another follows the end of a worker."""

_START_SECONDS = 180.0
"""Until some worker has started; the cluster may be at other work."""

_HOPE_SECONDS = 30.0
"""Until the others have started, where those that have see no file."""

_MOST_FAILED_STARTS = 3
"""Before any has succeeded; later, one machine may be at fault, and the others go on."""


@dataclass(slots=True, eq=False)
class Worker:
    """A process on some machine, with its shards in the order in which it reads them."""

    actor: Any
    under_way: deque[tuple[Any, Shard]] = field(default_factory=deque)
    blind: bool = False
    """Whether it did not find files that are there."""

    @property
    def reads_suspect(self) -> bool:
        return any(shard.deaths for _, shard in self.under_way)


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A shard that was read, by whom, and what `ShardReader.read` gave."""

    shard: Shard
    worker: Worker
    outcomes: list[Outcome]
    blind: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Shards that went with their worker: the one that it was reading, and those that waited."""

    reading: Shard
    waiting: list[Shard]


class Crew:
    """Starts workers, hands them shards and gets back what became of them.

    A worker that is gone is replaced. Where it runs is Ray's decision.
    """

    def __init__(self, work: Work, model: bytes, head: Head) -> None:
        import ray

        self._ray = ray
        self._head = head
        self._work = work
        self._model = ray.put(model)
        self._actor_class = ray.remote(ShardReader)
        self._starting: dict[Any, Any] = {}
        self._workers: list[Worker] = []
        self._next_look = 0.0
        self._failed_starts = 0
        self._idle_since = self._last_start = time.monotonic()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for actor in (*self._starting.values(), *(worker.actor for worker in self._workers)):
            self._ray.kill(actor)

    @property
    def busy(self) -> bool:
        return any(worker.under_way for worker in self._workers)

    def fill_up(self) -> None:
        """Start the workers that are missing, without waiting for them.

        Raises
        ------
        ProviderUnavailableError
            If no machine of the cluster has what the model is to run on.
        ClusterError
            If for minutes there was no worker, or the cluster is gone.
        """
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + _LOOK_ROUND_SECONDS
            if self._head.answers():
                self._start_missing()
        if self._workers:
            self._idle_since = now
        elif now - self._idle_since > _START_SECONDS:
            raise ClusterError(
                "No machine of the cluster has taken up the work for minutes.",
                "`ray status` says what they are doing; go on later with the same worklist.",
            )

    def _start_missing(self) -> None:
        nodes = [node["Resources"] for node in self._ray.nodes() if node["Alive"]]
        staff = staff_for(nodes, self._work.provider)
        taking = {"num_cpus": staff.cpus, "num_gpus": staff.gpus}
        for _ in range(staff.count - len(self._workers) - len(self._starting)):
            actor = self._actor_class.options(**taking).remote()
            self._starting[actor.open.remote(self._work, self._model, staff.jobs)] = actor
            self._last_start = time.monotonic()

    def free(self) -> Iterator[Worker]:
        """Workers that may have one more shard, those with nothing to do first."""
        able = self._seeing or ([] if self._more_to_come else self._workers)
        for shards in range(_UNDER_WAY):
            for worker in able:
                if len(worker.under_way) == shards and not worker.reads_suspect:
                    yield worker

    def spare(self, worker: Worker) -> bool:
        """Give a worker that finds no file nothing more, and say whether others may find them.

        It stays, so that Ray starts no other on its machine.
        """
        worker.blind = True
        return bool(self._seeing) or self._more_to_come

    @property
    def _seeing(self) -> list[Worker]:
        return [worker for worker in self._workers if not worker.blind]

    @property
    def _more_to_come(self) -> bool:
        return bool(self._starting) and time.monotonic() - self._last_start < _HOPE_SECONDS

    def hand_out(self, shard: Shard, worker: Worker) -> None:
        worker.under_way.append((worker.actor.read.remote(shard.files), shard))

    def wait(self, timeout: float) -> Read | Lost | None:
        """What became of one shard, or None if none ended within `timeout` seconds.

        Raises
        ------
        HilumError
            If a worker can't be made ready to read.
        """
        reading = {worker.under_way[0][0]: worker for worker in self._workers if worker.under_way}
        refs = [*reading, *self._starting]
        if not refs:
            time.sleep(timeout)
            return None
        ready, _ = self._ray.wait(refs, num_returns=1, timeout=timeout)
        if not ready:
            return None
        if ready[0] in self._starting:
            self._welcome(ready[0])
            return None
        return self._end(reading[ready[0]])

    def _welcome(self, ref: Any) -> None:
        actor = self._starting.pop(ref)
        try:
            self._get(ref)
        except self._ray.exceptions.RayError as error:
            self._ray.kill(actor)
            self._failed_starts += 1
            if not self._workers and self._failed_starts >= _MOST_FAILED_STARTS:
                *_, reason = str(error).strip().splitlines() or [type(error).__name__]
                raise ClusterError(
                    f"The workers of the cluster can't be started. Ray says: {reason}",
                    f"Each machine needs Hilum {self._work.version} with its extra `cluster`, and "
                    "the same Ray, Python and Ray token.",
                ) from error
            return
        self._failed_starts = 0
        self._workers.append(Worker(actor))

    def _end(self, worker: Worker) -> Read | Lost:
        ref, shard = worker.under_way[0]
        try:
            outcomes, blind = self._get(ref)
        except self._ray.exceptions.RayError:
            # Gone, unreachable, or with its machine, which may hold what it had read.
            self._ray.kill(worker.actor)
            self._workers.remove(worker)
            self._next_look = 0.0
            _, *waiting = (shard for _, shard in worker.under_way)
            return Lost(shard, waiting)
        worker.under_way.popleft()
        return Read(shard, worker, outcomes, blind)

    def _get(self, ref: Any) -> Any:
        try:
            return self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            # Raised in our code, and not by Ray.
            raise error.cause from None
