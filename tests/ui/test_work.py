import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from viewer.errors import DamagedFileError, HilumError
from viewer.reading import Provider, Reader
from viewer.ui.work import Lane, Work


@pytest.fixture
def work(qtbot: QtBot, stand_in_model: Path) -> Iterator[Work]:  # noqa: ARG001
    work = Work(stand_in_model, Provider.CPU)
    yield work
    work.close()
    work.deleteLater()


def fail(error: HilumError) -> None:
    raise AssertionError(error)


def test_an_answer_comes_in_the_thread_of_the_window(qtbot: QtBot, work: Work) -> None:
    asked, answered = [], []
    work.ask(
        Lane.DECODE,
        "thread",
        lambda: asked.append(threading.current_thread()),
        lambda _: answered.append(threading.current_thread()),
        fail,
    )
    qtbot.waitUntil(lambda: bool(answered))
    assert asked[0] is not threading.main_thread()
    assert answered[0] is threading.main_thread()


def test_five_thousand_answers_survive(qtbot: QtBot, work: Work) -> None:
    answers: list[int] = []
    for number in range(5000):
        work.ask(Lane.DECODE, number, lambda number=number: number, answers.append, fail)
    qtbot.waitUntil(lambda: len(answers) == 5000, timeout=20_000)
    assert sorted(answers) == list(range(5000))


def test_a_late_answer_to_an_old_question_is_dropped(qtbot: QtBot, work: Work) -> None:
    go_on, begun = threading.Event(), threading.Event()
    answers: list[str] = []

    def old() -> str:
        begun.set()
        go_on.wait(5)
        return "old"

    work.ask(Lane.DECODE, "same", old, answers.append, fail)
    begun.wait(5)
    work.ask(Lane.DECODE, "same", lambda: "new", answers.append, fail)
    qtbot.waitUntil(lambda: bool(answers))
    go_on.set()
    done: list[int] = []
    work.ask(Lane.FIND, "later", lambda: 1, done.append, fail)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(50)
    assert answers == ["new"]


def test_a_forgotten_question_is_not_answered(qtbot: QtBot, work: Work) -> None:
    answers: list[int] = []
    work.ask(Lane.SESSION, "one", lambda: 1, answers.append, fail)
    work.forget("one")
    work.ask(Lane.SESSION, "two", lambda: 2, answers.append, fail)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [2]


def test_an_error_of_the_world_is_delivered_like_an_answer(qtbot: QtBot, work: Work) -> None:
    failures: list[HilumError] = []
    error = DamagedFileError("It is damaged.", "Copy it again.")
    work.ask(Lane.DECODE, "bad", _raiser(error), lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures == [error]


def test_a_bug_is_announced_with_its_traceback_and_delivered(
    qtbot: QtBot, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    bugs: list[BaseException] = []
    failures: list[HilumError] = []
    work.bug_found.connect(bugs.append)
    work.ask(Lane.DECODE, "bug", _raiser(KeyError("x")), lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(bugs[0], KeyError)
    assert bugs[0].__traceback__ is not None
    assert "KeyError" in failures[0].sentence
    assert "KeyError" in caplog.text


def test_one_thread_owns_the_reader(qtbot: QtBot, work: Work) -> None:
    seen: list[tuple[Reader, threading.Thread]] = []
    for number in range(20):
        work.ask_reader(
            number, lambda reader: (reader, threading.current_thread()), seen.append, fail
        )
    qtbot.waitUntil(lambda: len(seen) == 20, timeout=20_000)
    assert len(set(seen)) == 1


def test_a_refused_model_is_told_each_time_it_is_asked(qtbot: QtBot, tmp_path: Path) -> None:
    work = Work(tmp_path / "none.onnx", Provider.CPU)
    failures: list[HilumError] = []
    for number in range(2):
        work.ask_reader(number, lambda reader: reader.card, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert failures[0].sentence == "The file is not there."
    work.close()
    work.deleteLater()


def test_a_stream_comes_in_chunks_and_ends_with_its_length(qtbot: QtBot, work: Work) -> None:
    chunks: list[list[int]] = []
    ends: list[int] = []
    work.stream(Lane.FIND, "s", lambda: iter(range(3000)), chunks.append, ends.append, fail)
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [3000]
    assert [item for chunk in chunks for item in chunk] == list(range(3000))
    assert len(chunks) < 300


def test_a_forgotten_stream_stops(qtbot: QtBot, work: Work) -> None:
    asked = []
    stop = threading.Event()

    def endless() -> Iterator[int]:
        while not stop.is_set():
            asked.append(1)
            yield len(asked)

    work.stream(Lane.FIND, "endless", endless, lambda _: None, fail, fail)
    qtbot.waitUntil(lambda: len(asked) > 10)
    work.forget("endless")
    done: list[int] = []
    # The one thread of the lane is free again only when the stream has stopped.
    work.ask(Lane.FIND, "next", lambda: 1, done.append, fail)
    qtbot.waitUntil(lambda: bool(done))


def test_an_asker_that_was_deleted_meanwhile_is_not_answered(qtbot: QtBot, work: Work) -> None:
    class Asker(QObject):
        def take(self, _answer: int) -> None:
            self.objectName()  # raises once Qt has deleted the object

    asker, go_on = Asker(), threading.Event()
    work.ask(Lane.DECODE, "asked", lambda: go_on.wait(10), asker.take, fail)
    delete(asker)
    with qtbot.waitSignal(work.ended):
        go_on.set()


def test_after_closing_nothing_is_answered(qtbot: QtBot, stand_in_model: Path) -> None:
    work = Work(stand_in_model, Provider.CPU)
    answers: list[int] = []
    work.ask(Lane.DECODE, "before", lambda: 1, answers.append, fail)
    work.close()
    work.ask(Lane.DECODE, "after", lambda: 2, answers.append, fail)
    qtbot.wait(50)
    assert answers == []
    work.deleteLater()


def _raiser(error: Exception) -> Callable[[], None]:
    def raise_it() -> None:
        raise error

    return raise_it
