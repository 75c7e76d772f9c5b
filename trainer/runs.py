"""The folder of a run, and what is kept in it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run keeps its files."""

    folder: Path

    @property
    def recipe(self) -> Path:
        return self.folder / "recipe.toml"

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.tsv"

    @property
    def environment(self) -> Path:
        return self.folder / "environment.json"

    @property
    def history(self) -> Path:
        return self.folder / "history.csv"

    @property
    def network(self) -> Path:
        return self.folder / "network.keras"

    @property
    def onnx(self) -> Path:
        return self.folder / "model.onnx"

    @property
    def backup(self) -> Path:
        """What a killed run goes on from; gone when it has ended."""
        return self.folder / "backup"
