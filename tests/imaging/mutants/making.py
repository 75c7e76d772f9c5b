"""A seed and a number become a mutant: always the same one."""

import io
import random
from dataclasses import dataclass
from functools import cache

from pydicom import dcmread

from tests.imaging.mutants.bytes_changed import CHANGES
from tests.imaging.mutants.elements_changed import STRUCTURE_CHANGES, damage_inflated
from tests.imaging.mutants.headers_changed import change_header
from tests.imaging.mutants.pictures_changed import damage_chunk
from tests.imaging.mutants.samples import Kind, all_samples, choose


@dataclass(frozen=True, slots=True)
class Mutant:
    name: str
    content: bytes


def make_mutant(seed: int, number: int) -> Mutant:
    """The mutant of that number; it needs none of those before it."""
    rng = random.Random(f"{seed} {number}")
    sample = choose(rng)
    content = sample.content()
    if sample.kind in (Kind.CUT, Kind.DICOM, Kind.LARGE):
        content = _damaged_dicom(content, rng)
    else:
        for _ in range(rng.choice((1, 1, 2, 3))):
            content = rng.choice((*CHANGES, damage_chunk))(content, rng)
    return Mutant(f"{seed}-{number}-{sample.name}", content)


def _damaged_dicom(content: bytes, rng: random.Random) -> bytes:
    for change in rng.choices(("header", "structure", "bytes"), (6, 3, 3), k=rng.choice((1, 1, 2))):
        if change == "header":
            content = change_header(content, rng, _codestreams())
        elif change == "structure":
            content = rng.choice((*STRUCTURE_CHANGES, damage_inflated))(content, rng)
        else:
            content = rng.choice(CHANGES)(content, rng)
    return content


@cache
def _codestreams() -> tuple[bytes, ...]:
    """The pixel data of the compressed samples, for files that are not theirs."""
    found = []
    for sample in all_samples():
        if sample.kind is Kind.CUT:
            dataset = dcmread(io.BytesIO(sample.content()))
            if dataset["PixelData"].is_undefined_length:
                found.append(dataset.PixelData)
    return tuple(found)
