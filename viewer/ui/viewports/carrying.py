"""A window of one picture, as it is for another whose values mean something else."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from viewer.imaging import Photometric, Radiograph, Window
from viewer.imaging.presets import Preset, as_window, preset_window
from viewer.imaging.windowing import View
from viewer.ui.canvas.first_view import views_of


@dataclass(frozen=True, slots=True)
class Range:
    """Between which values a picture lies."""

    low: float
    high: float

    @property
    def size(self) -> float:
        return self.high - self.low


def carried(
    view: View,
    source: Radiograph,
    target: Radiograph,
    ranges: Callable[[], tuple[Range, Range]],
) -> View:
    """What is to `target` as `view` is to `source`.

    One of the file's own views is the other file's view of the same number, and a window of a
    tissue is that tissue's. Any other window is the same within a series, and else one of the
    same share of the picture's range, since the values of two radiographs share no unit.

    Parameters
    ----------
    ranges : callable
        Gives the ranges of both pictures, where they are needed.
    """
    own = next((place for place, kept in enumerate(views_of(source)) if kept is view), None)
    if own is not None and own < len(views_of(target)):
        return views_of(target)[own]
    if isinstance(view, Window) and _same_values(source, target):
        return view
    if view.explanation in list(Preset):
        return preset_window(target, Preset(view.explanation))
    return _at_the_same_share(as_window(view), *ranges(), mirrored=_one_is_mirrored(source, target))


def _at_the_same_share(window: Window, source: Range, target: Range, *, mirrored: bool) -> Window:
    share = (window.centre - source.low) / source.size
    if mirrored:
        share = 1.0 - share
    return replace(
        window,
        centre=target.low + share * target.size,
        width=window.width / source.size * target.size,
    )


def _same_values(one: Radiograph, other: Radiograph) -> bool:
    series = one.header.series_instance_uid
    return bool(series) and series == other.header.series_instance_uid


def _one_is_mirrored(one: Radiograph, other: Radiograph) -> bool:
    """Whether small values are white in one of the two alone."""
    white_is_small = Photometric.MONOCHROME1
    return (one.photometric is white_is_small) != (other.photometric is white_is_small)
