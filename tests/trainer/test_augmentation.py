"""What augmentation does to a picture and its label, and what it leaves alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from trainer.augmentation import PERTURBATION, Augmentation, augment, cutmix

SIZE = 48


def gradient() -> NDArray[np.float32]:
    """A picture that differs from its mirror images, in whole grey levels of 8 bits."""
    row, column = np.mgrid[0:SIZE, 0:SIZE]
    return ((2 * row + 3 * column).astype(np.float32) / np.float32(255))[:, :, np.newaxis]


def random(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_nothing_named_changes_nothing() -> None:
    np.testing.assert_allclose(augment(gradient(), Augmentation(), random()), gradient(), atol=1e-6)


def test_the_same_chance_bends_in_the_same_way() -> None:
    first, second = (augment(gradient(), PERTURBATION, random(7)) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_grey_levels_stay_between_0_and_1(seed: int) -> None:
    bent = augment(gradient(), PERTURBATION, random(seed))
    assert bent.shape == (SIZE, SIZE, 1)
    assert bent.dtype == np.float32
    assert 0.0 <= bent.min() <= bent.max() <= 1.0


def test_a_flip_mirrors_left_and_right() -> None:
    flip = Augmentation(flip=True)
    seen = [augment(gradient(), flip, random(seed))[:, :, 0] for seed in range(12)]
    mirrored = [np.allclose(image, gradient()[:, ::-1, 0], atol=0.02) for image in seen]
    kept = [np.allclose(image, gradient()[:, :, 0], atol=0.02) for image in seen]
    assert any(mirrored)
    assert any(kept)
    assert all(a != b for a, b in zip(mirrored, kept, strict=True))


def test_a_crop_spreads_a_part_of_the_picture_over_the_whole() -> None:
    quarter = Augmentation(crop=(0.25, 0.25))
    for seed in range(10):
        bent = augment(gradient(), quarter, random(seed))[:, :, 0]
        # Half a side is left, so that the slope halves; and nothing black comes in.
        inner = bent[4:-4, 4:-4]
        assert np.diff(inner, axis=0).mean() == pytest.approx(1 / 255, rel=0.1)
        assert np.diff(inner, axis=1).mean() == pytest.approx(1.5 / 255, rel=0.1)


def test_a_crop_larger_than_the_picture_leaves_a_black_border() -> None:
    white = np.ones((SIZE, SIZE, 1), np.float32)
    bent = augment(white, Augmentation(crop=(2.0, 2.0)), random())
    assert bent.mean() == pytest.approx(0.5, abs=0.05)
    assert set(np.unique(bent.round(2))) >= {0.0, 1.0}


def test_rotation_keeps_the_middle_where_it_is() -> None:
    spot = np.zeros((SIZE, SIZE, 1), np.float32)
    spot[22:26, 22:26] = 1.0
    for seed in range(5):
        bent = augment(spot, Augmentation(rotation=90), random(seed))[:, :, 0]
        centre = (np.indices(bent.shape) * bent).sum(axis=(1, 2)) / bent.sum()
        np.testing.assert_allclose(centre, (23.5, 23.5), atol=0.6)


@pytest.mark.parametrize(
    "how",
    [
        Augmentation(contrast=0.5),
        Augmentation(brightness=0.3),
        Augmentation(gamma=2.0),
        Augmentation(blur=2.0),
        Augmentation(jpeg=5),
        Augmentation(noise=0.1),
        Augmentation(aspect=2.0),
        Augmentation(shift=0.3),
    ],
    ids=lambda how: next(iter(how.model_fields_set)),
)
def test_each_way_of_bending_bends(how: Augmentation) -> None:
    checks = (np.indices((SIZE, SIZE)).sum(axis=0) // 4 % 2)[:, :, np.newaxis]
    picture = (0.2 + 0.5 * checks).astype(np.float32)
    changes = [np.abs(augment(picture, how, random(seed)) - picture).mean() for seed in range(6)]
    assert max(changes) > 0.01


def test_a_blur_leaves_the_mean() -> None:
    blurred = augment(gradient(), Augmentation(blur=3.0), random(3))
    assert blurred.mean() == pytest.approx(float(gradient().mean()), abs=0.01)


def test_cutmix_gives_the_label_the_share_of_the_area() -> None:
    labels = np.array([0, 1] * 8, np.float32)
    images = np.broadcast_to(labels[:, np.newaxis, np.newaxis, np.newaxis], (16, SIZE, SIZE, 1))
    mixed, mixed_labels = cutmix(images.astype(np.float32), labels, 1.0, random(2))
    np.testing.assert_allclose(mixed.mean(axis=(1, 2, 3)), mixed_labels, atol=1e-6)
    assert ((mixed_labels > 0.05) & (mixed_labels < 0.95)).any()


def test_cutmix_touches_only_its_share() -> None:
    images = random(1).random((64, 8, 8, 1)).astype(np.float32)
    mixed, _ = cutmix(images, np.zeros(64, np.float32), 0.25, random(2))
    touched = np.any(mixed != images, axis=(1, 2, 3)).mean()
    assert 0.05 < touched < 0.45
