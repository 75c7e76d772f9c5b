"""`hilum-train train`."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from trainer.commands.telling import console

Recipe = Annotated[Path, typer.Argument(help="A recipe: a TOML file, as in trainer/recipes.")]
Data = Annotated[
    list[Path] | None,
    typer.Option(help="Folder or CSV table, once for each; by default what the recipe names."),
]


def train_network(
    recipe: Recipe,
    data: Data = None,
    runs: Annotated[Path, typer.Option(help="Where runs are kept.")] = Path("runs"),
    seed: Annotated[
        list[int] | None,
        typer.Option(min=0, max=2**32 - 1, help="Another seed than the recipe's; may be repeated."),
    ] = None,
    strict: Annotated[bool, typer.Option(help="Refuse data that can't be read whole.")] = False,
) -> None:
    """Train a network, or go on with a killed run, and write the run's model.onnx."""
    from trainer.making import Order, make

    order = Order(recipe, sources_of(recipe, data), runs, strict)
    seeds: list[int] | list[None] = seed or [None]
    made = [make(order, one) for one in seeds]
    table = Table("run", "model", "AUC on validation (95% interval)")
    for run, card in made:
        auc = next(m for m in card.metrics if (m.name, m.data) == ("AUC", "validation"))
        figure = f"{auc.value:.4f} ({auc.low:.4f} to {auc.high:.4f})"
        table.add_row(str(run.folder), f"{card.name} {card.version}", figure)
    console.print(table)


def sources_of(recipe: Path, given: list[Path] | None) -> tuple[Path, ...]:
    """The data that were given, or those that a recipe names, found under `HILUM_DATA`.

    Raises
    ------
    DatasetError
        If neither names any.
    """
    from trainer.dataset import DatasetError
    from trainer.recipe import read_recipe

    if given:
        return tuple(given)
    root = Path(os.environ.get("HILUM_DATA", "../shared/data"))
    named = read_recipe(recipe).data
    if not named:
        raise DatasetError(f"{recipe} names no data.", "Give a folder or a table with --data.")
    return tuple(root / name for name in named)
