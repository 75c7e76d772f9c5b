"""How much of a JPEG is damaged, as far as its restart markers tell."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.data import CHEST_DICOM, KERMANY_FULL_SIZE, needs_kermany_full_size
from tests.imaging.samples import encoded
from viewer.imaging import open_radiograph
from viewer.imaging.jpeg_damage import damaged_share


@pytest.fixture(scope="module")
def chest() -> Image.Image:
    return Image.fromarray((open_radiograph(CHEST_DICOM).pixels >> 7).astype(np.uint8))


def with_zeros_in_intervals(content: bytes, numbers: set[int]) -> bytes:
    scan = content.index(b"\xff\xda")
    pieces = re.split(b"(\xff[\xd0-\xd7])", content[scan:])
    for number in numbers:
        data = pieces[2 * number]
        pieces[2 * number] = data[: len(data) // 3] + bytes(len(data) // 3) + data[-20:]
    return content[:scan] + b"".join(pieces)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_every_interval_of_a_sound_jpeg_decodes_alone(chest: Image.Image, mode: str) -> None:
    content = encoded(chest.convert(mode), "JPEG", restart_marker_rows=1)
    assert damaged_share(content) == 0.0


def test_the_damaged_intervals_are_counted(chest: Image.Image) -> None:
    content = encoded(chest, "JPEG", restart_marker_rows=1)
    intervals = -(-chest.height // 8)
    damaged = with_zeros_in_intervals(content, {20, 100})
    assert damaged_share(damaged) == pytest.approx(2 / intervals)


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True, "restart_marker_rows": 1}], ids=["none", "progressive"]
)
def test_what_is_not_confined_counts_as_all(chest: Image.Image, options: dict[str, object]) -> None:
    assert damaged_share(encoded(chest, "JPEG", **options)) == 1.0


@pytest.mark.parametrize(("numbers", "confined"), [({20}, True), (set(range(20, 60)), False)])
def test_a_strip_is_told_and_much_more_withholds_the_verdict(
    chest: Image.Image, tmp_path: Path, numbers: set[int], confined: bool
) -> None:
    content = encoded(chest, "JPEG", restart_marker_rows=1)
    path = tmp_path / "p.jpeg"
    path.write_bytes(with_zeros_in_intervals(content, numbers))
    damage = open_radiograph(path).damage
    assert damage is not None
    assert damage.confined is confined


@needs_kermany_full_size
def test_real_damage_between_restart_markers_is_a_strip() -> None:
    damage = open_radiograph(KERMANY_FULL_SIZE / "NORMAL" / "IM-0466-0001.jpeg").damage
    assert damage is not None
    assert damage.words == "0.6% of its JPEG data are damaged"
