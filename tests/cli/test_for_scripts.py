"""`hilum classify` as scripts and logs see it: --json, --quiet, and no terminal."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from tests.batch.files import write_bad_files, write_jpegs
from tests.cli.calls import Call
from tests.cli.tables import cells_of
from viewer.batch import Progress
from viewer.batch.export.json_lines import JSON_KEYS
from viewer.cli import progress_shown
from viewer.cli.manner import Manner

ROOT = Path(__file__).parents[2]


def test_json_is_a_line_for_each_file_and_nothing_else_on_stdout(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "study", 2)
    bad = write_bad_files(tmp_path / "study")
    answer = hilum("classify", tmp_path / "study", "--model", model, "--json")
    assert answer.status == 1
    rows = [json.loads(line) for line in answer.out.splitlines()]
    assert {tuple(row) for row in rows} == {JSON_KEYS}
    assert {row["file"] for row in rows if row["verdict"]} == set(map(str, files))
    assert {Path(row["file"]).name for row in rows if row["error"]} == set(bad)
    assert "6 files in" in answer.err
    assert "Research use only" in answer.err


def test_quiet_says_nothing_of_what_went_well(hilum: Call, model: Path, tmp_path: Path) -> None:
    write_jpegs(tmp_path / "study", 1)
    target = tmp_path / "out.csv"
    answer = hilum("classify", tmp_path / "study", "--model", model, "--csv", target, "--quiet")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert len(cells_of(target)) == 1


def test_quiet_says_how_many_files_failed(hilum: Call, model: Path, tmp_path: Path) -> None:
    write_jpegs(tmp_path / "study", 1)
    write_bad_files(tmp_path / "study")
    answer = hilum("classify", tmp_path / "study", "--model", model, "--quiet")
    assert (answer.status, answer.out, answer.err) == (1, "", "4 of 5 files failed.\n")


def test_quiet_says_what_ended_the_call(hilum: Call, model: Path, tmp_path: Path) -> None:
    answer = hilum("classify", tmp_path, "--model", model, "--quiet")
    assert answer.status == 2
    assert "No radiograph was found" in answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is not that of Windows")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&- <&-"])
def test_a_service_without_standard_streams_reads_and_writes_all_the_same(
    model: Path, tmp_path: Path, closed: str
) -> None:
    write_jpegs(tmp_path / "study", 1)
    table = tmp_path / "out.csv"
    call = [sys.executable, "-m", "viewer", "classify", tmp_path / "study"]
    options = ["--model", model, "--csv", table]
    ended = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *call, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(cells_of(table)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells a closed pipe by other means")
def test_a_reader_of_json_that_leaves_ends_the_batch_which_is_kept(
    model: Path, tmp_path: Path
) -> None:
    write_jpegs(tmp_path / "study", 200)
    table = tmp_path / "out.csv"
    call = (sys.executable, "-m", "viewer", "classify", tmp_path / "study", "--model", model)
    with subprocess.Popen(
        [*call, "--json", "--csv", table],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read().decode()
    assert process.returncode == 130
    assert "Stopped before the end" in err
    assert "Error" not in err
    assert 1 <= len(cells_of(table)) < 200


def test_a_log_gets_a_line_a_minute(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(progress_shown.time, "monotonic", lambda: now)
    with progress_shown.progress_shown(Manner(json=False, quiet=False)) as show:
        for now in (30.0, 61.0, 90.0, 130.0):
            show(Progress(int(now), 3, 20, 5000, now, remaining=600.0, rate=1.25))
    assert capsys.readouterr().err.splitlines() == [
        "61 of 5,000 files, 1.2/s, 3 failed, 20 kept, 10 min 00 s left",
        "130 of 5,000 files, 1.2/s, 3 failed, 20 kept, 10 min 00 s left",
    ]


def test_a_terminal_gets_a_bar_with_pace_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    err = Console(file=terminal, force_terminal=True, width=120)
    monkeypatch.setattr(progress_shown, "err", err)
    with progress_shown.progress_shown(Manner(json=False, quiet=False)) as show:
        show(Progress(40, 1, 0, 100, 4.0, remaining=6.0, rate=10.0))
    assert "40/100" in terminal.getvalue()
    assert "10.0/s, 1 failed, 6.0 s left" in terminal.getvalue()
