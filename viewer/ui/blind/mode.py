"""Reading blind, in one window."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.blind import Answer, Confidence, export_session
from viewer.imaging import Source
from viewer.ui.blind.agreement_dialog import AgreementDialog
from viewer.ui.blind.blind_reading import BlindReading
from viewer.ui.blind.section import BlindSection
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.current import Current
from viewer.ui.dialogs import asking
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport
from viewer.ui.work import Lane, Work
from viewer.ui.worklist.page import WorklistPage

_ANSWERS = {
    "reading.pneumonia": Answer.PNEUMONIA,
    "reading.normal": Answer.NORMAL,
    "reading.unsure": Answer.UNSURE,
}


class BlindMode(QObject):
    """Connects commands, panel and viewports with what outlives the window."""

    problem = Signal(object)

    def __init__(
        self,
        window: QWidget,
        commands: Commands,
        viewports: ViewportGrid,
        section: BlindSection,
        worklist: WorklistPage,
        blind: BlindReading,
        work: Work,
    ) -> None:
        super().__init__(window)
        self._window, self._commands, self._viewports = window, commands, viewports
        self._section, self._worklist = section, worklist
        self._blind, self._work = blind, work
        self._asked: Source | None = None
        commands["reading.blind"].setChecked(blind.on)
        commands["reading.blind"].toggled.connect(self._turn)
        commands["page.worklist"].toggled.connect(self._draw)
        commands["reading.export_agreement"].triggered.connect(self._show_agreement)
        for id, answer in _ANSWERS.items():
            commands[id].triggered.connect(lambda _checked=False, answer=answer: self._say(answer))
        section.form.committed.connect(self._commit)
        section.agreement_asked.connect(self._show_agreement)
        blind.changed.connect(self._draw)
        blind.problem.connect(self.problem)
        viewports.viewport_added.connect(self._attach)
        viewports.active_changed.connect(self._draw)
        for viewport in viewports.viewports:
            self._attach(viewport)
        self._draw()

    def _attach(self, viewport: Viewport) -> None:
        viewport.shown.drawn.connect(self._note)
        self._note(viewport.shown.current)

    def _note(self, current: Current) -> None:
        self._blind.note(current)
        self._draw()

    @property
    def _current(self) -> Current:
        return self._viewports.active.shown.current

    @property
    def _source(self) -> Source | None:
        """Of the radiograph that waits for a commitment or has one."""
        radiograph = self._current.radiograph
        return None if radiograph is None else radiograph.source

    def _turn(self, on: bool) -> None:
        self._blind.set_on(on)
        self._commands["reading.blind"].setChecked(self._blind.on)

    def _draw(self) -> None:
        on, source = self._blind.on, self._source
        committed = None if source is None else self._blind.committed(source)
        on_page = not self._commands["page.worklist"].isChecked()
        can_commit = on and on_page and source is not None and committed is None
        if source is None or self._asked is None or source.sha256 != self._asked.sha256:
            self._asked = source
            self._section.form.clear()
        self._blind.look_at(source if can_commit else None)
        session = self._blind.session
        count = 0 if session is None else len(session)
        self._section.setVisible(on)
        self._worklist.set_veiled(on)
        self._section.show_state(committed, can_commit=can_commit, count=count)
        for id in _ANSWERS:
            self._commands.enable(id, can_commit)

    def _say(self, answer: Answer) -> None:
        self._section.form.choose(answer)

    def _commit(self, answer: Answer, confidence: Confidence | None) -> None:
        source = self._source
        if source is not None and self._blind.commit(source, answer, confidence):
            self._viewports.active.setFocus()

    def _show_agreement(self) -> None:
        session = self._blind.open_session()
        if session is None:
            return
        dialog = AgreementDialog(session, self._window)
        dialog.export_asked.connect(self._export)
        dialog.new_session_asked.connect(self._blind.begin_anew)
        dialog.open()

    def _export(self) -> None:
        session = self._blind.session
        target = None if session is None else asking.ask_for_agreement(self._window)
        if session is None or target is None:
            return
        self._work.ask(
            Lane.FIND,
            "agreement",
            lambda: export_session(session, target),
            lambda _done: None,
            self._blind.problem.emit,
        )
