"""One row for each picture that was held against another's."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

AGREES = "agrees"
DISAGREES = "DISAGREES"
_PROPERTY = "held against others"


@dataclass(frozen=True, slots=True)
class Difference:
    """Ours minus theirs: the lowest, the highest, and the share of values that differ."""

    lowest: float
    highest: float
    share: float

    @property
    def largest(self) -> float:
        return max(abs(self.lowest), abs(self.highest))

    def __str__(self) -> str:
        if not self.largest:
            return "0"
        # Adding zero makes -0.0 a zero without a sign.
        return f"{self.lowest + 0.0:+.3g} to {self.highest + 0.0:+.3g}"


def difference(ours: NDArray[Any], theirs: NDArray[Any]) -> Difference:
    assert ours.shape == theirs.shape, f"{ours.shape} is not {theirs.shape}"
    wide = np.result_type(ours.dtype, theirs.dtype, np.int32)
    minus = np.subtract(ours, theirs, dtype=wide)
    return Difference(float(minus.min()), float(minus.max()), float((minus != 0).mean()))


@dataclass(frozen=True, slots=True)
class Row:
    """What was compared with whose, and what came of it."""

    file: str
    syntax: str
    what: str
    against: str
    minus: str
    share: str
    verdict: str


_HEADINGS = Row("file", "transfer syntax", "what", "against", "ours - theirs", "differ", "verdict")


class Report:
    """The rows of one test, which is over when each of them agrees or is explained."""

    def __init__(self, record: Callable[[str, object], None]) -> None:
        self._record = record
        self._rows: list[Row] = []

    def add(
        self,
        file: str,
        syntax: str,
        what: str,
        against: str,
        verdict: str,
        minus: Difference | None = None,
    ) -> None:
        numbers = (str(minus), f"{minus.share:.2%}") if minus else ("", "")
        row = Row(file, syntax, what, against, *numbers, verdict)
        self._rows.append(row)
        self._record(_PROPERTY, astuple(row))

    def check(self) -> None:
        assert self._rows
        wrong = [row for row in self._rows if row.verdict == DISAGREES]
        assert not wrong, "\n".join(formatted(wrong))


def formatted(rows: Iterable[Row]) -> list[str]:
    """Lines of a Markdown table, which is readable in a terminal too."""
    cells = [astuple(_HEADINGS), *(astuple(row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(fields(Row)))]
    lines = [_line(row, widths) for row in cells]
    return [lines[0], _line(tuple("-" * width for width in widths), widths), *lines[1:]]


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the rows of all tests, whichever process they ran in."""
    rows = {
        tuple(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == _PROPERTY
    }
    if rows:
        terminalreporter.section(_PROPERTY)
        for line in formatted(Row(*row) for row in sorted(rows)):
            terminalreporter.write_line(line)
