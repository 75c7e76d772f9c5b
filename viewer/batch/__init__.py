"""A folder becomes a worklist of readings."""

from viewer.batch.control import BatchControl
from viewer.batch.export import COLUMNS, export_csv, export_rows
from viewer.batch.pipeline import run_batch
from viewer.batch.progress import Progress
from viewer.batch.reading_file import read_file
from viewer.batch.worklist.outcome import Outcome, Picture, Stamp
from viewer.batch.worklist.row import Row, failed_row, judged, read_row
from viewer.batch.worklist.worklist import Worklist

__all__ = [
    "COLUMNS",
    "BatchControl",
    "Outcome",
    "Picture",
    "Progress",
    "Row",
    "Stamp",
    "Worklist",
    "export_csv",
    "export_rows",
    "failed_row",
    "judged",
    "read_file",
    "read_row",
    "run_batch",
]
