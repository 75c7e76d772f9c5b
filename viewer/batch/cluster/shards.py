"""Files that go to a worker together."""

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.batch.found import Found

FILES_PER_SHARD = 20
_MOST_DEATHS = 3


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that go to a worker together.

    Attributes
    ----------
    deaths : int
        Workers that ended while they read it. With one or more it is read by a worker that has no
        other: a shard that was read just before the end may seem to have been under way.
    unseen : bool
        Whether a worker found none of the files, where others may.
    """

    files: Sequence[Found]
    deaths: int = 0
    unseen: bool = False


def after_death(shard: Shard) -> list[Shard]:
    """The same files for other workers, each by itself; none of a file that ends them all."""
    deaths = shard.deaths + 1
    return [Shard([found], deaths) for found in shard.files] if deaths < _MOST_DEATHS else []
