"""Starting the window."""

import os
import sys
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from viewer.reading import Provider
from viewer.ui import theme
from viewer.ui.dialogs.bugs import catch_bugs, start_log
from viewer.ui.icons import application_icon
from viewer.ui.program import Program
from viewer.ui.renewal import WindowKeeper


def run(paths: list[Path], provider: Provider = Provider.AUTO) -> int:
    """Open the window on files and folders; returns the exit code when it is closed."""
    if not has_display():
        print(
            "There is no display to open the window on.\n"
            "Run it on a desktop, or use `hilum classify`, which needs none.",
            file=sys.stderr,
        )
        return 2
    application = make_application()
    start_log()
    data = Path(platformdirs.user_data_dir("hilum", appauthor=False))
    program = Program(QSettings("hilum", "hilum"), data, provider=provider)
    keeper = WindowKeeper(program)
    catch_bugs(lambda error: keeper.window.show_bug(error))
    keeper.window.show()
    if paths:
        keeper.window.open_paths(paths)
    code = application.exec()
    sys.excepthook = sys.__excepthook__
    return code


def make_application() -> QApplication:
    """The one application, styled; made anew only where there is none yet."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("hilum")
    application.setApplicationDisplayName("Hilum")
    application.setDesktopFileName("hilum")
    application.setWindowIcon(application_icon())
    theme.apply(application)
    return application


def has_display() -> bool:
    """Whether a window can be opened; without one Qt would abort the whole process."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
