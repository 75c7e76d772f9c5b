"""How a batch agrees with the labels that its folders give, as a table on the terminal."""

from rich.table import Table

from viewer.batch import Worklist
from viewer.batch.figures.agreement import LeftOut, confusion_matrix, figures_table, left_out
from viewer.batch.figures.facts import Facts, read_facts
from viewer.batch.figures.figure import Figure
from viewer.batch.figures.labels import FolderLabels
from viewer.cli.console import out
from viewer.reading import OperatingPoint


def print_agreement(worklist: Worklist, point: OperatingPoint) -> None:
    """Show the figures where folders are called NORMAL and PNEUMONIA; nothing elsewhere."""
    facts = labelled_facts(worklist)
    figures = figures_table(facts, point.threshold)
    if not figures:
        return
    counts = confusion_matrix(facts.ranking, point.threshold)
    out.print(f"By the names of their folders, {_counted(left_out(facts))}:", soft_wrap=True)
    table = Table("agreement", "value", "95% interval")
    for figure in figures:
        table.add_row(figure.name, *_cells(figure))
    out.print(table)
    out.print(
        f"Labelled pneumonia: {counts.true_positive:,} read as pneumonia, "
        f"{counts.false_negative:,} as normal. Labelled normal: {counts.true_negative:,} read as "
        f"normal, {counts.false_positive:,} as pneumonia.",
        soft_wrap=True,
    )


def labelled_facts(worklist: Worklist) -> Facts:
    """The facts of a worklist, labelled by the names of the folders that were to be read.

    Raises
    ------
    WorklistError
    """
    paths, _ = worklist.request
    return read_facts(worklist.path, FolderLabels(paths))


def _cells(figure: Figure) -> tuple[str, str]:
    if figure.value is None:
        return "", figure.reason
    return f"{figure.value:.3f}", f"{figure.low:.3f} to {figure.high:.3f}"


def _counted(left: LeftOut) -> str:
    labelled = f"{left.labelled:,} labelled"
    if left.counted == left.labelled:
        return labelled
    return f"{labelled}, {left.withheld:,} withheld and {left.failed:,} failed left out"
