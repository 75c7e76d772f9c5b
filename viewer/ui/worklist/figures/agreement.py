"""How a batch agrees with its labels; where there are none, how to give them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.batch.figures.agreement import confusion_matrix, figures_table, left_out
from viewer.batch.figures.facts import Facts
from viewer.ui.reading.labels import caption, plain_text
from viewer.ui.texts import tr
from viewer.ui.worklist.figures.figures_grid import FiguresGrid
from viewer.ui.worklist.figures.matrix_view import MatrixView
from viewer.ui.worklist.figures.roc_view import RocView
from viewer.ui.worklist.figures.wording import counted_text


class Agreement(QWidget):
    """Draws labelled `Facts` at a threshold."""

    labels_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = Facts()
        self.said = plain_text(muted=True)
        self.matrix, self.grid, self.roc = MatrixView(), FiguresGrid(), RocView()
        self.warning = plain_text(
            tr(
                "A threshold chosen on these radiographs is flattered by their figures: test it"
                " on others."
            )
        )
        self.labels = QPushButton(tr("Labels from CSV…"))
        self.labels.clicked.connect(self.labels_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(caption(tr("Agreement with labels")))
        for part in (self.said, self.warning, self.matrix, self.grid, self.roc, self.labels):
            layout.addWidget(part)

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.said.setText(_said_of(facts))
        for part in (self.matrix, self.grid):
            part.setVisible(facts.labelled > 0)
        self.roc.setVisible(facts.curve is not None)
        if facts.curve is not None:
            self.roc.show_curve(facts.curve, facts.auc)

    def show_threshold(self, threshold: float, *, chosen_here: bool) -> None:
        self.warning.setVisible(chosen_here and self._facts.labelled > 0)
        if not self._facts.labelled:
            return
        counts = confusion_matrix(self._facts.ranking, threshold)
        self.matrix.show_counts(counts)
        self.grid.show_figures(figures_table(self._facts, threshold))
        self.roc.show_point(counts)


def _said_of(facts: Facts) -> str:
    if facts.labelled:
        counted = counted_text(left_out(facts))
        if facts.labels_from:
            return tr("Labels from {file}: {counted}").format(
                file=facts.labels_from, counted=counted
            )
        return tr("Labels from folder names: {counted}").format(counted=counted)
    if facts.labels_from:
        return tr("No radiograph of this batch is in {file}.").format(file=facts.labels_from)
    return tr(
        "No radiograph is labelled. Labels come from folders called NORMAL and PNEUMONIA, or"
        " from a CSV file with the columns file and label."
    )
