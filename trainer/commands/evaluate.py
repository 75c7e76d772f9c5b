"""`hilum-train evaluate`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from trainer.commands.telling import Data, console, tell_skipped
from trainer.dataset import find_examples
from trainer.evaluation import Evaluation, evaluate, manifest_of
from trainer.splits import kept_for_test
from viewer.reading import OperatingPoint, Provider, Reader


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
    tell_skipped(evaluation.skipped)


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
