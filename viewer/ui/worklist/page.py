"""The window's second page: a folder becomes a table."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.batch import Progress
from viewer.batch.worklist.query import Query
from viewer.reading import OperatingPoint
from viewer.ui.commands.commands import Commands
from viewer.ui.notices import Notice
from viewer.ui.preferences import PreferenceStore
from viewer.ui.texts import tr
from viewer.ui.tips import plain_tip
from viewer.ui.worklist.columns import COLUMNS
from viewer.ui.worklist.figures.panel import FiguresPanel
from viewer.ui.worklist.filter_bar import FilterBar
from viewer.ui.worklist.model import WorklistModel
from viewer.ui.worklist.offer_line import OfferLine
from viewer.ui.worklist.page_layout import MARGIN, lay_out
from viewer.ui.worklist.progress_line import ProgressLine
from viewer.ui.worklist.source import Listed
from viewer.ui.worklist.table import WorklistTable
from viewer.ui.worklist.words import ending_text, title_of


class WorklistPage(QWidget):
    """Draws a worklist: rows, progress, and a summary. Asks for nothing itself.

    `query_changed` tells that other rows are wanted, or in another order.
    """

    query_changed = Signal()
    cancel_asked = Signal()

    def __init__(
        self, commands: Commands, preferences: PreferenceStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = WorklistModel(self)
        self.table = WorklistTable(self.model, preferences)
        self.filters = FilterBar()
        self.filters.changed.connect(self._filter)
        self.figures = FiguresPanel()
        self.progress = ProgressLine(MARGIN)
        self.progress.cancel_asked.connect(self.cancel_asked)
        self.offer = OfferLine()
        self.title, self.shown = QLabel(), QLabel()
        for label in (self.title, self.shown):
            label.setObjectName("muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        # A long path must not push the buttons out of the window.
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.empty = Notice("table-large", (commands["file.read_folder"],), on_panel=True)
        self.veil = Notice("eye-off-outline", on_panel=True)
        self.veil.say(
            tr("Hidden while you read blind"),
            tr("The batch goes on. Its table is here again when you leave blind reading."),
        )
        self.no_match = Notice("filter-off-outline", on_panel=True)
        self.no_match.say(tr("No rows match"), tr("Change the filters above, or clear them."))
        self._exports: list[QAction] = [
            commands[id]
            for id in ("worklist.export", "worklist.export_shown", "worklist.export_heatmaps")
        ]
        self._figures_wanted = commands["worklist.figures"]
        self._veiled = self._ended = self._running = False
        self._subject = ""
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._progress: Progress | None = None
        self._listed: Listed | None = None
        self._point: OperatingPoint | None = None
        self.pages, self.side = lay_out(self, commands, preferences)
        self.model.sort_asked.connect(self._sort)
        self._figures_wanted.toggled.connect(self._draw)
        self._draw()

    @property
    def query(self) -> Query:
        """What the filters let through, in the order of the headings."""
        section, order = self._order
        return self.filters.narrowed(
            Query(
                sort=None if section < 0 else COLUMNS[section].field,
                descending=order == Qt.SortOrder.DescendingOrder,
                threshold=None if self._point is None else self._point.threshold,
            )
        )

    @property
    def point(self) -> OperatingPoint | None:
        """At which the rows are judged; by default each at its own."""
        return self._point

    def minimumSizeHint(self) -> QSize:
        """As wide as with the filters, which are in sight once there are rows."""
        least, margins = super().minimumSizeHint(), 2 * MARGIN
        return least.expandedTo(QSize(self.filters.minimumSizeHint().width() + margins, 0))

    def judge_at(self, point: OperatingPoint | None) -> None:
        """Give every row the verdict of an operating point."""
        if point != self._point:
            self._point = point
            self.model.judge_at(point)
            self.query_changed.emit()

    def show_listed(self, listed: Listed | None) -> None:
        """Show other rows; none while nothing is known of them."""
        self._listed = listed
        if listed is None:
            self.model.forget()
        else:
            self.table.show_ids(listed.ids)
            self.model.ask_again()
        self.filters.verdicts.show_counts({} if listed is None else listed.counts)
        self._draw()

    def take_over(self, other: "WorklistPage") -> None:
        """Show what another page shows, also while its batch goes on."""
        self._subject, self._progress, self._ended = other._subject, other._progress, other._ended
        self.judge_at(other.point)
        self.filters.take_over(other.query)
        self.table.sortByColumn(*other._order)
        self._show_title()
        self.query_changed.emit()
        if other._running:
            self._begin()
            self.progress.take_over(other.progress)

    def set_veiled(self, veiled: bool) -> None:
        """Hide what the batch found, and its export, while a person reads blind."""
        if veiled != self._veiled:
            self._veiled = veiled
            self._draw()

    def start(self, paths: list[Path]) -> None:
        """A batch has begun."""
        self._subject, self._progress, self._ended = title_of(paths), None, False
        self._show_title()
        self._begin()

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self.progress.show_progress(progress)

    def end(self, progress: Progress | None) -> None:
        """The batch has ended; None where it failed. The title says whether all was read."""
        self._progress, self._ended, self._running = progress, True, False
        self._show_title()
        self.progress.hide()
        self._draw()

    def show_subject(self, subject: str) -> None:
        """Say what the rows are of, where no batch was started."""
        self._subject, self._ended = subject, False
        self._show_title()

    def _begin(self) -> None:
        self._running = True
        self.offer.hide()
        self.progress.begin()
        self._draw()

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section >= 0 and COLUMNS[section].field is None:
            self.table.sortByColumn(*self._order)  # pictures have no order
        elif (section, order) != self._order:
            self._order = section, order
            self.query_changed.emit()

    def _filter(self) -> None:
        self.query_changed.emit()
        self.table.scrollToTop()

    def _show_title(self) -> None:
        title = self._subject
        if self._ended:
            title = f"{title}: {ending_text(self._progress)}"
        self.title.setText(title)
        self.title.setToolTip(plain_tip(title))

    def _draw(self) -> None:
        """Show what there is: the table, or why there is none."""
        total = 0 if self._listed is None else self._listed.total
        shown = 0 if self._listed is None else len(self._listed.ids)
        for action in self._exports:
            action.setEnabled(total > 0 and not self._veiled)
        self.filters.setVisible(total > 0 and not self._veiled)
        self.filters.clear_button.setVisible(self.query.filters)
        # With the first rows there is enough else to be laid out and painted.
        figures = (total > 0 or self._running) and self._figures_wanted.isChecked()
        self.side.setVisible(figures and not self._veiled)
        self.shown.setVisible(total > 0 and not self._veiled)
        text = tr("{total:,} rows") if shown == total else tr("{shown:,} of {total:,} rows shown")
        self.shown.setText(text.format(shown=shown, total=total))
        if self._running:
            self.empty.say(tr("Reading …"))
        else:
            self.empty.say(
                tr("Choose or drop a folder of radiographs"),
                tr(
                    "Each is read and becomes a row; the table can be sorted, filtered and"
                    " exported."
                ),
            )
        there = self.table if shown else self.no_match if total else self.empty
        self.pages.setCurrentWidget(self.veil if self._veiled else there)
