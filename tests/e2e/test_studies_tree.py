"""Finding a radiograph among studies, and walking from one to the next."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.dicom_files import write_dicom
from tests.e2e.gestures import drop
from tests.e2e.test_opening_radiographs import wait_for_reading, wait_until_settled
from tests.imaging.indices import write_index
from tests.pictures import write_normal
from viewer.ui.desk.entry import Entry
from viewer.ui.main_window import MainWindow
from viewer.ui.studies.model import ROW_ROLE

_LONG = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two patients; one has two studies, of which the newer has two series. And two pictures."""
    folder = tmp_path / "disk"
    folder.mkdir()
    roe = {"PatientName": "Roe^Jane", "PatientID": "1"}
    new = {**roe, "StudyInstanceUID": "1.2", "StudyDate": "20260301", "StudyDescription": "Chest"}
    old = {**roe, "StudyInstanceUID": "1.1", "StudyDate": "20250301"}
    lateral = {"SeriesInstanceUID": "1.2.2", "SeriesNumber": 2, "SeriesDescription": "Lateral"}
    frontal = {"SeriesInstanceUID": "1.2.1", "SeriesNumber": 1, "SeriesDescription": "Frontal"}
    write_dicom(folder / "a", **old, SeriesInstanceUID="1.1.1", InstanceNumber=1)
    write_dicom(folder / "b", **new, **lateral, InstanceNumber=1)
    write_dicom(folder / "c", **new, **frontal, InstanceNumber=2)
    write_dicom(folder / "d", **new, **frontal, InstanceNumber=1)
    write_dicom(folder / "e", PatientName="Doe^John", PatientID="2", InstanceNumber=1)
    (folder / "holiday").mkdir()
    write_normal(folder / "holiday" / "p.png")
    write_normal(folder / "holiday" / "q.png")
    return folder


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    window.open_paths([folder])
    wait_until_settled(qtbot, window, 7)
    return window


def _rows(window: MainWindow) -> list[str]:
    model = window.desk.studies
    return [model.index(row).data() for row in range(model.rowCount())]


def _show(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.desk.show_path(path)
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=_LONG)


def _click(window: MainWindow, index: QModelIndex) -> None:
    panel = window.studies_panel
    panel.scrollTo(index)
    QTest.mouseClick(
        panel.viewport(), Qt.MouseButton.LeftButton, pos=panel.visualRect(index).center()
    )


def test_a_folder_is_shown_by_patient_study_and_series(opened: MainWindow) -> None:
    assert _rows(opened) == [
        *("Doe John (2)", "Image 1"),
        *("Roe Jane (1)", "DX Frontal", "Image 1", "Image 2", "DX Lateral", "Image 1"),
        *("Roe Jane (1)", "Image 1"),
        *("holiday", "p.png", "q.png"),
    ]


def test_the_keys_walk_in_the_order_of_the_tree(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    walked = []
    QTest.keyClick(opened.studies_panel, Qt.Key.Key_Home)
    for _ in range(7):
        qtbot.waitUntil(lambda: opened.desk.current.radiograph is not None, timeout=_LONG)
        walked.append(opened.desk.current.path.relative_to(folder).as_posix())
        QTest.keyClick(opened.viewports.active, Qt.Key.Key_PageDown)
    assert walked == ["e", "d", "c", "b", "a", "holiday/p.png", "holiday/q.png"]


def test_a_click_on_a_radiograph_shows_it(qtbot: QtBot, opened: MainWindow, folder: Path) -> None:
    _click(opened, opened.desk.studies.index_of(folder / "b"))
    qtbot.waitUntil(lambda: opened.desk.current.path == folder / "b", timeout=_LONG)
    assert opened.studies_panel.currentIndex().data(ROW_ROLE).path == folder / "b"


def test_a_click_on_a_study_folds_it_and_walking_opens_it_again(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    _show(qtbot, opened, folder / "e")
    heading = opened.desk.studies.index(2)
    _click(opened, heading)
    assert _rows(opened)[2:5] == ["Roe Jane (1)", "Roe Jane (1)", "Image 1"]
    assert opened.desk.current.path == folder / "e"
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: opened.desk.current.path == folder / "d", timeout=_LONG)
    assert len(_rows(opened)) == 13
    assert opened.studies_panel.currentIndex().data(ROW_ROLE).path == folder / "d"


def test_a_zip_archive_is_shown_without_unpacking(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "disk.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("d", "c"):
            packed.write(folder / name, f"inner/{name}")
    window.open_paths([archive])
    wait_until_settled(qtbot, window, 2)
    assert _rows(window) == ["Roe Jane (1)", "Image 1", "Image 2"]
    assert [entry.path for entry in window.desk.studies] == [
        archive / "inner" / "d",
        archive / "inner" / "c",
    ]
    assert all(entry.reading is not None for entry in window.desk.studies)


def test_a_dropped_dicomdir_is_shown_by_what_it_names(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    disk = tmp_path / "cd"
    (disk / "IMAGES").mkdir(parents=True)
    for number in (1, 2, 3):
        write_dicom(disk / "IMAGES" / f"IM{number}", InstanceNumber=number)
    named = [("IMAGE", ["IMAGES", f"IM{number}"]) for number in (1, 2)]
    write_index(disk / "DICOMDIR", *named)
    assert drop(window, [disk / "DICOMDIR"])
    wait_until_settled(qtbot, window, 2)
    assert _rows(window) == ["Roe Jane (1)", "Image 1", "Image 2"]


def test_from_a_single_file_the_keys_walk_through_those_beside_it(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.open_paths([folder / "b"])
    wait_for_reading(qtbot, window)
    assert len(window.desk.studies) == 1
    for key, name in ((Qt.Key.Key_Down, "c"), (Qt.Key.Key_Down, "d"), (Qt.Key.Key_Up, "c")):
        qtbot.waitUntil(window.commands["walk.next"].isEnabled, timeout=_LONG)
        QTest.keyClick(window.viewports.active, key)
        qtbot.waitUntil(lambda name=name: window.desk.current.path == folder / name, timeout=_LONG)
        wait_for_reading(qtbot, window)
    assert [entry.path.name for entry in window.desk.studies] == ["d", "c", "b"]
    entry = window.studies_panel.currentIndex().data(ROW_ROLE)
    assert isinstance(entry, Entry)
    assert entry.path == folder / "c"


def test_two_quick_steps_from_a_single_file_are_both_taken(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.open_paths([folder / "a"])
    wait_for_reading(qtbot, window)
    qtbot.waitUntil(window.commands["walk.next"].isEnabled, timeout=_LONG)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Down)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.desk.current.path == folder / "c", timeout=_LONG)


def test_chosen_files_are_walked_through_without_those_beside_them(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.open_paths([folder / "c", folder / "d"])
    wait_until_settled(qtbot, window, 2)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: window.desk.current.path == folder / "d", timeout=_LONG)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Up)
    assert len(window.desk.studies) == 2
