"""Windows by percentile of the picture: where values have no unit, tissues have no values.

What CT calls a lung window is a range of Hounsfield units. A plain radiograph's values are what
its detector made of the exposure, so a range of them is found in each picture anew.
"""

from dataclasses import dataclass
from enum import StrEnum

from viewer.imaging.radiograph import Photometric, Radiograph, VoiFunction, VoiLut, Window
from viewer.imaging.windowing import View, percentile_window


class Preset(StrEnum):
    """What a window is made to show."""

    LUNGS = "Lungs"
    MEDIASTINUM = "Mediastinum"
    BONE = "Bone"
    SOFT_TISSUE = "Soft tissue"


_PERCENTILES = {
    Preset.LUNGS: (1.0, 65.0),
    Preset.MEDIASTINUM: (40.0, 99.5),
    Preset.BONE: (20.0, 99.9),
    Preset.SOFT_TISSUE: (10.0, 92.0),
}
"""From black to white, counted from the least dense: air, then lung, soft tissue, bone."""


def preset_window(radiograph: Radiograph, preset: Preset) -> Window:
    """The window between the preset's two percentiles, in the picture's own values."""
    low, high = _PERCENTILES[preset]
    if _small_is_dense(radiograph):
        low, high = 100.0 - high, 100.0 - low
    window = percentile_window(radiograph, low, high)
    return Window(window.centre, window.width, preset.value, VoiFunction.LINEAR_EXACT)


@dataclass(frozen=True, slots=True)
class OwnWindow:
    """A person's window, relative to the automatic one, so that it fits other pictures too.

    Attributes
    ----------
    centre : float
        0 at the automatic window's least dense end, 1 at the other.
    width : float
        In widths of the automatic window.
    """

    centre: float
    width: float

    @classmethod
    def of(cls, radiograph: Radiograph, view: View) -> "OwnWindow":
        """The window that is like a view of one radiograph."""
        window, automatic = as_window(view), percentile_window(radiograph)
        share = (window.centre - automatic.centre) / automatic.width
        if _small_is_dense(radiograph):
            share = -share
        return cls(0.5 + share, window.width / automatic.width)

    def on(self, radiograph: Radiograph, explanation: str = "") -> Window:
        """The window in the values of another radiograph, or of the same."""
        automatic = percentile_window(radiograph)
        share = self.centre - 0.5
        if _small_is_dense(radiograph):
            share = -share
        return Window(
            automatic.centre + share * automatic.width,
            self.width * automatic.width,
            explanation,
            VoiFunction.LINEAR_EXACT,
        )


def as_window(view: View) -> Window:
    """A view as a window; of a VOI LUT, the one that spans its entries."""
    if isinstance(view, VoiLut):
        entries = len(view.values)
        return Window(view.first + entries / 2, float(entries))
    return view


def _small_is_dense(radiograph: Radiograph) -> bool:
    return radiograph.photometric is Photometric.MONOCHROME1
