"""`hilum-train evaluate`."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from trainer.commands.telling import console, tell_skipped
from trainer.dataset import Example, find_all_examples, find_evaluation_examples
from trainer.evaluation import Evaluation, evaluate, manifest_of
from trainer.figures import Measured, figures_of
from trainer.metrics import confusion_matrix
from trainer.parts import Part, choose_part
from trainer.predictions import write_predictions
from viewer.errors import ExportError
from viewer.reading import OperatingPoint, Provider, Reader


def evaluate_model(
    model: Annotated[Path, typer.Argument(help="ONNX file.")],
    data: Annotated[
        list[Path],
        typer.Argument(help="Folder with NORMAL and PNEUMONIA, or train/test; or a CSV table."),
    ],
    part: Annotated[Part, typer.Option(help="What of the data to measure on.")] = Part.TEST,
    operating_point: Annotated[str | None, typer.Option(help="By default the first.")] = None,
    record: Annotated[str | None, typer.Option(help="Write the figures to the card as of ...")] = (
        None
    ),
    predictions: Annotated[
        Path | None,
        typer.Option(help="CSV file; by default predictions-PART.csv beside a run's model."),
    ] = None,
) -> None:
    """Measure an ONNX file on a part of its run's data, or on other data."""
    reader = Reader.open(model, Provider.CPU)
    point = reader.operating_point(operating_point)
    manifest = manifest_of(model, reader.card)
    chosen = choose_part(_examples(data), part, manifest)
    if chosen.part is not part:
        console.print("There is no test part: the figures hold only if none was trained on.")
    # The run's own parts keep their names; a foreign test folder would pass for the run's.
    if predictions is None and manifest and (chosen.of_run or chosen.part not in _OF_RUN):
        predictions = model.with_name(f"predictions-{chosen.part}.csv")
    if predictions and not predictions.parent.is_dir():
        raise ExportError(f"There is no folder {predictions.parent}.", "Make it, or name another.")
    evaluation = evaluate(
        reader,
        track(chosen.examples, "Reading", console=Console(stderr=True), transient=True),
        point,
    )
    if predictions:
        write_predictions(predictions, evaluation.predictions)
    figures = figures_of(evaluation.predictions, point)
    _tell(evaluation, figures, point)
    if predictions:
        console.print(f"Wrote {predictions}.", markup=False, highlight=False, soft_wrap=True)
    if record:
        _record(model, reader, figures, record)


_OF_RUN = (Part.VALIDATION, Part.TEST)


def _examples(data: list[Path]) -> list[Example]:
    return find_evaluation_examples(data[0]) if len(data) == 1 else find_all_examples(data)


def _tell(evaluation: Evaluation, figures: tuple[Measured, ...], point: OperatingPoint) -> None:
    said = evaluation.predictions
    table = Table("figure", "value", "95% interval", "of")
    for group, measured in groupby(figures, key=lambda figure: figure.group):
        table.add_section()
        table.add_row(f"[bold]{group}")
        for figure in measured:
            value, interval = str(figure.interval).partition(" ")[::2]
            table.add_row(figure.name, value, interval.strip("()"), figure.of)
    console.print(table)
    matrix = confusion_matrix(said.truth, said.probability, point.threshold)
    table = Table("", "read as pneumonia", "read as normal")
    table.add_row("pneumonia", f"{matrix.true_positive:,}", f"{matrix.false_negative:,}")
    table.add_row("normal", f"{matrix.false_positive:,}", f"{matrix.true_negative:,}")
    console.print(table)
    console.print(
        f"{len(said)} radiographs at the operating point {point.name} ({point.threshold:.4f}); "
        f"{said.withheld.sum()} would be withheld and are counted here."
    )
    console.print(
        "Intervals are from the bootstrap over patients, but for DeLong's and the noise floor's."
    )
    tell_skipped(evaluation.skipped)


def _record(model: Path, reader: Reader, figures: tuple[Measured, ...], data: str) -> None:
    from trainer.model_card import rewrite_card, to_metric

    kept = tuple(metric for metric in reader.card.metrics if metric.data != data)
    added = tuple(
        to_metric(figure.full_name, figure.interval, data)
        for figure in figures
        if figure.interval.is_finite  # precision is none where nothing was read as positive
    )
    rewrite_card(model, reader.card.model_copy(update={"metrics": kept + added}))
