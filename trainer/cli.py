"""`hilum-train`: inspect, train, export, evaluate, report."""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import typer
from rich.console import Console

from trainer.commands.evaluate import evaluate_model
from trainer.commands.export import export_network
from trainer.commands.inspect import inspect_data
from trainer.commands.report import report_runs
from trainer.commands.train import train_network
from viewer.errors import HilumError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Train a network on chest radiographs and write it to one ONNX file. Research use only.",
)
app.command("inspect")(inspect_data)
app.command("train")(train_network)
app.command("export")(export_network)
app.command("evaluate")(evaluate_model)
app.command("report")(report_runs)


def main() -> None:
    """Run the command; what the world did wrong ends in one sentence, a hint and exit code 2."""
    try:
        app()
    except HilumError as error:
        Console(stderr=True).print(
            error.sentence, error.hint, sep="\n", highlight=False, markup=False
        )
        sys.exit(2)
