"""The sound files that mutants are made of: real radiographs, most of them cut down."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path

from tests.data import CHEST_DICOM, DICOM
from tests.imaging.mutants import containers, cuts, pictures

_LARGE_BYTES = 600_000


class Kind(StrEnum):
    CUT = "cut"
    """A part of a chest or an extremity, with all of its header."""
    DICOM = "dicom"
    """Another DICOM file: colour, palettes, overlays, tables, several frames."""
    PICTURE = "picture"
    ARCHIVE = "archive"
    INDEX = "index"
    LARGE = "large"
    """A DICOM file of the full size: most of the time of a trial goes into its decoding."""


# Header and code stream break in small files as in large ones, which take a second each.
_SHARES = {
    Kind.CUT: 0.40,
    Kind.DICOM: 0.26,
    Kind.PICTURE: 0.22,
    Kind.ARCHIVE: 0.05,
    Kind.INDEX: 0.04,
    Kind.LARGE: 0.03,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A sound file, made or read when it is first asked for."""

    name: str
    kind: Kind
    content: Callable[[], bytes]


def choose(rng: random.Random) -> Sample:
    """One sample: the kind by its share, then each with the same chance."""
    kind = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
    return rng.choice([sample for sample in all_samples() if sample.kind is kind])


@cache
def all_samples() -> tuple[Sample, ...]:
    """All samples that are there: more where the folder of radiographs is."""
    made = {
        **{(Kind.CUT, name): make for name, make in cuts.MAKERS.items()},
        **{(Kind.PICTURE, name): make for name, make in pictures.MAKERS.items()},
        (Kind.ARCHIVE, "deflated.zip"): partial(containers.archive, deflated=True),
        (Kind.ARCHIVE, "stored.zip"): partial(containers.archive, deflated=False),
        (Kind.INDEX, containers.INDEX): containers.index,
    }
    samples = [Sample(name, kind, cache(make)) for (kind, name), make in made.items()]
    files = {path.name: path for folder in (DICOM, CHEST_DICOM.parent) for path in _files(folder)}
    for name, path in sorted(files.items()):
        kind = Kind.LARGE if path.stat().st_size > _LARGE_BYTES else Kind.DICOM
        samples.append(Sample(name, kind, cache(path.read_bytes)))
    return tuple(samples)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                if file.read(132).endswith(b"DICM"):
                    yield path
