"""`hilum-train export`."""

from pathlib import Path
from typing import Annotated

import typer

from trainer.commands.telling import Data, console


def export_network(
    run: Annotated[Path, typer.Argument(help="Folder of a trained run.")],
    data: Data,
    model_version: Annotated[str, typer.Option(help="Goes into the model card.")] = "0.1.0",
) -> None:
    """Calibrate a trained run again and write its model.onnx."""
    from trainer.export import export_run
    from trainer.training import Run

    card = export_run(Run(run), data, model_version)
    console.print(f"Wrote {Run(run).onnx}: {card.name} {card.version}.")
