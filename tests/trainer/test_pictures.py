"""Pictures are loaded as the viewer reads them; what can't be read is told."""

from pathlib import Path

import numpy as np
import pytest

from tests.trainer.tables import write_table
from trainer.dataset import DatasetError, find_examples
from trainer.example import Example
from trainer.pictures import load_pictures
from viewer.errors import NothingToReadError
from viewer.imaging import InputSpec, model_input, open_radiograph

SPEC = InputSpec(16)


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    rows = [f"{p}.png,{p % 2},{p}" for p in range(6)]
    return find_examples(write_table(tmp_path / "t.csv", "file,label,patient", rows))


def damage(example: Example) -> None:
    example.path.write_bytes(example.path.read_bytes()[:60])


def test_each_picture_is_what_the_viewer_would_give_the_network(examples: list[Example]) -> None:
    pictures = load_pictures(examples, SPEC)
    assert pictures.images.shape == (6, 16, 16, 1)
    assert pictures.images.dtype == np.float32
    for image, example in zip(pictures.images, pictures.examples, strict=True):
        np.testing.assert_array_equal(image, model_input(open_radiograph(example.path), SPEC))


def test_unreadable_pictures_are_skipped_with_their_reason(examples: list[Example]) -> None:
    damage(examples[1])
    whole = load_pictures([e for e in examples if e != examples[1]], SPEC)
    pictures = load_pictures(examples, SPEC)
    assert [(e, bool(reason)) for e, reason in pictures.skipped] == [(examples[1], True)]
    assert pictures.examples == whole.examples
    np.testing.assert_array_equal(pictures.images, whole.images)
    np.testing.assert_array_equal(pictures.labels, [0, 0, 1, 0, 1])


def test_strictness_refuses_unreadable_pictures_and_names_the_first(
    examples: list[Example],
) -> None:
    for example in examples[1:]:
        damage(example)
    with pytest.raises(DatasetError, match="5 of 6 radiographs can't be read") as refused:
        load_pictures(examples, SPEC, strict=True)
    assert str(examples[1].path) in refused.value.sentence
    assert str(examples[5].path) not in refused.value.sentence


def test_strictness_lets_sound_pictures_through(examples: list[Example]) -> None:
    assert len(load_pictures(examples, SPEC, strict=True).labels) == 6


def test_data_of_which_nothing_can_be_read_are_refused(examples: list[Example]) -> None:
    for example in examples:
        damage(example)
    with pytest.raises(NothingToReadError):
        load_pictures(examples, SPEC)


def test_progress_is_told_of_each_file_readable_or_not(examples: list[Example]) -> None:
    damage(examples[0])
    told: list[None] = []
    load_pictures(examples, SPEC, on_read=lambda: told.append(None))
    assert len(told) == 6
