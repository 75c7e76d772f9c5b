"""What outlives a window: another language or theme puts a new window in its place."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings

from viewer.reading import Provider
from viewer.ui.desk.desk import Desk
from viewer.ui.preferences import PreferenceStore
from viewer.ui.work import Work
from viewer.ui.worklist.task import BatchTask


class Program(QObject):
    """Settings, worker threads, what is open, and the batch that runs.

    Parameters
    ----------
    settings : QSettings
        Where preferences and the window's layout are kept.
    data : Path
        The folder of what the program keeps for the person, such as the worklist of the last batch.
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
        self.preferences = PreferenceStore(settings, self)
        self.work = Work(model, provider, self)
        self.desk = Desk(self.work, self)
        self.batch = BatchTask(self.work, data / "last-batch.worklist", self)

    def close(self) -> None:
        """Cancel what runs, and end every thread."""
        self.batch.close()
        self.work.close()
