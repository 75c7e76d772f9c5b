"""Undo and redo of what was done on the radiograph that is worked at."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoGroup

from viewer.ui.commands.commands import Commands
from viewer.ui.texts import tr


class Undoing(QObject):
    """Connects the two commands to a group of stacks, which outlives the window."""

    def __init__(self, commands: Commands, group: QUndoGroup, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._group = commands, group
        commands["edit.undo"].triggered.connect(group.undo)
        commands["edit.redo"].triggered.connect(group.redo)
        commands["page.worklist"].toggled.connect(self._enable)
        # By methods: they are let go of with this window.
        group.canUndoChanged.connect(self._enable)
        group.canRedoChanged.connect(self._enable)
        group.undoTextChanged.connect(self._name_undo)
        group.redoTextChanged.connect(self._name_redo)
        self._enable()

    def _enable(self, _change: bool = False) -> None:
        here = not self._commands["page.worklist"].isChecked()
        self._commands.enable("edit.undo", here and self._group.canUndo())
        self._commands.enable("edit.redo", here and self._group.canRedo())

    def _name_undo(self, what: str) -> None:
        text = tr("&Undo: {what}").format(what=what) if what else tr("&Undo")
        self._commands["edit.undo"].setText(text)

    def _name_redo(self, what: str) -> None:
        text = tr("&Redo: {what}").format(what=what) if what else tr("&Redo")
        self._commands["edit.redo"].setText(text)
