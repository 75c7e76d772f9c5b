"""Another theme or language puts a new window in the old one's place, and nothing is lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from tests.batch.many_rows import write_many_rows
from tests.conftest import drain
from tests.data import CHEST_DICOM
from tests.e2e.gestures import drag, picture_of, wheel
from tests.e2e.test_opening_radiographs import wait_for_reading
from tests.pictures import write_many, write_normal, write_pneumonia
from tests.worklists import cells, settle
from viewer.batch import Worklist
from viewer.reading import Provider, Reader
from viewer.ui import texts, theme
from viewer.ui.canvas.sight import sight_of
from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program
from viewer.ui.renewal import WindowKeeper
from viewer.ui.settings.appearance import AppearancePage
from viewer.ui.settings.dialog import SettingsDialog
from viewer.ui.worklist.columns import COLUMNS

_LONG = 20_000


@pytest.fixture
def program(tmp_path: Path, stand_in_model: Path) -> Program:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    return Program(settings, tmp_path / "state", stand_in_model, Provider.CPU)


@pytest.fixture
def keeper(qtbot: QtBot, qapp: QApplication, program: Program) -> Iterator[WindowKeeper]:
    keeper = WindowKeeper(program)
    with qtbot.waitExposed(keeper.window):
        keeper.window.show()
    qtbot.waitUntil(lambda: keeper.window.desk.model is not None, timeout=_LONG)
    yield keeper
    keeper.window.close()
    keeper.window.deleteLater()
    program.deleteLater()
    drain()
    texts.use("en")
    theme.apply(qapp)


def _renew(qtbot: QtBot, keeper: WindowKeeper, program: Program, **choices: object) -> MainWindow:
    old = keeper.window
    program.preferences.change(**choices)
    qtbot.waitUntil(lambda: keeper.window is not old, timeout=_LONG)
    drain()  # the old window is gone, and must not be asked for anything any more
    return keeper.window


def test_the_light_theme_keeps_the_radiograph_and_how_it_is_shown(
    qtbot: QtBot, keeper: WindowKeeper, program: Program
) -> None:
    window = keeper.window
    window.open_paths([CHEST_DICOM])
    wait_for_reading(qtbot, window)
    canvas = window.viewports.active.canvas
    drag(canvas.viewport(), QPoint(60, -30))
    wheel(canvas.viewport(), QPoint(300, 200), 4)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_R)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_I)
    before, reading = sight_of(canvas), window.desk.current.reading
    renewed = _renew(qtbot, keeper, program, theme="light")
    after = sight_of(renewed.viewports.active.canvas)
    assert renewed.desk.current.reading is reading
    assert (after.view, after.inverted, after.orientation) == (
        before.view,
        before.inverted,
        before.orientation,
    )
    assert after.magnification == pytest.approx(before.magnification)
    assert after.centre.x() == pytest.approx(before.centre.x(), abs=0.01)
    assert after.centre.y() == pytest.approx(before.centre.y(), abs=0.01)
    assert picture_of(renewed.menuBar()).pixelColor(700, 5).lightness() > 200


def test_the_renewed_window_goes_on_like_the_one_before(
    qtbot: QtBot, keeper: WindowKeeper, program: Program, tmp_path: Path
) -> None:
    files = [write_normal(tmp_path / "a.png"), write_pneumonia(tmp_path / "b.png")]
    keeper.window.open_paths(files)
    wait_for_reading(qtbot, keeper.window)
    window = _renew(qtbot, keeper, program, theme="light")
    QTest.keyClick(window.viewports.active, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.desk.current.path == files[1], timeout=_LONG)
    wait_for_reading(qtbot, window)
    program.preferences.change(heatmap_percent=80)
    window.commands["file.close_all"].trigger()
    assert len(window.desk.studies) == 0
    window.banner.button.click()
    qtbot.waitUntil(lambda: window.desk.studies.settled == (2, 2), timeout=_LONG)


def test_in_spanish_the_window_speaks_spanish_at_once(
    qtbot: QtBot, keeper: WindowKeeper, program: Program
) -> None:
    window = _renew(qtbot, keeper, program, language="es")
    titles = [action.text() for action in window.menuBar().actions()]
    assert "&File" not in titles
    assert "abrir" in window.commands["file.open"].text().replace("&", "").casefold()


def test_the_second_page_its_rows_and_its_filter_stay(
    qtbot: QtBot, keeper: WindowKeeper, program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_normal(folder / "a.png")
    write_pneumonia(folder / "b.png")
    keeper.window.read_folder([folder])
    settle(qtbot, keeper.window)
    keeper.window.worklist_page.filters.search.setText("b.png")
    window = _renew(qtbot, keeper, program, theme="light")
    settle(qtbot, window)
    page = window.worklist_page
    assert page.isVisible()
    assert cells(window) == ["b.png"]
    assert page.shown.text() == "1 of 2 rows shown"
    assert "all 2 files in" in page.title.text()


def test_filters_order_and_the_offer_to_go_on_stay(
    qtbot: QtBot,
    keeper: WindowKeeper,
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, read = threading.Event(), Reader.read_prepared
    count = iter(range(1000))

    def read_three_and_wait(*arguments, **named):
        if next(count) >= 3:
            go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_three_and_wait)
    write_many(tmp_path / "folder", 8)
    keeper.window.read_folder([tmp_path / "folder"])
    qtbot.waitUntil(lambda: keeper.window.worklist_page.model.rowCount() >= 3, timeout=_LONG)
    program.batch.cancel()
    settle(qtbot, keeper.window)
    go_on.set()
    page = keeper.window.worklist_page
    column = next(column for column in COLUMNS if column.name == "file")
    page.filters.add_filter(column).field.setText("png")
    page.table.sortByColumn(COLUMNS.index(column), Qt.SortOrder.DescendingOrder)
    settle(qtbot, keeper.window)
    names = cells(keeper.window)
    query = page.query
    window = _renew(qtbot, keeper, program, language="es")
    settle(qtbot, window)
    assert window.worklist_page.query == query
    assert cells(window) == names
    qtbot.waitUntil(window.worklist_page.offer.isVisible, timeout=_LONG)


def test_the_worklist_that_is_looked_at_stays_though_it_is_not_the_last_one(
    qtbot: QtBot, keeper: WindowKeeper, program: Program, tmp_path: Path
) -> None:
    for name in ("night", "other"):
        write_many(tmp_path / name, 2)
        keeper.window.read_folder([tmp_path / name])
        settle(qtbot, keeper.window)
    with Worklist.go_on(program.shelf.place_of([tmp_path / "night"])) as worklist:
        worklist.note_request([tmp_path / "night"])  # as if it had been cut off
    keeper.window.look_at(worklist.path)
    qtbot.waitUntil(keeper.window.worklist_page.offer.isVisible, timeout=_LONG)
    window = _renew(qtbot, keeper, program, theme="light")
    qtbot.waitUntil(window.worklist_page.offer.isVisible, timeout=_LONG)
    assert window.worklist_page.title.text() == str(tmp_path / "night")
    assert window.rows.path == worklist.path


def test_a_worklist_of_another_model_keeps_its_own_operating_point(
    qtbot: QtBot, keeper: WindowKeeper, program: Program, tmp_path: Path
) -> None:
    keeper.window.look_at(write_many_rows(tmp_path / "results.csv.worklist", 3))
    settle(qtbot, keeper.window)
    names = keeper.window.worklist_page.figures.controls.names
    qtbot.waitUntil(lambda: names.count() == 1, timeout=_LONG)
    window = _renew(qtbot, keeper, program, theme="light")
    settle(qtbot, window)
    assert window.worklist_page.figures.controls.names.count() == 1


def test_a_batch_runs_on_in_the_renewed_window(
    qtbot: QtBot,
    keeper: WindowKeeper,
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "many"
    write_many(folder, 8)
    go_on, read = threading.Event(), Reader.read_prepared
    count = iter(range(1000))

    def read_three_and_wait(*arguments, **named):
        if next(count) >= 3:
            go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_three_and_wait)
    keeper.window.read_folder([folder])
    qtbot.waitUntil(lambda: keeper.window.worklist_page.model.rowCount() >= 3, timeout=_LONG)
    window = _renew(qtbot, keeper, program, theme="light")
    assert window.worklist_page.progress.cancel.isVisible()
    assert not window.commands["file.read_folder"].isEnabled()
    go_on.set()
    settle(qtbot, window)
    assert window.worklist_page.model.rowCount() == 8
    assert "all 8 files in" in window.worklist_page.title.text()
    assert window.commands["file.read_folder"].isEnabled()


def test_the_settings_dialog_changes_the_theme_and_the_window_stays_where_it_is(
    qtbot: QtBot, keeper: WindowKeeper
) -> None:
    old = keeper.window
    old.resize(1100, 720)
    QTest.keyClick(old, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = old.findChild(SettingsDialog)
    page = dialog.page(AppearancePage)
    page.theme.setCurrentIndex(page.theme.findData("light"))
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: keeper.window is not old, timeout=_LONG)
    drain()
    assert theme.colours() is theme.LIGHT
    assert (keeper.window.width(), keeper.window.height()) == (1100, 720)
    assert keeper.window.isVisible()


def test_another_text_size_makes_every_text_larger(
    qtbot: QtBot, keeper: WindowKeeper, program: Program
) -> None:
    before = keeper.window.fontMetrics().height()
    window = _renew(qtbot, keeper, program, text_size=150)
    assert window.fontMetrics().height() > 1.3 * before


def test_the_window_is_renewed_in_full_screen_and_back_from_the_worklist(
    qtbot: QtBot, keeper: WindowKeeper, program: Program
) -> None:
    keeper.window.commands["page.worklist"].trigger()
    _renew(qtbot, keeper, program, theme="light")
    keeper.window.commands["page.full_screen"].trigger()
    _renew(qtbot, keeper, program, theme="dark")
    keeper.window.commands["page.worklist"].trigger()
    renewed = _renew(qtbot, keeper, program, theme="light")
    assert renewed.isFullScreen()
    assert not renewed.pages.on_worklist
    assert renewed.findChild(QDockWidget, "studies").isVisible()
