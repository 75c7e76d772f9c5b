"""One radiograph on the canvas: its window, its overlays, and what a pixel of it measures."""

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from viewer.imaging import Radiograph
from viewer.imaging.spacing import Spacing
from viewer.imaging.windowing import View, first_view, percentile_window
from viewer.ui.canvas.layered import LayeredView
from viewer.ui.canvas.mouse_steps import dragged_window
from viewer.ui.canvas.overlay_item import OverlayItem
from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.canvas.real_size import real_size_zoom
from viewer.ui.desk.loading import Loaded

_SETTLES_AFTER_MS = 120


class RadiographView(LayeredView):
    """Shows one radiograph, and knows of no hands."""

    loaded_changed = Signal()
    """Another radiograph or none is shown: what lay on the one before is gone with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: RadiographItem | None = None
        self._overlay: OverlayItem | None = None
        self._overlays_visible = self._shutter_visible = True
        self._spacing: Spacing | None = None
        self._range = 0.0
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLES_AFTER_MS)
        self._settled.timeout.connect(self._settle)

    @property
    def item(self) -> RadiographItem | None:
        """The radiograph on the scene; its coordinates are columns and rows."""
        return self._item

    @property
    def radiograph(self) -> Radiograph | None:
        return self._item.radiograph if self._item else None

    @property
    def spacing(self) -> Spacing | None:
        """What a pixel measures: by the person's calibration, else by the file."""
        if self._spacing is not None or self._item is None:
            return self._spacing
        return self._item.radiograph.spacing

    def set_spacing(self, spacing: Spacing | None) -> None:
        """Take a person's calibration of the radiograph shown, or None to go by its file."""
        self._spacing = spacing
        self._tell()

    def show_loaded(self, loaded: Loaded) -> None:
        """Show a radiograph as its file asks to be shown, fitted into the canvas.

        Another frame of the file that is shown keeps window, zoom and place.
        """
        radiograph, before = loaded.radiograph, self._item
        item = RadiographItem(radiograph, loaded.pyramid, first_view(radiograph))
        item.set_shutter_visible(self._shutter_visible)
        another_frame = before is not None and _same_file(before.radiograph, radiograph)
        if before is not None and another_frame:
            if before.view is not first_view(before.radiograph):
                item.set_view(before.view)
            item.set_inverted(before.inverted)
        self.scene().clear()
        self._item = item
        self._overlay = OverlayItem(item, loaded.overlays) if loaded.overlays else None
        self.set_overlays_visible(self._overlays_visible)
        self.scene().addItem(item)
        self._range = 0.0
        if not another_frame:
            self._spacing = None
            self._place_picture(item.sceneBoundingRect())
        self.loaded_changed.emit()
        self._tell()

    def clear(self) -> None:
        self._item = self._overlay = None
        self._spacing = None
        self.scene().clear()
        self._place_picture(QRectF())
        self.loaded_changed.emit()

    def set_overlays_visible(self, visible: bool) -> None:
        """Show what files lay over their radiographs, this one and those to come."""
        self._overlays_visible = visible
        if self._overlay:
            self._overlay.setVisible(visible)

    def set_shutter_visible(self, visible: bool) -> None:
        """Hide what files ask to be hidden, of this radiograph and those to come."""
        self._shutter_visible = visible
        if self._item:
            self._item.set_shutter_visible(visible)

    @property
    def view(self) -> View | None:
        return self._item.view if self._item else None

    def set_view(self, view: View) -> None:
        if self._item:
            self._item.set_view(view)
            self._tell()

    @property
    def inverted(self) -> bool:
        return self._item is not None and self._item.inverted

    def set_inverted(self, inverted: bool) -> None:
        if self._item:
            self._item.set_inverted(inverted)
            self._tell()

    def drag_window(self, step: QPointF) -> None:
        """Change the window by a step of the mouse."""
        if not self._item:
            return
        # Not before a drag: it costs some milliseconds, which the first paint need not wait for.
        self._range = self._range or percentile_window(self._item.radiograph).width
        self.set_view(dragged_window(self._item.view, step, self._range, self._item.small_is_white))

    def reset(self) -> None:
        """Back to how the radiograph was shown at first."""
        if self._item:
            self._item.set_inverted(False)
            self._item.set_view(first_view(self._item.radiograph))
            self._place_picture(self._item.sceneBoundingRect())
            self._tell()

    def zoom_by(self, factor: float, anchor: QPointF) -> None:
        if self._item:
            self._item.set_hurried(True)
            self._settled.start()
        super().zoom_by(factor, anchor)

    def show_real_size(self) -> bool:
        """Show a millimetre as a millimetre; False where nobody knows what a pixel measures."""
        if self._item is None or self.spacing is None:
            return False
        self.zoom_to(real_size_zoom(self.spacing, self.screen(), self.devicePixelRatioF()))
        return True

    def item_place(self, place: QPointF) -> QPointF:
        """Columns and rows, fractions included, at a place of the viewport."""
        scene = self._scene_place(place)
        return self._item.mapFromScene(scene) if self._item else scene

    def viewport_place(self, place: QPointF) -> QPointF:
        """The place of the viewport where columns and rows, fractions included, are."""
        scene = self._item.mapToScene(place) if self._item else place
        return self.viewportTransform().map(scene)

    def picture(self, size: QSize, layers: bool | tuple[type, ...]) -> QImage:
        self._settle()
        return super().picture(size, layers)

    def _settle(self) -> None:
        if self._item:
            self._item.set_hurried(False)


def _same_file(one: Radiograph, other: Radiograph) -> bool:
    """Whether two radiographs are frames of one file, and lie on each other."""
    same = one.source.path == other.source.path and one.source.sha256 == other.source.sha256
    return same and one.pixels.shape == other.pixels.shape
