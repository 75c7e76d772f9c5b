"""The contact sheet shows some radiographs of each class, always the same ones."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.data import CHEST_DICOM
from tests.trainer.tables import write_picture
from trainer.contact_sheet import write_contact_sheet
from trainer.dataset import find_examples
from trainer.example import Example, Label
from viewer.errors import ExportError, NothingToReadError
from viewer.imaging import open_radiograph
from viewer.imaging.windowing import default_view, display_grey


@pytest.fixture
def examples(labelled_folder: Path) -> list[Example]:
    return find_examples(labelled_folder)


def sheet(examples: list[Example], to: Path, **options: int) -> Image.Image:
    write_contact_sheet(examples, to, **options)
    with Image.open(to) as image:
        assert image.format == "PNG"
        image.load()
        return image


def test_seed_chooses_the_same_radiographs_in_whatever_order(
    examples: list[Example], tmp_path: Path
) -> None:
    one = sheet(examples, tmp_path / "one.png", per_class=3)
    again = sheet(examples[::-1], tmp_path / "again.png", per_class=3)
    other = sheet(examples, tmp_path / "other.png", per_class=3, seed=2)
    assert one.tobytes() == again.tobytes() != other.tobytes()


def test_sheet_grows_by_rows_and_not_in_width(examples: list[Example], tmp_path: Path) -> None:
    one, two = (sheet(examples, tmp_path / "sheet.png", per_class=n) for n in (6, 7))
    assert one.width == two.width
    assert one.height < two.height


def test_radiographs_kept_for_testing_are_not_shown(
    examples: list[Example], tmp_path: Path
) -> None:
    train = [example for example in examples if example.folder == "train"]
    of_all, of_train = (sheet(e, tmp_path / "sheet.png") for e in (examples, train))
    assert of_all.tobytes() == of_train.tobytes()


def test_each_source_has_its_turn(tmp_path: Path) -> None:
    small, large = (
        [
            Example(write_picture(tmp_path / source / f"{i}.png", i), label, f"{i}", "", "", source)
            for i, label in enumerate([*Label] * (count // 2))
        ]
        for source, count in (("small", 2), ("large", 40))
    )
    both = sheet(small + large, tmp_path / "sheet.png", per_class=2)
    for example in small:
        example.path.write_bytes(b"no picture")
    assert sheet(small + large, tmp_path / "sheet.png", per_class=2).tobytes() != both.tobytes()


def test_unreadable_radiograph_leaves_its_place_to_another(tmp_path: Path) -> None:
    examples = [
        Example(write_picture(tmp_path / f"{label.name}-{i}.png", i), label, str(i), "", "")
        for label in Label
        for i in range(4)
    ]
    whole = sheet(examples, tmp_path / "sheet.png", per_class=3)
    for example in examples[::4]:
        example.path.write_bytes(b"no picture")
    assert sheet(examples, tmp_path / "sheet.png", per_class=3).size == whole.size
    for example in examples:
        example.path.write_bytes(b"no picture")
    with pytest.raises(NothingToReadError):
        write_contact_sheet(examples, tmp_path / "sheet.png")


def test_dicom_is_shown_as_the_viewer_shows_it(tmp_path: Path) -> None:
    radiograph = open_radiograph(CHEST_DICOM)
    grey = display_grey(
        radiograph.pixels.astype(np.float32), default_view(radiograph), inverted=True
    )
    (tmp_path / "dicom").mkdir()
    (tmp_path / "png").mkdir()
    shutil.copyfile(CHEST_DICOM, tmp_path / "dicom" / "chest")
    Image.fromarray(grey).save(tmp_path / "png" / "chest", format="PNG", compress_level=1)
    sheets = [
        sheet([Example(tmp_path / kind / "chest", Label.NORMAL, "1", "", "")], tmp_path / "s.png")
        for kind in ("dicom", "png")
    ]
    assert sheets[0].tobytes() == sheets[1].tobytes()


def test_sheet_that_cannot_be_written_is_told(examples: list[Example], tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="contact sheet can't be written"):
        write_contact_sheet(examples, tmp_path / "nowhere" / "sheet.png", per_class=1)
