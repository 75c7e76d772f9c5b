"""The most telling region holds half of what speaks for pneumonia, and says so."""

import dataclasses

import numpy as np
import pytest

from tests.data import CHEST_DICOM
from tests.stand_in import stand_in_card
from viewer.imaging import open_radiograph
from viewer.reading import Reader, Reading
from viewer.reading.contour import enclosed
from viewer.reading.region import telling_region

_CARD = stand_in_card()
_STRONG = _CARD.contribution.full_scale


@pytest.fixture(scope="module")
def some_reading(shipped_reader: Reader) -> Reading:
    return shipped_reader.read(open_radiograph(CHEST_DICOM))


@pytest.fixture
def reading(some_reading: Reading):
    def of(contribution: np.ndarray) -> Reading:
        return dataclasses.replace(some_reading, contribution=contribution.astype(np.float32))

    return of


def test_one_strong_place_is_outlined_where_it_is(reading) -> None:
    contribution = np.full((6, 6), -2.0)
    contribution[1, 4] = _STRONG
    region = telling_region(reading(contribution), _CARD)
    assert region.places == 1
    assert region.share == pytest.approx(0.5, abs=0.01)
    (line,) = region.outlines
    assert line.mean(axis=0) == pytest.approx((4.5 / 6, 1.5 / 6), abs=0.03)
    assert region.area == pytest.approx(enclosed(line), abs=0.005)


def test_two_places_as_strong_as_each_other_are_two(reading) -> None:
    contribution = np.zeros((8, 8))
    contribution[1, 1] = contribution[6, 6] = _STRONG
    assert telling_region(reading(contribution), _CARD).places == 2


def test_a_speck_beside_a_strong_place_gets_no_line(reading) -> None:
    rows, columns = np.indices((24, 24))
    contribution = _STRONG * np.exp(-((rows - 7) ** 2 + (columns - 7) ** 2) / 16)
    contribution[20, 20] = _STRONG
    region = telling_region(reading(contribution), _CARD)
    assert region.places == 1
    assert region.share < 0.5


def test_a_ring_keeps_its_hole(reading) -> None:
    contribution = np.full((8, 8), -_STRONG)
    contribution[2:7, 2:7] = _STRONG
    contribution[4, 4] = -_STRONG
    region = telling_region(reading(contribution), _CARD)
    assert region.places == 1
    assert [enclosed(line) > 0 for line in region.outlines] == [True, False]


@pytest.mark.parametrize("strongest", [-1.0, 0.0, 0.15 * _STRONG])
def test_where_nothing_speaks_for_pneumonia_nothing_is_outlined(reading, strongest) -> None:
    contribution = np.full((6, 6), -3.0)
    contribution[2, 2] = strongest
    assert telling_region(reading(contribution), _CARD) is None
