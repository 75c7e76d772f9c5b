"""Files and folders that were opened before."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from viewer.ui.preferences import Preferences, PreferenceStore
from viewer.ui.texts import tr

_KEPT = 10


class RecentFiles(QObject):
    """Keeps the last ten where the person allows it, and lists them in a menu."""

    def __init__(
        self, preferences: PreferenceStore, menu: QMenu, open_paths: Callable[[list[Path]], None]
    ) -> None:
        super().__init__(menu)
        self._preferences, self._menu, self._open = preferences, menu, open_paths
        self._listed: tuple[str, ...] | None = None
        preferences.changed.connect(self._show)
        self._show(preferences.current)

    def add(self, paths: list[Path]) -> None:
        """Note what a person opened, the latest first."""
        now = self._preferences.current
        if not now.keep_recent:
            return
        opened = [os.path.abspath(path) for path in paths[:_KEPT]]
        before = [path for path in now.recent if path not in opened]
        self._preferences.change(recent=tuple(opened + before)[:_KEPT])

    def _show(self, preferences: Preferences) -> None:
        recent = preferences.recent
        if recent == self._listed:
            return
        self._listed = recent
        self._menu.clear()
        for number, path in enumerate(recent, 1):
            mark = f"&{number % 10}  " if number <= _KEPT else ""
            action = self._menu.addAction(mark + shortened(Path(path)).replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self._open([Path(path)]))
        self._menu.addSeparator()
        self._menu.addAction(tr("&Clear this list"), self._clear)
        self._menu.setEnabled(bool(recent))

    def _clear(self) -> None:
        self._preferences.change(recent=())


def shortened(path: Path) -> str:
    """The name, and the folder it lies in: enough to know it again."""
    home, folder = Path.home(), path.parent
    if folder.is_relative_to(home):
        folder = Path("~", folder.relative_to(home))
    text = str(folder)
    return f"{path.name}   {text if len(text) <= 50 else '…' + text[-49:]}"
