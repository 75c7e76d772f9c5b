import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.batch.batches import Batch, run_and_tell
from tests.stand_in import write_stand_in
from viewer.batch import Worklist
from viewer.reading import Provider, Reader


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    yield
    deadline = time.monotonic() + 5.0
    while threading.active_count() > 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    left = {thread.name for thread in threading.enumerate()}
    assert not {name for name in left if name.startswith(("read", "find"))}


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    write_stand_in(path)
    return Reader.open(path, Provider.CPU)


@pytest.fixture
def worklist(tmp_path: Path) -> Iterator[Worklist]:
    with Worklist.create(tmp_path / "worklist") as worklist:
        yield worklist


@pytest.fixture
def batch(reader: Reader, worklist: Worklist) -> Batch:
    """Reads files and gives what `on_row` was told."""
    return partial(run_and_tell, reader, worklist)
