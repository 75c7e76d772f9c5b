"""Folders of runs as training and evaluation leave them, without training."""

import re
import shutil
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import tomli_w

from tests.pictures import write_normal, write_pneumonia
from trainer.example import Example, Label
from trainer.predictions import predictions_of, write_predictions
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader

HISTORY = """epoch,accuracy,auc,loss,val_accuracy,val_auc,val_loss
0,0.80,0.90,0.50,0.78,0.88,0.52
1,0.90,0.96,0.25,0.83,0.91,0.41
2,0.99,0.99,0.05,0.74,0.90,3.30
"""


def make_run(folder: Path, model: Path | None = None, **recipe: object) -> Path:
    """A run with all but predictions; without a model if none is given."""
    folder.mkdir(parents=True)
    choices = {"architecture": "cnn", "seed": 1, "optimiser": {"learning_rate": 1e-3}, **recipe}
    (folder / "recipe.toml").write_text(tomli_w.dumps(choices), encoding="utf-8")
    (folder / "history.csv").write_text(HISTORY, encoding="utf-8")
    (folder / "environment.json").write_text('{"Python": "3.11.4"}', encoding="utf-8")
    (folder / "manifest.tsv").write_text(
        "train\tNORMAL\ta\ta1.jpeg\ntrain\tNORMAL\ta\ta2.jpeg\ntrain\tPNEUMONIA\tb\tb.jpeg\n"
        "validation\tNORMAL\tc\tc.jpeg\nvalidation\tPNEUMONIA\td\td.jpeg\n",
        encoding="utf-8",
    )
    if model:
        shutil.copy(model, folder / "model.onnx")
    return folder


def label_pictures(folder: Path) -> list[Example]:
    """Twelve pictures, a patient each; the stand-in model errs on `bright` and on `dark`."""
    folder.mkdir(parents=True)
    return [
        Example(write(folder / f"{stem}.png"), label, stem, "", kind)
        for stem, write, label, kind in (
            ("bright", write_pneumonia, Label.NORMAL, ""),
            ("dark", write_normal, Label.PNEUMONIA, "virus"),
            *((f"n{i}", write_normal, Label.NORMAL, "") for i in range(5)),
            *((f"p{i}", write_pneumonia, Label.PNEUMONIA, "bacteria") for i in range(5)),
        )
    ]


def predict(run: Path, examples: Sequence[Example], part: str = "validation") -> Path:
    """Write what the run's model says of the examples."""
    reader = Reader.open(run / "model.onnx", Provider.CPU)
    readings = [reader.read(open_radiograph(example.path)) for example in examples]
    path = run / f"predictions-{part}.csv"
    write_predictions(path, predictions_of(examples, readings))
    return path


class Page(HTMLParser):
    """What a browser would make of a page: its tags, addresses and text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.source = path.read_text(encoding="utf-8")
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self._texts: list[str] = []
        self.feed(self.source)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self._texts))

    def pictures(self, kind: str) -> Iterator[str]:
        """The base64 of the pictures of a kind, `jpeg` or `svg+xml`."""
        start = f"data:image/{kind};base64,"
        return (a.removeprefix(start) for a in self.addresses if a.startswith(start))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self._texts.append(data)
