"""The figures at the threshold, each with its interval or the reason why it has none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from viewer.batch.figures.figure import Figure
from viewer.ui.reading.labels import plain_text
from viewer.ui.texts import said, tr
from viewer.ui.worklist.figures.wording import NAMES, interval_text, value_text

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop

_ANY = Figure("", 0.888, 0.888, 0.888)
"""As wide as any."""


class FiguresGrid(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        self._reasons = plain_text(muted=True)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(0, 1)
        heading = QLabel(tr("95% interval"))
        heading.setObjectName("muted")
        heading.setToolTip(
            tr(
                "Radiographs are taken for independent: where patients have several, the"
                " intervals are wider."
            )
        )
        layout.addWidget(heading, 0, 2, _RIGHT)
        for row, (name, shown) in enumerate(NAMES.items(), 1):
            value, interval = QLabel(), QLabel()
            interval.setObjectName("muted")
            value.setAccessibleName(tr(shown))
            for label, text in ((value, value_text(_ANY)), (interval, interval_text(_ANY))):
                label.setAlignment(_RIGHT)
                label.setMinimumWidth(QLabel(text).sizeHint().width())
            self._rows[name] = value, interval
            layout.addWidget(plain_text(tr(shown)), row, 0)
            layout.addWidget(value, row, 1, _RIGHT)
            layout.addWidget(interval, row, 2, _RIGHT)
        layout.addWidget(self._reasons, len(NAMES) + 1, 0, 1, 3)

    def row(self, name: str) -> tuple[QLabel, QLabel]:
        """The labels of a figure's value and interval."""
        return self._rows[name]

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        for figure in figures:
            value, interval = self.row(figure.name)
            value.setText(value_text(figure))
            interval.setText(interval_text(figure))
            value.setAccessibleDescription(interval_text(figure) or said(figure.reason))
        reasons = dict.fromkeys(figure.reason for figure in figures if figure.reason)
        self._reasons.setText("\n".join(_explained(reason, figures) for reason in reasons))
        self._reasons.setVisible(bool(reasons))


def _explained(reason: str, figures: tuple[Figure, ...]) -> str:
    """Such as "AUC, Sensitivity: no radiograph that counts is labelled pneumonia."."""
    names = [tr(NAMES[figure.name]) for figure in figures if figure.reason == reason]
    return tr("{names}: {reason}.").format(names=", ".join(names), reason=said(reason))
