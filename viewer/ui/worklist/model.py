"""The rows of a batch as a table, and what sorts and filters it.

Qt holds the texts. A model that answers in Python is asked a thousand times for each painting of
the table, and each time has to wait for its turn among the threads of the batch.
"""

from enum import Enum

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRegularExpression,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel

from viewer.batch import Row
from viewer.ui.canvas.corner_texts import date_text
from viewer.ui.looks import Look, look_of, probability_text
from viewer.ui.texts import later, said, tr
from viewer.ui.tips import plain_tip
from viewer.ui.worklist.shapes import ShapeIcons

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The Row itself, in the first column."""
_NUMBER_ROLE = Qt.ItemDataRole.UserRole + 1
_SEARCH_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class Column(Enum):
    """The columns, from left to right."""

    FILE = later("File")
    PATIENT = later("Patient")
    DATE = later("Study date")
    VERDICT = later("Verdict")
    PROBABILITY = later("Probability")
    REMARK = later("Remark")


COLUMNS = tuple(Column)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def remark(row: Row) -> str:
    """Why a row has no verdict; empty where it has one."""
    return said(row.error) if row.error else "; ".join(said(reason) for reason in row.scope)


class WorklistModel(QStandardItemModel):
    """Keeps its rows in the order they came in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self._rows: list[Row] = []
        self._icons = ShapeIcons()
        self.setHorizontalHeaderLabels([tr(column.value) for column in COLUMNS])
        self.horizontalHeaderItem(COLUMNS.index(Column.PROBABILITY)).setTextAlignment(_RIGHT)

    @property
    def rows(self) -> list[Row]:
        return self._rows

    def empty(self) -> None:
        self._rows = []
        self.setRowCount(0)

    def add(self, rows: list[Row]) -> None:
        self._rows.extend(rows)
        for row in rows:
            self.appendRow(self._items(row))

    def _items(self, row: Row) -> list[QStandardItem]:
        look, why, date = look_of(row.verdict), remark(row), date_text(row.study_date)
        file = QStandardItem(row.file.name)
        file.setToolTip(plain_tip(str(row.file)))
        file.setData(row, ROW_ROLE)
        file.setData(_searchable(row, look, date, why), _SEARCH_ROLE)
        verdict = QStandardItem(self._icons.icon(look), look.word)
        verdict.setForeground(QColor(look.colour))
        shown = "" if row.probability is None else probability_text(row.probability)
        probability = QStandardItem(shown)
        probability.setTextAlignment(_RIGHT)
        # Below every probability: files without one stand together at an end.
        number = -1.0 if row.probability is None else row.probability
        probability.setData(number, _NUMBER_ROLE)
        reason = QStandardItem(why)
        if why:
            reason.setToolTip(plain_tip(f"{why}\n{said(row.hint)}" if row.failed else why))
        return [
            file,
            QStandardItem(row.patient_id),
            QStandardItem(date),
            verdict,
            probability,
            reason,
        ]


class WorklistFilter(QSortFilterProxyModel):
    """Sorts by any column, and lets rows through by text and verdict."""

    def __init__(self, model: WorklistModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._look: Look | None = None
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterKeyColumn(0)
        self.setFilterRole(_SEARCH_ROLE)
        self.setSourceModel(model)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 leaves the order in which the rows came."""
        numbers = column == COLUMNS.index(Column.PROBABILITY)
        self.setSortRole(_NUMBER_ROLE if numbers else Qt.ItemDataRole.DisplayRole)
        super().sort(column, order)

    def set_text(self, text: str) -> None:
        self._text = text.strip()
        self._let_through()

    def set_look(self, look: Look | None) -> None:
        """Let through only rows whose verdict looks like this; all for None."""
        self._look = look
        self._let_through()

    def _let_through(self) -> None:
        escape = QRegularExpression.escape
        look = r"[^\n]*" if self._look is None else escape(self._look.english)
        options = QRegularExpression.PatternOption
        self.setFilterRegularExpression(
            QRegularExpression(
                rf"\A{look}\n.*{escape(self._text)}",
                options.CaseInsensitiveOption | options.DotMatchesEverythingOption,
            )
        )


def _searchable(row: Row, look: Look, date: str, why: str) -> str:
    return "\n".join((look.english, str(row.file), row.patient_id, date, why))
