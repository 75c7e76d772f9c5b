"""Closing everything, and the way back."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.notices import Banner
from viewer.ui.texts import tr, trn


class ClosingAll(QObject):
    """Asks nothing first: one press or key brings everything back, readings included.

    Parameters
    ----------
    stack : QUndoStack
        What can be undone while no radiograph is shown.
    """

    def __init__(self, commands: Commands, desk: Desk, banner: Banner, stack: QUndoStack) -> None:
        super().__init__(banner)
        self._desk, self._banner, self._stack = desk, banner, stack
        self._told = ""
        commands["file.close_all"].triggered.connect(self._close)
        desk.studies.grown.connect(self._expire)
        stack.canUndoChanged.connect(self._take_back_offer)

    def _close(self) -> None:
        count = len(self._desk.studies)
        self._stack.push(_Closing(self._desk))
        self._told = trn(
            "{count} radiograph closed.", "{count:,} radiographs closed.", count
        ).format(count=count)
        self._banner.offer(self._told, tr("Undo"), self._stack.undo)

    def _expire(self) -> None:
        """What is opened anew has taken the place of what was closed."""
        closing = self._stack.command(0)
        if closing is not None and not closing.isObsolete():
            self._stack.clear()

    def _take_back_offer(self, can_undo: bool) -> None:
        if not can_undo and self._banner.text == self._told:
            self._banner.hide()


class _Closing(QUndoCommand):
    """Closes what is open, and opens it again; done once, for by then it can be closed again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("close all"))
        self._desk = desk
        self._entries, self._hung = list(desk.studies), desk.places.hung

    def redo(self) -> None:
        self._desk.close_all()

    def undo(self) -> None:
        self.setObsolete(True)
        self._desk.put_back(self._entries, self._hung)
