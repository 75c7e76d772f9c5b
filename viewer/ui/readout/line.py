"""The read-out at the foot of the window: each stage at its own place, so that nothing jumps."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from viewer.ui.readout.stages import Colour, Stages
from viewer.ui.texts import number, tr

_ARROW = "→"


class ReadoutLine(QWidget):
    """Place, stored value, modality value, grey level on the screen, and what the network saw."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(
            tr(
                "The pixel under the cursor: as it is stored, after the modality LUT, "
                "its grey level after the window (0 to 255), and the grey level that the "
                "network was given there (0 to 1)"
            )
        )
        # What does not fit is cut off, rather than that the window can't be made smaller.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._labels = tuple(QLabel() for _ in range(5))
        for label in self._labels:
            layout.addWidget(label)
        layout.addStretch(1)
        self.show_stages(None)

    @property
    def text(self) -> str:
        """All of it in one line; empty while the cursor is on no pixel."""
        return "  ".join(filter(None, (label.text() for label in self._labels)))

    def show_stages(self, stages: Stages | None) -> None:
        """A pixel's stages; None where the cursor is on none."""
        texts = ("",) * len(self._labels) if stages is None else _texts(stages)
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
            # Labels grow with what they have shown, and do not shrink again under the cursor.
            label.setMinimumWidth(max(label.minimumWidth(), label.sizeHint().width()))


def _texts(stages: Stages) -> tuple[str, ...]:
    network = "–" if stages.network is None else number(stages.network, ".2f")
    return (
        tr("row {row}, column {column}").format(row=stages.row, column=stages.column),
        tr("stored {value}").format(value=_stored(stages)),
        f"{_ARROW}  {tr('modality {value}').format(value=_value(stages.modality))}",
        f"{_ARROW}  {tr('grey {value}').format(value=_value(stages.shown))}",
        f"{_ARROW}  {tr('network {value}').format(value=network)}",
    )


def _stored(stages: Stages) -> str:
    if stages.stored is None:
        return _value(stages.modality) if isinstance(stages.modality, tuple) else "–"
    low, high = stages.stored
    return str(low) if low == high else tr("{low} to {high}").format(low=low, high=high)


def _value(value: float | Colour) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value) if isinstance(value, int) else number(value, ".6g")
