"""`hilum`: the window, and the same work without one."""

from typing import NoReturn

from viewer.cli.stopping import ended_by_ctrl_c

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run `hilum` with the process's arguments, or with others, and exit."""
    with ended_by_ctrl_c():
        from viewer.cli.program import answer  # late: a second, and the person may think again

        answer(arguments)
