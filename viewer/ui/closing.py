"""Closing everything, and the way back."""

from PySide6.QtCore import QObject

from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.notices import Banner
from viewer.ui.texts import tr, trn


class ClosingAll(QObject):
    """Asks nothing first: one press brings everything back, readings included."""

    def __init__(self, commands: Commands, desk: Desk, banner: Banner) -> None:
        super().__init__(banner)
        self._desk, self._banner = desk, banner
        commands["file.close_all"].triggered.connect(self._close)

    def _close(self) -> None:
        entries, hung = list(self._desk.studies), self._desk.places.hung
        self._desk.close_all()
        count = len(entries)
        self._banner.offer(
            trn("{count} radiograph closed.", "{count:,} radiographs closed.", count).format(
                count=count
            ),
            tr("Undo"),
            lambda: self._desk.put_back(entries, hung),
        )
