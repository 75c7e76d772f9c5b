"""The keys of one command, each in a field that takes the next key that is pressed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QToolButton, QWidget

from viewer.ui.icons import icon
from viewer.ui.texts import tr

MOST_KEYS = 3


class KeyEdits(QWidget):
    """Room for three keys; Tab leads on, as everywhere."""

    edited = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.edits = [QKeySequenceEdit() for _ in range(MOST_KEYS)]
        self.removers = [QToolButton() for _ in range(MOST_KEYS)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for number, (edit, remove) in enumerate(zip(self.edits, self.removers, strict=True), 1):
            edit.setMaximumSequenceLength(1)
            edit.setAccessibleName(tr("Key {number}").format(number=number))
            edit.editingFinished.connect(self._tell)
            remove.setIcon(icon("close"))
            remove.setToolTip(tr("Remove this key"))
            remove.setAccessibleName(tr("Remove key {number}").format(number=number))
            remove.clicked.connect(lambda _checked=False, edit=edit: self._remove(edit))
            layout.addWidget(edit, 1)
            layout.addWidget(remove)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        for place, edit in enumerate(self.edits):
            edit.setKeySequence(QKeySequence(keys[place] if place < len(keys) else ""))

    def _remove(self, edit: QKeySequenceEdit) -> None:
        edit.clear()
        self._tell()

    def _tell(self) -> None:
        texts = (edit.keySequence().toString() for edit in self.edits)
        self.edited.emit(tuple(text for text in texts if text))
