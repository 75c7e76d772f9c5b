"""How a radiograph is turned and mirrored on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTransform


@dataclass(frozen=True, slots=True)
class Orientation:
    """One of the eight ways to lay a rectangle on its sides.

    Attributes
    ----------
    quarter_turns : int, 0..3
        Clockwise, and made after the mirroring.
    mirrored : bool
        Whether left and right of the picture, as its file holds it, are exchanged.
    """

    quarter_turns: int = 0
    mirrored: bool = False

    @property
    def sideways(self) -> bool:
        """Whether the picture's rows run down the screen."""
        return self.quarter_turns % 2 == 1

    def turned(self, quarters: int) -> Orientation:
        """Turned on, clockwise."""
        return Orientation((self.quarter_turns + quarters) % 4, self.mirrored)

    def flipped_horizontally(self) -> Orientation:
        """With left and right of the screen exchanged."""
        return Orientation(-self.quarter_turns % 4, not self.mirrored)

    def flipped_vertically(self) -> Orientation:
        """With the top and bottom of the screen exchanged."""
        return Orientation((2 - self.quarter_turns) % 4, not self.mirrored)

    def transform(self, scale: float) -> QTransform:
        """From the picture to the screen, `scale` times as large."""
        across = -scale if self.mirrored else scale
        return QTransform().rotate(90.0 * self.quarter_turns).scale(across, scale)
