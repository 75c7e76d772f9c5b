import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.batch.many_rows import write_many_rows
from viewer.batch.worklist.query import Field, Query
from viewer.reading import OperatingPoint, Provider, Verdict
from viewer.ui.work import Work
from viewer.ui.worklist.table_export import Order, TableExport, Written

_COUNT = 3000


@pytest.fixture
def export(qtbot: QtBot) -> Iterator[TableExport]:  # noqa: ARG001
    work = Work(None, Provider.CPU)
    export = TableExport(work)
    yield export
    export.close()
    work.close()
    export.deleteLater()
    work.deleteLater()


@pytest.fixture
def worklist(tmp_path: Path) -> Path:
    return write_many_rows(tmp_path / "worklist", _COUNT)


def _write(qtbot: QtBot, export: TableExport, order: Order, target: Path) -> object:
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        export.write(order, target)
    return ended.args[0]


def _lines(target: Path) -> list[dict[str, str]]:
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_written_in_the_order_and_judged_at_the_point(
    qtbot: QtBot, export: TableExport, worklist: Path, tmp_path: Path
) -> None:
    point = OperatingPoint(name="sensitive", threshold=0.1, description="")
    query = Query(
        sort=Field.PROBABILITY, verdicts=frozenset({Verdict.PNEUMONIA}), threshold=point.threshold
    )
    target = tmp_path / "out.csv"
    assert _write(qtbot, export, Order(worklist, query, point), target) == Written(target)
    lines = _lines(target)
    found = [float(line["probability"]) for line in lines]
    assert found == sorted(found)
    assert found[0] >= 0.1
    assert {(line["verdict"], line["operating_point"]) for line in lines} == {
        ("pneumonia", "sensitive")
    }


def test_a_cancelled_export_leaves_the_older_file_whole(
    qtbot: QtBot, export: TableExport, worklist: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("an older one")
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        export.write(Order(worklist, Query(), None), target)
        export.cancel()
    assert ended.args[0] is None
    assert target.read_text() == "an older one"
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".csv"} == {"out.csv"}


def test_a_worklist_that_is_gone_is_told(qtbot: QtBot, export: TableExport, tmp_path: Path) -> None:
    with qtbot.waitSignal(export.problem, timeout=20_000) as told:
        export.write(Order(tmp_path / "gone", Query(), None), tmp_path / "out.csv")
    assert "no worklist" in told.args[0].sentence
