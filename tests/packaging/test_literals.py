"""No text that a person sees is written past `tr`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from extraction import called, literal

from tests.packaging.conftest import ROOT

_SHOWN_BY = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QGroupBox", "QAction"),
    *("QDockWidget", "QToolBar", "QMenu", "QStandardItem", "QTreeWidgetItem", "QListWidgetItem"),
    *("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText", "setTitle"),
    *("setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setInformativeText"),
    *("setHorizontalHeaderLabels", "setHeaderLabels", "setLabelText", "setSuffix", "setPrefix"),
    *("setSpecialValueText", "setDetailedText", "setHtml", "setPlainText"),
    *("addItem", "addItems", "addTab", "addMenu", "addAction", "addRow", "addButton"),
    *("drawText", "showMessage", "say", "told", "question", "information", "warning", "critical"),
    *("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    *("getText", "getDouble", "getInt", "getItem", "QUndoCommand"),
}
_NAMES = {"Hilum", "DICOM", "CSV", "PNG", "PDF", "SHA-256", "hilum", "mm"}
"""What is called the same in every language."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def literals_shown(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each literal, in words, that is handed to what shows it."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node) not in _SHOWN_BY:
            continue
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            for text in _texts(argument):
                words = set(_WORD.findall(re.sub(r"\{\d+\}|<[^>]*>|\*\.\w+", "", text)))
                if words - _NAMES:
                    yield node.lineno, text


def _texts(node: ast.expr) -> Iterator[str]:
    """The literals that an argument is, or is made of."""
    text = literal(node)
    if text is not None:
        yield text
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.List | ast.Tuple):
        for part in node.elts:
            yield from _texts(part)
    elif isinstance(node, ast.BinOp):
        yield from _texts(node.left)
        yield from _texts(node.right)


def _found(paths: Iterator[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in paths
        for line, text in literals_shown(ast.parse(path.read_text(encoding="utf-8")))
    ]


def test_the_window_shows_no_literal_that_has_not_gone_through_tr() -> None:
    assert _found((ROOT / "viewer" / "ui").rglob("*.py")) == []


def test_a_literal_that_is_shown_is_found() -> None:
    tree = ast.parse('label = QLabel("Open" if new else tr("Close"))\nlabel.setText(f"{n} files")')

    assert sorted(literals_shown(tree)) == [(1, "Open"), (2, "{0} files")]
