"""`hilum-train export`."""

from pathlib import Path
from typing import Annotated

import typer

from trainer.commands.telling import console
from trainer.commands.train import Data, sources_of


def export_network(
    run: Annotated[Path, typer.Argument(help="Folder of a trained run.")],
    data: Data = None,
) -> None:
    """Calibrate a trained run again and write its model.onnx."""
    from trainer.export import export_run
    from trainer.runs import Run

    kept = Run(run)
    card = export_run(kept, sources_of(kept.recipe, data))
    console.print(f"Wrote {kept.onnx}: {card.name} {card.version}.")
