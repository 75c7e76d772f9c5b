"""The cells of a row, as Qt keeps them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QStandardItem

from viewer.batch import Row
from viewer.ui.looks import look_of
from viewer.ui.texts import said
from viewer.ui.tips import plain_tip
from viewer.ui.worklist.columns import COLUMNS, VERDICT, Column, Shown, remark
from viewer.ui.worklist.shapes import ShapeIcons

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
THUMBNAIL_HEIGHT = 40
_TOLD_WHOLE = ("remark", "scope", "error", "folder", "instance")
"""Columns whose texts are often wider than they are."""


class Cells:
    """Makes an item for each column."""

    def __init__(self) -> None:
        self._icons = ShapeIcons()

    def of(self, shown: Shown) -> list[QStandardItem]:
        return [self._item(column, shown) for column in COLUMNS]

    def judge(self, item: QStandardItem, row: Row) -> None:
        """Let a cell of the verdict's column say another one."""
        look = look_of(row.verdict)
        item.setText(look.word)
        item.setIcon(self._icons.icon(look))
        item.setForeground(QColor(look.colour))

    def _item(self, column: Column, shown: Shown) -> QStandardItem:
        row, text = shown.row, column.text(shown)
        item = QStandardItem(text)
        if column.number:
            item.setTextAlignment(RIGHT)
        if column is VERDICT:
            self.judge(item, row)
        elif column.name == "file":
            item.setToolTip(plain_tip(str(row.file)))
        elif column.name in _TOLD_WHOLE and text:
            item.setToolTip(plain_tip(f"{remark(row)}\n{said(row.hint)}" if row.failed else text))
        return item
