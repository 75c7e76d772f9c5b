import numpy as np

from viewer.ui.canvas.masks import mask_levels, twice_as_thick, with_rim


def test_a_line_of_one_pixel_is_on_every_level() -> None:
    mask = np.zeros((301, 259), bool)
    mask[150, :] = True
    for k, level in enumerate(mask_levels([mask], 5)):
        assert level.shape == (-(-301 // 2**k), -(-259 // 2**k))
        assert level.any(axis=0).all()
        assert level.sum(axis=0).max() == 1


def test_several_masks_are_one() -> None:
    left, right = np.zeros((8, 8), bool), np.zeros((8, 8), bool)
    left[0, 0] = right[7, 7] = True
    assert np.argwhere(mask_levels([left, right], 1)[0]).tolist() == [[0, 0], [7, 7]]


def test_without_masks_there_are_no_levels() -> None:
    assert mask_levels([], 4) == ()


def test_a_rim_reaches_one_place_further_on_all_sides() -> None:
    mask = np.zeros((7, 7), bool)
    mask[0, 0] = mask[4, 4] = True
    rim = with_rim(mask)
    assert rim[3:6, 3:6].all()
    assert rim[:2, :2].all()
    assert rim.sum() == 13


def test_twice_as_thick_a_point_is_a_square_of_two() -> None:
    mask = np.zeros((5, 5), bool)
    mask[1, 2] = mask[4, 4] = True
    thick = twice_as_thick(mask)
    assert thick[1:3, 2:4].all()
    assert thick.sum() == 5
