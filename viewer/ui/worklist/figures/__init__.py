"""What tells a batch at a glance: its probabilities, and how they agree with labels."""

from viewer.ui.worklist.figures.panel import FiguresPanel

__all__ = ["FiguresPanel"]
