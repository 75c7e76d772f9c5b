"""What every command says in the same way."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from trainer.dataset import Example

console = Console()

Data = Annotated[
    Path, typer.Argument(help="Folder with NORMAL and PNEUMONIA, or train/test; or a CSV table.")
]


def tell_skipped(skipped: tuple[tuple[Example, str], ...]) -> None:
    """Name what could not be read, and why."""
    for example, reason in skipped:
        console.print(f"could not be read: {example.path}: {reason}", markup=False)
