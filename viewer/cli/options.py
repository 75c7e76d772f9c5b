"""Options and arguments that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from viewer.reading import Provider


def _path(text: str) -> Path:
    """Any path, since a row says of it what is not there or may not be read.

    But no empty one, which would be the folder that a script happens to run in.
    """
    if not text:
        raise typer.BadParameter("the name of a file or folder is empty.")
    return Path(text)


PATHS = typer.Argument(
    metavar="PATH", help="Files, folders, zip archives and DICOMDIRs.", parser=_path
)

ProviderOption = Annotated[
    Provider, typer.Option(help="What the model runs on; auto takes CUDA where it works.")
]
ModelOption = Annotated[
    Path | None,
    typer.Option(help="By default the model that ships with Hilum.", exists=True, dir_okay=False),
]
JobsOption = Annotated[
    int | None, typer.Option(min=1, help="Files that are read at the same time.")
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help="Print a line of JSON for each file, and nothing else on stdout."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
