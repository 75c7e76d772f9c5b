import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from viewer.ui.dialogs.bugs import BugDialog, catch_bugs
from viewer.ui.main_window import MainWindow

_PATIENT = "Jane Doe"  # apart, since a traceback shows the line that raised


def _a_bug() -> Exception:
    try:
        raise ZeroDivisionError(_PATIENT)
    except ZeroDivisionError as error:
        return error


def test_the_dialog_shows_the_traceback_only_when_asked(
    shown: Callable[[QWidget], None], window: MainWindow
) -> None:
    dialog = BugDialog(_a_bug(), window)
    shown(dialog)
    assert not dialog.log.isVisible()
    dialog.show_log.click()
    assert dialog.log.isVisible()
    assert "ZeroDivisionError" in dialog.log.toPlainText()
    assert _PATIENT not in dialog.log.toPlainText()  # a message may quote a header
    assert "in _a_bug" in dialog.log.toPlainText()


def test_an_exception_that_nobody_caught_is_logged_and_shown(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back after the test
    seen: list[BaseException] = []
    catch_bugs(seen.append)
    error = _a_bug()
    sys.excepthook(type(error), error, error.__traceback__)
    assert seen == [error]
    assert "ZeroDivisionError" in caplog.text
    assert _PATIENT not in caplog.text


def test_a_bug_in_a_worker_opens_the_dialog(window: MainWindow) -> None:
    window.work.bug_found.emit(_a_bug())
    dialogs = window.findChildren(BugDialog)
    assert len(dialogs) == 1
    dialogs[0].close()
