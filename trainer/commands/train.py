"""`hilum-train train`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trainer.commands.telling import Data, console


class Splitting(StrEnum):
    FOLDERS = "folders"
    PATIENTS = "patients"


def train_network(
    data: Data,
    architecture: Annotated[str, typer.Option(help="cnn or efficientnet-lite0.")] = (
        "efficientnet-lite0"
    ),
    run: Annotated[
        Path | None, typer.Option(help="The run's folder, by default runs/NAME.")
    ] = None,
    split: Annotated[Splitting, typer.Option(help="The data's own folders, or 70/20/10.")] = (
        Splitting.FOLDERS
    ),
    epochs: Annotated[int | None, typer.Option(min=1)] = None,
    size: Annotated[int | None, typer.Option(min=32, help="Rows and columns.")] = None,
    seed: int = 1,
    about: Annotated[
        str | None, typer.Option(help="What the card says of DATA: kermany2018, or a JSON file.")
    ] = None,
    model_version: Annotated[str, typer.Option(help="Goes into the model card.")] = "0.1.0",
) -> None:
    """Train a network, resume a killed run, and write the run's model.onnx."""
    from trainer.about import read_about
    from trainer.export import export_run
    from trainer.recipe import RECIPES
    from trainer.training import Run, train
    from viewer.imaging import InputSpec

    if architecture not in RECIPES:
        raise typer.BadParameter(f"{architecture}: choose from {', '.join(RECIPES)}")
    recipe = RECIPES[architecture]
    changes = {
        "split": split.value,
        "seed": seed,
        "about": read_about(about) if about else recipe.about,
        "epochs": epochs or recipe.epochs,
        "input": InputSpec(size) if size else recipe.input,
    }
    recipe = recipe.model_copy(update=changes)
    kept = Run(run or Path("runs") / architecture)
    train(data, recipe, kept)
    card = export_run(kept, data, model_version)
    console.print(f"Wrote {kept.onnx}: {card.name} {card.version}.")
