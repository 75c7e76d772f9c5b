"""The window's two pages: the viewports, and the worklist of a batch."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.docks import Docks
from viewer.ui.texts import tr
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.worklist.page import WorklistPage


class Pages(QStackedWidget):
    """Turns to the second page, which needs the docks' room, and back."""

    turned = Signal()

    def __init__(
        self,
        commands: Commands,
        desk: Desk,
        docks: Docks,
        viewports: ViewportGrid,
        worklist: WorklistPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._toggle, self._desk, self._docks = commands["page.worklist"], desk, docks
        self._viewports, self._worklist = viewports, worklist
        self.addWidget(viewports)
        self.addWidget(worklist)
        # That page has the window to itself: its width must not be added to that of the docks.
        worklist.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._toggle.toggled.connect(self._turn)

    @property
    def on_worklist(self) -> bool:
        return self._toggle.isChecked()

    @property
    def title(self) -> str:
        """What the title of the window says."""
        path = self._desk.current.path
        subject = tr("Worklist") if self.on_worklist else "" if path is None else path.name
        return f"{subject} - Hilum" if subject else "Hilum"

    def turn(self, *, worklist: bool) -> None:
        self._toggle.setChecked(worklist)

    def _turn(self, worklist: bool) -> None:
        self._docks.stow(worklist)
        self.setCurrentWidget(self._worklist if worklist else self._viewports)
        (self._worklist.table if worklist else self._viewports.active).setFocus()
        self.turned.emit()
