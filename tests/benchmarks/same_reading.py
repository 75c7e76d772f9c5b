"""How far a probability moves with the way in which the same radiograph is stored.

    python -m tests.benchmarks.same_reading [MODEL]

Nothing is chosen on these figures. Without the radiographs of HILUM_DATA, their rows are missing.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from pydicom import dcmread
from rich.console import Console
from rich.table import Table

from tests.data import CHEST_DICOM, DICOM, EXTREMITY_DICOM, KERMANY, KERMANY_FULL_SIZE
from viewer.imaging import open_radiograph
from viewer.imaging.windowing import default_view, display_grey
from viewer.reading import Provider, Reader, prepare


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files of one radiograph; `enough` as `open_radiograph` takes it, for the second."""

    kind: str
    one: Path
    other: Path
    enough: int | None = None


def full_size_pairs() -> Iterator[Pair]:
    """The full-size samples and their copies of 224 x 224 pixels."""
    for one in sorted(KERMANY_FULL_SIZE.glob("*/*.jpeg")):
        (other,) = KERMANY.glob(f"*/{one.parent.name}/{one.name}")
        yield Pair("full size, 224 pixels", one, other)


def scale_pairs(size: int) -> Iterator[Pair]:
    """The full-size samples, decoded whole and at a reduced scale."""
    for path in sorted(KERMANY_FULL_SIZE.glob("*/*.jpeg")):
        yield Pair("decoded whole, reduced", path, path, size)


def syntax_pairs() -> Iterator[Pair]:
    """The NEMA radiographs uncompressed, and under each other transfer syntax."""
    folders = (CHEST_DICOM.parent, DICOM / "nema-wg04-RG")
    for name, one in (("RG1", CHEST_DICOM), ("RG3", EXTREMITY_DICOM)):
        others = sorted(path for folder in folders for path in folder.glob(f"{name}_*.dcm"))
        for other in others:
            # UNCI is what lossy compression left: another picture, and uncompressed again.
            if other != one and not other.stem.endswith("UNCI"):
                yield Pair(f"{name}, {syntax_of(other)}", one, other)


def syntax_of(path: Path) -> str:
    return dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID.name


def stored_otherwise(folder: Path) -> Iterator[Pair]:
    """The 15-bit MONOCHROME1 chest as MONOCHROME2, and as the 8-bit JPEG of what is shown."""
    dataset = dcmread(CHEST_DICOM)
    dataset.PixelData = (2**15 - 1 - dataset.pixel_array).astype("<u2").tobytes()
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.save_as(folder / "monochrome2.dcm")
    yield Pair("MONOCHROME1, MONOCHROME2", CHEST_DICOM, folder / "monochrome2.dcm")
    opened = open_radiograph(CHEST_DICOM)
    grey = display_grey(opened.pixels.astype(np.float32), default_view(opened), inverted=True)
    Image.fromarray(grey).save(folder / "shown.jpeg", quality=95)
    yield Pair("15-bit DICOM, 8-bit JPEG", CHEST_DICOM, folder / "shown.jpeg")


def probability(reader: Reader, path: Path, enough: int | None = None) -> float:
    opened = open_radiograph(path, enough=enough)
    return reader.read_prepared(prepare(opened, reader.card.input)).probability


def main() -> None:
    reader = Reader.open(Path(sys.argv[1]) if len(sys.argv) > 1 else None, Provider.CPU)
    threshold = reader.operating_point().threshold
    kinds: dict[str, list[tuple[float, float]]] = {}
    each = Table("pair", "file", "one", "other", "change", title="Each pair")
    with tempfile.TemporaryDirectory() as folder:
        pairs = (
            *full_size_pairs(),
            *scale_pairs(reader.card.input.size),
            *syntax_pairs(),
            *stored_otherwise(Path(folder)),
        )
        for pair in pairs:
            one = probability(reader, pair.one)
            other = probability(reader, pair.other, pair.enough)
            damage = open_radiograph(pair.one).damage
            note = ", damaged: no verdict" if damage and not damage.confined else ""
            kinds.setdefault(pair.kind + note, []).append((one, other))
            each.add_row(
                pair.kind + note,
                pair.other.name,
                *(f"{one:.5f}", f"{other:.5f}", f"{other - one:+.6f}"),
            )
    total = Table("pair", "n", "median change", "largest", f"across {threshold:.4f}", title="All")
    for kind, values in kinds.items():
        changes = [abs(other - one) for one, other in values]
        across = sum((one >= threshold) != (other >= threshold) for one, other in values)
        total.add_row(
            kind, str(len(values)), f"{np.median(changes):.6f}", f"{max(changes):.6f}", str(across)
        )
    console = Console(width=150)
    console.print(each, total)


if __name__ == "__main__":
    main()
