"""Qt for tests: offscreen unless told otherwise, and nothing left alive."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.imaging.against.table import pytest_terminal_summary  # noqa: F401
from tests.stand_in import write_stand_in
from viewer.reading import Provider
from viewer.ui.app import make_application
from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program

_PATIENCE_SECONDS = 5.0


@pytest.fixture(autouse=True)
def _needs_a_screen(request: pytest.FixtureRequest) -> None:
    offscreen = os.environ["QT_QPA_PLATFORM"] == "offscreen"
    if request.node.get_closest_marker("display") and offscreen:
        pytest.skip("needs a real X server: QT_QPA_PLATFORM=xcb xvfb-run pytest -m display")


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test of the window that leaves a widget or a thread behind."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    widgets, threads = set(QApplication.topLevelWidgets()), set(threading.enumerate())
    yield
    drain()
    assert set(QApplication.topLevelWidgets()) <= widgets
    # A cancelled batch lets its decoders finish what they are at.
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while set(threading.enumerate()) - threads and time.monotonic() < deadline:
        time.sleep(0.01)
    left = set(threading.enumerate()) - threads
    assert not [thread.name for thread in left if not thread.daemon]


def drain() -> None:
    """Let Qt really delete what was to be deleted later."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


@pytest.fixture(scope="session")
def stand_in_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model whose probability grows with the mean grey level: definite verdicts."""
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    write_stand_in(path)
    return path


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[QWidget], None]]:
    """Show a widget, and delete it after the test."""
    widgets: list[QWidget] = []

    def show(widget: QWidget) -> None:
        widgets.append(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()  # an X server without a window manager activates none

    yield show
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    drain()


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, stand_in_model: Path, shown: Callable[[QWidget], None]
) -> OpenWindow:
    """Open the window, by default with the stand-in model, and wait until that is there."""
    make_application()

    def open_it(model: Path | None = None, *, wait: bool = True) -> MainWindow:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        state = tmp_path / "state"
        window = MainWindow(Program(settings, state, model or stand_in_model, Provider.CPU))
        shown(window)
        if wait:
            qtbot.waitUntil(lambda: window.desk.model is not None, timeout=20_000)
        return window

    return open_it


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window()
