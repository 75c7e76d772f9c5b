"""Rows become a report: one HTML file that needs nothing else."""

from collections.abc import Callable, Iterable
from pathlib import Path

from viewer.batch.outcome import Picture
from viewer.batch.row import Row


def export_report(
    rows: Iterable[Row], path: Path, picture_of: Callable[[Row], Picture | None]
) -> None:
    """Write a report."""
    raise NotImplementedError
