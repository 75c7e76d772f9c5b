"""A line over the table: what became of a batch, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from viewer.ui.icons import icon
from viewer.ui.texts import tr

Deed = tuple[str, Callable[[], None]]


class OfferLine(QFrame):
    """Asks nothing: whoever wants neither leaves it there, or closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "offer")
        self._symbol, self._text = QLabel(), QLabel()
        self._symbol.setPixmap(icon("information-outline").pixmap(20, 20))
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setToolTip(tr("Close this message"))
        self._close.setAccessibleName(tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(14, 8, 8, 8)
        self._line.setSpacing(10)
        self._line.addWidget(self._symbol)
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def offer(self, text: str, deeds: list[Deed]) -> None:
        """Say what there is, and what can be done: a button for each deed."""
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self._text.setText(text)
        for word, do in deeds:
            button = QPushButton(word)
            button.clicked.connect(lambda _checked=False, do=do: self._do(do))
            self._line.insertWidget(self._line.count() - 1, button)
            self.buttons.append(button)
        self.show()

    def _do(self, do: Callable[[], None]) -> None:
        self.hide()
        do()
