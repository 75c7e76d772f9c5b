"""The window: puts the parts together and lets them talk."""

from pathlib import Path

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from viewer.ui.activity import Activity
from viewer.ui.blind.mode import BlindMode
from viewer.ui.canvas.handling import Handling
from viewer.ui.canvas.marks import Marks
from viewer.ui.canvas.window_choice import WindowChoice
from viewer.ui.closing import ClosingAll
from viewer.ui.commands.commands import Commands
from viewer.ui.commands.menus import Menus
from viewer.ui.commands.toolbar import Toolbar
from viewer.ui.dialogs.asides import Asides
from viewer.ui.dialogs.bugs import BugDialog
from viewer.ui.dialogs.help import KeysDialog
from viewer.ui.docks import Docks
from viewer.ui.export.exports import Exports
from viewer.ui.full_screen import FullScreen
from viewer.ui.icons import application_icon
from viewer.ui.measuring.measuring import Measuring
from viewer.ui.notices import Banner
from viewer.ui.opening import Drops, Opening
from viewer.ui.pages import Pages
from viewer.ui.program import Program
from viewer.ui.reading.drawing import ReadingDrawing
from viewer.ui.reading.heatmaps import Heatmaps
from viewer.ui.reading.network_saw import NetworkSaw
from viewer.ui.reading.panel import ReadingPanel
from viewer.ui.readout.readout import Readout
from viewer.ui.recent import RecentFiles
from viewer.ui.settings.opener import SettingsOpener
from viewer.ui.status_line import StatusLine
from viewer.ui.studies.choice import StudiesChoice
from viewer.ui.studies.panel import StudiesPanel
from viewer.ui.texts import tr
from viewer.ui.viewports.enabling import Enabling
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.layouts import LayoutCommands
from viewer.ui.viewports.links import LinkCommands
from viewer.ui.viewports.prior_layer import PriorRemarks
from viewer.ui.viewports.walking import Walking
from viewer.ui.worklist.deleting import WorklistDeleting
from viewer.ui.worklist.kept import is_worklist
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.recent_worklists import RecentWorklists
from viewer.ui.worklist.room import WorklistRoom

_HINT_MS = 6000


