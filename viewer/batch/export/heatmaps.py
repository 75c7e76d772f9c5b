"""Radiographs with their heatmaps over them, as a folder of PNG files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.batch.control import BatchControl
from viewer.batch.export.heatmap_names import HeatmapNames
from viewer.batch.export.picture_of import PictureOf
from viewer.batch.in_order import in_order
from viewer.batch.worklist.row import Row
from viewer.csv_file import write_csv
from viewer.errors import ExportError, HilumError, WorklistError
from viewer.imaging import open_radiograph
from viewer.imaging.shown import shown_picture
from viewer.reading import Verdict
from viewer.reading.heatmap import draw_contribution, laid_over
from viewer.unforeseen import as_hilum_error, log_unforeseen
from viewer.whole_file import exporting

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngInfo

HEATMAP_SIDE = 1024
"""Pixels of the longer side at most."""

INDEX = "heatmaps.csv"
INDEX_COLUMNS = (
    "heatmap",
    "file",
    "sha256",
    "patient_id",
    "probability",
    "operating_point",
    "threshold",
    "model_sha256",
    "error",
)


@dataclass(frozen=True, slots=True)
class HeatmapSummary:
    """What became of an export of heatmaps.

    Attributes
    ----------
    index : Path
        The CSV file that says which heatmap is of which file.
    failed : tuple of (Path, str)
        Files of which no heatmap could be made, and why; the index has them as well.
    cancelled : bool
        Whether it ended before the last row.
    """

    written: int
    index: Path
    failed: tuple[tuple[Path, str], ...]
    cancelled: bool


def export_heatmaps(
    rows: Iterable[Row],
    folder: Path,
    picture_of: PictureOf,
    *,
    on_progress: Callable[[int], None],
    control: BatchControl,
) -> HeatmapSummary:
    """Write a PNG of each radiograph with the verdict pneumonia, and an index of them.

    The radiograph is opened again and drawn as the viewer first shows it, without overlays; the
    heatmap is of the contribution that was kept when it was read. A file that is gone, or is not
    the same as then, costs only itself.

    Parameters
    ----------
    folder : Path
        It is made where it does not exist. Files of the same names in it are replaced, and
        others left as they are.
    on_progress : callable
        Called in this thread with the number of radiographs done.
    control : BatchControl
        Once cancelled, no further heatmap is made; the index has those that were.

    Raises
    ------
    ExportError
        If the folder can't be made, or a file in it can't be written.
    WorklistError
        If `rows` or `picture_of` does.
    """
    _make(folder)
    names = HeatmapNames()
    failed: list[tuple[Path, str]] = []
    written = 0

    def painted(named: tuple[str, Row]) -> tuple[str, Row, str]:
        name, row = named
        return name, row, _paint(row, folder / name, picture_of)

    def indexed() -> Iterator[tuple[object, ...]]:
        nonlocal written
        positive = ((names.name(row), row) for row in rows if row.verdict is Verdict.PNEUMONIA)
        for done, (name, row, error) in enumerate(in_order(positive, painted, control), 1):
            if error:
                failed.append((row.file, error))
            else:
                written += 1
            yield _cells("" if error else name, row, error)
            on_progress(done)

    index = folder / INDEX
    write_csv(index, INDEX_COLUMNS, indexed())
    return HeatmapSummary(written, index, tuple(failed), control.cancelled)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder {folder} can't be made: {error.strerror or error}.",
            "Choose another folder, or check that the one above it may be written to.",
        ) from error


def _paint(row: Row, target: Path, picture_of: PictureOf) -> str:
    """Write one heatmap; gives the sentence of what was wrong with the radiograph, if anything."""
    try:
        picture = picture_of(row)
        if picture is None:
            return "The worklist keeps no heatmap of it."
        radiograph = open_radiograph(row.file, enough=HEATMAP_SIDE)
        if radiograph.source.sha256 != row.sha256:
            return "The file has changed since it was read."
        shown = shown_picture(radiograph, HEATMAP_SIDE)
        over = laid_over(shown, draw_contribution(picture.contribution, picture.full_scale))
    except WorklistError:
        raise
    except Exception as error:
        if not isinstance(error, HilumError):
            log_unforeseen("While a heatmap was drawn", error)
        return as_hilum_error(error).sentence
    with exporting(target) as file:
        over.save(file, "PNG", pnginfo=_words())
    return ""


def _words() -> "PngInfo":
    from PIL.PngImagePlugin import PngInfo  # late: a start of the program draws none

    words = PngInfo()
    words.add_text("Software", "Hilum")
    words.add_text("Comment", "Research use only, not a medical device.")
    return words


def _cells(name: str, row: Row, error: str) -> tuple[object, ...]:
    return (
        name,
        row.file,
        row.sha256,
        row.patient_id,
        row.probability,
        row.operating_point,
        row.threshold,
        row.model_sha256,
        error,
    )
