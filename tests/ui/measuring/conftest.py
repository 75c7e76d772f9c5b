from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.canvas.pictures import loaded, made
from viewer.imaging import Spacing, SpacingSource
from viewer.measuring import Measurement, Point
from viewer.reading import Provider
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.drawing_tool import TOOLS
from viewer.ui.measuring.hand import Hand
from viewer.ui.measuring.keeping import SheetKeeper
from viewer.ui.measuring.layer import MeasuringLayer
from viewer.ui.measuring.placed import Placing
from viewer.ui.measuring.words import main_figure
from viewer.ui.work import Work

SIDE = 400


@dataclass
class Bench:
    """A canvas to measure on, without a window round it."""

    canvas: Canvas
    board: Board
    hand: Hand
    placing: Placing
    lines: list[tuple[Point, Point]]
    """Those that were drawn to calibrate by."""

    def choose(self, tool: str) -> None:
        self.hand.set_tool(TOOLS[f"measure.{tool}"])

    def let_go(self) -> None:
        self.hand.set_tool(None)

    @property
    def only(self) -> Measurement:
        (measurement,) = self.board.measurements
        return measurement

    @property
    def figure(self) -> str:
        return main_figure(self.board.figures(self.only))


@pytest.fixture
def keeper(qtbot: QtBot, tmp_path: Path) -> Iterator[SheetKeeper]:  # noqa: ARG001
    work = Work(None, Provider.CPU)
    keeper = SheetKeeper(work, tmp_path / "measurements", work)
    yield keeper
    keeper.close()
    work.close()


@pytest.fixture
def bench(shown: Callable[[QWidget], None], keeper: SheetKeeper) -> Bench:
    """400 x 400 pixels of half a millimetre, worth their column's number."""
    canvas = Canvas()
    canvas.resize(800, 800)
    shown(canvas)
    board = Board(canvas, keeper)
    placing = Placing(board)
    lines: list[tuple[Point, Point]] = []
    hand = Hand(board, placing, lambda _board, start, end: lines.append((start, end)), lambda: None)
    canvas.add_layer(MeasuringLayer(board, placing))
    canvas.set_interaction(hand)
    pixels = np.tile(np.arange(SIDE, dtype=np.uint16), (SIDE, 1))
    spacing = Spacing(0.5, 0.5, SpacingSource.IMAGER_PIXEL_SPACING)
    canvas.show_loaded(loaded(made(pixels, spacing=spacing)))
    return Bench(canvas, board, hand, placing, lines)
