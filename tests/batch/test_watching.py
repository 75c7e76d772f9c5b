"""Watching folders: the event that ends a watch is what is waited for between two looks."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

from tests.imaging.archives import write_zip
from viewer.batch import watching
from viewer.batch.watching import PAUSE_SECONDS, watch_radiographs

Step = Callable[[], object]


class Watched(NamedTuple):
    looks: list[list[str]]
    """The names that each look yielded."""
    missing: list[str]
    pauses: list[float]


class Script(Event):
    """Does a step instead of each pause, and ends the watch after the last."""

    def __init__(self, steps: Iterable[Step]) -> None:
        super().__init__()
        self._steps = list(steps)
        self.looks: list[list[str]] = [[]]
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout or 0.0)
        if self._steps:
            self._steps.pop(0)()
            self.looks.append([])
        else:
            self.set()
        return self.is_set()


def watch(path: Path, *steps: Step) -> Watched:
    script, missing = Script(steps), list[str]()
    files = watch_radiographs([path], script, on_missing=lambda path: missing.append(path.name))
    for file in files:
        script.looks[-1].append(file.name)
    return Watched(script.looks, missing, script.pauses)


def nothing() -> None:
    pass


def test_a_file_is_yielded_once_after_it_lay_still_for_two_looks(tmp_path: Path) -> None:
    add(tmp_path / "a.dcm")
    assert watch(tmp_path, nothing, nothing, nothing).looks == [[], ["a.dcm"], [], []]


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    file = add(tmp_path / "a.dcm")
    steps = (lambda: grow(file), lambda: grow(file), nothing)
    assert watch(tmp_path, *steps).looks == [[], [], [], ["a.dcm"]]


def test_a_file_of_the_same_size_and_another_time_is_waited_for(tmp_path: Path) -> None:
    file = add(tmp_path / "a.dcm")
    assert watch(tmp_path, lambda: os.utime(file, (5, 5)), nothing).looks == [[], [], ["a.dcm"]]


def test_a_file_that_comes_later_is_yielded(tmp_path: Path) -> None:
    watched = watch(tmp_path, lambda: add(tmp_path / "a.dcm"), nothing)
    assert watched.looks == [[], [], ["a.dcm"]]


def test_a_file_that_changed_after_it_was_yielded_is_yielded_again(tmp_path: Path) -> None:
    file = add(tmp_path / "a.dcm")
    steps = (nothing, lambda: grow(file), nothing, nothing)
    assert watch(tmp_path, *steps).looks == [[], ["a.dcm"], [], ["a.dcm"], []]


def test_a_file_that_vanished_is_forgotten(tmp_path: Path) -> None:
    file = add(tmp_path / "a.dcm")
    steps = (nothing, file.unlink, lambda: add(file), nothing)
    assert watch(tmp_path, *steps).looks == [[], ["a.dcm"], [], [], ["a.dcm"]]


def test_a_folder_that_is_gone_for_a_while_is_waited_for_with_one_note(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "share", tmp_path / "elsewhere"
    folder.mkdir()
    add(folder / "a.dcm")
    steps = (
        nothing,
        lambda: folder.rename(elsewhere),
        nothing,
        lambda: elsewhere.rename(folder),
        lambda: add(folder / "b.dcm"),
        nothing,
    )
    watched = watch(folder, *steps)
    assert watched.looks == [[], ["a.dcm"], [], [], [], [], ["b.dcm"]]
    assert watched.missing == ["share"]


def test_a_folder_that_goes_twice_is_noted_twice(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    watched = watch(folder, nothing, folder.mkdir, folder.rmdir, nothing)
    assert watched.missing == ["share", "share"]


def test_the_files_of_an_archive_wait_until_all_of_it_is_there(tmp_path: Path) -> None:
    whole = write_zip(tmp_path / "whole", {"IM1.dcm": b"1" * 99, "IM2.dcm": b"2" * 99}).read_bytes()
    (tmp_path / "whole").unlink()
    archive = tmp_path / "study.zip"
    archive.write_bytes(whole[:100])
    steps = (lambda: archive.write_bytes(whole), nothing, nothing)
    assert watch(tmp_path, *steps).looks == [[], [], ["IM1.dcm", "IM2.dcm"], []]


def test_a_folder_that_may_not_be_listed_is_yielded_so_that_its_row_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    listed = os.scandir

    def fail(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "locked":
            raise PermissionError
        return listed(path)

    monkeypatch.setattr(os, "scandir", fail)
    assert watch(tmp_path, nothing, nothing).looks == [[], ["locked"], []]


def test_a_share_that_goes_in_the_middle_of_a_look_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path / "a.dcm")
    find = watching.find_radiographs

    def go_once(_paths: Iterable[Path]) -> Iterable[Path]:
        monkeypatch.setattr(watching, "find_radiographs", find)
        raise OSError("stale")

    monkeypatch.setattr(watching, "find_radiographs", go_once)
    assert watch(tmp_path, nothing, nothing).looks == [[], [], ["a.dcm"]]


def test_a_look_that_takes_long_is_paused_after_for_longer_but_for_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]

    def walk(_paths: Iterable[Path]) -> list[Path]:
        clock[0] += 60.0
        return []

    monkeypatch.setattr(watching, "find_radiographs", walk)
    monkeypatch.setattr(watching.time, "perf_counter", lambda: clock[0])
    assert watch(tmp_path, nothing).pauses == [PAUSE_SECONDS, 240.0]


def test_what_is_done_with_a_file_is_no_time_of_the_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, script = [0.0], Script([nothing])
    add(tmp_path / "a.dcm")
    monkeypatch.setattr(watching.time, "perf_counter", lambda: clock[0])
    for _ in watch_radiographs([tmp_path], script, on_missing=lambda _path: None):
        clock[0] += 60.0
    assert script.pauses == [PAUSE_SECONDS] * 2


def test_a_watch_that_is_stopped_in_the_middle_of_a_look_ends(tmp_path: Path) -> None:
    script = Script([nothing])
    for name in ("a.dcm", "b.dcm"):
        add(tmp_path / name)
    for _ in watch_radiographs([tmp_path], script, on_missing=lambda _path: None):
        script.looks[-1].append("one")
        script.set()
    assert script.looks == [[], ["one"]]


def add(file: Path) -> Path:
    file.write_bytes(b"a")
    os.utime(file, (1, 1))
    return file


def grow(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"a")
