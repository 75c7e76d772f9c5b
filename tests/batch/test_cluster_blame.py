"""Which file is blamed for the end of a worker, by workers that end at the worst moment.

Ray is played: each worker reads at once, and dies of what it is handed with a deadly file, before
it could give back what it had read.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.batch.files import write_jpegs
from tests.batch.rows import make_row, outcome
from viewer.batch import Worklist
from viewer.batch.cluster import run_on_cluster, running
from viewer.batch.found import Found
from viewer.reading import Reader

DEADLY = "deadly.jpg"


class DiedError(Exception):
    """As Ray tells it."""


@dataclass(eq=False)
class Asked:
    """What a worker was asked, and has not given back yet."""

    worker: "PlayedWorker"
    files: Sequence[Found]


@dataclass(eq=False)
class PlayedWorker:
    asked: list[Asked] = field(default_factory=list)

    @property
    def open(self) -> Any:
        return SimpleNamespace(remote=lambda *_: self._ask(()))

    @property
    def read(self) -> Any:
        return SimpleNamespace(remote=self._ask)

    def _ask(self, files: Sequence[Found]) -> Asked:
        self.asked.append(Asked(self, files))
        return self.asked[-1]

    def give_back(self, asked: Asked) -> tuple[list[Any], bool]:
        if any(found.file.name == DEADLY for each in self.asked for found in each.files):
            raise DiedError
        self.asked.remove(asked)
        return [outcome(make_row(file=found.file)) for found in asked.files], False


def played_ray() -> Any:
    actor_class = SimpleNamespace(options=lambda **_: SimpleNamespace(remote=PlayedWorker))
    return SimpleNamespace(
        exceptions=SimpleNamespace(
            RayError=DiedError, RayTaskError=type("Other", (Exception,), {})
        ),
        put=lambda content: content,
        remote=lambda _: actor_class,
        wait=lambda refs, **_: (refs[:1], refs[1:]),
        get=lambda asked: asked.worker.give_back(asked),
        kill=lambda _: None,
        nodes=lambda: [{"Alive": True, "Resources": {"CPU": 1.0}}],
    )


@pytest.fixture
def read_all(
    reader: Reader, worklist: Worklist, stand_in_model: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[list[Path]], None]:
    @contextmanager
    def connected(_: str) -> Iterator[Any]:
        yield SimpleNamespace(answers=lambda: True)

    monkeypatch.setitem(sys.modules, "ray", played_ray())
    monkeypatch.setattr(running, "connected", connected)
    monkeypatch.setattr(running, "FILES_PER_SHARD", 1)

    def read(files: list[Path]) -> None:
        usual = (reader, stand_in_model, reader.operating_point(), worklist)
        run_on_cluster(files, "local", *usual, on_row=lambda *_: None)

    return read


@pytest.mark.parametrize("place", [0, 1, 2, 5])
def test_no_file_is_blamed_for_the_end_of_a_worker_but_the_one_that_ends_them(
    read_all: Callable[[list[Path]], None], worklist: Worklist, tmp_path: Path, place: int
) -> None:
    files = write_jpegs(tmp_path / "study", 6)
    files[place] = files[place].rename(files[place].with_name(DEADLY))
    read_all(files)
    rows = list(worklist.rows())
    assert [row.file for row in rows] == files
    assert [row.file for row in rows if row.failed] == [files[place]]
