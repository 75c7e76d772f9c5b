"""Several pictures in one object."""

import numpy as np
import pytest

from tests.imaging.dicom.making import dicom_of, opened, sample
from tests.imaging.samples import small_dicom
from viewer.errors import HilumError
from viewer.imaging import open_radiograph

FRAMES = np.arange(24, dtype=np.uint16).reshape(2, 3, 4)


@pytest.mark.parametrize("frame", [0, 1])
def test_the_frame_that_is_asked_for_is_shown(frame: int) -> None:
    radiograph = opened(dicom_of(FRAMES), frame)
    np.testing.assert_array_equal(radiograph.pixels, FRAMES[frame])
    assert (radiograph.header.frames, radiograph.source.frame) == (2, frame)


@pytest.mark.parametrize("frame", [-1, 2, 10**9])
def test_a_frame_that_is_not_there_is_refused(frame: int) -> None:
    with pytest.raises(HilumError, match="holds 2"):
        opened(dicom_of(FRAMES), frame)


@pytest.mark.parametrize("announced", ["0", "-4", None])
def test_a_single_picture_may_count_itself_wrong(announced: str | None) -> None:
    dataset = small_dicom() if announced is None else small_dicom(NumberOfFrames=announced)
    assert opened(dataset).header.frames == 1


def test_a_real_frame_of_many_is_read() -> None:
    first, fourth = (open_radiograph(sample("emri_small.dcm"), frame=frame) for frame in (0, 3))
    assert first.header.frames == 10
    assert not np.array_equal(first.pixels, fourth.pixels)
