"""What is measured on the radiograph of one canvas."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from viewer.errors import MeasurementsError
from viewer.imaging import Radiograph
from viewer.measuring import (
    Figures,
    Level,
    Measurement,
    Point,
    RegionFigures,
    figures_of,
    spacing_for,
)
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.measuring.calibration_line import calibration_line
from viewer.ui.measuring.draft import Draft
from viewer.ui.measuring.keeping import SheetKeeper
from viewer.ui.measuring.open_sheet import OpenSheet
from viewer.ui.measuring.regions import Regions


class Board(QObject):
    """Follows its canvas: another radiograph brings another sheet."""

    changed = Signal()
    """Something else is to be drawn or listed."""

    def __init__(self, canvas: Canvas, keeper: SheetKeeper) -> None:
        super().__init__(canvas)
        self.canvas, self._keeper = canvas, keeper
        self.visible = True
        self.draft: Draft | None = None
        self.dragged: Measurement | None = None
        """What the hand makes of a measurement, until it lets go."""
        self.part: int | None = None
        """The point of the selected measurement that the keys move; None for the whole."""
        self._sheet: OpenSheet | None = None
        self._radiograph: Radiograph | None = None
        self._calibration: Measurement | None = None
        self._regions = Regions(keeper.work, self._wanted, self)
        self._regions.found.connect(self._tell)
        canvas.loaded_changed.connect(self._follow)
        self._follow()

    @property
    def sheet(self) -> OpenSheet | None:
        return self._sheet

    @property
    def selected(self) -> Measurement | None:
        return self._sheet.selected if self._sheet else None

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """As they are to be drawn: what is dragged is where the hand has it."""
        if self._sheet is None:
            return ()
        kept, dragged = self._sheet.sheet.measurements, self.dragged
        if dragged is None:
            return kept
        return tuple(dragged if one.id == dragged.id else one for one in kept)

    @property
    def drawn(self) -> tuple[Measurement, ...]:
        """The measurements, and before them the line of the calibration that holds."""
        line = self._calibration
        return self.measurements if line is None else (line, *self.measurements)

    @property
    def level(self) -> Level:
        """Which way of the picture lies level on the screen."""
        return Level.COLUMNS if self.canvas.orientation.sideways else Level.ROWS

    def figures(self, measurement: Measurement) -> Figures:
        assert self._radiograph is not None
        spacing, regions = self.canvas.spacing, self._regions
        figures = figures_of(measurement, self._radiograph, spacing, regions.describe)
        if isinstance(figures, RegionFigures):
            return replace(figures, pending=regions.awaits(measurement.kind, measurement.points))
        return figures

    def finish_figures(self) -> None:
        """Wait for those that a worker thread computes."""
        self._regions.finish()

    def point(self, column: float, row: float) -> Point:
        """The place on the radiograph that is nearest."""
        assert self._radiograph is not None
        return Point(
            min(max(column, 0.0), float(self._radiograph.columns)),
            min(max(row, 0.0), float(self._radiograph.rows)),
        )

    def set_visible(self, visible: bool) -> None:
        self.visible = visible
        if not visible:
            self.draft = None
        if not visible and self._sheet is not None:
            self._sheet.select(None)  # nobody deletes what can't be seen
        self.draw()

    def set_draft(self, draft: Draft | None) -> None:
        if draft != self.draft:
            self.draft = draft
            self.draw()

    def drag(self, measurement: Measurement | None) -> None:
        self.dragged = measurement
        self.draw()

    def take_part(self, part: int, points: int) -> None:
        """Let the keys move a point; the one after the last is the whole."""
        self.part = part if part < points else None
        self._tell()

    def draw(self) -> None:
        self.canvas.viewport().update()

    def _wanted(self) -> Iterator[Measurement]:
        """What is drawn or listed."""
        drawn = None if self.draft is None else self.draft.measurement()
        yield from (one for one in (drawn, self.dragged) if one is not None)
        yield from self._sheet.sheet.measurements if self._sheet else ()

    def _follow(self) -> None:
        if self._sheet is not None:
            self._sheet.changed.disconnect(self._take)
            self._sheet.selection_changed.disconnect(self._take_selection)
        self.draft = self.dragged = self.part = None
        self._radiograph = self.canvas.radiograph
        self._sheet = None
        if self._radiograph is not None:
            self._sheet = self._keeper.open(self._radiograph.source)
            self._sheet.changed.connect(self._take)
            self._sheet.selection_changed.connect(self._take_selection)
        self._take()

    def _take(self) -> None:
        """Go by the sheet, its calibration included."""
        self._regions.follow(self._radiograph)
        self._regions.forget_others()
        self._calibration = None
        if self._radiograph is not None and self._sheet is not None:
            calibration = self._sheet.sheet.calibration
            try:
                spacing = spacing_for(self._radiograph, calibration) if calibration else None
            except MeasurementsError:  # of a line without length, which no dialog accepts
                spacing = None
            if calibration is not None and spacing is not None:
                self._calibration = calibration_line(calibration)
            self.canvas.set_spacing(spacing)
        self._tell()

    def _take_selection(self) -> None:
        self.part = None
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.draw()
