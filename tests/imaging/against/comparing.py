"""Every view of a file, ours against DCMTK's."""

from pathlib import Path

from tests.imaging.against import dcmtk, reference
from tests.imaging.against.explaining import DCMTK_REASONS, Case, verdict
from tests.imaging.against.files import HeldFile
from tests.imaging.against.table import Report, difference
from tests.imaging.against.viewing import as_deep_as, picture, views

FRAMES_COMPARED = 2


def hold_against_dcmtk(
    file: HeldFile, report: Report, path: Path | None = None, whose: str = "DCMTK"
) -> None:
    """Add a row for each view of the first frames.

    `path` is the file that DCMTK draws where it is not the file itself.
    """
    for frame in range(min(file.frames, FRAMES_COMPARED)):
        radiograph = file.opened(frame)
        for asked in views(radiograph, reference.of_frame(file.dataset, frame)):
            syntax = file.syntax if path is None else ""
            options = (*asked.options, "+F", str(frame + 1))
            theirs = dcmtk.draw(path or file.path, syntax, *options)
            ours = as_deep_as(picture(radiograph, asked), theirs)
            found = verdict(Case(file, frame, ours, theirs), 1, DCMTK_REASONS)
            what = in_frame(file, frame, asked.name)
            report.add(file.name, file.syntax.keyword, what, whose, found, difference(ours, theirs))


def in_frame(file: HeldFile, frame: int, what: str) -> str:
    return f"frame {frame + 1}, {what}" if file.frames > 1 else what
