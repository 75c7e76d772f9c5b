"""`hilum-train inspect`."""

from rich.table import Table

from trainer.commands.telling import Data, console, tell_skipped
from trainer.dataset import find_examples
from trainer.inspection import inspect_examples


def inspect_data(data: Data) -> None:
    """Count classes, patients and duplicates, and measure the pictures."""
    inspection = inspect_examples(find_examples(data))
    table = Table("folder", "class", "radiographs", "patients")
    for (folder, label), (radiographs, patients) in inspection.counts.items():
        table.add_row(folder or ".", label, f"{radiographs:,}", f"{patients:,}")
    console.print(table)
    surplus = sum(len(group) - 1 for group in inspection.duplicates)
    console.print(
        f"{len(inspection.duplicates)} groups of identical files ({surplus} surplus), "
        f"{inspection.crossing} of them in two folders or classes."
    )
    for name, spread in (("Rows", inspection.rows), ("Columns", inspection.columns)):
        console.print(f"{name}: {spread[0]:,} to {spread[2]:,}, median {spread[1]:,}.")
    tell_skipped(inspection.unreadable)
