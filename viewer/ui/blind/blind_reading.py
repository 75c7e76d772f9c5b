"""Reading blind, as far as it outlives a window: whether it is on, and its session."""

import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.blind import Answer, BlindSession, Commitment, Committed, Confidence, NetworkReading
from viewer.errors import BlindSessionError
from viewer.imaging import Source
from viewer.ui.desk.current import Current
from viewer.ui.studies.model import StudiesModel


class BlindReading(QObject):
    """Takes commitments, and lets the veil hide what is not committed to.

    A session goes on until another is begun: leaving the mode, or the program, ends none.
    A radiograph is known by its content. A file of the tree whose content was not looked at
    since the program started stays hidden, though it may have been committed to before.

    Parameters
    ----------
    folder : Path
        Where the sessions are kept.
    studies : StudiesModel
        The list, which shows each verdict as long as its veil is up.
    """

    changed = Signal()
    """The mode, the session or what is committed to."""
    problem = Signal(object)

    def __init__(self, folder: Path, studies: StudiesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._studies, self._veil = folder, studies, studies.veil
        self._session: BlindSession | None = None
        self._shown: dict[Path, str] = {}
        self._seen: set[str] = set()
        self._listed: set[Path] = set()
        self._waiting: dict[Path, str] = {}
        self._looked: dict[str, float] = {}
        self._looking: tuple[str, float] | None = None

    @property
    def on(self) -> bool:
        return self._veil.down

    @property
    def session(self) -> BlindSession | None:
        """None before the mode was on for the first time, unless one was looked up."""
        return self._session

    def set_on(self, on: bool) -> None:
        """Enter or leave the mode; it stays off where the session can't be read."""
        if on == self.on:
            return
        if not on:
            self.look_at(None)
            self._veil.rise()
        elif self.open_session() is not None:
            self._listed |= {entry.path for entry in self._studies if entry.reading is not None}
            self._veil.fall(self._committed_paths())
        self.changed.emit()

    def open_session(self) -> BlindSession | None:
        """The session that was begun last; None, and a problem, where it can't be read."""
        if self._session is None:
            try:
                self._session = BlindSession.newest(self._folder)
            except BlindSessionError as error:
                self.problem.emit(error)
        self._keep_late_readings()
        return self._session

    def begin_anew(self) -> None:
        """Begin another session; the one before stays kept."""
        self._session = BlindSession.begun_now(self._folder)
        self._looked.clear()
        self._waiting.clear()
        if self.on:
            self._veil.fall(self._committed_paths())
        self.changed.emit()

    def committed(self, source: Source) -> Committed | None:
        return None if self._session is None else self._session.get(source.sha256)

    # What is looked at

    def note(self, current: Current) -> None:
        """Take notice of what a viewport shows, and of a reading that has appeared."""
        self._keep_late_readings()
        radiograph, path = current.radiograph, current.path
        if radiograph is None or path is None or radiograph.source.path != path:
            return
        sha256 = radiograph.source.sha256
        self._shown[path] = sha256
        if not self.on:
            if current.reading is not None:
                self._seen.add(sha256)
            return
        if self._session is None or self._session.get(sha256) is None:
            self._veil.lower(path)
            return
        self._veil.lift(path)
        if current.reading is not None:
            self._seen.add(sha256)  # for the session after this one
            self._keep_reading(NetworkReading.of(sha256, current.reading))

    def look_at(self, source: Source | None) -> None:
        """Let the time run for this radiograph, and no longer for the one before."""
        sha256 = source.sha256 if source is not None and self.on else None
        if self._looking is not None:
            before, since = self._looking
            if before == sha256:
                return
            self._looked[before] = self._looked.get(before, 0.0) + time.monotonic() - since
        self._looking = None if sha256 is None else (sha256, time.monotonic())

    # Committing

    def commit(self, source: Source, answer: Answer, confidence: Confidence | None) -> bool:
        """Keep a commitment, and let the reading appear; False, and a problem, if it can't be."""
        assert self._session is not None
        self.look_at(None)
        commitment = Commitment(
            file=source.path,
            sha256=source.sha256,
            answer=answer,
            confidence=None if answer is Answer.UNSURE else confidence,
            seconds=self._looked.get(source.sha256, 0.0),
            blind=source.sha256 not in self._seen and source.path not in self._listed,
            at=datetime.now(UTC),
        )
        try:
            self._session.commit(commitment)
        except BlindSessionError as error:
            self.look_at(source)
            self.problem.emit(error)
            return False
        self._waiting[source.path] = source.sha256
        self._veil.fall(self._committed_paths())
        self.changed.emit()
        return True

    def _keep_late_readings(self) -> None:
        """Keep those that came after the reader had gone on to another radiograph."""
        for path, sha256 in list(self._waiting.items()):
            entry = self._studies.entry(path)
            if entry is not None and entry.reading is not None:
                del self._waiting[path]
                self._keep_reading(NetworkReading.of(sha256, entry.reading))

    def _keep_reading(self, reading: NetworkReading) -> None:
        assert self._session is not None
        known = self._session.get(reading.sha256)
        if known is None or known.reading is not None:
            return
        try:
            self._session.add_reading(reading)
        except BlindSessionError as error:
            self.problem.emit(error)
        self.changed.emit()

    def _committed_paths(self) -> list[Path]:
        session = self._session
        if session is None:
            return []
        return [path for path, sha256 in self._shown.items() if session.get(sha256) is not None]
