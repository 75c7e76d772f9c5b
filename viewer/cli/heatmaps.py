"""The heatmaps of a batch, which take as long to draw as it took to read."""

import time
from pathlib import Path

from viewer.batch import BatchControl, Progress, Worklist
from viewer.batch.export import HeatmapSummary, export_heatmaps
from viewer.cli.manner import Manner
from viewer.cli.progress_shown import progress_shown
from viewer.cli.stopping import stopping


def write_heatmaps(worklist: Worklist, folder: Path, manner: Manner) -> HeatmapSummary:
    """Write them into a folder, until the person or the system asks to stop.

    Raises
    ------
    ExportError, WorklistError
        As `export_heatmaps` does.
    """
    control, since = BatchControl(), time.monotonic()
    with stopping(control.cancel), progress_shown(manner, "Drawing") as show:

        def on_progress(done: int) -> None:
            elapsed = time.monotonic() - since
            rate = done / elapsed if elapsed else None
            show(Progress(done, 0, 0, None, elapsed, None, rate))

        summary = export_heatmaps(
            worklist.rows(), folder, worklist.picture, on_progress=on_progress, control=control
        )
    if summary.cancelled:
        manner.note(f"Stopped before all heatmaps were drawn; {summary.written:,} are there.")
    if summary.failed:
        manner.note(
            f"{len(summary.failed):,} heatmaps could not be drawn; {summary.index} says why."
        )
    return summary
