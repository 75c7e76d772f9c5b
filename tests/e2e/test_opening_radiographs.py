import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.data import CHEST_DICOM, CHEST_DICOM_JPEG2000, EXTREMITY_DICOM
from tests.e2e.gestures import drop
from tests.pictures import write_normal, write_pneumonia
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader, Verdict
from viewer.ui.desk import loading
from viewer.ui.dialogs import asking
from viewer.ui.looks import look_of, probability_text
from viewer.ui.main_window import MainWindow

_LONG = 20_000


def wait_for_reading(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=_LONG)


def wait_until_settled(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: window.desk.studies.settled == (count, count), timeout=_LONG)


def test_an_empty_window_says_what_to_do(window: MainWindow) -> None:
    assert window.viewports.active.page is window.viewports.active.empty
    assert "Drop radiographs or a folder here" in window.viewports.active.empty.text
    assert window.reading_panel.finding.verdict.text == "Nothing open"


def test_a_dropped_dicom_file_is_shown_and_read_as_the_reader_reads_it(
    qtbot: QtBot, window: MainWindow, stand_in_model: Path
) -> None:
    assert drop(window, [CHEST_DICOM])
    wait_for_reading(qtbot, window)
    expected = Reader.open(stand_in_model, Provider.CPU).read(open_radiograph(CHEST_DICOM))
    panel = window.reading_panel
    assert window.viewports.active.page is window.viewports.active.canvas
    assert window.desk.current.reading.probability == expected.probability
    assert panel.finding.probability.text() == probability_text(expected.probability)
    assert panel.finding.verdict.text == look_of(expected.verdict).word
    assert window.status.provider.text() == "Runs on CPU"


def test_of_a_dropped_folder_all_radiographs_are_listed_and_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_normal(folder / "a.png")
    write_pneumonia(folder / "b.png")
    (folder / "readme.txt").write_text("not listed", encoding="utf-8")
    drop(window, [folder])
    wait_until_settled(qtbot, window, 2)
    entries = list(window.desk.studies)
    assert [entry.path.name for entry in entries] == ["a.png", "b.png"]
    assert [entry.reading.verdict for entry in entries] == [Verdict.NORMAL, Verdict.PNEUMONIA]
    assert all(entry.thumbnail is not None for entry in entries)
    assert window.desk.current.path == folder / "a.png"


def test_files_chosen_in_the_dialog_are_opened(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "ask_for_files", lambda _parent: [CHEST_DICOM])
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait_for_reading(qtbot, window)


def test_opened_twice_a_file_is_listed_once(qtbot: QtBot, window: MainWindow) -> None:
    window.open_paths([CHEST_DICOM])
    wait_for_reading(qtbot, window)
    window.open_paths([CHEST_DICOM, CHEST_DICOM_JPEG2000])
    wait_until_settled(qtbot, window, 2)


def test_the_keys_walk_through_the_list(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    files = [write_normal(tmp_path / f"{name}.png") for name in "abc"]
    window.open_paths(files)
    wait_until_settled(qtbot, window, 3)
    page = window.viewports.active
    for key, place in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_PageUp, 0),
    ):
        QTest.keyClick(page, key)
        qtbot.waitUntil(lambda at=files[place]: window.desk.current.path == at, timeout=_LONG)
        assert window.studies_panel.currentIndex().data() == files[place].name
        wait_for_reading(qtbot, window)


def test_an_out_of_scope_radiograph_is_withheld_with_the_reason(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.open_paths([EXTREMITY_DICOM])
    wait_for_reading(qtbot, window)
    panel = window.reading_panel
    assert panel.finding.verdict.text == "Withheld"
    assert "the body part is EXTREMITY" in panel.finding.remark.text()
    assert not panel.finding.probability.isEnabled()


def test_another_operating_point_judges_again_without_reading_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    # Its probability lies between the stand-in's two operating points.
    ramp = [round(255 * (x / 95) ** 1.5) for x in range(96)]
    path = tmp_path / "between.png"
    picture = Image.new("L", (96, 64))
    picture.putdata(ramp * 64)
    picture.save(path)
    window.open_paths([path])
    wait_for_reading(qtbot, window)
    before = window.desk.current.reading
    assert window.reading_panel.finding.verdict.text == "Normal"
    points = window.reading_panel.points
    points.setCurrentIndex(1)
    points.activated.emit(1)
    after = window.desk.current.reading
    assert window.reading_panel.finding.verdict.text == "Pneumonia"
    assert window.desk.studies.entry(path).reading.verdict is Verdict.PNEUMONIA
    assert after.contribution is before.contribution


def test_a_model_that_is_no_model_is_refused_in_words_and_radiographs_are_still_shown(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(b"nothing of the kind")
    window = open_window(bad, wait=False)
    window.open_paths([CHEST_DICOM, EXTREMITY_DICOM])
    qtbot.waitUntil(lambda: window.desk.current.reading_error is not None, timeout=_LONG)
    assert "not an ONNX model" in window.banner.text
    assert window.viewports.active.page is window.viewports.active.canvas
    assert window.reading_panel.finding.verdict.text == "No reading"
    assert window.status.provider.text() == "No model"
    listed = window.desk.studies.entry
    qtbot.waitUntil(lambda: listed(EXTREMITY_DICOM).thumbnail is not None, timeout=_LONG)
    assert listed(CHEST_DICOM).error is None


def test_a_file_opened_while_a_large_folder_is_walked_is_shown_at_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, find = threading.Event(), loading.find_radiographs

    def walk_slowly(paths: Iterable[Path]) -> Iterator[Path]:
        if tmp_path in paths:
            go_on.wait(10)
        yield from find(paths)

    monkeypatch.setattr(loading, "find_radiographs", walk_slowly)
    window.open_paths([tmp_path])
    window.open_paths([CHEST_DICOM])
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=_LONG)
    assert not go_on.is_set()
    go_on.set()


def test_closing_all_leaves_the_empty_window(qtbot: QtBot, window: MainWindow) -> None:
    window.open_paths([CHEST_DICOM, EXTREMITY_DICOM])
    wait_for_reading(qtbot, window)
    window.commands["file.close_all"].trigger()
    assert window.desk.studies.rowCount() == 0
    assert window.viewports.active.page is window.viewports.active.empty
    window.open_paths([CHEST_DICOM])
    wait_for_reading(qtbot, window)


def test_closed_while_it_still_reads_the_window_ends_its_threads(
    window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([write_normal(tmp_path / f"{number}.png") for number in range(40)])
    window.close()  # the fixtures fail this test if a thread is left


def test_a_panel_that_was_closed_stays_closed_at_the_next_start(
    window: MainWindow, open_window: OpenWindow
) -> None:
    studies = window.menus.panels[0]
    studies.trigger()
    window.commands["page.worklist"].trigger()  # the second page hides both, which must not be kept
    window.close()
    again = open_window()
    assert not again.studies_panel.isVisible()
    assert again.reading_panel.isVisible()
