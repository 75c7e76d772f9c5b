"""The window: puts the parts together and lets them talk."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from viewer.errors import HilumError
from viewer.ui.activity import Activity
from viewer.ui.blind.mode import BlindMode
from viewer.ui.canvas.handling import Handling
from viewer.ui.canvas.marks import Marks
from viewer.ui.canvas.window_choice import WindowChoice
from viewer.ui.closing import ClosingAll
from viewer.ui.commands.commands import Commands
from viewer.ui.commands.menus import Menus, make_toolbar
from viewer.ui.desk.current import Current
from viewer.ui.desk.judging import ModelInUse
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
from viewer.ui.worklist.batch_commands import BatchCommands
from viewer.ui.worklist.page import WorklistPage

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
        self.work, self.desk, self.batch = program.work, program.desk, program.batch
        self.commands = Commands(self, program.preferences)
        self.menus = Menus(self, self.commands)
        self.viewports = ViewportGrid(
            self.desk.places, (self.commands["file.open"], self.commands["file.open_folder"])
        )
        self.worklist_page = WorklistPage(
            self.commands["file.read_folder"], self.commands["file.export_csv"]
        )
        self.reading_panel = ReadingPanel(self.commands, program.preferences)
        self.studies_panel = StudiesPanel(self.desk.studies)
        self.banner = Banner()
        self.status = StatusLine()
        self.measuring = Measuring(
            self, self.commands, self.viewports, program.measurements, self.desk
        )
        self._lay_out()
        self.measuring.problem.connect(self.banner.show_error)
        self.measuring.told.connect(lambda text: self.status.showMessage(text, _HINT_MS))
        self.marks = Marks(self.commands, self.viewports, self)
        self.asides = Asides(program, self.commands, self)
        exports = Exports(self, self.commands, self.viewports, self.marks, self.desk, self.work)
        exports.problem.connect(self.banner.show_error)
        exports.told.connect(lambda text: self.status.showMessage(text, _HINT_MS))
        self.heatmaps = Heatmaps(
            self,
            self.commands,
            program.preferences,
            self.desk,
            self.viewports,
            self.reading_panel.heatmap,
        )
        NetworkSaw(self, self.commands, self.desk, self.work, self.viewports)
        self.blind_mode = BlindMode(
            self,
            self.commands,
            self.viewports,
            self.reading_panel.blind,
            self.worklist_page,
            program.blind,
            self.work,
        )
        self.blind_mode.problem.connect(self.banner.show_error)
        handling = Handling(self.commands, self.viewports)
        windows = WindowChoice(self.commands, self.viewports, program.preferences)
        for hands in (handling, windows):
            hands.told.connect(lambda text: self.status.showMessage(text, _HINT_MS))
        Readout(self.status.readout, self.desk, self.work, self.viewports)
        self._connect_desk()
        self._connect_pages()
        StudiesChoice(self.studies_panel, self.viewports, self.desk)
        Walking(self.commands, self.viewports, self.desk, self)
        LayoutCommands(self.commands, self.viewports, self.desk, self)
        LinkCommands(self.commands, self.viewports, program.preferences, self)
        PriorRemarks(self.viewports, self.desk, self)
        ClosingAll(self.commands, self.desk, self.banner)
        FullScreen(self, self.commands)
        SettingsOpener(self, self.commands, program)
        Activity(self.work, self.desk, self.batch, self.pages, self.status)
        self._recent = RecentFiles(program.preferences, self.menus.recent, self.open_paths)
        Enabling(self.commands, self.menus, self.viewports, self.desk)
        self.commands.settle()
        if self.desk.model is not None:
            self._take_model(self.desk.model)
        elif self.desk.refusal is not None:
            self._take_refusal(self.desk.refusal)
        self._draw_current(self.desk.current)
        self.docks.restore()

    def open_paths(self, paths: list[Path]) -> None:
        """Open files and folders on the first page."""
        self.pages.turn(worklist=False)
        self.banner.hide()
        self._recent.add(paths)
        self.desk.open_paths(paths)

    def read_folder(self, paths: list[Path]) -> None:
        """Read files and folders into the worklist, on the second page."""
        self.pages.turn(worklist=True)
        self.banner.hide()
        self._batch_commands.start(paths)

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
        self.addToolBar(make_toolbar(self, self.commands))
        self.commands.keep_local(self.viewports, self.studies_panel)
        self.setStatusBar(self.status)

    def _connect_pages(self) -> None:
        does = self.commands
        does["file.quit"].triggered.connect(self.close)
        does["help.keys"].triggered.connect(lambda: KeysDialog(self.commands, self).open())
        Opening(self, does).asked.connect(self.open_paths)
        drops = Drops(self, self.viewports, lambda: self.pages.on_worklist and self.batch.running)
        drops.dropped.connect(self._take_dropped)
        self._batch_commands = BatchCommands(self, does, self.worklist_page, self.batch, self.desk)
        self._batch_commands.folder_asked.connect(self.read_folder)
        self._batch_commands.path_chosen.connect(lambda path: self.open_paths([path]))
        self.batch.problem.connect(self.banner.show_error)
        self.pages.turned.connect(self.banner.hide)
        self.pages.turned.connect(self._draw_title)

    def _connect_desk(self) -> None:
        desk = self.desk
        desk.current_changed.connect(self._draw_current)
        desk.model_ready.connect(self._take_model)
        desk.model_refused.connect(self._take_refusal)
        desk.problem.connect(self.banner.show_error)
        self.work.bug_found.connect(self.show_bug)
        self.reading_panel.operating_point_chosen.connect(desk.set_operating_point)
        desk.operating_point_changed.connect(self.reading_panel.show_point)

    # Drawing

    def _draw_current(self, current: Current) -> None:
        self._draw_title()
        self.reading_panel.show_current(current)

    def _draw_title(self) -> None:
        self.setWindowTitle(self.pages.title)

    def _take_dropped(self, paths: list[Path]) -> None:
        (self.read_folder if self.pages.on_worklist else self.open_paths)(paths)

    def _take_model(self, model: ModelInUse) -> None:
        self.reading_panel.show_model(model)
        if self.desk.operating_point is not None:  # the person may prefer another than the first
            self.reading_panel.show_point(self.desk.operating_point)
        self.status.show_provider(model.provider)

    def _take_refusal(self, refusal: HilumError) -> None:
        self.reading_panel.show_refusal(refusal)
        self.reading_panel.show_current(self.desk.current)
        self.status.show_no_model()
        self.banner.show_error(refusal)

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
