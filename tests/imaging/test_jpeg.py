"""JPEGs: the values of Pillow, the scale that is asked for, and a word where data are damaged."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.data import CHEST_DICOM, KERMANY_FULL_SIZE, needs_kermany_full_size
from tests.imaging.samples import encoded
from viewer.errors import DamagedFileError
from viewer.imaging import Radiograph, open_radiograph


@pytest.fixture(scope="module")
def chest() -> Image.Image:
    pixels = open_radiograph(CHEST_DICOM).pixels
    return Image.fromarray((pixels >> 7).astype(np.uint8))


def opened(path: Path, content: bytes, enough: int | None = None) -> Radiograph:
    path.write_bytes(content)
    return open_radiograph(path, enough=enough)


def end_of_tables(content: bytes | bytearray) -> int:
    return content.index(b"\xff\xc0")  # the start of frame


@pytest.mark.parametrize("enough", [None, 100, 400, 900])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_values_are_those_of_pillow_at_each_scale(
    tmp_path: Path, chest: Image.Image, mode: str, enough: int | None
) -> None:
    content = encoded(chest.convert(mode), "JPEG")
    with Image.open(io.BytesIO(content)) as picture:
        if enough is not None:
            picture.draft(mode, (2 * enough, 2 * enough))
        expected = np.asarray(picture.convert("L"))
    radiograph = opened(tmp_path / "p.jpeg", content, enough)
    np.testing.assert_array_equal(radiograph.pixels, expected)
    assert min(expected.shape) >= min(2 * (enough or 0), *chest.size)
    assert not radiograph.damage


def test_damaged_data_are_shown_and_told(tmp_path: Path, chest: Image.Image) -> None:
    content = bytearray(encoded(chest, "JPEG"))
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    radiograph = opened(tmp_path / "p.jpeg", bytes(content))
    assert radiograph.pixels.shape == chest.size[::-1]
    assert radiograph.damage


def test_a_file_that_is_cut_short_is_told_apart(tmp_path: Path, chest: Image.Image) -> None:
    content = encoded(chest, "JPEG")
    with pytest.raises(DamagedFileError, match="cut short"):
        opened(tmp_path / "p.jpeg", content[: len(content) // 2])


def test_what_stands_between_two_segments_of_the_header_is_no_damage(
    tmp_path: Path, chest: Image.Image
) -> None:
    content = encoded(chest, "JPEG")
    padded = bytearray(content)
    padded[end_of_tables(content) : end_of_tables(content)] = bytes(4)
    radiograph = opened(tmp_path / "p.jpeg", bytes(padded))
    assert not radiograph.damage
    np.testing.assert_array_equal(
        radiograph.pixels, opened(tmp_path / "sound.jpeg", content).pixels
    )


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_what_stands_between_segments_hides_no_damage(
    tmp_path: Path, chest: Image.Image, mode: str
) -> None:
    content = bytearray(encoded(chest.convert(mode), "JPEG"))
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    content[end_of_tables(content) : end_of_tables(content)] = bytes(4)
    assert opened(tmp_path / "p.jpeg", bytes(content)).damage


@pytest.mark.parametrize("damaged", [False, True])
def test_damage_is_told_where_the_colours_are_inks(
    tmp_path: Path, chest: Image.Image, damaged: bool
) -> None:
    content = bytearray(encoded(chest.convert("CMYK"), "JPEG"))
    middle = len(content) // 2
    content[middle : middle + 200 * damaged] = bytes(200 * damaged)
    radiograph = opened(tmp_path / "p.jpeg", bytes(content))
    assert (radiograph.damage is not None) == damaged


@pytest.mark.parametrize("padding", [bytes(40), b"\xff" * 40, bytes(20) + b"\xff" * 20])
def test_padding_after_the_last_scan_is_no_damage(
    tmp_path: Path, chest: Image.Image, padding: bytes
) -> None:
    content = encoded(chest, "JPEG")
    radiograph = opened(tmp_path / "p.jpeg", content[:-2] + padding + content[-2:])
    assert not radiograph.damage
    np.testing.assert_array_equal(
        radiograph.pixels, opened(tmp_path / "sound.jpeg", content).pixels
    )


def test_pixels_that_are_left_after_the_last_scan_are_damage(
    tmp_path: Path, chest: Image.Image
) -> None:
    content = encoded(chest, "JPEG")
    left = content[len(content) // 2 :][:40].replace(b"\xff", b"\xfe")
    radiograph = opened(tmp_path / "p.jpeg", content[:-2] + left + content[-2:])
    assert radiograph.damage


def test_pixels_that_are_left_before_a_restart_are_damage(
    tmp_path: Path, chest: Image.Image
) -> None:
    content = encoded(chest, "JPEG", restart_marker_rows=4)
    restart = content.index(b"\xff\xd0")
    radiograph = opened(tmp_path / "p.jpeg", content[:restart] + bytes(40) + content[restart:])
    assert radiograph.damage


@needs_kermany_full_size
def test_real_radiographs_with_damaged_data_are_found() -> None:
    damaged = {
        path.stem for path in KERMANY_FULL_SIZE.glob("*/*.jpeg") if open_radiograph(path).damage
    }
    # Half of the first is white; all of the second is eight columns too far to the right.
    assert damaged >= {"person525_bacteria_2216", "person989_virus_1667"}
    assert not damaged & {"person1_bacteria_2", "person939_bacteria_2864"}