class MainWindow(QMainWindow):
    """One window with two pages: the radiograph, and the worklist of a batch.

    Parameters
    ----------
    program : Program
        What is open and what runs; it ends with the window.
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.setWindowIcon(application_icon())
        self._program = program
        self._started = self._retired = False
        self.work, self.desk = program.work, program.desk
        self.batch, self.rows = program.batch, program.rows
        self.commands = Commands(self, program.preferences)
        self.menus = Menus(self, self.commands)
        self.viewports = ViewportGrid(
            self.desk.places, (self.commands["file.open"], self.commands["file.open_folder"])
        )
        self.worklist_page = WorklistPage(self.commands, program.preferences)
        self.reading_panel = ReadingPanel(self.commands, program.preferences)
        self.studies_panel = StudiesPanel(self.desk.studies)
        self.banner = Banner()
        self.status = StatusLine()
        self.measuring = Measuring(
            self, self.commands, self.viewports, program.measurements, self.desk
        )
        self._lay_out()
        self._add_looking()
        self._add_reading()
        self._add_files()
        self._add_application()
        Enabling(self.commands, self.menus, self.viewports, self.desk)
        self.commands.settle()
        self._draw_title()
        self.docks.restore()

    def open_paths(self, paths: list[Path]) -> None:
        """Open files and folders on the first page, or look at a worklist on the second one."""
        if len(paths) == 1 and is_worklist(paths[0]):
            self.look_at(paths[0])
            return
        self.pages.turn(worklist=False)
        self.banner.hide()
        self._recent.add(paths)
        self.desk.open_paths(paths)

    def read_folder(self, paths: list[Path]) -> None:
        """Read files and folders into the worklist, on the second page."""
        self.pages.turn(worklist=True)
        self.banner.hide()
        self.worklist.batch.start(paths)

    def look_at(self, worklist: Path) -> None:
        """Look at a worklist that is there, on the second page."""
        self.pages.turn(worklist=True)
        self.worklist.batch.look_at(worklist)

    def retire(self) -> None:
        """Make room for another window of the same program, which goes on."""
        self._retired = True
        self.close()
        self.deleteLater()

    def show_bug(self, error: BaseException) -> None:
        BugDialog(error, self).open()

    # Putting together

    def _lay_out(self) -> None:
        self.docks = Docks(self, self.menus, self._program.settings)
        self.pages = Pages(self.commands, self.desk, self.docks, self.viewports, self.worklist_page)
        self.setMinimumWidth(self.worklist_page.minimumSizeHint().width())
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        add = self.docks.add
        add("studies", tr("Studies"), self.studies_panel, left=True)
        add("measurements", tr("Measurements"), self.measuring.panel, left=True)
        add("reading", tr("Reading"), self.reading_panel, left=False)
        self.addToolBar(Toolbar(self, self.commands))
        self.commands.keep_local(self.viewports, self.studies_panel)
        self.setStatusBar(self.status)

    def _add_looking(self) -> None:
        does, viewports, desk = self.commands, self.viewports, self.desk
        preferences = self._program.preferences
        self.marks = Marks(does, viewports, self)
        StudiesChoice(self.studies_panel, viewports, desk)
        Walking(does, viewports, desk, self)
        LayoutCommands(does, viewports, desk, preferences, self)
        LinkCommands(does, viewports, preferences, self)
        PriorRemarks(does, viewports, desk)
        Readout(self.status.readout, desk, self.work, viewports)
        handling = Handling(does, viewports)
        windows = WindowChoice(does, viewports, preferences)
        self._hear(told=(handling.told, windows.told, self.measuring.told))
        self._hear(problems=(self.measuring.problem,))

    def _add_reading(self) -> None:
        does, viewports, desk, panel = self.commands, self.viewports, self.desk, self.reading_panel
        program, page = self._program, self.worklist_page
        self.heatmaps = Heatmaps(self, does, program.preferences, desk, viewports, panel.heatmap)
        NetworkSaw(self, does, desk, self.work, viewports)
        self.blind_mode = BlindMode(
            self, does, viewports, panel.blind, page, program.blind, self.work
        )
        ReadingDrawing(desk, panel, self.status, self.banner)
        self._hear(problems=(self.blind_mode.problem,))

    def _add_files(self) -> None:
        does, desk = self.commands, self.desk
        self._recent = RecentFiles(self._program.preferences, self.menus.recent, self.open_paths)
        Opening(self, does).asked.connect(self.open_paths)
        drops = Drops(self, self.viewports, lambda: self.pages.on_worklist and self.batch.running)
        drops.dropped.connect(self._take_dropped)
        ClosingAll(does, desk, self.banner, self._program.measurements.without_sheet)
        self.worklist = room = WorklistRoom(self, does, self.worklist_page, self._program)
        room.batch.folder_asked.connect(self.read_folder)
        recent = RecentWorklists(self._program, self.menus.recent_worklists)
        deleting = WorklistDeleting(self.worklist_page, self.pages, self._program)
        recent.deletion_asked.connect(deleting.offer)
        deleting.told.connect(recent.list_again)
        for asked in (room.batch.worklist_asked, recent.chosen):
            asked.connect(self.look_at)
        room.walk.path_chosen.connect(lambda path: self.open_paths([path]))
        exports = Exports(self, does, self.viewports, self.marks, desk, self.work)
        self._hear(told=(exports.told, *room.told, deleting.told))
        self._hear(problems=(exports.problem, *room.problems, desk.problem))

    def _add_application(self) -> None:
        does = self.commands
        does["file.quit"].triggered.connect(self.close)
        does["help.keys"].triggered.connect(lambda: KeysDialog(self.commands, self).open())
        self.asides = Asides(self._program, does, self)
        FullScreen(self, does)
        SettingsOpener(self, does, self._program)
        Activity(self._program, self.pages, self.status)
        self.work.bug_found.connect(self.show_bug)
        self.desk.current_changed.connect(self._draw_title)
        self.pages.turned.connect(self._draw_title)
        self.pages.turned.connect(self.banner.hide)

    def _hear(
        self, told: tuple[SignalInstance, ...] = (), problems: tuple[SignalInstance, ...] = ()
    ) -> None:
        """Say what parts have to tell: hints in the status line, problems over the page."""
        for signal in told:
            signal.connect(lambda text: self.status.showMessage(text, _HINT_MS))
        for signal in problems:
            signal.connect(self.banner.show_error)

    def _draw_title(self) -> None:
        self.setWindowTitle(self.pages.title)

    def _take_dropped(self, paths: list[Path]) -> None:
        to_read = self.pages.on_worklist and not (len(paths) == 1 and is_worklist(paths[0]))
        (self.read_folder if to_read else self.open_paths)(paths)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._started:
            self._started = True
            # After the first paint: the window is there before the model is.
            QTimer.singleShot(0, self, self._start)

    def _start(self) -> None:
        self.viewports.active.setFocus()
        self._program.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pages.turn(worklist=False)  # so that the docks are kept as they were
        self.docks.keep()
        self.hide()
        if not self._retired:
            self._program.close()
        super().closeEvent(event)
