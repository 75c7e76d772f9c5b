"""The files into which a batch writes its worklist."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.batch import Worklist
from viewer.batch.export import export_csv
from viewer.batch.export.excel import export_excel
from viewer.batch.export.json_lines import export_json_lines
from viewer.batch.export.report import export_report
from viewer.cli.agreement import labelled_facts
from viewer.errors import ExportError, HilumError
from viewer.imaging.finding import promises_picture

_CHECK = "Check that the folder is there, may be written to and has room."


@dataclass(frozen=True, slots=True)
class Results:
    """Where to write what was read; None for what is not wanted.

    Attributes
    ----------
    heatmaps : Path or None
        A folder, which is made if its own folder is there; `write` leaves it alone.
    """

    csv: Path | None = None
    xlsx: Path | None = None
    jsonl: Path | None = None
    html: Path | None = None
    heatmaps: Path | None = None

    @property
    def default_worklist(self) -> Path | None:
        """Beside the first of the files; None if there are none."""
        file = next(self._files(), None)
        return file and file.with_name(f"{file.name}.worklist")

    def check(self, paths: Sequence[Path], worklist: Path | None) -> None:
        """Find out what could only go wrong, before hours of reading.

        Parameters
        ----------
        paths : sequence of Path
            What is to be read.

        Raises
        ------
        ExportError
        """
        files = [*self._files(), *filter(None, [worklist])]
        for file in files:
            _check_file(file, paths)
        if len({os.path.realpath(file) for file in files}) < len(files):
            raise ExportError(
                "Two of the files to write have one name.", "Give each a name of its own."
            )
        if self.heatmaps:
            _check_folder(self.heatmaps)
            _check_outside(self.heatmaps, paths)

    def _files(self) -> Iterator[Path]:
        return filter(None, (self.csv, self.xlsx, self.jsonl, self.html))

    def write_csv(self, worklist: Worklist) -> None:
        """Write only what is written again and again. Raises ExportError."""
        if self.csv:
            export_csv(worklist.rows(), self.csv)

    def write(self, worklist: Worklist) -> Iterator[HilumError]:
        """Write all files; yields what went wrong, which keeps no other from being written."""
        for write in self._writers(worklist):
            try:
                write()
            except HilumError as error:
                yield error

    def _writers(self, worklist: Worklist) -> Iterator[Callable[[], object]]:
        yield lambda: self.write_csv(worklist)
        if xlsx := self.xlsx:
            yield lambda: export_excel(worklist.rows(), xlsx)
        if jsonl := self.jsonl:
            yield lambda: export_json_lines(worklist.rows(), jsonl)
        if html := self.html:
            yield lambda: export_report(
                worklist.rows(), html, worklist.picture, lambda: labelled_facts(worklist)
            )


def _check_file(path: Path, to_be_read: Sequence[Path]) -> None:
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        raise ExportError(f"{path} is no file that can be written.", "Choose another name.")
    given = os.path.realpath(path) in map(os.path.realpath, to_be_read)
    # `--csv *.dcm` names a radiograph, too.
    if mode is not None and (given or promises_picture(path)):
        raise ExportError(f"{path} is to be read, not to be written.", "Choose another name.")
    _check_room(path, Path(os.path.realpath(path)).parent)


def _check_folder(path: Path) -> None:
    mode = _mode(path)
    if mode is not None and not stat.S_ISDIR(mode):
        raise ExportError(f"{path} is no folder.", "Choose another name.")
    folder = Path(os.path.realpath(path))
    _check_room(path, folder.parent if mode is None else folder)


def _mode(path: Path) -> int | None:
    """Of what lies there, None of nothing. Raises ExportError where nothing ever could."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from error


def _check_outside(folder: Path, paths: Sequence[Path]) -> None:
    real = Path(os.path.realpath(folder))
    for path in map(Path, map(os.path.realpath, paths)):
        if real == path or path in real.parents:
            raise ExportError(
                f"The heatmaps in {folder} would be read as radiographs the next time.",
                "Choose a folder outside of those that are read.",
            )


def _check_room(path: Path, folder: Path) -> None:
    try:
        # Permissions alone don't tell it: network shares and read-only disks have their own.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ExportError:
    return ExportError(f"{path} can't be written: {error.strerror}.", _CHECK)
