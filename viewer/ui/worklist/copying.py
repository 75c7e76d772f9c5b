"""Rows on the clipboard: text for anything, and a table for what knows tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData

from viewer.csv_file import defused
from viewer.ui.worklist.columns import THUMBNAIL, Column, Shown

Cells = list[list[str]]


def cells_of(rows: Sequence[Shown], columns: Sequence[Column]) -> Cells:
    """What the table says of rows, below its headings; no cell breaks out of its place."""
    said = [column for column in columns if column is not THUMBNAIL]
    lines = [[" ".join(column.text(row).split()) for column in said] for row in rows]
    return [
        [column.title for column in said],
        *([defused(cell) for cell in line] for line in lines),
    ]


@dataclass(frozen=True, slots=True)
class Copied:
    """Cells as tab-separated lines, and as HTML."""

    text: str
    html: str

    @property
    def mime_data(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.text)
        data.setHtml(self.html)
        return data


def copied(cells: Cells) -> Copied:
    text = "\n".join("\t".join(line) for line in cells) + "\n"
    head, *lines = cells
    body = "".join(f"<tr>{_html(line, 'td')}</tr>" for line in lines)
    return Copied(text, f"<table><tr>{_html(head, 'th')}</tr>{body}</table>")


def _html(line: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in line)
