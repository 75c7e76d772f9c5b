"""One radiograph gives one reading, however it is stored."""

from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.same_reading import (
    full_size_pairs,
    probability,
    scale_pairs,
    stored_otherwise,
    syntax_pairs,
)
from tests.data import needs_kermany, needs_kermany_full_size
from viewer.imaging import open_radiograph
from viewer.reading import Reader

LOSSY = ("J2KI", "JLSN", "JPLY")


@needs_kermany
@needs_kermany_full_size
def test_full_size_and_reduced_copy_differ_by_a_hundredth_at_most_in_the_median(
    shipped_reader: Reader,
) -> None:
    threshold = shipped_reader.operating_point().threshold
    changes, verdicts = [], 0
    for pair in full_size_pairs():
        one = probability(shipped_reader, pair.one)
        other = probability(shipped_reader, pair.other)
        changes.append(abs(one - other))
        damage = open_radiograph(pair.one).damage
        if damage is None or damage.confined:  # else no verdict is given
            verdicts += 1
            assert (one >= threshold) == (other >= threshold), pair.one.name
    assert np.median(changes) < 0.01
    assert verdicts


@needs_kermany_full_size
def test_decoding_at_a_reduced_scale_leaves_verdicts_as_they_are(shipped_reader: Reader) -> None:
    threshold = shipped_reader.operating_point().threshold
    for pair in scale_pairs(shipped_reader.card.input.size):
        one = probability(shipped_reader, pair.one)
        other = probability(shipped_reader, pair.other, pair.enough)
        assert abs(one - other) < 0.01, pair.one.name
        assert (one >= threshold) == (other >= threshold), pair.one.name


def test_lossless_transfer_syntaxes_give_exactly_the_same_probability(
    shipped_reader: Reader,
) -> None:
    lossless = [pair for pair in syntax_pairs() if not pair.other.stem.endswith(LOSSY)]
    assert lossless
    for pair in lossless:
        expected = probability(shipped_reader, pair.one)
        assert probability(shipped_reader, pair.other) == expected, pair.kind


def test_polarity_and_depth_of_the_stored_values_do_not_matter(
    shipped_reader: Reader, tmp_path: Path
) -> None:
    for pair in stored_otherwise(tmp_path):
        expected = probability(shipped_reader, pair.one)
        assert probability(shipped_reader, pair.other) == pytest.approx(expected, abs=1e-3), (
            pair.kind
        )
