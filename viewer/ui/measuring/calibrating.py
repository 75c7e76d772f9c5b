"""Asks how long a line is, and lets every length go by the answer."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.errors import MeasurementsError
from viewer.imaging import Radiograph, scale_of
from viewer.measuring import Calibration, Point, calibrated
from viewer.ui.measuring.asking import CalibrationDialog
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.open_sheet import OpenSheet


class Calibrating(QObject):
    """Opens its question over a window."""

    calibrated = Signal()
    problem = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, board: Board, start: Point, end: Point) -> None:
        """Ask for the length of a line that was drawn."""
        radiograph, sheet = board.canvas.radiograph, board.sheet
        assert radiograph is not None
        assert sheet is not None
        scale = scale_of(radiograph, board.canvas.spacing)
        so_far = scale.length(end.row - start.row, end.column - start.column)
        dialog = CalibrationDialog(so_far, self._window)
        # By then the canvas may show another radiograph, found meanwhile.
        dialog.known.connect(lambda mm: self._take(radiograph, sheet, Calibration(start, end, mm)))
        dialog.open()

    def _take(self, radiograph: Radiograph, sheet: OpenSheet, calibration: Calibration) -> None:
        try:
            calibrated(radiograph, calibration)
        except MeasurementsError as error:
            self.problem.emit(error)
            return
        sheet.calibrate(calibration)
        self.calibrated.emit()
