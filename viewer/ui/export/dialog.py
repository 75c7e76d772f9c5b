"""What goes into an exported picture or page, with a preview of it."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.export.picture import Chosen
from viewer.ui.texts import tr

_PREVIEW = QSize(480, 420)
_MOST_PIXELS = 64_000_000
"""Pictures with more take seconds to render, and other programs refuse them."""


class Kind(Enum):
    PICTURE = auto()
    PAGE = auto()


class ExportDialog(QDialog):
    """Asks what to show; the patient's name is never chosen beforehand.

    Parameters
    ----------
    render : callable
        Makes the picture of a choice, as large as fits into a size.
    screen : QSize
        The picture's size on the screen, in pixels.
    heatmap : bool or None
        Whether it is chosen at first; None where there is none to show.
    """

    def __init__(
        self,
        kind: Kind,
        render: Callable[[Chosen, QSize], QImage],
        screen: QSize,
        heatmap: bool | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        picture = kind is Kind.PICTURE
        self.setWindowTitle(tr("Save picture") if picture else tr("Save report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind, self._render, self._screen = kind, render, screen
        self.measurements = QCheckBox(tr("Measurements"))
        self.measurements.setChecked(True)
        self.heatmap = QCheckBox(tr("Heatmap"))
        self.heatmap.setChecked(bool(heatmap))
        self.heatmap.setEnabled(heatmap is not None)
        self.named = QCheckBox(tr("Patient's name and identifiers"))
        self.size_box = QComboBox(self)
        self.size_box.setVisible(picture)
        self.size_box.setAccessibleName(tr("Size"))
        for size in _sizes(screen):
            self.size_box.addItem(
                tr("{width:,} × {height:,} pixels").format(
                    width=size.width(), height=size.height()
                ),
                size,
            )
        self.preview = QLabel()
        self.preview.setFixedSize(_PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(tr("Preview"))
        self._lay_out(picture)
        for box in (self.measurements, self.heatmap, self.named):
            box.toggled.connect(self._draw)
        self._draw()

    @property
    def chosen(self) -> Chosen:
        return Chosen(
            measurements=self.measurements.isChecked(),
            heatmap=self.heatmap.isChecked(),
            named=self.named.isChecked(),
        )

    @property
    def picture_size(self) -> QSize:
        return QSize(self.size_box.currentData())

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        image = self._render(self.chosen, _PREVIEW * ratio)
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))

    def _lay_out(self, picture: bool) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(10)
        caption = QLabel(tr("With"))
        caption.setObjectName("caption")
        choices.addWidget(caption)
        choices.addWidget(self.measurements)
        # The page has the picture without the heatmap and with it.
        self.heatmap.setVisible(picture)
        choices.addWidget(self.heatmap)
        choices.addWidget(self.named)
        if picture:
            size = QLabel(tr("Size"))
            size.setObjectName("caption")
            choices.addSpacing(10)
            choices.addWidget(size)
            choices.addWidget(self.size_box)
        note = QLabel(
            tr("Without a name, the study's date and description are left out too.")
            if picture
            else tr(
                "One page: the picture, the heatmap, the reading on its scale, the model and its "
                "limits. Without a name, the study's date and description are left out too."
            )
        )
        note.setObjectName("muted")
        note.setWordWrap(True)
        choices.addSpacing(6)
        choices.addWidget(note)
        choices.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.preview)
        body.addLayout(choices, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 14)
        layout.setSpacing(16)
        layout.addLayout(body)
        layout.addWidget(buttons)
        self.setMinimumWidth(_PREVIEW.width() + 330)


def _sizes(screen: QSize) -> list[QSize]:
    """As on the screen, and larger ones as far as that makes sense."""
    larger = (screen * factor for factor in (2, 4))
    return [screen, *(size for size in larger if size.width() * size.height() <= _MOST_PIXELS)]
