"""Colour maps for heatmaps: as even to the eye as they are in numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ColourMap:
    """Colours at even steps from strength 0 to 1, between which they are mixed.

    Lightness (CIE 1976) only ever rises and rises evenly, so that a map reads the same to
    colour-blind eyes and in print, and no step looks larger than it is.
    """

    name: str
    anchors: str
    """sRGB, in hexadecimal, with blanks between."""

    def colours(self, strength: NDArray[np.floating]) -> NDArray[np.uint8]:
        """Give each strength, 0..1, its red, green and blue: one axis more, uint8."""
        known = np.array([tuple(bytes.fromhex(anchor)) for anchor in self.anchors.split()])
        places = np.linspace(0.0, 1.0, len(known))
        channels = [np.interp(strength, places, known[:, channel]) for channel in range(3)]
        return np.rint(np.stack(channels, axis=-1)).astype(np.uint8)


EMBER = ColourMap(
    "Ember",
    # Violet over red to yellow: none of them is a radiograph's grey or white.
    "5a146e 841c62 aa2456 c93846 de5633 f17222 f89324 fcb32b ffd232",
)

# Seventeen of each map's 256 colours.
VIRIDIS = ColourMap(
    "Viridis",  # Smith and van der Walt 2015, in the public domain (CC0)
    "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c "
    "1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725",
)
CIVIDIS = ColourMap(
    "Cividis",  # Nuñez, Anderton and Renslow 2018, doi:10.1371/journal.pone.0199239
    "00224e 002e6a 1a386f 32436d 434e6c 535a6d 61656f 6f7073 7d7c78 "
    "8c8878 9b9476 aba072 bcae6c cdbb63 dec958 f0d846 fee838",
)

COLOUR_MAPS = {colour_map.name: colour_map for colour_map in (EMBER, VIRIDIS, CIVIDIS)}
