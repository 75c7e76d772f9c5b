"""The heatmap shows what speaks for pneumonia, on a scale that a normal one does not fill."""

import dataclasses

import numpy as np
import pytest
from PIL import Image

from tests.data import CHEST_DICOM
from viewer.imaging import open_radiograph
from viewer.reading import Reader, Reading
from viewer.reading.colour_maps import COLOUR_MAPS
from viewer.reading.heatmap import draw_contribution, laid_over, render_heatmap


@pytest.fixture(scope="module")
def reading(shipped_reader: Reader) -> Reading:
    return shipped_reader.read(open_radiograph(CHEST_DICOM))


def drawn(reading: Reading, contribution: np.ndarray) -> Reading:
    return dataclasses.replace(reading, contribution=contribution.astype(np.float32))


def test_what_speaks_against_pneumonia_stays_clear(
    reading: Reading, shipped_reader: Reader
) -> None:
    against = drawn(reading, np.full((6, 6), -3.0))
    assert not render_heatmap(against, shipped_reader.card)[..., 3].any()


def test_strongest_place_is_where_the_contribution_is(
    reading: Reading, shipped_reader: Reader
) -> None:
    contribution = np.zeros((6, 6))
    contribution[1, 4] = 50.0
    alpha = render_heatmap(drawn(reading, contribution), shipped_reader.card)[..., 3]
    row, column = np.unravel_index(alpha.argmax(), alpha.shape)
    assert (row * 6 // 256, column * 6 // 256) == (1, 4)


def test_weak_contributions_stay_faint(reading: Reading, shipped_reader: Reader) -> None:
    scale = shipped_reader.card.contribution.full_scale
    weak = drawn(reading, np.full((6, 6), scale / 10))
    assert render_heatmap(weak, shipped_reader.card)[..., 3].max() < 40


def test_a_place_at_full_scale_has_the_last_colour_of_any_map(
    reading: Reading, shipped_reader: Reader
) -> None:
    card = shipped_reader.card
    full = drawn(reading, np.full((6, 6), card.contribution.full_scale))
    for colour_map in COLOUR_MAPS.values():
        last = bytes.fromhex(colour_map.anchors.split()[-1])
        assert tuple(render_heatmap(full, card, colour_map)[128, 128]) == (*last, 255)


def test_a_kept_contribution_is_drawn_as_that_of_its_reading(
    reading: Reading, shipped_reader: Reader
) -> None:
    scale = shipped_reader.card.contribution.full_scale
    kept = draw_contribution(reading.contribution, scale)
    assert np.array_equal(kept, render_heatmap(reading, shipped_reader.card))


def test_a_heatmap_over_a_picture_is_mixed_by_strength_and_opacity() -> None:
    picture = Image.new("L", (30, 20), 100)
    heatmap = np.zeros((256, 256, 4), np.uint8)
    heatmap[..., 0] = 200
    heatmap[:, 128:, 3] = 255
    mixed = np.asarray(laid_over(picture, heatmap, opacity=0.5))
    assert mixed.shape == (20, 30, 3)
    assert (mixed[:, :14] == 100).all()
    assert np.abs(mixed[:, 16:].astype(int) - (150, 50, 50)).max() <= 1
