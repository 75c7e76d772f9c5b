"""`hilum info`: what a file says of its radiograph."""

from pathlib import Path
from typing import Annotated

import typer

from viewer.cli.console import out
from viewer.cli.fact_table import fact_table
from viewer.cli.facts import facts_of
from viewer.imaging import open_radiograph


def info(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A JPEG, PNG, TIFF, WebP, BMP or DICOM file; one in a zip archive is named "
            "as if the archive were a folder.",
            readable=False,
        ),
    ],
) -> None:
    """Show what a file says of its radiograph."""
    radiograph = open_radiograph(file)
    out.print(fact_table(radiograph.source.path.name, facts_of(radiograph)))
