"""`hilum`: the window, and the same work without one."""

from viewer.cli.program import main

__all__ = ["main"]
