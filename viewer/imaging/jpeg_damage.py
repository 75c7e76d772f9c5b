"""In a decoder's process: how much of a JPEG is damaged.

A JPEG with restart markers is a row of intervals, each decodable alone (ITU-T T.81 section E.1.4):
a changed byte spoils one of them, which is often a strip of eight rows. Without the markers
everything after it may be wrong, or in the wrong place.
"""

import math
import re
import struct
from dataclasses import dataclass

import simplejpeg

from viewer.imaging.radiograph import Damage

_RESTART = re.compile(b"\xff[\xd0-\xd7]")
_SEQUENTIAL = (0xC0, 0xC1)
_OTHER_FRAMES = frozenset(range(0xC2, 0xD0)) - {0xC4, 0xC8, 0xCC}
_RESTART_INTERVAL, _SCAN = 0xDD, 0xDA
_LONGEST_SIDE = 65_500  # of libjpeg


CONFINED_SHARE = 0.05
"""Damage to no more of the picture leaves a verdict. Training hides far more of a radiograph from
the network, by crops and by CutMix."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A sequential JPEG of one scan: where it keeps what, in bytes from its start."""

    size: int
    """Of the frame's height, which its width follows."""
    scan: int
    units: int
    unit_columns: int
    unit_rows: int
    interval: int


def damage_of(content: bytes) -> Damage:
    """Put into words how much of a JPEG that libjpeg calls corrupt is damaged."""
    share = damaged_share(content)
    if share > CONFINED_SHARE:
        words = "its JPEG data are damaged, so parts of the picture are wrong or missing"
        return Damage(words, confined=False)
    return Damage(f"{share:.1%} of its JPEG data are damaged", confined=True)


def damaged_share(content: bytes) -> float:
    """The share of a JPEG's restart intervals that can't be decoded.

    Returns
    -------
    float
        0..1; 1 where nothing confines the damage, since there are no restart markers, the
        picture comes in several scans, or the header itself is damaged.
    """
    layout = _layout(content)
    if layout is None or not 0 < layout.interval * layout.unit_columns <= _LONGEST_SIDE:
        return 1.0
    scan = content[layout.scan : content.rfind(b"\xff\xd9")]
    intervals = math.ceil(layout.units / layout.interval)
    sound = 0
    for number, data in enumerate(_RESTART.split(scan)[:intervals]):
        units = min(layout.interval, layout.units - number * layout.interval)
        size = struct.pack(">HH", layout.unit_rows, units * layout.unit_columns)
        header = content[: layout.size] + size + content[layout.size + 4 : layout.scan]
        sound += _decodes(header + data + b"\xff\xd9")
    return 1.0 - sound / intervals


def _layout(content: bytes) -> _Layout | None:
    interval, frame = 0, None
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        body = content[at + 4 : at + 2 + length]
        if marker in _SEQUENTIAL and len(body) >= 6:
            frame = (at + 5, body)
        elif marker in _OTHER_FRAMES:
            return None
        elif marker == _RESTART_INTERVAL:
            interval = int.from_bytes(body, "big")
        elif marker == _SCAN:
            return _with_frame(frame, body, at + 2 + length, interval)
        at += 2 + length
    return None


def _with_frame(
    frame: tuple[int, bytes] | None, scan: bytes, data: int, interval: int
) -> _Layout | None:
    if frame is None or not scan:
        return None
    size, body = frame
    rows, columns, components = struct.unpack(">xHHB", body[:6])
    factors = [body[7 + 3 * number] for number in range(components) if 7 + 3 * number < len(body)]
    if not factors or len(factors) != components or scan[0] != components:
        return None
    # A scan of one component is coded block by block, whatever its sampling factors.
    across = 8 * (max(factor >> 4 for factor in factors) if components > 1 else 1)
    down = 8 * (max(factor & 15 for factor in factors) if components > 1 else 1)
    units = math.ceil(rows / max(down, 8)) * math.ceil(columns / max(across, 8))
    return _Layout(size, data, units, max(across, 8), max(down, 8), interval)


def _decodes(content: bytes) -> bool:
    try:
        simplejpeg.decode_jpeg(content, "GRAY")
    except ValueError:
        return False
    return True
