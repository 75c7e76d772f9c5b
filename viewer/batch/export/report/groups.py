"""Sentences that say the same of many files, counted once for all of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_GROUPS = 100
"""Kinds of sentences that are told apart; a person reads no more."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of `count` files.

    Attributes
    ----------
    texts : tuple of str
        Where the files' numbers differ, from the smallest to the largest.
    example : Path
        The first of the files.
    """

    texts: tuple[str, ...]
    count: int
    example: Path


class Groups:
    """Counts texts that differ in nothing but their numbers as one; does not grow with the files.

    So a limit that a thousand files miss by a thousand different distances is one line.
    """

    def __init__(self) -> None:
        self._groups: dict[tuple[str, ...], _Group] = {}
        self._others = 0

    def count(self, texts: Sequence[str], file: Path) -> None:
        key = tuple(_NUMBER.sub("0", text) for text in texts)
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) == MOST_GROUPS:
                self._others += 1
                return
            group = self._groups[key] = _Group(texts, file)
        group.count(texts)

    @property
    def told(self) -> list[Told]:
        """The groups, the largest first."""
        found = [group.told for group in self._groups.values()]
        return sorted(found, key=lambda told: -told.count)

    @property
    def others(self) -> int:
        """How often something was said that is in none of the groups."""
        return self._others


class _Group:
    def __init__(self, texts: Sequence[str], example: Path) -> None:
        self._between = [_NUMBER.split(text) for text in texts]
        self._least = [_NUMBER.findall(text) for text in texts]
        self._most = [list(numbers) for numbers in self._least]
        self._example = example
        self._count = 0

    def count(self, texts: Sequence[str]) -> None:
        self._count += 1
        for text, least, most in zip(texts, self._least, self._most, strict=True):
            for place, number in enumerate(_NUMBER.findall(text)):
                least[place] = min(least[place], number, key=_value)
                most[place] = max(most[place], number, key=_value)

    @property
    def told(self) -> Told:
        texts = map(_joined, self._between, self._least, self._most)
        return Told(tuple(texts), self._count, self._example)


def _joined(between: list[str], least: list[str], most: list[str]) -> str:
    numbers = [
        low if low == high else f"{low} to {high}" for low, high in zip(least, most, strict=True)
    ]
    return "".join(part + number for part, number in zip(between, [*numbers, ""], strict=True))


def _value(number: str) -> float:
    return float(number.replace(",", ""))
