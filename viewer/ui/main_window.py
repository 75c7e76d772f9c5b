"""The window: puts the parts together and lets them talk."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.batch import Progress, Row
from viewer.errors import HilumError
from viewer.imaging import Radiograph
from viewer.ui.activity import Activity
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.first_view import views_of
from viewer.ui.canvas.handling import Handling
from viewer.ui.canvas.marks import Marks
from viewer.ui.canvas.window_choice import WindowChoice
from viewer.ui.closing import ClosingAll
from viewer.ui.commands.commands import Commands
from viewer.ui.commands.context_menu import ContextMenu
from viewer.ui.commands.menus import Menus, make_toolbar
from viewer.ui.desk.current import Current
from viewer.ui.desk.desk import ModelInUse
from viewer.ui.dialogs import asking
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.bugs import BugDialog
from viewer.ui.dialogs.help import KeysDialog
from viewer.ui.full_screen import FullScreen
from viewer.ui.icons import application_icon
from viewer.ui.measuring.measuring import Measuring
from viewer.ui.notices import Banner
from viewer.ui.program import Program
from viewer.ui.reading.heatmaps import Heatmaps
from viewer.ui.reading.panel import ReadingPanel
from viewer.ui.recent import RecentFiles
from viewer.ui.settings.opener import SettingsOpener
from viewer.ui.status_line import StatusLine
from viewer.ui.studies.panel import StudiesPanel
from viewer.ui.texts import tr
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.layouts import LayoutCommands
from viewer.ui.viewports.links import LinkCommands
from viewer.ui.viewports.prior_layer import PriorRemarks
from viewer.ui.viewports.viewport import Viewport
from viewer.ui.viewports.walking import Walking
from viewer.ui.worklist.page import WorklistPage, title_of

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
        self.setWindowTitle("Hilum")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self._program = program
        self._settings = program.settings
        self._started = self._retired = False
        self._docks_wanted: list[QDockWidget] = []
        self._listed: Radiograph | None = None
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
        self.heatmaps = Heatmaps(
            self,
            self.commands,
            program.preferences,
            self.desk,
            self.viewports,
            self.reading_panel.heatmap,
        )
        handling = Handling(self.commands, self.viewports)
        windows = WindowChoice(self.commands, self.viewports, program.preferences)
        for hands in (handling, windows):
            hands.told.connect(lambda text: self.status.showMessage(text, _HINT_MS))
        self._connect_actions()
        self._connect_desk()
        self._connect_batch()
        Walking(self.commands, self.viewports, self.desk, self)
        LayoutCommands(self.commands, self.viewports, self.desk, self)
        LinkCommands(self.commands, self.viewports, program.preferences, self)
        PriorRemarks(self.viewports, self.desk, self)
        ClosingAll(self.commands, self.desk, self.banner)
        FullScreen(self, self.commands)
        ContextMenu(self, self.commands, self.viewports)
        SettingsOpener(self, self.commands, program)
        Activity(self.work, self.desk, self.batch, self.status)
        self._recent = RecentFiles(program.preferences, self.menus.recent, self.open_paths)
        self.commands.settle()
        if self.desk.model is not None:
            self._take_model(self.desk.model)
        elif self.desk.refusal is not None:
            self._take_refusal(self.desk.refusal)
        self._draw_current(self.desk.current)
        self._restore()

    @property
    def reading_page(self) -> Viewport:
        return self.viewports.active

    def open_paths(self, paths: list[Path]) -> None:
        """Open files and folders on the first page."""
        self.commands["page.worklist"].setChecked(False)
        self.banner.hide()
        self._recent.add(paths)
        self.desk.open_paths(paths)

    def read_folder(self, paths: list[Path]) -> None:
        """Read files and folders into the worklist, on the second page."""
        self.commands["page.worklist"].setChecked(True)
        self.banner.hide()
        self.worklist_page.start(title_of(paths))
        self.batch.start(paths, self.desk.operating_point)

    def retire(self) -> None:
        """Make room for another window of the same program, which goes on."""
        self._retired = True
        self.close()
        self.deleteLater()

    def show_bug(self, error: BaseException) -> None:
        BugDialog(error, self).open()

    # Putting together

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.viewports)
        self._pages.addWidget(self.worklist_page)
        # That page has the window to itself: its width must not be added to that of the docks.
        self.worklist_page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(self.worklist_page.minimumSizeHint().width())
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(centre)
        self._studies_dock = self._dock("studies", tr("Studies"), self.studies_panel, left=True)
        self._measuring_dock = self._dock(
            "measurements", tr("Measurements"), self.measuring.panel, left=True
        )
        self._reading_dock = self._dock("reading", tr("Reading"), self.reading_panel, left=False)
        self.addToolBar(make_toolbar(self, self.commands))
        self.commands.keep_local(self.viewports, self.studies_panel)
        self.setStatusBar(self.status)

    def _dock(self, name: str, title: str, widget: QWidget, *, left: bool) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setWidget(widget)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        side = Qt.DockWidgetArea.LeftDockWidgetArea
        self.addDockWidget(side if left else Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.menus.add_panel(dock.toggleViewAction())
        return dock

    def _restore(self) -> None:
        self.resize(1440, 900)
        self.resizeDocks(
            [self._studies_dock, self._reading_dock], [230, 330], Qt.Orientation.Horizontal
        )
        geometry, docks = self._settings.value("geometry"), self._settings.value("docks")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if docks is not None:
            self.restoreState(docks)

    def _connect_actions(self) -> None:
        does = self.commands
        does["file.open"].triggered.connect(self._ask_files)
        does["file.open_folder"].triggered.connect(self._ask_folder)
        does["file.quit"].triggered.connect(self.close)
        does["page.worklist"].toggled.connect(self._show_page)
        does["file.read_folder"].triggered.connect(self._ask_batch_folder)
        does["file.export_csv"].triggered.connect(self._ask_export)
        does["help.keys"].triggered.connect(lambda: KeysDialog(self.commands, self).open())
        does["help.about"].triggered.connect(lambda: AboutDialog(self).open())
        self.viewports.viewport_added.connect(self._attach)
        self.viewports.active_changed.connect(lambda: self._draw_current(self.desk.current))
        for viewport in self.viewports.viewports:
            self._attach(viewport)

    def _attach(self, viewport: Viewport) -> None:
        viewport.canvas.pointed.connect(self.status.show_point)

    @property
    def _canvas(self) -> Canvas:
        return self.viewports.active.canvas

    def _connect_desk(self) -> None:
        desk = self.desk
        desk.current_changed.connect(self._draw_current)
        desk.model_ready.connect(self._take_model)
        desk.model_refused.connect(self._take_refusal)
        desk.problem.connect(self.banner.show_error)
        desk.studies.advanced.connect(lambda _settled, _total: self._draw_progress())
        self.work.bug_found.connect(self.show_bug)
        self.reading_panel.operating_point_chosen.connect(desk.set_operating_point)
        self.studies_panel.path_chosen.connect(desk.show_path)

    def _connect_batch(self) -> None:
        batch, page = self.batch, self.worklist_page
        batch.rows_came.connect(page.add_rows)
        batch.progressed.connect(page.show_progress)
        batch.started.connect(lambda: self.commands["file.read_folder"].setEnabled(False))
        batch.ended.connect(self._end_batch)
        batch.problem.connect(self.banner.show_error)
        page.cancel_asked.connect(batch.cancel)
        page.row_chosen.connect(self._open_row)

    # Drawing

    def _draw_current(self, current: Current) -> None:
        self._draw_title()
        self.reading_panel.show_current(current)
        if current.path is not None:
            self.studies_panel.select_path(current.path)
        if current.radiograph is not self._listed:
            self._listed = current.radiograph
            views = () if current.radiograph is None else views_of(current.radiograph)
            self.menus.show_file_windows(views, lambda view: self._canvas.set_view(view))
        self._enable_actions()

    def _draw_title(self) -> None:
        path = self.desk.current.path
        if self.commands["page.worklist"].isChecked():
            subject = tr("Worklist")
        else:
            subject = "" if path is None else path.name
        self.setWindowTitle(f"{subject} - Hilum" if subject else "Hilum")

    def _draw_progress(self) -> None:
        self._enable_actions()

    def _enable_actions(self) -> None:
        on_page = not self.commands["page.worklist"].isChecked()
        shown = on_page and self.desk.current.radiograph is not None
        radiograph = self.desk.current.radiograph if shown else None
        does = self.commands
        does.show_radiograph(shown)
        for number, id in enumerate(("window.file_1", "window.file_2"), 1):
            does.enable(id, radiograph is not None and len(views_of(radiograph)) >= number)
        does.enable("show.overlays", radiograph is not None and bool(radiograph.overlays))
        does.enable("show.shutter", radiograph is not None and radiograph.shutter is not None)
        does.enable("file.close_all", on_page and len(self.desk.studies) > 0)

    def _take_model(self, model: ModelInUse) -> None:
        self.reading_panel.show_model(model)
        self.status.show_provider(model.provider)

    def _take_refusal(self, refusal: HilumError) -> None:
        self.reading_panel.show_refusal(refusal)
        self.reading_panel.show_current(self.desk.current)
        self.status.show_no_model()
        self.banner.show_error(refusal)

    def _show_page(self, worklist: bool) -> None:
        """Turn to the second page, which needs the docks' room, or back."""
        self.banner.hide()
        docks = (self._studies_dock, self._measuring_dock, self._reading_dock)
        if worklist:
            self._docks_wanted = [dock for dock in docks if not dock.isHidden()]
            for dock in docks:
                dock.hide()
        else:
            for dock in self._docks_wanted:
                dock.show()
        self._draw_title()
        for toggle in self.menus.panels:
            toggle.setEnabled(not worklist)
        page = self.worklist_page if worklist else self.viewports
        self._pages.setCurrentWidget(page)
        (self.worklist_page.table if worklist else self.reading_page).setFocus()
        self._enable_actions()

    def _end_batch(self, progress: Progress | None) -> None:
        self.worklist_page.end(progress)
        self.commands["file.read_folder"].setEnabled(True)

    def _open_row(self, row: Row) -> None:
        self.open_paths([row.file])

    # Asking

    def _ask_files(self) -> None:
        paths = asking.ask_for_files(self)
        if paths:
            self.open_paths(paths)

    def _ask_folder(self) -> None:
        folder = asking.ask_for_folder(self, tr("Open a folder of radiographs"))
        if folder:
            self.open_paths([folder])

    def _ask_batch_folder(self) -> None:
        folder = asking.ask_for_folder(self, tr("Read a folder of radiographs"))
        if folder:
            self.read_folder([folder])

    def _ask_export(self) -> None:
        target = asking.ask_for_csv(self)
        if target:
            self.batch.export(self.worklist_page.model.rows, target)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._started:
            self._started = True
            # After the first paint: the window is there before the model is.
            QTimer.singleShot(0, self, self._start)

    def _start(self) -> None:
        self.reading_page.setFocus()
        self._program.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commands["page.worklist"].setChecked(False)  # so that the docks are kept as they were
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("docks", self.saveState())
        self.hide()
        if not self._retired:
            self._program.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        busy = self.commands["page.worklist"].isChecked() and self.batch.running
        if not busy and _local_paths(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _local_paths(event.mimeData().urls())
        event.acceptProposedAction()
        if self.commands["page.worklist"].isChecked():
            self.read_folder(paths)
        else:
            self.open_paths(paths)


def _local_paths(urls: list[QUrl]) -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
