"""A file is written whole or not at all, by whatever writes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.whole_file import exporting, replacing

needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")

# Python ignores SIGXFSZ, so that a file which grows beyond the limit is an OSError.
ON_A_SMALL_DISK = """
import resource, sys
from pathlib import Path
from tests.batch.rows import make_row
from viewer.batch.export import ENDINGS, export_rows
from viewer.batch.figures.facts import Facts
from viewer.errors import ExportError

import xlsxwriter, jinja2
rows = [make_row(file=Path(f"/radiographs/{number}.jpg")) for number in range(300)]
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
for ending in ENDINGS:
    try:
        export_rows(rows, Path(sys.argv[1], f"out{ending}"), lambda row: None, Facts)
    except ExportError as error:
        print(ending, error.sentence.rsplit(": ")[-1])
"""


def test_a_file_takes_the_place_of_the_older_one_when_it_is_done(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    with replacing(tmp_path / "out") as file:
        file.write(b"new")
        file.flush()
        assert (tmp_path / "out").read_bytes() == b"old"
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_an_error_leaves_the_older_file_and_nothing_beside(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "out") as file:
        file.write(b"new" * (1 // 0))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    with exporting(tmp_path / ("n" * 255)) as file:
        file.write(b"new")
    assert len(list(tmp_path.iterdir())) == 1


@needs_links
def test_a_link_stays_one_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "out").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "out")
    with exporting(tmp_path / "link") as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "out").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_that_only_its_owner_may_read_stays_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    (tmp_path / "out").chmod(0o600)
    with exporting(tmp_path / "out") as file:
        file.write(b"new")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit to a file's size")
def test_a_disk_that_fills_half_way_leaves_the_older_export_whole(tmp_path: Path) -> None:
    kinds = ("csv", "html", "jsonl", "xlsx")
    for kind in kinds:
        (tmp_path / f"out.{kind}").write_text("old")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ON_A_SMALL_DISK, tmp_path],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert sorted(done.stdout.split("\n")[:-1]) == [f".{kind} File too large." for kind in kinds]
    assert done.stderr == ""
    assert sorted((path.name, path.read_text()) for path in tmp_path.iterdir()) == [
        (f"out.{kind}", "old") for kind in kinds
    ]
