"""The window's second page: a folder becomes a table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.batch import Progress, Row
from viewer.ui.looks import FAILED, NORMAL, PNEUMONIA, WITHHELD
from viewer.ui.notices import Notice, action_button
from viewer.ui.texts import tr
from viewer.ui.tips import plain_tip
from viewer.ui.worklist.model import WorklistFilter, WorklistModel
from viewer.ui.worklist.progress_line import ProgressLine
from viewer.ui.worklist.summary import WorklistSummary
from viewer.ui.worklist.table import WorklistTable
from viewer.ui.worklist.words import ending_text

_MARGIN = 16
_FIELD_RIM = 48
"""What a field needs beside its text: the rim, and the button that clears it."""


class WorklistPage(QWidget):
    """Draws a batch: rows, progress, and a summary. Runs nothing itself."""

    row_chosen = Signal(object)
    cancel_asked = Signal()

    def __init__(self, choose: QAction, export: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WorklistModel(self)
        self.filter = WorklistFilter(self.model, self)
        self.table = WorklistTable(self.filter)
        self.table.row_chosen.connect(self.row_chosen)
        self.text_filter = QLineEdit()
        self.text_filter.setPlaceholderText(tr("Filter by file, patient, date or remark"))
        self.text_filter.setClearButtonEnabled(True)
        whole = self.fontMetrics().horizontalAdvance(self.text_filter.placeholderText())
        self.text_filter.setMinimumWidth(whole + _FIELD_RIM)
        self.text_filter.textChanged.connect(self._filter_text)
        self.verdict_filter = QComboBox()
        self.verdict_filter.setAccessibleName(tr("Verdict"))
        self.verdict_filter.addItem(tr("All verdicts"), None)
        for look in (PNEUMONIA, NORMAL, WITHHELD, FAILED):
            self.verdict_filter.addItem(look.word, look)
        self.verdict_filter.currentIndexChanged.connect(self._filter_verdict)
        self.summary = WorklistSummary()
        self._shown = QLabel()
        self._shown.setObjectName("muted")
        self.progress = ProgressLine(_MARGIN)
        self.progress.cancel_asked.connect(self.cancel_asked)
        self._export = export
        self._empty = Notice("table-large", (choose,), on_panel=True)
        self._veil = Notice("eye-off-outline", on_panel=True)
        self._veil.say(
            tr("Hidden while you read blind"),
            tr("The batch goes on. Its table is here again when you leave blind reading."),
        )
        self._veiled = False
        self._no_match = Notice("filter-off-outline", on_panel=True)
        self._no_match.say(tr("No rows match"), tr("Change the filter above, or clear it."))
        self._subject = ""
        self._progress: Progress | None = None
        self._ended = False
        self._lay_out(choose, export)
        self.clear()

    def clear(self) -> None:
        self.model.empty()
        self.summary.clear()
        self._show_rows()

    def add_rows(self, rows: list[Row]) -> None:
        if rows:
            self.model.add(rows)
            self.summary.add(rows)
            self._show_rows()
            self._show_title()

    def take_over(self, other: "WorklistPage") -> None:
        """Show what another page shows, also while its batch goes on."""
        self._subject, self._progress, self._ended = other._subject, other._progress, other._ended
        self.add_rows(list(other.model.rows))
        self.text_filter.setText(other.text_filter.text())
        self.verdict_filter.setCurrentIndex(other.verdict_filter.currentIndex())
        header = other.table.horizontalHeader()
        self.table.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.table.horizontalHeader().restoreState(header.saveState())
        self._show_title()
        if not other.progress.isHidden():
            self._begin()
            if self._progress is not None:
                self.show_progress(self._progress)

    def set_veiled(self, veiled: bool) -> None:
        """Hide what the batch found, and its export, while a person reads blind."""
        if veiled == self._veiled:
            return
        self._veiled = veiled
        self.summary.setVisible(not veiled)
        self._show_rows()

    def start(self, title: str) -> None:
        """A batch has begun."""
        self.clear()
        self._subject, self._progress, self._ended = title, None, False
        self._show_title()
        self._begin()

    def _begin(self) -> None:
        self.progress.begin()
        self._empty.say(tr("Reading …"))

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self.progress.show_progress(progress)

    def end(self, progress: Progress | None) -> None:
        """The batch has ended; None where it failed. The title says whether all was read."""
        self._progress, self._ended = progress, True
        self._show_title()
        self.progress.hide()
        self._show_rows()

    def _show_title(self) -> None:
        title = self._subject
        if not title and self.model.rowCount():  # no batch was started: these are the last one's
            title = tr("Last batch, as far as it was read")
        if self._ended:
            title = f"{title}: {ending_text(self._progress)}"
        self.title.setText(title)
        self.title.setToolTip(plain_tip(title))

    def _filter_text(self, text: str) -> None:
        self.filter.set_text(text)
        self._show_rows()
        self.table.scrollToTop()

    def _filter_verdict(self, place: int) -> None:
        self.filter.set_look(self.verdict_filter.itemData(place))
        self._show_rows()
        self.table.scrollToTop()

    def _show_rows(self) -> None:
        total, shown = self.model.rowCount(), self.filter.rowCount()
        for part in (self._export, self.text_filter, self.verdict_filter):
            part.setEnabled(total > 0 and not self._veiled)
        self._shown.setText(
            tr("{shown:,} of {total:,} rows shown").format(shown=shown, total=total)
            if shown < total and not self._veiled
            else ""
        )
        empty = self._no_match if total else self._empty
        page = self.table if shown else empty
        self._pages.setCurrentWidget(self._veil if self._veiled else page)
        if not total and self.progress.isHidden():
            self._say_empty()

    def _say_empty(self) -> None:
        self._empty.say(
            tr("Choose or drop a folder of radiographs"),
            tr("Each is read and becomes a row; the table can be sorted, filtered and exported."),
        )

    def _lay_out(self, choose: QAction, export: QAction) -> None:
        self.title = QLabel()
        self.title.setObjectName("muted")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        # A long path must not push the buttons out of the window.
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        head.setSpacing(10)
        head.addWidget(action_button(choose))
        head.addWidget(self.title, 1)
        head.addWidget(self.text_filter)
        head.addWidget(self.verdict_filter)
        head.addWidget(action_button(export))
        self._pages = QStackedLayout()
        self._pages.addWidget(self._veil)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._no_match)
        self._pages.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self._shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addLayout(self._pages, 1)
        layout.addLayout(foot)
