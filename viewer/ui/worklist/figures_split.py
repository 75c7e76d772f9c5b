"""The table, and the figures beside it, as wide as a person wants them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from viewer.ui.preferences import PreferenceStore

_SETTLE_MS = 400


class FiguresSplit(QSplitter):
    """Keeps the width of the figures for the next time; the table takes what is left."""

    def __init__(
        self,
        table: QWidget,
        figures: QWidget,
        preferences: PreferenceStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._preferences = preferences
        self.setChildrenCollapsible(False)
        self.addWidget(table)
        self.addWidget(figures)
        self.setStretchFactor(0, 1)
        self.setSizes([1, preferences.current.worklist_figures_width])
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._keep)
        self.splitterMoved.connect(self._keep_soon)

    def _keep_soon(self) -> None:
        self._settling.start()

    def _keep(self) -> None:
        self._preferences.change(worklist_figures_width=self.sizes()[1])
