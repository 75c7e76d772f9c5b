"""The studies panel while the list under it grows."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer.imaging import Header
from viewer.imaging.studies import Level, Place
from viewer.ui.desk.entry import Entry, Found
from viewer.ui.studies.model import StudiesModel
from viewer.ui.studies.panel import StudiesPanel


def _found(number: int) -> Found:
    """One of the radiographs of a patient who has ten."""
    patient, instance = divmod(number, 10)
    path = Path(f"/folder/{number:06}.dcm")
    place = Place(
        Level((patient,), f"Patient {patient}"),
        Level((1,), "2026-01-02 Chest"),
        Level((1,), "DX"),
        Level((instance, str(path)), f"Image {instance}"),
    )
    return Found(path, Header(), place)


@pytest.fixture
def model() -> StudiesModel:
    return StudiesModel()


@pytest.fixture
def panel(shown: Callable[[QWidget], None], model: StudiesModel) -> StudiesPanel:
    panel = StudiesPanel(model)
    panel.resize(250, 700)
    shown(panel)
    return panel


def _at_top(panel: StudiesPanel) -> tuple[str, int]:
    index = panel.indexAt(panel.viewport().rect().topLeft())
    return index.data(Qt.ItemDataRole.AccessibleTextRole), panel.visualRect(index).top()


def test_what_is_seen_stays_where_it_is_while_files_come_in_above(
    panel: StudiesPanel, model: StudiesModel
) -> None:
    model.add([_found(number) for number in range(500, 700)])
    panel.select_path(_found(600).path)
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().value() + 7)
    before = _at_top(panel)
    model.add([_found(number) for number in range(300)])
    model.add([_found(number) for number in range(700, 900)])
    assert _at_top(panel) == before
    assert panel.currentIndex().data(Qt.ItemDataRole.DisplayRole) == "Image 0"
    assert isinstance(model.row(panel.currentIndex().row()), Entry)
    assert model.row(panel.currentIndex().row()).path == _found(600).path


@pytest.mark.usefixtures("panel")
def test_among_fifty_thousand_files_more_come_in_at_their_places(model: StudiesModel) -> None:
    late = random.Random(0).sample(range(50_000), 2_000)
    model.add([_found(number) for number in set(range(50_000)) - set(late)])
    for first in range(0, len(late), 500):
        model.add([_found(number) for number in late[first : first + 500]])
        QApplication.processEvents()
    assert len(model) == 50_000
    assert model.rowCount() == 55_000
    paths = [entry.path for entry in model]
    assert paths == sorted(paths)


def test_folding_the_study_that_is_looked_at_chooses_no_other_radiograph(
    panel: StudiesPanel, model: StudiesModel
) -> None:
    model.add([_found(number) for number in range(30)])
    panel.select_path(_found(12).path)
    chosen: list[Path] = []
    panel.path_chosen.connect(chosen.append)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert model.rowCount() == 23
    assert chosen == []
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert model.rowCount() == 33
    assert panel.currentIndex() == model.index_of(_found(12).path)
    assert set(chosen) <= {_found(12).path}


def test_the_chosen_file_stays_in_sight_while_files_come_in_above(
    panel: StudiesPanel, model: StudiesModel
) -> None:
    model.add([_found(900)])
    panel.select_path(_found(900).path)
    model.add([_found(number) for number in range(300)])
    assert panel.viewport().rect().intersects(panel.visualRect(panel.currentIndex()))


def test_a_folded_study_stays_folded_while_more_becomes_known_of_its_radiograph(
    panel: StudiesPanel, model: StudiesModel
) -> None:
    model.add([_found(number) for number in range(30)])
    panel.select_path(_found(12).path)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    panel.select_path(_found(12).path)
    assert model.rowCount() == 23
    panel.select_path(_found(13).path)
    assert model.rowCount() == 33


def test_home_and_end_lead_to_the_first_and_last_radiograph(
    panel: StudiesPanel, model: StudiesModel
) -> None:
    model.add([_found(number) for number in range(30)])
    chosen: list[Path] = []
    panel.path_chosen.connect(chosen.append)
    QTest.keyClick(panel, Qt.Key.Key_End)
    QTest.keyClick(panel, Qt.Key.Key_Home)
    assert chosen == [_found(29).path, _found(0).path]


def test_a_heading_is_spoken_with_what_it_heads(panel: StudiesPanel, model: StudiesModel) -> None:
    model.add([_found(number) for number in range(3)])
    spoken = [
        panel.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert spoken[0] == "Study Patient 0, 2026-01-02 Chest, 3 radiographs"
    assert spoken[1] == "Image 0, Waiting"
