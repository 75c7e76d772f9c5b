"""What takes long is told in the status line."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.pictures import write_many, write_normal
from tests.worklists import settle
from viewer.reading import Reader
from viewer.ui import activity
from viewer.ui.desk import loading, shown
from viewer.ui.main_window import MainWindow

_LONG = 20_000


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "_PATIENCE_MS", 20)


def test_opening_that_takes_long_is_told_until_it_is_done(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    go_on: threading.Event,
) -> None:
    load = shown.load

    def load_slowly(path: Path, frame: int = 0):
        go_on.wait(10)
        return load(path, frame)

    monkeypatch.setattr(shown, "load", load_slowly)
    window.open_paths([write_normal(tmp_path / "a.png")])
    status = window.status
    qtbot.waitUntil(lambda: status.progress.text() == "Opening …", timeout=_LONG)
    assert status.bar.isVisible()
    assert not status.cancel.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: window.desk.studies.settled == (1, 1), timeout=_LONG)
    qtbot.waitUntil(lambda: status.progress.text() == "", timeout=_LONG)
    assert not status.bar.isVisible()


def test_looking_for_radiographs_can_be_cancelled_and_what_was_found_stays(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    go_on: threading.Event,
) -> None:
    first, second = write_normal(tmp_path / "a.png"), write_normal(tmp_path / "b.png")

    def find_slowly(paths: Iterable[Path]) -> Iterator[Path]:  # noqa: ARG001
        yield first
        threading.Event().wait(0.15)  # so that the first chunk is sent
        yield first
        go_on.wait(10)
        yield second

    monkeypatch.setattr(loading, "find_radiographs", find_slowly)
    window.open_paths([tmp_path])
    status = window.status
    qtbot.waitUntil(lambda: len(window.desk.studies) == 1, timeout=_LONG)
    qtbot.waitUntil(lambda: status.progress.text() == "Looking for radiographs …", timeout=_LONG)
    QTest.mouseClick(status.cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: status.progress.text() == "", timeout=_LONG)
    assert [entry.path for entry in window.desk.studies] == [first]


def test_a_batch_is_told_beside_the_radiograph_and_can_be_cancelled_there(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    go_on: threading.Event,
) -> None:
    write_many(tmp_path, 12)
    read = Reader.read_prepared
    count = iter(range(1000))

    def read_two_and_wait(*arguments, **named):
        if next(count) >= 2:
            go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_two_and_wait)
    window.read_folder([tmp_path])
    window.pages.turn(worklist=False)
    status = window.status
    qtbot.waitUntil(lambda: status.progress.text().startswith("Worklist:"), timeout=_LONG)
    QTest.mouseClick(status.cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    settle(qtbot, window)
    assert window.worklist_page.model.rowCount() < 12
    assert status.progress.text() == ""


def test_what_is_quick_is_not_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "_PATIENCE_MS", 10_000)
    told: list[str] = []
    show = window.status.show_progress
    monkeypatch.setattr(
        window.status, "show_progress", lambda *said: (told.append(said[0]), show(*said))
    )
    window.open_paths([write_normal(tmp_path / "a.png")])
    qtbot.waitUntil(lambda: window.desk.studies.settled == (1, 1), timeout=_LONG)
    assert "Opening …" not in told
