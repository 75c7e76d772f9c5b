"""One working day from the first drop to the next morning, with keys and mouse alone."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import drain
from tests.dicom_files import write_dicom
from tests.e2e.gestures import drag, drop, wheel
from tests.e2e.strokes import stroke
from tests.pictures import write_empty, write_normal, write_pneumonia
from viewer.reading import Provider
from viewer.ui import texts, theme
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program
from viewer.ui.renewal import WindowKeeper

_LONG = 20_000
_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
_SIDE = 400
_SERIES = {"PatientID": "1", "ImagerPixelSpacing": [0.5, 0.5], "ViewPosition": "PA"}


class Day:
    """A program from its start to its end; what it keeps is there on the next day."""

    def __init__(self, qtbot: QtBot, place: Path, model: Path) -> None:
        settings = QSettings(str(place / "window.ini"), QSettings.Format.IniFormat)
        self._qtbot = qtbot
        self.program = Program(settings, place / "state", model, Provider.CPU)
        self._keeper = WindowKeeper(self.program)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()  # an X server without a window manager activates none
        self.wait(lambda: self.window.desk.model is not None)

    @property
    def window(self) -> MainWindow:
        return self._keeper.window

    def wait(self, done: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(done, timeout=_LONG)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.viewports.active, key, held)

    def wait_until_all_is_read(self, files: int) -> None:
        self.wait(lambda: self.window.desk.studies.settled == (files, files))
        self.wait(lambda: self.window.viewports.active.canvas.radiograph is not None)

    def speak(self, language: str) -> None:
        before = self.window
        self.program.preferences.change(language=language)
        self.wait(lambda: self.window is not before)
        drain()

    def end(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.program.deleteLater()
        drain()


@pytest.fixture
def begin_day(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, stand_in_model: Path
) -> Iterator[Callable[[], Day]]:
    """Begin a day on what the one before left; the last one ends by itself."""
    begun: list[Day] = []

    def begin() -> Day:
        for day in begun:
            day.end()
        begun[:] = [Day(qtbot, tmp_path, stand_in_model)]
        return begun[0]

    yield begin
    for day in begun:
        day.end()
    texts.use("en")
    theme.apply(qapp)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A patient's radiograph of today, and the one of a year before."""
    folder = tmp_path / "study"
    folder.mkdir()
    for name, date, bright in (("present", "20260301", 4000), ("prior", "20250301", 1000)):
        pixels = np.tile(np.linspace(0, bright, _SIDE).astype(np.uint16), (_SIDE, 1))
        write_dicom(
            *(folder / f"{name}.dcm", pixels),
            **_SERIES,
            StudyDate=date,
            StudyInstanceUID=f"1.{date}",
            SeriesInstanceUID=f"1.{date}.1",
            SOPInstanceUID=f"1.{date}.1.1",
        )
    return folder


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    folder = tmp_path / "ward"
    folder.mkdir()
    write_normal(folder / "a.png")
    write_pneumonia(folder / "b.png")
    write_empty(folder / "c.png")
    return folder


def test_a_day_from_the_first_drop_to_the_next_morning(
    begin_day: Callable[[], Day],
    study: Path,
    ward: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = begin_day()

    # The patient's studies are dropped on the window, and read; the present one is shown.
    assert drop(day.window, [study])
    day.wait_until_all_is_read(2)
    today = day.window.desk.current
    assert today.path == study / "present.dcm"
    assert today.reading is not None

    # Windowed, turned, and beside the year before.
    canvas = day.window.viewports.active.canvas
    drag(canvas.viewport(), QPoint(40, -20))
    day.press(Qt.Key.Key_I)
    day.press(Qt.Key.Key_F5)
    shown = [one.shown.current.path for one in day.window.viewports.in_sight]
    assert shown == [study / "present.dcm", study / "prior.dcm"]
    day.press(Qt.Key.Key_F2)

    # The heart against the chest, and one length too many, taken back.
    canvas = day.window.viewports.active.canvas
    day.press(Qt.Key.Key_X)
    stroke(canvas, (150, 250), (270, 250))
    stroke(canvas, (80, 300), (320, 300))
    day.press(Qt.Key.Key_D)
    stroke(canvas, (50, 50), (90, 90))
    day.press(Qt.Key.Key_Z, _CTRL)
    assert _listed(day) == ["Cardiothoracic ratio"]

    # A ward's folder overnight's worth, into a table and out of it.
    day.press(Qt.Key.Key_B, _CTRL)
    assert drop(day.window, [ward])
    day.wait(lambda: not day.window.batch.running and day.window.rows.settled)
    table = tmp_path / "ward.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: table)
    QTest.keyClick(day.window, Qt.Key.Key_E, _CTRL)
    day.wait(table.exists)
    with table.open(encoding="utf-8", newline="") as lines:
        assert [row["verdict"] for row in csv.DictReader(lines)] == ["normal", "pneumonia", ""]

    # A colleague who speaks Spanish takes over; nothing is lost by it.
    day.speak("es")
    day.wait(
        lambda: (
            day.window.worklist_page.filters.verdicts.text
            == "1 neumonía, 1 normal, 0 sin resultado, 1 con error"
        )
    )
    QTest.keyClick(day.window, Qt.Key.Key_B, _CTRL)
    assert day.window.desk.current.path == study / "present.dcm"
    assert _listed(day) == ["Índice cardiotorácico"]
    wheel(day.window.viewports.active.canvas.viewport(), QPoint(200, 200), 2)

    # The next morning: the language, the measurement and the table are there again.
    day = begin_day()
    assert texts.language() == "es"
    day.wait(lambda: day.window.worklist_page.model.rowCount() == 3)
    assert drop(day.window, [study / "present.dcm"])
    day.wait_until_all_is_read(1)
    day.wait(lambda: _listed(day) == ["Índice cardiotorácico"])


def _listed(day: Day) -> list[str]:
    """What is measured on the radiograph, as the list tells it."""
    model = day.window.measuring.panel.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]
