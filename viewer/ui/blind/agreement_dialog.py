"""How far the reader and the network agreed in a session, and its export."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.blind import Agreement, BlindSession, agreement_of
from viewer.reading import Verdict
from viewer.ui.blind.words import ANSWERS
from viewer.ui.looks import look_of
from viewer.ui.reading.labels import caption, plain_text
from viewer.ui.texts import tr, trn
from viewer.ui.theme import scaled_font

_COLUMNS = (Verdict.PNEUMONIA, Verdict.NORMAL, Verdict.WITHHELD)


class AgreementDialog(QDialog):
    """Figures of one session. Asks for nothing; another session leaves this one kept."""

    export_asked = Signal()
    new_session_asked = Signal()

    def __init__(self, session: BlindSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Agreement"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        agreement = agreement_of(session)
        self.share = QLabel(share_text(agreement))
        self.share.setFont(scaled_font(self.font(), 1.6, bold=True))
        self.lines = plain_text("\n".join(lines_of(agreement)))
        self.remarks = plain_text("\n".join(remarks_of(agreement)), muted=True)
        self.remarks.setVisible(bool(self.remarks.text()))
        self.export = QPushButton(tr("Export CSV…"))
        self.export.clicked.connect(self.export_asked)
        self.another = QPushButton(tr("Begin a new session"))
        self.another.setToolTip(tr("This one stays kept"))
        self.another.clicked.connect(self._begin_another)
        for button in (self.export, self.another):
            button.setEnabled(len(session) > 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.another, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        title = trn("{count} radiograph committed", "{count} radiographs committed", len(session))
        layout.addWidget(caption(title.format(count=len(session))))
        layout.addWidget(self.share)
        layout.addWidget(self.lines)
        layout.addSpacing(4)
        layout.addLayout(_table(agreement))
        layout.addWidget(self.remarks)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.setMinimumWidth(500)

    def _begin_another(self) -> None:
        self.new_session_asked.emit()
        self.accept()


def share_text(agreement: Agreement) -> str:
    if agreement.share is None:
        return tr("Nothing to compare yet")
    return tr("You agree in {agreed} of {decided}").format(
        agreed=agreement.agreed, decided=agreement.decided
    )


def lines_of(agreement: Agreement) -> list[str]:
    """The figures with their intervals."""
    share, kappa = agreement.share, agreement.kappa
    if share is None:
        return [tr("Figures come with the first radiograph that both of you decide.")]
    low, high = share.interval
    lines = [
        tr("Agreement {share:.0f} % (95 % interval {low:.0f} to {high:.0f} %)").format(
            share=100 * share.value, low=100 * low, high=100 * high
        )
    ]
    if kappa is None:
        lines.append(tr("Cohen's kappa: none, since both of you always said the same one thing."))
    elif kappa.interval is None:
        text = tr("Cohen's kappa {kappa:.2f}; no interval, since too little differs.")
        lines.append(text.format(kappa=kappa.value))
    else:
        low, high = kappa.interval
        text = tr("Cohen's kappa {kappa:.2f} (95 % interval {low:.2f} to {high:.2f})")
        lines.append(text.format(kappa=kappa.value, low=low, high=high))
    return lines


def remarks_of(agreement: Agreement) -> list[str]:
    """What the figures leave out."""
    remarks = []
    if sum(agreement.counts.values()) > agreement.decided:
        remarks.append(tr("The figures leave out what is unsure or withheld."))
    if agreement.not_blind:
        text = trn(
            "{count} is left out: its reading had been seen before.",
            "{count} are left out: their readings had been seen before.",
            agreement.not_blind,
        )
        remarks.append(text.format(count=agreement.not_blind))
    if agreement.without_reading:
        text = trn(
            "{count} is left out: it has no reading.",
            "{count} are left out: they have no reading.",
            agreement.without_reading,
        )
        remarks.append(text.format(count=agreement.without_reading))
    return remarks


def _table(agreement: Agreement) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(len(_COLUMNS) + 1, 1)
    for column, verdict in enumerate(_COLUMNS, 1):
        grid.addWidget(_muted(look_of(verdict).word), 1, column, Qt.AlignmentFlag.AlignRight)
    grid.addWidget(_muted(tr("The network's verdict")), 0, 1, 1, len(_COLUMNS))
    grid.addWidget(_muted(tr("Your reading")), 1, 0)
    for row, (answer, text) in enumerate(ANSWERS.items(), 2):
        grid.addWidget(QLabel(tr(text)), row, 0)
        for column, verdict in enumerate(_COLUMNS, 1):
            count = QLabel(tr("{count:,}").format(count=agreement.counts[answer, verdict]))
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            if answer.value == verdict.value:
                count.setFont(scaled_font(count.font(), 1.0, bold=True))
            grid.addWidget(count, row, column)
    return grid


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("muted")
    return label
