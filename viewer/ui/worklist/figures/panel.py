"""The panel of figures: how a batch's probabilities lie, and the operating point on them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from viewer.batch.facts import Facts
from viewer.reading import OperatingPoint
from viewer.ui.texts import tr


class FiguresPanel(QScrollArea):
    """Draws `Facts`; tells which operating point is wanted, and that labels are."""

    point_changed = Signal(object)
    """An OperatingPoint; each time that the threshold moves, also in the middle of a drag."""
    labels_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Figures"))
        self.setMinimumWidth(280)
        self._facts = Facts()

    def set_points(self, points: tuple[OperatingPoint, ...], current: OperatingPoint) -> None:
        """Offer the card's operating points, of which, or beside which, one is in use."""

    def show_facts(self, facts: Facts) -> None:
        """Draw a worklist, also while it grows."""
        self._facts = facts
