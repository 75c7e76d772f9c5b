"""A person reads before the network's reading appears, and compares the two afterwards."""

import csv
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.gestures import picture_of
from tests.pictures import write_normal, write_pneumonia
from viewer.blind import Answer, BlindSession, Confidence
from viewer.reading import Reader, Verdict
from viewer.ui.blind.agreement_dialog import AgreementDialog
from viewer.ui.dialogs import asking
from viewer.ui.looks import probability_text
from viewer.ui.main_window import MainWindow

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PNEUMONIA, _NORMAL, _UNSURE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return [write_pneumonia(folder / "a.png"), write_normal(folder / "b.png")]


@pytest.fixture
def blind(window: MainWindow, qtbot: QtBot, pictures: list[Path]) -> MainWindow:
    """The mode was entered before anything was opened."""
    QTest.keyClick(window.viewports.active, Qt.Key.Key_B)
    window.open_paths(pictures)
    qtbot.waitUntil(lambda: window.desk.studies.settled == (2, 2), timeout=20_000)
    window.desk.show_path(pictures[0])
    _wait_for(window, qtbot, pictures[0])
    return window


def _wait_for(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    def there() -> bool:
        radiograph = window.desk.current.radiograph
        return radiograph is not None and radiograph.source.path == path

    qtbot.waitUntil(there)
    window.viewports.active.setFocus()


def say(window: MainWindow, answer: Qt.Key) -> None:
    """Choose by keys alone: an answer, medium confidence, and commit."""
    QTest.keyClick(window.viewports.active, answer, _SHIFT)
    if answer != _UNSURE:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def session_of(window: MainWindow) -> BlindSession:
    """What is on the disk by now."""
    return BlindSession.newest(window._program.data / "blind")


def texts_of(window: MainWindow) -> str:
    """All that the window says to eyes, pointers and screen readers."""
    texts = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            texts += [widget.accessibleName(), widget.toolTip()]
            texts += [widget.text()] if isinstance(widget, QLabel) else []
    model: QAbstractItemModel = window.desk.studies
    for row in range(model.rowCount()):
        texts += [str(index_data(model, row, role)) for role in _ROLES]
        texts.append(str(getattr(model.row(row), "remark", "")))
    return "\n".join(texts)


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def index_data(model: QAbstractItemModel, row: int, role: Qt.ItemDataRole) -> object:
    return model.index(row, 0).data(role)


def is_grey(image: QImage) -> bool:
    middle = image.height() // 2
    colours = [image.pixelColor(x, middle) for x in range(0, image.width(), 8)]
    return all(max(one.getRgb()[:3]) - min(one.getRgb()[:3]) < 8 for one in colours)


def probabilities(window: MainWindow) -> list[str]:
    return [probability_text(entry.reading.probability) for entry in window.desk.studies]


def test_nothing_tells_the_networks_reading_before_the_commitment(blind: MainWindow) -> None:
    texts = texts_of(blind)
    assert all(probability not in texts for probability in probabilities(blind))
    assert "what speaks for" not in texts
    assert is_grey(picture_of(blind.viewports.active.canvas))
    assert blind.desk.current.reading is None
    blind.commands["page.worklist"].setChecked(True)
    assert not blind.worklist_page.table.isVisible()
    assert not blind.worklist_page.filters.isVisible()
    assert not blind.commands["worklist.export"].isEnabled()


def test_a_second_viewport_hides_its_reading_too(blind: MainWindow) -> None:
    blind.commands["layout.two"].trigger()
    assert all(view.shown.current.reading is None for view in blind.viewports.in_sight)
    assert all(is_grey(picture_of(view.canvas)) for view in blind.viewports.in_sight)


def test_by_keys_alone_a_reader_commits_and_then_sees_the_reading(blind: MainWindow) -> None:
    first, second = probabilities(blind)
    say(blind, _PNEUMONIA)
    texts = texts_of(blind)
    assert first in texts
    assert second not in texts
    assert blind.reading_panel.finding.verdict.text == "Pneumonia"
    assert "You said pneumonia, with medium confidence" in blind.reading_panel.blind.yours.text()
    assert "The network agrees." in blind.reading_panel.blind.yours.text()
    assert not is_grey(picture_of(blind.viewports.active.canvas))
    assert blind.viewports.active.hasFocus()


def test_a_commitment_is_on_the_disk_before_the_reading_appears(blind: MainWindow) -> None:
    say(blind, _NORMAL)
    (committed,) = session_of(blind)
    assert committed.commitment.answer is Answer.NORMAL
    assert committed.commitment.confidence is Confidence.MEDIUM
    assert committed.commitment.blind
    assert committed.commitment.seconds > 0
    assert committed.reading.verdict is Verdict.PNEUMONIA


def test_what_was_committed_to_can_no_longer_be_changed(blind: MainWindow) -> None:
    say(blind, _NORMAL)
    assert not blind.reading_panel.blind.form.isVisible()
    assert not blind.commands["reading.pneumonia"].isEnabled()
    QTest.keyClick(blind.viewports.active, _PNEUMONIA, _SHIFT)
    assert not blind.reading_panel.blind.form.isVisible()
    assert [one.commitment.answer for one in session_of(blind)] == [Answer.NORMAL]


def test_each_radiograph_begins_with_an_empty_form(
    blind: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    form = blind.reading_panel.blind.form
    form.answers[Answer.PNEUMONIA].click()
    form.confidences[Confidence.HIGH].click()
    assert form.commit.isEnabled()
    QTest.keyClick(blind.viewports.active, Qt.Key.Key_Down)
    _wait_for(blind, qtbot, pictures[1])
    assert (form.answer, form.confidence) == (None, None)
    assert not form.commit.isEnabled()


def test_who_is_unsure_need_not_say_how_much(blind: MainWindow) -> None:
    say(blind, _UNSURE)
    (committed,) = session_of(blind)
    assert (committed.commitment.answer, committed.commitment.confidence) == (Answer.UNSURE, None)


def test_leaving_the_mode_shows_every_reading_and_loses_no_commitment(
    blind: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    say(blind, _PNEUMONIA)
    QTest.keyClick(blind.viewports.active, Qt.Key.Key_B)
    texts = texts_of(blind)
    assert all(probability in texts for probability in probabilities(blind))
    assert not blind.reading_panel.blind.isVisible()
    QTest.keyClick(blind.viewports.active, Qt.Key.Key_B)
    assert blind.reading_panel.finding.isVisible()
    blind.desk.show_path(pictures[1])
    _wait_for(blind, qtbot, pictures[1])
    assert blind.reading_panel.blind.form.isVisible()
    assert len(session_of(blind)) == 1


def test_a_reading_that_was_seen_before_makes_the_commitment_not_blind(
    window: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    window.open_paths(pictures[:1])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=20_000)
    window.viewports.active.setFocus()
    QTest.keyClick(window.viewports.active, Qt.Key.Key_B)
    assert not window.reading_panel.finding.isVisible()
    say(window, _PNEUMONIA)
    (committed,) = session_of(window)
    assert not committed.commitment.blind


def test_a_verdict_that_was_seen_in_the_list_makes_the_commitment_not_blind(
    window: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    window.open_paths(pictures)
    qtbot.waitUntil(lambda: window.desk.studies.settled == (2, 2), timeout=20_000)
    _wait_for(window, qtbot, pictures[0])
    QTest.keyClick(window.viewports.active, Qt.Key.Key_B)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Down)
    _wait_for(window, qtbot, pictures[1])
    say(window, _NORMAL)
    (committed,) = session_of(window)
    assert not committed.commitment.blind


def test_a_reading_that_appeared_in_one_session_was_seen_before_the_next(
    blind: MainWindow,
) -> None:
    say(blind, _PNEUMONIA)
    blind.commands["reading.export_agreement"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AgreementDialog)
    dialog.another.click()
    say(blind, _NORMAL)
    (committed,) = session_of(blind)
    assert committed.commitment.answer is Answer.NORMAL
    assert not committed.commitment.blind


def test_a_reading_that_comes_after_the_reader_went_on_still_counts(
    window: MainWindow, qtbot: QtBot, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read, read = threading.Event(), Reader.read_prepared

    def wait_and_read(*given: object) -> object:
        may_read.wait(10)
        return read(*given)

    monkeypatch.setattr(Reader, "read_prepared", wait_and_read)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_B)
    window.open_paths(pictures)
    _wait_for(window, qtbot, pictures[0])
    say(window, _PNEUMONIA)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Down)
    _wait_for(window, qtbot, pictures[1])
    assert [one.reading for one in session_of(window)] == [None]
    may_read.set()
    qtbot.waitUntil(lambda: window.desk.studies.settled == (2, 2), timeout=20_000)
    window.commands["reading.export_agreement"].trigger()
    assert [one.reading.verdict for one in session_of(window)] == [Verdict.PNEUMONIA]


def test_a_commitment_that_cannot_be_written_does_not_let_the_reading_appear(
    blind: MainWindow,
) -> None:
    in_the_way = blind._program.data / "blind"
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    in_the_way.write_text("no folder", encoding="utf-8")
    say(blind, _PNEUMONIA)
    assert "can't be written" in blind.banner.text
    assert blind.desk.current.reading is None
    assert blind.reading_panel.blind.form.answer is Answer.PNEUMONIA


def test_the_mode_stays_off_where_its_session_cannot_be_read(window: MainWindow) -> None:
    (window._program.data / "blind" / "2026.jsonl").mkdir(parents=True)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_B)
    assert not window.commands["reading.blind"].isChecked()
    assert "can't be read" in window.banner.text


def test_another_theme_hides_as_much(
    window: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    window.commands["reading.blind"].setChecked(True)
    window.open_paths(pictures[:1])
    qtbot.waitUntil(lambda: window.desk.studies.settled == (1, 1), timeout=20_000)
    another = MainWindow(window._program)
    assert another.commands["reading.blind"].isChecked()
    assert all(probability not in texts_of(another) for probability in probabilities(another))
    assert another.viewports.active.shown.current.veiled
    another.retire()


def test_the_agreement_of_a_session_is_told_and_exported(
    blind: MainWindow,
    qtbot: QtBot,
    pictures: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(blind, _PNEUMONIA)
    blind.desk.show_path(pictures[1])
    _wait_for(blind, qtbot, pictures[1])
    say(blind, _PNEUMONIA)
    blind.commands["reading.export_agreement"].trigger()
    (dialog,) = blind.findChildren(AgreementDialog)
    assert dialog.share.text() == "You agree in 1 of 2"
    assert "Cohen's kappa 0.00" in dialog.lines.text()
    target = tmp_path / "agreement.csv"
    monkeypatch.setattr(asking, "ask_for_agreement", lambda _parent: target)
    dialog.export.click()
    qtbot.waitUntil(target.exists)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [Path(row["file"]) for row in rows] == pictures
    assert [row["agrees"] for row in rows] == ["yes", "no"]
    dialog.another.click()
    assert blind.reading_panel.blind.form.isVisible()
    assert blind.desk.current.reading is None
