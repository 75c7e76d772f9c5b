"""Names of heatmaps: safe on every system, unique among each other, and traceable."""

import re
import unicodedata

from viewer.batch.worklist.row import Row

_LONGEST = 80
"""Of what is kept of a file's name: some systems count the letters of the whole path."""
_DIGITS = 8
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)
"""Windows takes such a name for a device, whatever follows the dot."""


class HeatmapNames:
    """Gives each row's heatmap a name that no other has, whatever the case of its letters."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def name(self, row: Row) -> str:
        """Such as "IM0001-3f8a02c1.png": the file's name, and the first digits of its SHA-256."""
        name = base = f"{_plain(row.file.stem)[:_LONGEST]}-{row.sha256[:_DIGITS]}"
        while name.lower() in self._given:
            self._given[base.lower()] += 1
            name = f"{base}-{self._given[base.lower()]}"
        self._given[name.lower()] = 1
        return f"{name}.png"


def _plain(text: str) -> str:
    """Letters without their accents, and an underscore for each run of anything else."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", bare).strip("._-") or "radiograph"
    return f"_{plain}" if _DEVICE.match(plain) else plain
