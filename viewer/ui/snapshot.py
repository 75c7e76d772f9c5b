"""A picture of the whole window with a reading, made where there is no display."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)

from viewer.errors import ExportError, HilumError
from viewer.ui.app import make_application
from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program

_PATIENCE_SECONDS = 120.0


def render_window(paths: list[Path], png: Path, size: tuple[int, int] = (1440, 900)) -> None:
    """Open radiographs, wait for the first reading and its heatmap, and save the window.

    Raises
    ------
    HilumError
        If the first radiograph can't be opened or read, or the picture can't be written.
    """
    # The picture must be the same with a display and without one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        settings = QSettings(str(Path(scratch, "window.ini")), QSettings.Format.IniFormat)
        window = MainWindow(Program(settings, Path(scratch)))
        window.resize(QSize(*size))
        window.show()
        try:
            window.open_paths(paths)
            _wait_for_reading(window)
            application.processEvents()
            if not window.grab().save(str(png)):
                raise ExportError(
                    f"The picture can't be written to {png}.",
                    "Check that its folder is there and may be written to.",
                )
        finally:
            window.close()
            window.deleteLater()
            application.processEvents()


def _wait_for_reading(window: MainWindow) -> None:
    problems: list[HilumError] = []
    window.desk.problem.connect(problems.append)
    window.desk.model_refused.connect(problems.append)

    def settled() -> bool:
        current = window.desk.current
        error = current.open_error or current.reading_error
        if error is not None or problems:
            raise error or problems[0]
        done, total = window.desk.studies.settled
        return current.reading is not None and done == total

    if not _wait_until(settled):
        raise HilumError(
            f"The reading did not come within {_PATIENCE_SECONDS:.0f} seconds.",
            "Try again on a machine with less to do.",
        )


def _wait_until(done: Callable[[], bool]) -> bool:
    loop, tick = QEventLoop(), QTimer()
    tick.timeout.connect(loop.quit)
    tick.start(30)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            return False
        loop.exec()
    return True


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages to stderr, but for one: only a real screen has sizes to hint at."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def main() -> int:
    """`python -m viewer.ui.snapshot RADIOGRAPH... --png FILE`"""
    parser = argparse.ArgumentParser(prog="python -m viewer.ui.snapshot", description=__doc__)
    parser.add_argument("radiographs", nargs="+", type=Path)
    parser.add_argument("--png", required=True, type=Path)
    parser.add_argument("--size", nargs=2, type=int, default=(1440, 900))
    arguments = parser.parse_args()
    qInstallMessageHandler(_pass_on)
    try:
        render_window(arguments.radiographs, arguments.png, tuple(arguments.size))
    except HilumError as error:
        print(f"{error.sentence}\n{error.hint}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
