"""Lookup tables: the Modality LUT, the VOI LUT and the palettes share one form."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from viewer.imaging.dicom.elements import value
from viewer.imaging.strips import strips


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """`entries` is (entries,) uint16; `first` is the value that the first stands for."""

    first: int
    entries: NDArray[np.uint16]
    bits: int

    def look_up(self, values: NDArray[Any]) -> NDArray[np.uint16]:
        """As `look_up` in this table."""
        return look_up(values, self.first, self.entries)


def look_up(
    values: NDArray[Any], first: int, entries: NDArray[np.integer[Any]]
) -> NDArray[np.uint16]:
    """Look integers up: below the first the first entry holds, above the last the last."""
    low, high = first, first + len(entries) - 1
    found = np.empty(values.shape, np.uint16)
    for rows in strips(len(values), values[:1].size):
        wide = values[rows].astype(np.int64 if values.itemsize > 2 else np.int32)
        found[rows] = entries[np.clip(wide, low, high) - low]
    return found


def read_table(
    item: Dataset,
    *,
    signed: bool,
    big_endian: bool,
    descriptor: str = "LUTDescriptor",
    data: str = "LUTData",
) -> Table | None:
    """Read a table (DICOM PS3.3 C.11.1.1.1, C.11.2.1.1, C.7.6.3.1.5); None if it is unusable.

    Parameters
    ----------
    signed : bool
        Whether the values that are looked up may be negative: the descriptor's own type can't
        be relied on, since its first and third number are unsigned always.
    """
    described = value(item, descriptor)
    if isinstance(described, bytes) and len(described) == 6:  # of unknown type
        described = np.frombuffer(described, ">u2" if big_endian else "<u2").tolist()
    try:
        count, first, bits = (int(number) for number in described)
        count = count & 0xFFFF or 2**16
        entries = _entries(value(item, data), count, big_endian)
    except (TypeError, ValueError):
        return None
    if len(entries) < count or not 1 <= bits <= 16:
        return None
    if signed and first >= 2**15:
        first -= 2**16
    elif not signed and first < 0:
        first += 2**16
    entries = entries[:count]
    return Table(first, entries, _real_bits(entries, bits))


def _entries(data: Any, count: int, big_endian: bool) -> NDArray[np.uint16]:
    if isinstance(data, bytes):
        words = np.frombuffer(data[: len(data) // 2 * 2], ">u2" if big_endian else "<u2")
        odd = data[len(words) * 2 :]
    else:
        words = np.atleast_1d(np.asarray(data, np.int64) & 0xFFFF)
        odd = b""
    if len(words) >= count:
        return words.astype(np.uint16)
    # Eight-bit entries may be packed two to a word, the first in its lower half.
    return np.frombuffer(words.astype("<u2").tobytes() + odd, np.uint8).astype(np.uint16)


def _real_bits(entries: NDArray[np.uint16], bits: int) -> int:
    needed = max(1, int(entries.max()).bit_length())
    # Some devices announce 16 bits for entries of 12 or fewer, which would show all but black.
    return needed if needed > bits or (bits == 16 and needed <= 12) else bits
