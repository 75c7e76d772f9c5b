"""The page of a report, written piece by piece."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import resources
from viewer.batch.export.picture_of import PictureOf
from viewer.batch.export.report.agreement import SIDE, agreement
from viewer.batch.export.report.histogram import WIDTH, histogram
from viewer.batch.export.report.pictures import PagePicture, page_picture
from viewer.batch.export.report.tally import ReportTally
from viewer.batch.export.report.template import environment
from viewer.batch.figures.choosing import CHOSEN
from viewer.batch.figures.facts import Facts
from viewer.batch.worklist.row import Row
from viewer.reading import Verdict
from viewer.reading.colour_maps import EMBER
from viewer.whole_file import exporting


def export_report(
    rows: Iterable[Row], path: Path, picture_of: PictureOf, facts_of: Callable[[], Facts]
) -> None:
    """Write a report as one HTML file without script, which refers to nothing outside itself.

    It has counts, the distribution of the probabilities, the agreement with labels, what was read
    with what, why verdicts are withheld and files failed, and pictures with heatmaps of the
    `MOST_PICTURES` most probable radiographs above the operating point. The page does not grow
    with the number of rows beyond that, nor does what is in memory beside the facts.

    Parameters
    ----------
    facts_of : callable
        Gives the facts of the same rows; it is asked once, after the last of them.

    Raises
    ------
    ExportError
        If the file can't be written; an older one is left whole.
    """
    tally = ReportTally()
    for row in rows:
        tally.add(row)
    facts, threshold = facts_of(), tally.threshold
    style = resources.find("report/report.css").read_text(encoding="utf-8")
    page = (
        environment()
        .get_template("report.html")
        .generate(
            tally=tally,
            held_back=facts.held_back,
            cards=_cards(tally.most_probable, picture_of),
            threshold=threshold,
            histogram=None if threshold is None else histogram(facts, threshold),
            agreement=None if threshold is None else agreement(facts, threshold),
            labels_from=facts.labels_from,
            width=WIDTH,
            side=SIDE,
            CHOSEN=CHOSEN,
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


def _inside(file: Path, folder: Path | None) -> Path:
    return file.relative_to(folder) if folder else file
