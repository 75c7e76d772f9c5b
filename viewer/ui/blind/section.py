"""The panel's part of blind reading: the form, or what the reader said, and the session."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.blind import Answer, Committed, Confidence, NetworkReading
from viewer.reading import Verdict
from viewer.ui.blind.form import BlindForm
from viewer.ui.blind.words import answer_text, confidence_text
from viewer.ui.reading.labels import plain_text
from viewer.ui.texts import tr, trn


class BlindSection(QWidget):
    """Seen only while a person reads blind."""

    agreement_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = BlindForm()
        self.yours = plain_text()
        self._count = QLabel()
        self._count.setObjectName("muted")
        self.agreement = QPushButton(tr("Agreement …"))
        self.agreement.clicked.connect(self.agreement_asked)
        line = QHBoxLayout()
        line.addWidget(self._count, 1)
        line.addWidget(self.agreement)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 14)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addWidget(self.yours)
        layout.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_state(self, committed: Committed | None, *, can_commit: bool, count: int) -> None:
        """Show what was committed to, or the form, for a radiograph that is there."""
        self.form.setVisible(committed is None)
        self.form.setEnabled(can_commit)
        self.yours.setVisible(committed is not None)
        if committed is not None:
            self.yours.setText(_what_was_said(committed))
        self._count.setText(
            trn("{count} committed", "{count} committed", count).format(count=count)
        )
        self.agreement.setEnabled(count > 0)


def _what_was_said(committed: Committed) -> str:
    said = committed.commitment
    answer = answer_text(said.answer)
    seconds = max(1, round(said.seconds))
    if said.confidence is None:
        text = tr("You said {answer}, after {seconds} s.")
    else:
        text = tr("You said {answer}, with {confidence} confidence, after {seconds} s.")
    sentence = text.format(answer=answer, confidence=_confidence(said.confidence), seconds=seconds)
    return f"{sentence} {_comparison(said.answer, committed.reading)}".strip()


def _comparison(answer: Answer, reading: NetworkReading | None) -> str:
    if reading is None:
        return ""
    if reading.verdict is Verdict.WITHHELD:
        return tr("The network gives no verdict.")
    if answer is Answer.UNSURE:
        return ""
    if answer.value == reading.verdict.value:
        return tr("The network agrees.")
    return tr("The network disagrees.")


def _confidence(confidence: Confidence | None) -> str:
    return "" if confidence is None else confidence_text(confidence)
