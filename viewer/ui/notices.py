"""What the window says in words: an empty place, a file that failed, a line over the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.errors import HilumError
from viewer.ui.commands.command import plain
from viewer.ui.icons import icon
from viewer.ui.texts import said, tr
from viewer.ui.theme import PICTURE, colours, scaled_font

_ICON_SIDE = 56


class Notice(QWidget):
    """An icon, a headline, a line below it, and buttons for what to do.

    It stands where a radiograph would, on black in either theme; `on_panel` elsewhere.
    """

    def __init__(
        self, symbol: str, actions: tuple[QAction, ...] = (), *, on_panel: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("plainNotice" if on_panel else "notice")
        self._colour = colours().text if on_panel else PICTURE.text
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._symbol = QLabel()
        self._symbol.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.set_symbol(symbol)
        self._headline, self._detail = _centred(), _centred()
        self._headline.setFont(scaled_font(self.font(), 1.5))
        self._detail.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(12)
        layout.addStretch(1)
        for label in (self._symbol, self._headline, self._detail):
            layout.addWidget(label)
        if actions:
            buttons = QHBoxLayout()
            buttons.setSpacing(10)
            buttons.addStretch(1)
            for action in actions:
                buttons.addWidget(action_button(action))
            buttons.addStretch(1)
            layout.addSpacing(6)
            layout.addLayout(buttons)
        layout.addStretch(1)

    @property
    def text(self) -> str:
        return f"{self._headline.text()} {self._detail.text()}"

    def set_symbol(self, symbol: str) -> None:
        self._symbol.setPixmap(icon(symbol, self._colour).pixmap(_ICON_SIDE, _ICON_SIDE))

    def say(self, headline: str, detail: str = "") -> None:
        self._headline.setText(headline)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))


class Banner(QFrame):
    """One line over the page: an error that belongs to no listed file, or a way back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._symbol = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip(tr("Close this message"))
        close.setAccessibleName(tr("Close this message"))
        close.setAutoRaise(True)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(10)
        self.button = QPushButton()
        self.button.clicked.connect(self._do)
        self._wanted: Callable[[], None] | None = None
        layout.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_error(self, error: HilumError) -> None:
        self._say("alert-circle-outline", f"{said(error.sentence)}\n{said(error.hint)}")
        self.setProperty("kind", "error")
        self._show(None)

    def offer(self, text: str, word: str, do: Callable[[], None]) -> None:
        """Tell what was done, and offer one thing to do about it."""
        self._say("information-outline", text)
        self.setProperty("kind", "offer")
        self.button.setText(word)
        self._show(do)

    def _say(self, symbol: str, text: str) -> None:
        self._symbol.setPixmap(icon(symbol).pixmap(20, 20))
        self._text.setText(text)

    def _show(self, do: Callable[[], None] | None) -> None:
        self._wanted = do
        self.button.setVisible(do is not None)
        self.style().polish(self)
        self.show()

    def _do(self) -> None:
        do, self._wanted = self._wanted, None
        self.hide()
        if do is not None:
            do()


def action_button(action: QAction) -> QPushButton:
    """A button that does what a menu's action does, and is as able to."""
    button = QPushButton(action.icon(), plain(action.text()))
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button


def _centred() -> QLabel:
    label = QLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
