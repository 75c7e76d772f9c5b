"""What the command line shows: results on stdout, all else on stderr."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as ProgressBar
from rich.table import Table
from rich.text import Text

from viewer.batch import Progress, Row
from viewer.cli_facts import facts_of
from viewer.errors import HilumError
from viewer.imaging import Radiograph
from viewer.reading import ModelCard, ModelIdentity, OperatingPoint, Verdict
from viewer.reading.card import Metric

MOST_ROWS = 40
"""A longer worklist is summed up, and of its failed files no more than this are named."""

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)


def print_error(error: HilumError) -> None:
    print_note(error.sentence)
    print_note(error.hint)


def print_note(sentence: str) -> None:
    """Say something to the person that is no result."""
    _err.print(_plain(sentence), soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[Row, Progress], None]]:
    """A bar on the terminal, and the function that moves it; nothing if stderr is no terminal."""
    bar = ProgressBar(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=_err,
        transient=True,
        disable=not _err.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None, pace="")

        def show(_row: Row, progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, pace=_pace(progress))

        yield show


def print_reader(model: ModelIdentity, provider: str, operating_point: OperatingPoint) -> None:
    """Say what reads, on what it really runs, and what its readings are not."""
    _out.print(
        _plain(
            f"{model.name} {model.version} on {provider}, operating point {operating_point.name} "
            f"(threshold {operating_point.threshold:.3f}). "
            "Research use only, not a medical device."
        ),
        soft_wrap=True,
    )


def print_worklist(rows: Iterable[Row], progress: Progress) -> None:
    """Show each row of a short worklist; of a long one, the counts and what failed."""
    rows = iter(rows)
    if progress.done <= MOST_ROWS:
        _out.print(_row_table(list(rows)))
    else:
        _print_summary(rows)
    _out.print(f"{_files(progress.done)} in {_duration(progress.elapsed)}.")


def print_radiograph(radiograph: Radiograph) -> None:
    """Show what a file says of its radiograph."""
    table = _fact_table(radiograph.source.path.name)
    _add_facts(table, *facts_of(radiograph))
    _out.print(table)


def print_card(card: ModelCard, identity: ModelIdentity) -> None:
    """Show a model card in full."""
    use, data = card.intended_use, card.training
    youngest, oldest = use.ages_years
    table = _fact_table(f"{card.name} {card.version}")
    _add_facts(
        table,
        ("SHA-256", identity.sha256),
        ("Architecture", f"{card.architecture}, input {card.input.size} x {card.input.size}"),
        ("Created", card.created),
        ("For", use.description),
        ("", f"{youngest:g} to {oldest:g} years; {', '.join(use.modalities)}"),
        ("", f"body part {', '.join(use.body_parts)}; view {', '.join(use.views)}"),
        *_listed("Not for", card.not_for),
        ("Trained on", f"{data.name} ({data.licence})"),
        ("", f"{data.normal:,} normal, {data.pneumonia:,} pneumonia, {data.patients:,} patients"),
        ("", f"split manifest {data.manifest_sha256}"),
        *_listed(
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
    _out.print(table)
    # One table for each data set, in the card's order.
    for measured_on in dict.fromkeys(metric.data for metric in card.metrics):
        _out.print(_metric_table(measured_on, card.metrics))


def _metric_table(data: str, metrics: Iterable[Metric]) -> Table:
    table = Table(
        "figure",
        "value",
        "95% interval",
        title=_plain(f"Measured on {data}"),
        title_justify="left",
    )
    for metric in metrics:
        if metric.data == data:
            interval = f"{metric.low:.3f} to {metric.high:.3f}"
            table.add_row(_plain(metric.name), f"{metric.value:.3f}", interval)
    return table


def _row_table(rows: Sequence[Row]) -> Table:
    folder = _common_folder([row.file for row in rows])
    title = _plain(f"In {folder}") if folder else None
    table = Table("file", "probability", "verdict", "remark", title=title, title_justify="left")
    table.columns[1].justify = "right"
    table.columns[0].overflow = table.columns[3].overflow = "fold"
    for row in rows:
        table.add_row(
            _plain(str(row.file.relative_to(folder) if folder else row.file)),
            "" if row.probability is None else f"{row.probability:.3f}",
            row.verdict or "failed",
            _plain(f"{row.error} {row.hint}" if row.failed else "; ".join(row.scope)),
        )
    return table


def _common_folder(files: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([file.parent for file in files]))
    except ValueError:  # no files, or files on two drives
        return None


def _print_summary(rows: Iterable[Row]) -> None:
    counts: Counter[Verdict | None] = Counter()
    failed: list[Row] = []
    for row in rows:
        counts[row.verdict] += 1
        if row.failed and len(failed) < MOST_ROWS:
            failed.append(row)
    table = Table("verdict", "files")
    table.columns[1].justify = "right"
    for verdict in (*Verdict, None):
        table.add_row(verdict or "failed", f"{counts[verdict]:,}")
    _out.print(table)
    if failed:
        _out.print(_row_table(failed))
    if counts[None] > len(failed):
        _out.print(f"{counts[None] - len(failed):,} more failed.")


def _fact_table(title: str) -> Table:
    table = Table("", "", title=_plain(title), title_justify="left", show_header=False)
    table.columns[1].overflow = "fold"
    return table


def _add_facts(table: Table, *facts: tuple[str, str]) -> None:
    for name, fact in facts:
        if fact:
            table.add_row(name, _plain(fact))


def _listed(name: str, facts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, fact in enumerate(facts):
        yield ("" if number else name, fact)


def _pace(progress: Progress) -> str:
    pace = f"{progress.done / progress.elapsed:.1f}/s" if progress.elapsed else ""
    if progress.failed:
        pace += f", {progress.failed:,} failed"
    if progress.remaining is not None:
        pace += f", {_duration(progress.remaining)} left"
    return pace


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _duration(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, seconds = divmod(round(seconds), 60)
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


def _plain(text: str) -> Text:
    """The text as it is: no markup, and no control sequence of a hostile file in the terminal."""
    return Text(
        "".join(
            letter if letter.isprintable() else letter.encode("unicode_escape").decode()
            for letter in text
        )
    )
