"""`hilum-train inspect`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from trainer.commands.telling import console, tell_skipped
from trainer.dataset import Example, find_all_examples
from trainer.inspection import Inspection, inspect_examples
from trainer.shortcuts import Shortcut


def inspect_data(
    data: Annotated[
        list[Path],
        typer.Argument(help="Folders with NORMAL and PNEUMONIA, or train/test; or CSV tables."),
    ],
    contact_sheet: Annotated[
        Path | None, typer.Option(help="Draw some radiographs of each class as a PNG.")
    ] = None,
) -> None:
    """Count classes, patients and duplicates, and measure the pictures."""
    examples = find_all_examples(data, to_evaluate=True)
    if contact_sheet:
        from trainer.contact_sheet import write_contact_sheet

        write_contact_sheet(examples, contact_sheet)
    inspection = _inspect(examples)
    _tell_counts(inspection)
    _tell_duplicates(inspection)
    for name, spread in (("Rows", inspection.rows), ("Columns", inspection.columns)):
        console.print(f"{name}: {spread.least:,} to {spread.most:,}, median {spread.median:,}.")
    for source, views in inspection.views.items():
        _tell_shortcut(views, "view", f" in {source}" if inspection.sources else "")
    if inspection.sources:
        _tell_shortcut(inspection.sources, "source", "")
    tell_skipped(inspection.unreadable)
    if contact_sheet:
        console.print(f"Wrote {contact_sheet}.", markup=False)


def _inspect(examples: list[Example]) -> Inspection:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Opening", total=len(examples))
        return inspect_examples(examples, on_read=lambda: progress.advance(task))


def _tell_counts(inspection: Inspection) -> None:
    table = Table("source", "folder", "class")
    for column in ("radiographs", "patients", "with several"):
        table.add_column(column, justify="right")
    for count in inspection.counts:
        table.add_row(
            count.source,
            count.folder or ".",
            count.label.name,
            f"{count.radiographs:,}",
            f"{count.patients:,}",
            f"{count.patients_with_several / count.patients:.0%}",
        )
    console.print(table)


def _tell_duplicates(inspection: Inspection) -> None:
    if not inspection.duplicates:
        console.print("No two files are identical.")
        return
    surplus = sum(len(group) - 1 for group in inspection.duplicates)
    console.print(
        f"{len(inspection.duplicates):,} groups of identical files ({surplus:,} surplus); "
        f"{inspection.crossing_folders:,} of them in two folders, "
        f"{inspection.crossing_labels:,} in two classes, "
        f"{inspection.crossing_patients:,} under two patients."
    )


def _tell_shortcut(shortcut: Shortcut, attribute: str, where: str) -> None:
    table = Table(f"{attribute}{where}")
    for column in ("NORMAL", "PNEUMONIA"):
        table.add_column(column, justify="right")
    for value, normal, pneumonia in shortcut.counts:
        table.add_row(value, f"{normal:,}", f"{pneumonia:,}")
    console.print(table)
    if shortcut.is_telling:
        console.print(
            f"Beware: the {attribute} alone predicts the class{where} (AUC {shortcut.auc:.2f}): "
            f"balance the classes within each {attribute}, and report each {attribute} apart.",
            style="bold",
            markup=False,
        )
