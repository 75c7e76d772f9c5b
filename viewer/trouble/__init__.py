"""A report of a trouble that can be shared: nothing in it tells whose radiograph it was."""

from viewer.trouble.report import Facts, write_report

__all__ = ["Facts", "write_report"]
