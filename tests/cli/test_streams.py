"""Streams that can't be written any more, and what our own mistakes may say."""

import errno
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch.files import write_jpegs
from tests.cli.calls import Call
from tests.cli.tables import cells_of
from viewer.batch import Progress, Row
from viewer.cli import classify as classifying
from viewer.cli import info
from viewer.cli.console import out, print_note
from viewer.cli.json_output import JsonOutput
from viewer.errors import ExportError


class Broken(io.StringIO):
    """A stream whose every write fails."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.buffer = self

    def write(self, _: Any) -> int:
        raise OSError(self._number, os.strerror(self._number))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EPIPE])
def test_what_can_not_be_said_ends_nothing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("sys.stdout", Broken(number))
    monkeypatch.setattr("sys.stderr", Broken(number))
    out.print("a table")
    print_note("a note")


def test_json_that_nobody_takes_is_told_once_and_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed: list[int] = []
    output = JsonOutput(lambda: closed.append(1))
    monkeypatch.setattr("sys.stdout", Broken(errno.EPIPE))
    output.write(b"{}\n")
    output.write(b"{}\n")
    assert closed == [1]


def test_json_that_can_not_be_written_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    output = JsonOutput(lambda: None)
    monkeypatch.setattr("sys.stdout", Broken(errno.ENOSPC))
    with pytest.raises(ExportError, match="No space left"):
        output.write(b"{}\n")


def test_a_mistake_of_ours_is_told_without_what_it_quotes(
    hilum: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise ValueError("JANE DOE")

    monkeypatch.setattr(info, "open_radiograph", fail)
    answer = hilum("info", "a.dcm")
    assert (answer.status, answer.out) == (2, "")
    assert "Hilum made a mistake: ValueError." in answer.err
    assert "JANE" not in answer.err


def test_a_mistake_of_ours_in_a_batch_keeps_what_was_read(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = classifying.run_batch

    def break_down(*, on_row: Callable[[Row, Progress], None], **rest: Any) -> None:
        def after_one(row: Row, progress: Progress) -> None:
            on_row(row, progress)
            raise ValueError("JANE DOE")

        run(on_row=after_one, **rest)

    monkeypatch.setattr(classifying, "run_batch", break_down)
    write_jpegs(tmp_path / "study", 2)
    call = ("classify", tmp_path / "study", "--model", model, "--csv", tmp_path / "out.csv")
    answer = hilum(*call, "--jobs", "1", "--json")
    assert answer.status == 2
    assert "Hilum made a mistake: ValueError." in answer.err
    assert "JANE" not in answer.err
    assert [json.loads(answer.out)["file"]] == [cells["file"] for cells in cells_of(call[-1])][:1]
