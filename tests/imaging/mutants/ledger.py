"""The outcomes of a long run in a file, one a line, so that it goes on where it was stopped."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.imaging.mutants.running import Outcome
from tests.imaging.mutants.trial import Trial


class Ledger:
    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def outcomes(self) -> list[Outcome]:
        """Those written so far."""
        return list(self._read())

    def append(self, outcome: Outcome) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(outcome)) + "\n")

    def _read(self) -> Iterator[Outcome]:
        if not self._path.exists():
            return
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                fields = json.loads(line)
            except ValueError:  # the run was stopped while it wrote this line
                continue
            yield Outcome(fields["number"], fields["name"], Trial(**fields["trial"]))
