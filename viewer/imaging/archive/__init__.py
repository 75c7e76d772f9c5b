"""Zip archives, read where they lie: nothing is unpacked to the disk."""

from viewer.imaging.archive.contents import Archive
from viewer.imaging.archive.names import Order, is_left_out, order_of
from viewer.imaging.archive.packages import begins_package
from viewer.imaging.archive.reading import (
    HERE,
    is_archive,
    open_archive,
    read_content,
    read_start,
    split,
)

__all__ = [
    "HERE",
    "Archive",
    "Order",
    "begins_package",
    "is_archive",
    "is_left_out",
    "open_archive",
    "order_of",
    "read_content",
    "read_start",
    "split",
]
