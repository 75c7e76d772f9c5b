"""The page of a report, written piece by piece."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined

import resources
from viewer.batch.export.picture_of import PictureOf
from viewer.batch.export.report.histogram import HEIGHT, WIDTH, histogram
from viewer.batch.export.report.pictures import PagePicture, page_picture
from viewer.batch.export.report.tally import ReportTally
from viewer.batch.worklist.row import Row
from viewer.reading import Verdict
from viewer.reading.colour_maps import EMBER
from viewer.whole_file import exporting


def export_report(rows: Iterable[Row], path: Path, picture_of: PictureOf) -> None:
    """Write a report as one HTML file without script, which refers to nothing outside itself.

    It has counts, the distribution of the probabilities, what was read with what, why verdicts
    are withheld and files failed, and pictures with heatmaps of the `MOST_PICTURES` most probable
    radiographs above the operating point. Neither the page nor what is in memory while it is
    written grows with the number of rows beyond that.

    Raises
    ------
    ExportError
        If the file can't be written; an older one is left whole.
    """
    tally = ReportTally()
    for row in rows:
        tally.add(row)
    style = resources.find("report/report.css").read_text(encoding="utf-8")
    page = (
        _environment()
        .get_template("report.html")
        .generate(
            tally=tally,
            cards=_cards(tally.most_probable, picture_of),
            histogram=histogram(tally.bins),
            width=WIDTH,
            height=HEIGHT,
            Verdict=Verdict,
            ember=EMBER.anchors.split(),
            inside=partial(_inside, folder=tally.folder),
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            written=datetime.now().astimezone(),
            hilum=version("hilum"),
        )
    )
    with exporting(path) as file:
        for piece in page:
            # The path of a file may hold what is no valid text.
            file.write(piece.encode("utf-8", "backslashreplace"))


@dataclass(frozen=True, slots=True)
class _Card:
    row: Row
    picture: PagePicture | None


def _cards(rows: Iterable[Row], picture_of: PictureOf) -> Iterator[_Card]:
    """One at a time: all pictures together are large."""
    for row in rows:
        yield _Card(row, page_picture(picture_of(row)))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(
            lambda name: resources.find(f"report/{name}").read_text(encoding="utf-8")
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"count": "{:,}".format, "probability": _probability, "date": _date}
    return environment


def _probability(value: float) -> str:
    """Three decimals, and never a certainty that the network did not state."""
    if 0.0 < value < 0.001:
        return "< 0.001"
    return "> 0.999" if 0.999 < value < 1.0 else f"{value:.3f}"


def _date(text: str) -> str:
    """A DICOM DA (PS3.5 6.2) with its parts told apart; anything else as it is."""
    if len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _inside(file: Path, folder: Path | None) -> Path:
    return file.relative_to(folder) if folder else file
