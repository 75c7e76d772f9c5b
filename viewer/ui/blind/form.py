"""Where the reader commits, before the network's reading appears."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.blind import Answer, Confidence
from viewer.ui.blind.words import ANSWERS
from viewer.ui.looks import NORMAL, PNEUMONIA, WAITING, Look, paint_shape
from viewer.ui.texts import later, tr

_LOOKS = {Answer.PNEUMONIA: PNEUMONIA, Answer.NORMAL: NORMAL, Answer.UNSURE: WAITING}
_CONFIDENCES = {
    Confidence.LOW: later("Low"),
    Confidence.MEDIUM: later("Medium"),
    Confidence.HIGH: later("High"),
}
_ICON = 14
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

T = TypeVar("T")


class BlindForm(QWidget):
    """An answer, how sure, and a button that makes it final."""

    committed = Signal(object, object)
    """An Answer, and a Confidence or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers = {
            answer: _choice(tr(word), _LOOKS[answer]) for answer, word in ANSWERS.items()
        }
        self.confidences = {value: _choice(tr(word)) for value, word in _CONFIDENCES.items()}
        self._answers, self._confidences = QButtonGroup(self), QButtonGroup(self)
        for group, buttons in (
            (self._answers, self.answers.values()),
            (self._confidences, self.confidences.values()),
        ):
            for button in buttons:
                group.addButton(button)
                button.toggled.connect(self._enable)
                button.installEventFilter(self)
        for value, button in self.confidences.items():
            name = tr("Confidence: {confidence}").format(confidence=button.text())
            self.confidences[value].setAccessibleName(name)
        self.commit = QPushButton(tr("Commit"))
        self.commit.setObjectName("primary")
        self.commit.setToolTip(tr("Your reading can't be changed afterwards (Return)"))
        self.commit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.commit.clicked.connect(self._commit)
        self.commit.installEventFilter(self)
        self._lay_out()
        self.clear()

    @property
    def answer(self) -> Answer | None:
        return _checked(self.answers)

    @property
    def confidence(self) -> Confidence | None:
        return _checked(self.confidences)

    def clear(self) -> None:
        """Choose nothing, for another radiograph."""
        for group in (self._answers, self._confidences):
            group.setExclusive(False)
            for button in group.buttons():
                button.setChecked(False)
            group.setExclusive(True)
        self._enable()

    def choose(self, answer: Answer) -> None:
        """Take an answer by its key, and go on to what is still to be said."""
        self.answers[answer].setChecked(True)
        if answer is Answer.UNSURE:
            self.commit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            chosen = self.confidence or Confidence.MEDIUM
            self.confidences[chosen].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Return commit from any of the buttons."""
        returned = isinstance(event, QKeyEvent) and event.key() in _RETURN
        if returned and event.type() == QEvent.Type.KeyPress:
            self._take_return(watched)
            return True
        return super().eventFilter(watched, event)

    def _take_return(self, watched: QObject) -> None:
        if isinstance(watched, QPushButton) and watched.isCheckable() and not watched.isChecked():
            watched.setChecked(True)
        elif self.commit.isEnabled():
            self._commit()

    def _enable(self) -> None:
        unsure = self.answer is Answer.UNSURE
        for button in self.confidences.values():
            button.setEnabled(self.answer is not None and not unsure)
        self.commit.setEnabled(unsure or (self.answer is not None and self.confidence is not None))

    def _commit(self) -> None:
        answer = self.answer
        if answer is not None:
            self.committed.emit(answer, None if answer is Answer.UNSURE else self.confidence)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(_text(tr("Your reading"), "caption"))
        layout.addWidget(
            _text(
                tr("The network's reading appears when you have committed to yours."),
                "muted",
            )
        )
        for button in self.answers.values():
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(_text(tr("How sure are you?"), "muted"))
        line = QHBoxLayout()
        line.setSpacing(6)
        for button in self.confidences.values():
            line.addWidget(button, 1)
        layout.addLayout(line)
        layout.addSpacing(6)
        layout.addWidget(self.commit)


def _choice(text: str, look: Look | None = None) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName("choice")
    button.setCheckable(True)
    # A click must leave the keys with the radiograph; Tab still reaches it.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if look is not None:
        button.setIcon(_shape(look))
        button.setIconSize(QSize(_ICON, _ICON))
    return button


def _shape(look: Look) -> QIcon:
    pixmap = QPixmap(4 * _ICON, 4 * _ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_shape(painter, QRectF(pixmap.rect()), look)
    painter.end()
    return QIcon(pixmap)


def _checked(buttons: dict[T, QPushButton]) -> T | None:
    return next((value for value, button in buttons.items() if button.isChecked()), None)


def _text(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
