"""How many workers a cluster has room for, and what each of them takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.errors import ProviderUnavailableError
from viewer.reading import Provider


@dataclass(frozen=True, slots=True)
class Staff:
    """The workers that a cluster has room for.

    Attributes
    ----------
    cpus, gpus : int
        What each of them takes.
    """

    count: int
    cpus: int
    gpus: int

    @property
    def jobs(self) -> int:
        """Files that a worker reads at the same time: each waits for its decoder at times."""
        return self.cpus + 1


def staff_for(nodes: Sequence[Mapping[str, float]], provider: Provider) -> Staff:
    """One worker for each graphics card or, where there is none to use, for each processor.

    Parameters
    ----------
    nodes : sequence of mapping
        What each machine has, by Ray's names.

    Raises
    ------
    ProviderUnavailableError
        If CUDA was asked for, and no machine has a graphics card.
    """
    with_gpus = [node for node in nodes if node.get("GPU", 0) >= 1]
    if provider is Provider.CPU or not with_gpus:
        if provider is Provider.CUDA and nodes:
            raise ProviderUnavailableError(
                "CUDA was asked for, and no machine of the cluster has a graphics card.",
                "Start Ray with --num-gpus on those that have one, or use --provider cpu.",
            )
        return Staff(int(sum(node.get("CPU", 0) for node in nodes)), cpus=1, gpus=0)
    return Staff(
        count=int(sum(node["GPU"] // 1 for node in with_gpus)),
        # As many as leave room for a worker for each card, on every machine.
        cpus=int(min(node.get("CPU", 0) // (node["GPU"] // 1) for node in with_gpus)),
        gpus=1,
    )
