"""Annotations and the magnifier of every viewport, and the commands that show and hide them."""

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent

from viewer.ui.canvas.annotations import Annotations
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.magnifier import Magnifier
from viewer.ui.commands.commands import Commands
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport


class Marks(QObject):
    """Puts both layers on each canvas."""

    def __init__(self, commands: Commands, grid: ViewportGrid, parent: QObject) -> None:
        super().__init__(parent)
        self._annotations, self._magnifier = (
            commands["show.annotations"],
            commands["show.magnifier"],
        )
        self._grid = grid
        self._of: dict[Canvas, tuple[Annotations, Magnifier]] = {}
        for viewport in grid.viewports:
            self._attach(viewport)
        grid.viewport_added.connect(self._attach)
        self._annotations.toggled.connect(self._show)
        self._magnifier.toggled.connect(self._show)

    def annotations(self, canvas: Canvas) -> Annotations:
        """What is written round the picture of a canvas."""
        return self._of[canvas][0]

    def _attach(self, viewport: Viewport) -> None:
        canvas = viewport.canvas
        annotations, magnifier = Annotations(), Magnifier()
        self._of[canvas] = annotations, magnifier
        canvas.add_layer(annotations)
        canvas.add_layer(magnifier)
        canvas.loaded_changed.connect(magnifier.forget)
        canvas.viewport().installEventFilter(_Follower(canvas, magnifier))
        self._show()

    def _show(self) -> None:
        for canvas, (annotations, magnifier) in self._of.items():
            annotations.visible = self._annotations.isChecked()
            magnifier.visible = self._magnifier.isChecked()
            canvas.viewport().update()


class _Follower(QObject):
    """Tells a magnifier where the cursor is."""

    def __init__(self, canvas: Canvas, magnifier: Magnifier) -> None:
        super().__init__(canvas)
        self._canvas, self._magnifier = canvas, magnifier

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._move(event.position())
        elif event.type() == QEvent.Type.Leave:
            self._move(None)
        return super().eventFilter(watched, event)

    def _move(self, place: QPointF | None) -> None:
        self._magnifier.place = place
        if self._magnifier.visible:
            self._canvas.viewport().update()
