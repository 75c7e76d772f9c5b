"""Values become HTML: one file that opens anywhere, without a network or a script."""

import datetime
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from viewer.errors import ExportError


def render(template: str, **values: object) -> str:
    """Fill a template of this package; every text from outside is escaped."""
    # Blocks are trimmed so that a recipe's text and table cells keep their own white space only.
    environment = Environment(
        loader=PackageLoader("trainer.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = "{:,}".format
    made = datetime.datetime.now(datetime.UTC).date().isoformat()
    return environment.get_template(template).render(made=made, hilum=version("hilum"), **values)


def write_page(path: Path, page: str) -> None:
    """Write a page; one that is there is replaced as a whole.

    Raises
    ------
    ExportError
        If it can't be written.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        # The path of a file may hold what is no valid text.
        partial.write_text(page, encoding="utf-8", errors="backslashreplace")
        partial.replace(path)
    except OSError as error:
        raise ExportError(
            f"The report can't be written to {path}: {error.strerror}.",
            "Choose another place with --html, or make room.",
        ) from error
