"""`hilum-train`: inspect, train, export, evaluate."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from trainer.dataset import Example, find_examples
from trainer.evaluation import Evaluation, evaluate, manifest_of
from trainer.inspection import inspect_examples
from trainer.splits import kept_for_test
from viewer.errors import HilumError
from viewer.reading import OperatingPoint, Provider, Reader

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Train a network on chest radiographs and write it to one ONNX file. Research use only.",
)
console = Console()

Data = Annotated[Path, typer.Argument(help="Folder with NORMAL and PNEUMONIA, or train/test.")]


class Splitting(StrEnum):
    FOLDERS = "folders"
    PATIENTS = "patients"


@app.command("inspect")
def inspect_data(data: Data) -> None:
    """Count classes, patients and duplicates, and measure the pictures."""
    inspection = inspect_examples(find_examples(data))
    table = Table("folder", "class", "radiographs", "patients")
    for (folder, label), (radiographs, patients) in inspection.counts.items():
        table.add_row(folder or ".", label, f"{radiographs:,}", f"{patients:,}")
    console.print(table)
    surplus = sum(len(group) - 1 for group in inspection.duplicates)
    console.print(
        f"{len(inspection.duplicates)} groups of identical files ({surplus} surplus), "
        f"{inspection.crossing} of them in two folders or classes."
    )
    for name, spread in (("Rows", inspection.rows), ("Columns", inspection.columns)):
        console.print(f"{name}: {spread[0]:,} to {spread[2]:,}, median {spread[1]:,}.")
    _tell_skipped(inspection.unreadable)


@app.command("train")
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


@app.command("export")
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


@app.command("evaluate")
def evaluate_model(
    model: Annotated[Path, typer.Argument(help="ONNX file.")],
    data: Data,
    operating_point: Annotated[str | None, typer.Option(help="By default the first.")] = None,
    record: Annotated[str | None, typer.Option(help="Write the figures to the card as of ...")] = (
        None
    ),
) -> None:
    """Measure an ONNX file on the test part of its run, on a test folder, or on all there is."""
    reader = Reader.open(model, Provider.CPU)
    point = reader.operating_point(operating_point)
    examples = find_examples(data)
    manifest = manifest_of(model, reader.card)
    tested = kept_for_test(examples, data, manifest)
    if tested is None:
        console.print("There is no test part: the figures hold only if none was trained on.")
        tested = examples
    evaluation = evaluate(reader, track(tested, "Reading", console=Console(stderr=True)))
    _tell_evaluation(evaluation, point)
    if record:
        _record(model, reader, evaluation, point, record)


def _tell_evaluation(evaluation: Evaluation, point: OperatingPoint) -> None:
    table = Table("figure", "value (95% interval)")
    for name, interval in evaluation.figures(point).items():
        table.add_row(name, str(interval))
    console.print(table)
    matrix = evaluation.confusion_matrix(point)
    table = Table("", "read as pneumonia", "read as normal")
    table.add_row("pneumonia", str(matrix.true_positive), str(matrix.false_negative))
    table.add_row("normal", str(matrix.false_positive), str(matrix.true_negative))
    console.print(table)
    for kind, (found, all_) in evaluation.found_by_kind(point).items():
        console.print(f"{kind}: {found} of {all_} found")
    console.print(
        f"{len(evaluation.readings)} radiographs at the operating point {point.name} "
        f"({point.threshold:.4f}); {evaluation.withheld} would be withheld and are counted here."
    )
    _tell_skipped(evaluation.skipped)


def _record(
    model: Path, reader: Reader, evaluation: Evaluation, point: OperatingPoint, data: str
) -> None:
    from trainer.model_card import rewrite_card, to_metric

    kept = tuple(metric for metric in reader.card.metrics if metric.data != data)
    added = tuple(
        to_metric(name if name == "AUC" else f"{name} at {point.name}", interval, data)
        for name, interval in evaluation.figures(point).items()
        if interval.is_finite  # precision is none where nothing was read as positive
    )
    rewrite_card(model, reader.card.model_copy(update={"metrics": kept + added}))


def _tell_skipped(skipped: tuple[tuple[Example, str], ...]) -> None:
    for example, reason in skipped:
        console.print(f"could not be read: {example.path}: {reason}", markup=False)


def main() -> None:
    """Run the command; what the world did wrong ends in one sentence, a hint and exit code 2."""
    try:
        app()
    except HilumError as error:
        Console(stderr=True).print(
            error.sentence, error.hint, sep="\n", highlight=False, markup=False
        )
        sys.exit(2)
