"""Decoded radiographs that are kept, so that walking back and forth does not decode again."""

from collections import OrderedDict
from collections.abc import Callable, Set
from pathlib import Path

from viewer.ui.desk.loading import Loaded

_KEPT_BYTES = 400_000_000

Key = tuple[Path, int]
"""A file and its frame, from 0."""


class Decoded:
    """Keeps those used last, within a bound that counts what all viewports show.

    Parameters
    ----------
    in_use : callable
        Tells what is shown: dropping that would free nothing.
    """

    def __init__(self, in_use: Callable[[], Set[Key]], limit: int = _KEPT_BYTES) -> None:
        self._in_use, self._limit = in_use, limit
        self._kept: OrderedDict[Key, Loaded] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    @property
    def nbytes(self) -> int:
        return sum(loaded.nbytes for loaded in self._kept.values())

    def get(self, key: Key) -> Loaded | None:
        loaded = self._kept.get(key)
        if loaded is not None:
            self._kept.move_to_end(key)
        return loaded

    def keep(self, key: Key, loaded: Loaded) -> None:
        self._kept[key] = loaded
        self._kept.move_to_end(key)
        in_use = self._in_use()
        for old in [old for old in self._kept if old != key and old not in in_use]:
            if self.nbytes <= self._limit:
                break
            del self._kept[old]

    def clear(self) -> None:
        self._kept.clear()
