from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from tests.pictures import write_normal
from viewer.imaging import open_radiograph
from viewer.ui.canvas.pyramid import Pyramid
from viewer.ui.desk.decoded import Decoded, Key
from viewer.ui.desk.loading import Loaded

_KILOBYTE = 1024


def _loaded(tmp_path: Path) -> Loaded:
    """A radiograph whose levels take one kilobyte."""
    radiograph = open_radiograph(write_normal(tmp_path / "any.png"))
    pyramid = Pyramid((np.zeros(_KILOBYTE, np.uint8),), 0, 0, ())
    return Loaded(radiograph, pyramid, (), QImage())


def _keys(count: int) -> list[Key]:
    return [(Path(str(number)), 0) for number in range(count)]


def test_the_one_used_longest_ago_is_dropped_at_the_limit(tmp_path: Path) -> None:
    kept = Decoded(set, limit=2 * _KILOBYTE)
    first, second, third = _keys(3)
    kept.keep(first, _loaded(tmp_path))
    kept.keep(second, _loaded(tmp_path))
    kept.get(first)
    kept.keep(third, _loaded(tmp_path))
    assert [key in kept for key in (first, second, third)] == [True, False, True]


def test_what_a_viewport_shows_counts_and_is_not_dropped(tmp_path: Path) -> None:
    first, second, third = _keys(3)
    kept = Decoded(lambda: {first}, limit=2 * _KILOBYTE)
    for key in (first, second, third):
        kept.keep(key, _loaded(tmp_path))
    assert [key in kept for key in (first, second, third)] == [True, False, True]
    assert kept.nbytes == 2 * _KILOBYTE


def test_one_that_is_larger_than_the_limit_is_kept_alone(tmp_path: Path) -> None:
    kept = Decoded(set, limit=_KILOBYTE // 2)
    first, second = _keys(2)
    kept.keep(first, _loaded(tmp_path))
    kept.keep(second, _loaded(tmp_path))
    assert [key in kept for key in (first, second)] == [False, True]
