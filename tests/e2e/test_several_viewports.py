"""Looking at several radiographs side by side: layouts, priors, links, drags."""

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom
from tests.e2e.gestures import drag, hold, hover, wheel
from tests.e2e.test_opening_radiographs import wait_until_settled
from viewer.imaging import Window
from viewer.ui.main_window import MainWindow
from viewer.ui.viewports.prior_layer import PriorRemarks
from viewer.ui.viewports.viewport import Viewport

_LONG = 20_000
_NEW = {"StudyInstanceUID": "1.2", "StudyDate": "20260301", "ViewPosition": "PA"}
_OLD = {"StudyInstanceUID": "1.1", "StudyDate": "20250201", "ViewPosition": "PA"}


def _ramp(side: int, top: int) -> NDArray[np.uint16]:
    return np.tile(np.linspace(0, top, side).astype(np.uint16), (side, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A patient's present study of a series of two, and a prior of other size and values."""
    folder = tmp_path / "disk"
    folder.mkdir()
    series = {**_NEW, "SeriesInstanceUID": "1.2.1"}
    write_dicom(folder / "first", _ramp(96, 4000), **series, InstanceNumber=1)
    write_dicom(folder / "second", _ramp(96, 4000), **series, InstanceNumber=2)
    write_dicom(folder / "prior", _ramp(48, 1000), **_OLD, SeriesInstanceUID="1.1.1")
    return folder


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    window.open_paths([folder])
    wait_until_settled(qtbot, window, 3)
    return window


def _names(window: MainWindow) -> list[str | None]:
    """What each viewport in sight has to show."""
    paths = [viewport.shown.current.path for viewport in window.viewports.in_sight]
    return [None if path is None else path.name for path in paths]


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key)
    shown = [viewport.shown for viewport in window.viewports.in_sight]
    qtbot.waitUntil(
        lambda: all(one.current.path is None or one.current.loaded for one in shown), timeout=_LONG
    )


def _drop_from_list(window: MainWindow, path: Path, viewport: Viewport) -> None:
    """What the list gives away when a row is dragged, dropped on a viewport."""
    studies = window.desk.studies
    data, copy = studies.mimeData([studies.index_of(path)]), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(viewport, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(viewport, QDropEvent(QPointF(9, 9), copy, data, left, none))


def _centre(viewport: Viewport) -> tuple[float, float]:
    centre = viewport.canvas.centre
    return centre.x(), centre.y()


def _magnification(viewport: Viewport) -> float:
    return viewport.canvas.zoom / viewport.canvas.fit_zoom


def test_side_by_side_the_rest_of_the_study_is_shown(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    assert _names(opened) == ["first", "second"]
    _press(qtbot, opened, Qt.Key.Key_F4)
    assert _names(opened) == ["first", "second", None, None]
    _press(qtbot, opened, Qt.Key.Key_F2)
    assert _names(opened) == ["first"]


def test_each_viewport_reads_what_it_shows(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    one, other = (viewport.shown.current for viewport in opened.viewports.in_sight)
    assert one.reading is not None
    assert other.reading is not None


def test_a_press_in_a_viewport_makes_it_the_one_that_is_worked_at(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    second = opened.viewports.in_sight[1]
    QTest.mouseClick(second.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert opened.viewports.active is second
    assert opened.desk.current.path == folder / "second"
    assert opened.studies_panel.currentIndex().data() == "Image 2, PA"
    _press(qtbot, opened, Qt.Key.Key_PageDown)
    assert _names(opened) == ["first", "prior"]


def test_a_key_goes_on_to_the_next_viewport(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    first, second = opened.viewports.in_sight
    for expected in (second, first):
        opened.commands["page.next_viewport"].trigger()
        assert opened.viewports.active is expected
        assert expected.hasFocus()


def test_a_prior_hangs_beside_the_present_one_and_says_how_long_before(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    assert _names(opened) == ["first", "prior"]
    prior = opened.viewports.in_sight[1]
    remarks = opened.findChild(PriorRemarks)
    assert remarks.text_on(prior) == "13 months before"
    assert remarks.text_on(opened.viewports.active) == ""
    _press(qtbot, opened, Qt.Key.Key_F5)
    assert _names(opened) == ["first"]


def test_what_is_said_of_a_prior_goes_with_the_other_texts(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    QTest.keyClick(opened, Qt.Key.Key_T)
    assert opened.findChild(PriorRemarks).text_on(opened.viewports.in_sight[1]) == ""


def test_without_a_prior_there_is_none_to_choose(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    assert opened.commands["layout.prior"].isEnabled()
    opened.desk.show_path(folder / "prior")
    qtbot.waitUntil(lambda: opened.desk.current.radiograph is not None, timeout=_LONG)
    assert not opened.commands["layout.prior"].isEnabled()


def test_a_double_click_gives_one_viewport_all_the_room_and_another_shares_it_again(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    first, second = opened.viewports.in_sight
    QTest.mouseDClick(second.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert opened.viewports.in_sight == [second]
    assert not first.isVisible()
    QTest.mouseDClick(second.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert opened.viewports.in_sight == [first, second]
    assert first.isVisible()


def test_what_is_dragged_from_the_list_is_shown_where_it_is_dropped(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F4)
    fourth = opened.viewports.in_sight[3]
    _drop_from_list(opened, folder / "prior", fourth)
    qtbot.waitUntil(lambda: fourth.canvas.radiograph is not None, timeout=_LONG)
    assert _names(opened) == ["first", "second", None, "prior"]
    assert opened.viewports.active is fourth


def test_a_press_in_the_list_shows_nothing_before_the_button_is_let_go(
    opened: MainWindow, folder: Path
) -> None:
    panel, left = opened.studies_panel, Qt.MouseButton.LeftButton
    row = opened.desk.studies.index_of(folder / "prior")
    place = panel.visualRect(row).center()
    QTest.mousePress(panel.viewport(), left, pos=place)
    assert opened.desk.current.path == folder / "first"
    QTest.mouseRelease(panel.viewport(), left, pos=place)
    assert opened.desk.current.path == folder / "prior"


def test_the_wheel_walks_through_the_series_of_the_viewport_below_it(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    present = opened.viewports.in_sight[0]
    for notches, name in ((-1, "second"), (-1, "second"), (1, "first")):
        wheel(present.canvas.viewport(), QPoint(30, 30), notches)
        qtbot.waitUntil(
            lambda name=name: present.shown.current.path == folder / name, timeout=_LONG
        )


def test_where_a_series_has_one_radiograph_the_wheel_zooms(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    prior = opened.viewports.in_sight[1]
    wheel(prior.canvas.viewport(), QPoint(30, 30), 1)
    assert _magnification(prior) > 1.1


def test_linked_zoom_and_pan_show_the_same_part_of_pictures_of_different_size(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    for link in ("link.zoom", "link.pan"):
        opened.commands[link].trigger()
    present, prior = opened.viewports.in_sight
    drag(present.canvas.viewport(), QPoint(20, -60), Qt.MouseButton.RightButton)
    drag(present.canvas.viewport(), QPoint(-50, 30), Qt.MouseButton.MiddleButton)
    assert _magnification(present) > 1.2
    assert _magnification(prior) == pytest.approx(_magnification(present), rel=1e-3)
    assert _centre(prior) == pytest.approx(_centre(present), abs=0.01)


class _Paints(QObject):
    """Counts how often each widget is painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._counts = dict.fromkeys(widgets, 0)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._counts[watched] += 1
        return False

    def take(self) -> list[int]:
        counts = list(self._counts.values())
        self._counts = dict.fromkeys(self._counts, 0)
        return counts


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_a_step_of_the_hand_paints_each_linked_viewport_once(
    qtbot: QtBot, opened: MainWindow, button: Qt.MouseButton
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    for link in ("link.zoom", "link.pan", "link.window"):
        opened.commands[link].trigger()
    present, prior = (one.canvas.viewport() for one in opened.viewports.in_sight)
    paints, none = _Paints(present, prior), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(present, button, none, QPoint(40, 40))
    qtbot.wait(150)  # until what came before is painted
    paints.take()
    for step in range(1, 6):
        hold(present, QPoint(40 + 5 * step, 40 + 3 * step), button)
        QApplication.processEvents()
        assert paints.take() == [1, 1]
    QTest.mouseRelease(present, button, none, QPoint(65, 55))


def test_unlinked_viewports_are_left_alone(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    present, prior = opened.viewports.in_sight
    before = prior.canvas.view
    drag(present.canvas.viewport(), QPoint(20, -60), Qt.MouseButton.RightButton)
    drag(present.canvas.viewport(), QPoint(40, 0))
    assert _magnification(prior) == pytest.approx(1.0)
    assert prior.canvas.view is before


def test_a_linked_window_is_the_same_share_of_each_pictures_values(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    opened.commands["link.window"].trigger()
    present, prior = opened.viewports.in_sight
    drag(present.canvas.viewport(), QPoint(60, 40))
    source, target = present.canvas.view, prior.canvas.view
    assert isinstance(source, Window)
    assert isinstance(target, Window)
    assert source.width > 4100  # of values up to 4000; the prior's end at 1000
    assert target.width == pytest.approx(source.width / 4, rel=0.02)
    assert target.centre == pytest.approx(source.centre / 4, rel=0.02)


def test_a_linked_window_within_a_series_is_the_same(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    opened.commands["link.window"].trigger()
    first, second = opened.viewports.in_sight
    drag(first.canvas.viewport(), QPoint(60, 40))
    assert second.canvas.view == first.canvas.view


def test_a_link_that_is_made_later_aligns_the_others_at_once(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F5)
    present, prior = opened.viewports.in_sight
    drag(present.canvas.viewport(), QPoint(0, -60), Qt.MouseButton.RightButton)
    assert _magnification(prior) == pytest.approx(1.0)
    opened.commands["link.zoom"].trigger()
    assert _magnification(prior) == pytest.approx(_magnification(present), rel=1e-3)


def test_a_radiograph_that_comes_into_a_linked_viewport_lies_as_the_others_do(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.commands["link.zoom"].trigger()
    present = opened.viewports.active
    drag(present.canvas.viewport(), QPoint(0, -60), Qt.MouseButton.RightButton)
    _press(qtbot, opened, Qt.Key.Key_F5)
    came = opened.viewports.in_sight[1]
    assert _magnification(came) > 1.2
    assert _magnification(came) == pytest.approx(_magnification(present), rel=1e-3)


def test_another_window_shows_what_was_open_in_the_same_places(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.commands["link.pan"].trigger()
    _press(qtbot, opened, Qt.Key.Key_F5)
    another = MainWindow(opened._program)
    try:
        assert _names(another) == ["first", "prior"]
        assert all(viewport.canvas.radiograph for viewport in another.viewports.in_sight)
        assert another.commands["link.pan"].isChecked()
        assert another.commands["layout.two"].isChecked()
    finally:
        another.deleteLater()


def test_the_next_start_has_the_viewports_and_links_that_were_left_and_nothing_in_them(
    qtbot: QtBot, opened: MainWindow, open_window: OpenWindow
) -> None:
    _press(qtbot, opened, Qt.Key.Key_F4)
    opened.commands["link.zoom"].trigger()
    opened.close()
    later = open_window()
    assert _names(later) == [None] * 4
    checked = [id for id in ("layout.four", "link.zoom") if later.commands[id].isChecked()]
    assert checked == ["layout.four", "link.zoom"]
    _press(qtbot, later, Qt.Key.Key_F2)
    later.close()
    assert _names(open_window()) == [None]


def test_what_is_opened_into_several_viewports_brings_the_rest_of_its_study(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    _press(qtbot, window, Qt.Key.Key_F4)
    window.open_paths([folder])
    wait_until_settled(qtbot, window, 3)
    assert _names(window) == ["first", "second", None, None]
    window.open_paths([folder / "prior"])
    qtbot.waitUntil(lambda: _names(window)[0] == "prior", timeout=_LONG)
    assert _names(window) == ["prior", "second", None, None]


def test_closing_all_is_undone_in_every_viewport(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    QTest.keyClick(opened, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert _names(opened) == [None, None]
    QTest.mouseClick(opened.banner.button, Qt.MouseButton.LeftButton)
    assert _names(opened) == ["first", "second"]


def test_closing_all_lets_go_of_every_radiograph(qtbot: QtBot, opened: MainWindow) -> None:
    _press(qtbot, opened, Qt.Key.Key_F3)
    opened.commands["link.window"].trigger()
    canvas = opened.viewports.in_sight[0].canvas
    drag(canvas.viewport(), QPoint(40, 0))
    hover(canvas.viewport(), canvas.viewport().rect().center())
    kept = [weakref.ref(one.canvas.item) for one in opened.viewports.in_sight]
    kept += [weakref.ref(one.canvas.radiograph.pixels) for one in opened.viewports.in_sight]
    opened.commands["file.close_all"].trigger()
    qtbot.wait(1)  # what was asked for the cursor is answered
    gc.collect()
    assert [one() for one in kept] == [None] * len(kept)
