"""A frame of windowing, panning and zooming on the window's canvas.

Held against the plain way in Qt: a QGraphicsPixmapItem of the whole windowed picture.
"""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem

from tests.benchmarks.comparison import Comparison, compare
from tests.benchmarks.opening import slopes_and_noise
from viewer.imaging import Photometric, Radiograph, Shutter, Source, Window
from viewer.imaging.windowing import display_grey
from viewer.measuring import Change, Kind, Measurement, Point, statistics
from viewer.reading import Provider
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.canvas.placing import PlacingView
from viewer.ui.canvas.pyramid import build_pyramid
from viewer.ui.desk.loading import Loaded
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.keeping import SheetKeeper
from viewer.ui.measuring.layer import MeasuringLayer
from viewer.ui.measuring.placed import Placing
from viewer.ui.work import Work

_SIZE = 1440, 900
_BITS = 16
_SIXTY_A_SECOND = 1000.0 / 60.0
_STEPS_EACH_WAY = 20
_ZOOM_STEP = 1.03
_MEASUREMENTS = 60
_ANCHOR = QPointF(700.0, 400.0)


class PlainView(PlacingView):
    """The whole picture in a pixmap, scaled by Qt at each paint."""

    def __init__(self, pixels: NDArray[np.uint16]) -> None:
        super().__init__()
        self._pixels = pixels
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self._item)
        self.set_view(_window(0))
        self._place_picture(self._item.sceneBoundingRect())

    def set_view(self, window: Window) -> None:
        values = np.arange(2**_BITS, dtype=np.float32)
        shown = display_grey(values, window, False).take(self._pixels)
        rows, columns = shown.shape
        grey = QImage.Format.Format_Grayscale8
        self._item.setPixmap(QPixmap.fromImage(QImage(shown.data, columns, rows, columns, grey)))


def compare_frames(side: int, rounds: int) -> list[Comparison]:
    """Time each kind of frame, upright, and turned with padding and a shutter."""
    pixels = slopes_and_noise(side, _BITS)
    with _shown(_canvas(pixels, bare=True)) as canvas, _shown(PlainView(pixels)) as plain:
        upright = _compare("", canvas, plain, rounds)
    with _shown(_canvas(pixels, bare=False)) as canvas, _shown(PlainView(pixels)) as plain:
        for view in (canvas, plain):
            view.set_orientation(Orientation(1, True))
        return upright + _compare(", turned, padding and shutter", canvas, plain, rounds)


def compare_measured_frames(side: int, rounds: int, folder: Path) -> list[Comparison]:
    """Time frames with many measurements against those of the bare canvas, and a large region."""
    pixels = slopes_and_noise(side, _BITS)
    work = Work(None, Provider.CPU)
    keeper = SheetKeeper(work, folder, work)
    with _shown(_canvas(pixels, bare=True)) as canvas, _shown(_canvas(pixels, bare=True)) as bare:
        _measure(canvas, keeper)
        compared = [
            compare(
                f"a frame of {what} with {_MEASUREMENTS} measurements",
                _framed(step, canvas),
                "without any",
                _framed(step, bare),
                rounds,
                _SIXTY_A_SECOND,
            )
            for what, step in (("panning", _pan), ("zooming", _zoom))
        ]
    keeper.close()
    work.close()
    return [*compared, _compare_region(pixels, rounds)]


def _measure(canvas: Canvas, keeper: SheetKeeper) -> None:
    board = Board(canvas, keeper)
    canvas.add_layer(MeasuringLayer(board, Placing(board)))
    assert canvas.radiograph is not None
    kinds, rng = list(Kind), np.random.default_rng(0)
    drawn = []
    for number in range(_MEASUREMENTS):
        kind = kinds[number % len(kinds)]
        shares = rng.uniform(0, 0.75, 2) + rng.uniform(0, 0.2, (kind.points, 2))
        points = (Point(*place) for place in (shares * canvas.radiograph.columns).tolist())
        drawn.append(Measurement(kind, tuple(points)))
    assert board.sheet is not None
    board.sheet.lay(Change({one.id: one for one in drawn}))
    board.finish_figures()


def _compare_region(pixels: NDArray[np.uint16], rounds: int) -> Comparison:
    radiograph = Radiograph(pixels, Photometric.MONOCHROME2, Source(Path("made.dcm"), ""))
    side = len(pixels)
    corners = Point(0, 0), Point(side, side)

    def masked() -> None:
        down, across = (axis + 0.5 - side / 2 for axis in np.ogrid[:side, :side])
        values = pixels[down**2 + across**2 < (side / 2) ** 2].astype(np.float64)
        values.mean(), values.std(), values.min(), values.max()

    return compare(
        "the values of an ellipse as large as the picture",
        lambda: statistics(radiograph, Kind.ELLIPSE, corners),
        "by a mask",
        masked,
        rounds,
    )


def _compare(case: str, canvas: Canvas, plain: PlainView, rounds: int) -> list[Comparison]:
    return [
        compare(
            f"a frame of {what}{case}",
            _framed(step, canvas),
            "a pixmap of the whole picture",
            _framed(step, plain),
            rounds,
            _SIXTY_A_SECOND,
        )
        for what, step in (("windowing", _change_window), ("panning", _pan), ("zooming", _zoom))
    ]


_View = TypeVar("_View", Canvas, PlainView)
Step = Callable[[Canvas | PlainView, int], None]


def _framed(step: Step, view: Canvas | PlainView) -> Callable[[], None]:
    """A step and its repaint, with the step's number."""
    number = 0
    view.zoom_to(0.45)
    view.centre_on(QPointF(0.5, 0.5))

    def frame() -> None:
        nonlocal number
        number += 1
        step(view, number)
        view.viewport().repaint()

    return frame


def _change_window(view: Canvas | PlainView, number: int) -> None:
    view.set_view(_window(number))


def _pan(view: Canvas | PlainView, number: int) -> None:
    view.pan_by(QPointF(7.0, 3.0) * _forth_and_back(number))


def _zoom(view: Canvas | PlainView, number: int) -> None:
    view.zoom_by(_ZOOM_STEP ** _forth_and_back(number), _ANCHOR)


def _forth_and_back(number: int) -> int:
    return 1 if number // _STEPS_EACH_WAY % 2 else -1


def _window(number: int) -> Window:
    return Window(32_000.0 + 10 * number, 36_000.0 + 7 * number)


def _canvas(pixels: NDArray[np.uint16], *, bare: bool) -> Canvas:
    radiograph = Radiograph(pixels, Photometric.MONOCHROME2, Source(Path("made.dcm"), ""))
    if not bare:
        side, rim = len(pixels), len(pixels) // 12
        padding, shut = np.zeros((2, side, side), np.bool_)
        padding[:, :rim], shut[:rim] = True, True
        radiograph = dataclasses.replace(radiograph, padding=padding, shutter=Shutter(shut))
    canvas = Canvas()
    pyramid = build_pyramid(pixels, radiograph.padding)
    canvas.show_loaded(Loaded(radiograph, pyramid, (), QImage()))
    return canvas


@contextmanager
def _shown(view: _View) -> Iterator[_View]:
    view.resize(*_SIZE)
    view.show()
    QCoreApplication.processEvents()  # what is not exposed is not painted
    yield view
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
