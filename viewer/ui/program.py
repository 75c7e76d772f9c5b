"""What outlives a window: another language or theme puts a new window in its place."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings

from viewer.imaging.decoding import start_early
from viewer.reading import Provider
from viewer.ui.blind.blind_reading import BlindReading
from viewer.ui.desk.desk import Desk
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.measuring.keeping import SheetKeeper
from viewer.ui.preferences import PreferenceStore
from viewer.ui.work import Work
from viewer.ui.worklist.shelf import Shelf
from viewer.ui.worklist.source import RowSource
from viewer.ui.worklist.table_export import TableExport
from viewer.ui.worklist.task import BatchTask


class Program(QObject):
    """Settings, worker threads, what is open, and the batch that runs.

    Parameters
    ----------
    settings : QSettings
        Where preferences and the window's layout are kept.
    data : Path
        The folder of what the program keeps for the person, such as worklists.
    model : Path, optional
        By default the shipped model.
    """

    def __init__(
        self,
        settings: QSettings,
        data: Path,
        model: Path | None = None,
        provider: Provider = Provider.AUTO,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.data = data
        self._started = False
        self.preferences = PreferenceStore(settings, self)
        if provider is Provider.AUTO:  # the call named none
            provider = self.preferences.current.provider
        self.work = Work(model, provider, self)
        self.desk = Desk(self.work, self)
        self.desk.model_ready.connect(self._choose_point)
        self.blind = BlindReading(data / "blind", self.desk.studies, self)
        self.measurements = SheetKeeper(self.work, data / "measurements", self)
        self.shelf = Shelf(data / "worklists")
        self.batch = BatchTask(self.work, self.shelf, self)
        self.rows = RowSource(self.work, self)
        self.table_export = TableExport(self.work, self)

    def start(self) -> None:
        """Load the model and the last batch; once, though a window may be the second one."""
        if self._started:
            return
        self._started = True
        start_early()  # the first file need not wait for its decoder to start
        self.desk.load_model()
        self.batch.look_back()

    def _choose_point(self, model: ModelInUse) -> None:
        """Judge at the operating point that the person prefers, where the model has it."""
        wanted = self.preferences.current.operating_point
        for point in model.card.operating_points:
            if point.name == wanted:
                self.desk.set_operating_point(point)

    def close(self) -> None:
        """Cancel what runs, and end every thread."""
        self.batch.close()
        self.table_export.close()
        self.measurements.close()
        self.work.close()
        self.rows.close()
