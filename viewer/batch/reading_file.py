"""A file becomes an outcome: its row, and what is kept beside it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from viewer.batch.worklist.outcome import THUMBNAIL_SIDE, Outcome, Picture, Stamp
from viewer.batch.worklist.row import Row, failed_row, judged, read_row
from viewer.errors import (
    DamagedFileError,
    HilumError,
    LimitExceededError,
    NoPixelsError,
    UnsupportedFormatError,
    WorklistError,
)
from viewer.imaging.decoding import AtWork
from viewer.imaging.held import held_content
from viewer.reading import OperatingPoint, Reader
from viewer.unforeseen import as_hilum_error, log_unforeseen

_OF_THE_CONTENT = (
    DamagedFileError,
    LimitExceededError,
    NoPixelsError,
    UnsupportedFormatError,
)
"""What the same bytes would fail of again."""


def read_file(
    path: Path,
    stamp: Stamp | None,
    reader: Reader,
    point: OperatingPoint,
    twin: Callable[[str], Row | None],
    at_work: AtWork | None = None,
) -> Outcome:
    """Read one file; any number of threads may at the same time. What fails is a row as well.

    Parameters
    ----------
    stamp : Stamp or None
        Taken before, so that a file which changes meanwhile is told by it later.
    twin : callable
        Given the SHA-256 of the content, the row of another file with the same, if there is one:
        it is copied, and the content is not decoded.
    at_work : AtWork, optional
        To be told of the decoder's process, for it to be ended early.

    Returns
    -------
    Outcome
        Without a stamp where the same bytes might be read the next time: a file that was not to
        be had, a graphics card that failed.

    Raises
    ------
    WorklistError
        If `twin` does.
    """
    try:
        with held_content(path, at_work) as content:
            known = twin(content.source.sha256)
            if known is not None:
                return Outcome(judged(replace(known, file=path), point), stamp, None)
            prepared, thumbnail = content.prepared(reader.card.input, THUMBNAIL_SIDE)
        reading = reader.read_prepared(prepared, point)
        scale = reader.card.contribution.full_scale
        picture = Picture(thumbnail, reading.contribution, scale)
        return Outcome(read_row(prepared.source, prepared.header, reading), stamp, picture)
    except WorklistError:
        raise
    except Exception as error:
        # A process that was ended while it started raises what would else be a bug.
        if not (isinstance(error, HilumError) or (at_work and at_work.ended)):
            log_unforeseen("While a file was read", error)
        row = failed_row(path, reader.identity, point, as_hilum_error(error))
        return Outcome(row, stamp if isinstance(error, _OF_THE_CONTENT) else None, None)
