"""`hilum model`: the card of a model."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from viewer.cli.console import out, plain
from viewer.cli.fact_table import fact_table, listed
from viewer.reading import ModelCard, ModelIdentity, Provider, Reader
from viewer.reading.card import Metric


def show_model(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="By default the model that ships with Hilum.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Show the card of a model: what it is, whom it is for, and how good it is."""
    reader = Reader.open(file, Provider.CPU)
    print_card(reader.card, reader.identity)


def print_card(card: ModelCard, identity: ModelIdentity) -> None:
    """Show a model card in full."""
    use, data = card.intended_use, card.training
    youngest, oldest = use.ages_years
    facts = (
        ("SHA-256", identity.sha256),
        ("Architecture", f"{card.architecture}, input {card.input.size} x {card.input.size}"),
        ("Created", card.created),
        ("For", use.description),
        ("", f"{youngest:g} to {oldest:g} years; {', '.join(use.modalities)}"),
        ("", f"body part {', '.join(use.body_parts)}; view {', '.join(use.views)}"),
        *listed("Not for", card.not_for),
        ("Trained on", f"{data.name} ({data.licence})"),
        ("", f"{data.normal:,} normal, {data.pneumonia:,} pneumonia, {data.patients:,} patients"),
        ("", f"split manifest {data.manifest_sha256}"),
        *listed(
            "Operating points",
            (
                f"{point.name}: threshold {point.threshold:.3f}. {point.description}"
                for point in card.operating_points
            ),
        ),
        ("Heatmap", f"{card.contribution.method}. {card.contribution.description}"),
        ("Scope", f"distance up to {card.scope.threshold:g}. {card.scope.description}"),
        ("Trade-offs", card.trade_offs),
    )
    out.print(fact_table(f"{card.name} {card.version}", facts))
    # One table for each data set, in the card's order.
    for measured_on in dict.fromkeys(metric.data for metric in card.metrics):
        out.print(_metric_table(measured_on, card.metrics))


def _metric_table(data: str, metrics: Iterable[Metric]) -> Table:
    table = Table(
        "figure",
        "value",
        "95% interval",
        title=plain(f"Measured on {data}"),
        title_justify="left",
    )
    for metric in metrics:
        if metric.data == data:
            interval = f"{metric.low:.3f} to {metric.high:.3f}"
            table.add_row(plain(metric.name), f"{metric.value:.3f}", interval)
    return table
