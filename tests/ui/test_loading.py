"""What is shown whole is read as the batch reads it."""

from pathlib import Path

import numpy as np
from PIL import Image

from tests.data import CHEST_DICOM
from viewer.imaging import InputSpec, open_radiograph
from viewer.imaging.windowing import default_view, display_grey
from viewer.reading import prepare
from viewer.ui.desk.loading import load, prepare_shown

SPEC = InputSpec(192)


def test_a_large_jpeg_that_is_shown_gives_the_network_what_the_batch_gives_it(
    tmp_path: Path,
) -> None:
    chest = open_radiograph(CHEST_DICOM)
    path = tmp_path / "chest.jpeg"
    grey = display_grey(chest.pixels.astype(np.float32), default_view(chest), inverted=True)
    Image.fromarray(grey).save(path)
    shown = load(path).radiograph
    assert shown.pixels.shape == chest.pixels.shape
    batch = prepare(open_radiograph(path, enough=SPEC.size), SPEC).image
    np.testing.assert_array_equal(prepare_shown(shown, SPEC).image, batch)
    assert (prepare(shown, SPEC).image != batch).any()  # so it does matter


def test_a_dicom_file_that_is_shown_is_not_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "chest.dcm"
    path.write_bytes(CHEST_DICOM.read_bytes())
    shown = load(path).radiograph
    path.unlink()
    np.testing.assert_array_equal(
        prepare_shown(shown, SPEC).image, prepare(open_radiograph(CHEST_DICOM), SPEC).image
    )
