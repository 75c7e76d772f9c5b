"""The list of what is measured on the radiograph that is worked at."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.measuring.board import Board
from viewer.ui.measuring.panel_model import MeasurementsModel
from viewer.ui.measuring.words import label_lines, worth_of
from viewer.ui.texts import said, tr

_MOST = 1000
"""The list takes the room there is; without it the text below stands at the top."""


class MeasurementsPanel(QWidget):
    """Draws a board; tells what is chosen."""

    chosen = Signal(object)
    """The id of the measurement that was chosen in the list."""
    calibration_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._drawing = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = MeasurementsModel(self)
        self.list = QTreeView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(tr("Measurements"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        # F2 lays out viewports.
        name = QShortcut(QKeySequence(Qt.Key.Key_Return), self.list)
        name.setContext(Qt.ShortcutContext.WidgetShortcut)
        name.activated.connect(self.rename_selected)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.empty = _text(tr("Choose a measuring tool, then draw on the radiograph."))
        self.figures = _text("")
        self.calibration = _text("")
        self.remove = QPushButton(tr("Remove"))
        self.remove.setAccessibleName(tr("Remove the calibration"))
        self.remove.setToolTip(tr("Go by the file's own millimetres again, if it has any"))
        self.remove.clicked.connect(self.calibration_removed)
        self._lay_out()
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self.show_board(None)

    @property
    def in_list(self) -> bool:
        """Whether the focus is in the list, or on a name that is being written there."""
        focus = QApplication.focusWidget()
        return focus is self.list or (focus is not None and self.list.isAncestorOf(focus))

    def show_board(self, board: Board | None) -> None:
        """Draw what is measured, and which of it is selected."""
        self._drawing = True
        self.model.show(board)
        self._drawing = False
        some = self.model.rowCount() > 0
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        selected = board.selected if board is not None else None
        self._select(None if selected is None else selected.id)
        lines: list[str] = []
        if board is not None and selected is not None:
            figures = board.figures(selected)
            lines = [*label_lines(selected, figures), worth_of(figures)]
        self.figures.setText("\n".join(line for line in lines if line))
        self.figures.setVisible(bool(lines))
        self._show_calibration(board)

    def rename_selected(self) -> None:
        """Let the person name what is selected."""
        index = self.list.currentIndex()
        if index.isValid():
            self.list.setFocus()
            self.list.edit(index.siblingAtColumn(0))

    def _show_calibration(self, board: Board | None) -> None:
        calibrated = board is not None and board.sheet and board.sheet.sheet.calibration
        spacing = board.canvas.spacing if calibrated and board is not None else None
        self.calibration.setVisible(spacing is not None)
        self.remove.setVisible(spacing is not None)
        if spacing is not None:
            text = said(spacing.worth)
            self.calibration.setText(text[:1].upper() + text[1:])

    def _select(self, id: str | None) -> None:
        row = self.model.row_of(id)
        model = self.list.selectionModel()
        self._drawing = True  # the person did not choose it here
        if row is None:
            model.clear()
        elif self.list.currentIndex().row() != row:
            model.setCurrentIndex(
                self.model.index(row, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._drawing = False

    def _choose(self, index: QModelIndex) -> None:
        if not self._drawing:
            self.chosen.emit(self.model.id_at(index.row()))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 10)
        layout.setSpacing(6)
        below = QVBoxLayout()
        below.setContentsMargins(6, 0, 10, 0)
        below.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.calibration, 1)
        row.addWidget(self.remove)
        for text in (self.empty, self.figures):
            below.addWidget(text)
        below.addLayout(row)
        below.addStretch(1)
        layout.addWidget(self.list, _MOST)
        layout.addLayout(below, 1)


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("muted")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setWordWrap(True)  # after the policy, which it gives a height for each width
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
