"""Measuring in a window: its tools, the list, undo and redo, and the table."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.measuring.asking import ask_for_table
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.calibrating import Calibrating
from viewer.ui.measuring.drawing_tool import TOOLS, DrawingTool
from viewer.ui.measuring.hand import Hand
from viewer.ui.measuring.keeping import SheetKeeper
from viewer.ui.measuring.keyboard import drawn_in_the_middle, moved_by_key
from viewer.ui.measuring.layer import MeasuringLayer
from viewer.ui.measuring.panel import MeasurementsPanel
from viewer.ui.measuring.placed import Placing
from viewer.ui.measuring.undoing import Undoing
from viewer.ui.texts import tr, trn
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport


class Measuring(QObject):
    """Attaches to every viewport, and follows the active one.

    Parameters
    ----------
    window : QWidget
        The parent of what is asked.
    """

    problem = Signal(object)
    told = Signal(str)
    """One line on what was done."""

    def __init__(
        self,
        window: QWidget,
        commands: Commands,
        viewports: ViewportGrid,
        keeper: SheetKeeper,
        desk: Desk,
    ) -> None:
        super().__init__(window)
        self._window, self._commands, self._viewports = window, commands, viewports
        self._keeper, self._desk = keeper, desk
        self.panel = MeasurementsPanel()
        self._hands: dict[Viewport, Hand] = {}
        self._boards: dict[Viewport, Board] = {}
        self._tool: DrawingTool | None = None
        self._calibrating = Calibrating(window)
        self._calibrating.problem.connect(self.problem)
        self._calibrating.calibrated.connect(commands["tool.window"].trigger)
        self._connect_commands()
        Undoing(commands, keeper.undo_group, self)
        keeper.problem.connect(self.problem)
        keeper.exported.connect(self._tell_exported)
        self.panel.chosen.connect(self._choose)
        self.panel.calibration_removed.connect(self._remove_calibration)
        self.panel.addAction(commands["edit.delete"])
        self.panel.list.installEventFilter(self)
        desk.current_changed.connect(self._take_current)
        commands["page.worklist"].toggled.connect(self._enable)
        viewports.viewport_added.connect(self._attach)
        viewports.active_changed.connect(lambda _viewport: self._draw())
        for viewport in viewports.viewports:
            self._attach(viewport)
        self._draw()

    @property
    def board(self) -> Board:
        """That of the active viewport."""
        return self._boards[self._viewports.active]

    def set_visible(self, visible: bool) -> None:
        """Show or hide what is measured, in every viewport."""
        for board in self._boards.values():
            board.set_visible(visible)

    # Putting together

    def _connect_commands(self) -> None:
        does = self._commands
        for id, tool in TOOLS.items():
            does[id].toggled.connect(lambda chosen, tool=tool: self._set_tool(tool, chosen=chosen))
        does["edit.delete"].triggered.connect(self._delete)
        does["measure.clear"].triggered.connect(self._clear)
        does["measure.export_csv"].triggered.connect(self._export)
        does["show.annotations"].toggled.connect(self.set_visible)

    def _attach(self, viewport: Viewport) -> None:
        board = Board(viewport.canvas, self._keeper)
        placing = Placing(board)
        hand = Hand(board, placing, self._calibrating.ask, self.panel.rename_selected)
        hand.set_tool(self._tool)
        board.set_visible(self._commands["show.annotations"].isChecked())
        viewport.canvas.add_layer(MeasuringLayer(board, placing))
        viewport.canvas.set_interaction(hand)
        viewport.installEventFilter(self)
        viewport.canvas.menu_asked.connect(lambda _where, place: hand.select_at(place))
        board.changed.connect(lambda: self._draw_if_active(board))
        self._boards[viewport], self._hands[viewport] = board, hand

    # Drawing

    def _draw_if_active(self, board: Board) -> None:
        if self._boards.get(self._viewports.active) is board:
            self._draw()

    def _draw(self) -> None:
        board = self._boards.get(self._viewports.active)
        if board is None:  # it is told of before it is added
            return
        sheet = board.sheet
        undoable = sheet.stack if sheet else self._keeper.without_sheet
        self._keeper.undo_group.setActiveStack(undoable)
        if self.panel.in_list and not board.measurements:
            self._viewports.active.setFocus()  # the list goes, and Qt would choose anything
        self.panel.show_board(board)
        self._enable()

    def _take_current(self, _current: object) -> None:
        self._enable()

    def _enable(self, _page: bool = False) -> None:
        """Let be chosen what would do something, and nothing on the worklist's page."""
        board, does = self.board, self._commands
        here = not does["page.worklist"].isChecked()
        does.enable("edit.delete", here and board.selected is not None)
        does.enable("measure.clear", here and bool(board.measurements))
        does.enable("measure.export_csv", here and len(self._desk.studies) > 0)

    def _set_tool(self, tool: DrawingTool, *, chosen: bool) -> None:
        if chosen:
            self._tool = tool
            self._commands["show.annotations"].setChecked(True)
            self.told.emit(tool.hint)
        elif self._tool == tool:
            self._tool = None
        for hand in self._hands.values():
            hand.set_tool(self._tool)

    def _choose(self, id: str | None) -> None:
        if self.board.sheet is not None:
            self.board.sheet.select(id)

    def _delete(self) -> None:
        if self.board.sheet is not None:
            self.board.sheet.delete_selected()

    def _clear(self) -> None:
        if self.board.sheet is not None:
            self.board.sheet.clear()

    def _remove_calibration(self) -> None:
        if self.board.sheet is not None:
            self.board.sheet.calibrate(None)

    def _export(self) -> None:
        path = ask_for_table(self._window)
        if path is not None:
            self._keeper.export(path, [entry.path for entry in self._desk.studies])

    def _tell_exported(self, count: int, path: Path) -> None:
        self.told.emit(
            trn(
                "{count:,} measurement written to {name}",
                "{count:,} measurements written to {name}",
                count,
            ).format(count=count, name=path.name)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of a viewport, and those of the list that move what is selected."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.panel.list:
                return moved_by_key(self.board, event)
            if isinstance(watched, Viewport) and watched in self._boards:
                return self._take_key(watched, event)
        return super().eventFilter(watched, event)

    def _take_key(self, viewport: Viewport, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._leave_off(viewport)
        board = self._boards[viewport]
        drawing = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if drawing and self._tool is not None and board.sheet is not None:
            self._draw_in_the_middle(board, self._tool)
            return True
        return moved_by_key(board, event)

    def _leave_off(self, viewport: Viewport) -> bool:
        """Leave off drawing, or else put the tool away; whether there was either."""
        if self._hands[viewport].cancel():
            return True
        if self._tool is None:
            return False
        self._commands["tool.window"].trigger()
        return True

    def _draw_in_the_middle(self, board: Board, tool: DrawingTool) -> None:
        drawn = drawn_in_the_middle(board, tool)
        if tool.calibrates:
            self._calibrating.ask(board, *drawn.points[:2])
            return
        assert board.sheet is not None
        board.sheet.add(drawn)
        self._commands["tool.window"].trigger()
        self.told.emit(tr("Alt+Return takes a point, and Alt with the arrow keys moves it."))
