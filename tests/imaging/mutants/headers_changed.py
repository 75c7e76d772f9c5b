"""Damage to what a DICOM header says: values that lie, contradict or make no sense."""

import io
import random
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydicom import Dataset, config, dcmread
from pydicom.dataelem import DataElement
from pydicom.tag import Tag
from pydicom.uid import AllTransferSyntaxes

_NUMBERS = (0, 1, 2, 3, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 64, 255, 4096, 32767, 65535)
_DECIMALS = ("0", "-1", "1", "1e-300", "1e300", "-1e300", "nan", "inf", "abc", "", "0.143", "\\")
_TEXTS = ("", " ", "\\", "ROCINANTE", "\x1b$B", "nul\0nul", "999Y", "20231345", "^=^", "a" * 200)

_UNSIGNED = """
    Rows Columns BitsAllocated BitsStored HighBit SamplesPerPixel PixelRepresentation
    PlanarConfiguration PixelPaddingValue PixelPaddingRangeLimit NumberOfFrames
    ShutterLeftVerticalEdge ShutterRightVerticalEdge ShutterUpperHorizontalEdge
    ShutterLowerHorizontalEdge RadiusOfCircularShutter ShutterPresentationValue
    ShutterOverlayGroup SmallestImagePixelValue LargestImagePixelValue
"""

_DECIMAL = """
    WindowCenter WindowWidth RescaleSlope RescaleIntercept PixelSpacing ImagerPixelSpacing
    EstimatedRadiographicMagnificationFactor PixelAspectRatio NominalScannedPixelSpacing
    CenterOfCircularShutter VerticesOfThePolygonalShutter SeriesNumber InstanceNumber
    DistanceSourceToDetector DistanceSourceToPatient
"""

_TEXT = """
    PatientAge PatientBirthDate StudyDate StudyTime PatientName PatientID PatientSex Modality
    BodyPartExamined ViewPosition PatientOrientation Laterality ImageLaterality
    SeriesDescription StudyDescription WindowCenterWidthExplanation
    PixelSpacingCalibrationType SOPClassUID StudyInstanceUID SeriesInstanceUID SOPInstanceUID
"""

_CODES: Mapping[str, Sequence[Any]] = {
    "PhotometricInterpretation": (
        *("MONOCHROME1", "MONOCHROME2", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420"),
        *("YBR_RCT", "YBR_ICT", "PALETTE COLOR", "CMYK", "HSV", "XYB", "", "monochrome2", None),
    ),
    "PresentationLUTShape": ("IDENTITY", "INVERSE", "LIN OD", "", "?", None),
    "VOILUTFunction": ("LINEAR", "LINEAR_EXACT", "SIGMOID", "linear", "?", ["LINEAR", "SIGMOID"]),
    "ShutterShape": ("RECTANGULAR", "CIRCULAR", "POLYGONAL", "BITMAP", ["CIRCULAR", "POLYGONAL"]),
    "SpecificCharacterSet": ("ISO_IR 100", "ISO 2022 IR 87", ["", "ISO 2022 IR 149"], "GB18030"),
}

VALUES: Mapping[str, Sequence[Any]] = {
    **dict.fromkeys(_UNSIGNED.split(), (*_NUMBERS, None)),
    **dict.fromkeys(
        _DECIMAL.split(),
        (*_DECIMALS, ["1", "2"], ["0", "abc", "-5"], ["400", "800", "1e9"], None),
    ),
    **dict.fromkeys(_TEXT.split(), (*_TEXTS, None)),
    **_CODES,
}
"""By keyword, what an attribute may be made to say; None removes it."""


def change_header(content: bytes, rng: random.Random, codestreams: Sequence[bytes]) -> bytes:
    """Give one to four attributes of a DICOM file other values; `codestreams` are other files'."""
    with quietly():
        try:
            dataset = dcmread(io.BytesIO(content))
        except Exception:  # an earlier change of the same mutant broke it already
            return content
        for _ in range(rng.choice((1, 1, 2, 4))):
            _try(rng.choices(_CHANGES, _WEIGHTS)[0], dataset, rng)
        if rng.random() < 0.05:
            _try(change_pixel_data, dataset, rng, codestreams)
        try:
            buffer = io.BytesIO()
            dataset.save_as(buffer)
        except Exception:  # not every lie can be written
            return content
    changed = buffer.getvalue()
    return claim_syntax(changed, rng) if rng.random() < 0.12 else changed


class quietly(warnings.catch_warnings):  # noqa: N801 (a context manager, as its base)
    """Let pydicom write what is wrong, without a word."""

    def __enter__(self) -> None:
        super().__enter__()
        warnings.simplefilter("ignore")
        self._mode = config.settings.writing_validation_mode
        config.settings.writing_validation_mode = config.IGNORE

    def __exit__(self, *reason: object) -> None:
        config.settings.writing_validation_mode = self._mode
        super().__exit__(*reason)


def set_value(dataset: Dataset, keyword: str, value: Any) -> None:
    """Set an attribute, or remove it for None."""
    if keyword in dataset:
        del dataset[keyword]
    if value is not None:
        setattr(dataset, keyword, value)


def _change_plain(dataset: Dataset, rng: random.Random) -> None:
    keyword = rng.choice(list(VALUES))
    value = rng.choice(VALUES[keyword])
    old = dataset.get(keyword)
    if isinstance(old, int) and rng.random() < 0.3:
        value = max(0, min(65535, rng.choice((old - 1, old + 1, old * 2, old // 2))))
    _try(set_value, dataset, keyword, value)


def _change_any(dataset: Dataset, rng: random.Random) -> None:
    """Any element of the file gets bytes that mean nothing."""
    tag = rng.choice(list(dataset.keys()))
    length = rng.choice((0, 1, 2, 3, 8, 9, 64))
    dataset[tag] = DataElement(tag, "UN", rng.randbytes(length))


def _add_table(dataset: Dataset, rng: random.Random) -> None:
    """A modality LUT, VOI LUTs or a palette whose descriptor and data need not agree."""
    entries = rng.choice((0, 1, 2, 16, 256, 4096, 65535))
    there = max(0, min(4096, entries or 65536) + rng.choice((0, 0, 0, -1, 1)))
    descriptor = [entries, rng.choice((0, 1, 100, 32768, 65535)), rng.choice((0, 8, 12, 16, 17))]
    data = rng.randbytes(2 * there + rng.choice((0, 0, 0, 1)))
    if rng.random() < 0.25:
        dataset.PhotometricInterpretation = "PALETTE COLOR"
        for colour in ("Red", "Green", "Blue"):
            _add(dataset, f"{colour}PaletteColorLookupTableDescriptor", "US", descriptor)
            _add(dataset, f"{colour}PaletteColorLookupTableData", "OW", data)
        return
    item = Dataset()
    _add(item, "LUTDescriptor", rng.choice(("US", "SS")), _fitting(descriptor, rng))
    _add(item, "LUTData", "OW", data)
    name = rng.choice(("ModalityLUTSequence", "VOILUTSequence"))
    _try(set_value, dataset, name, [item] * rng.choice((0, 1, 1, 2)))


def _fitting(descriptor: list[int], rng: random.Random) -> list[int]:
    short = descriptor[: rng.choice((3, 3, 3, 2, 1))]
    return [min(number, 32767) for number in short]


def _add_overlay(dataset: Dataset, rng: random.Random) -> None:
    group = rng.choice((0x6000, 0x6002, 0x601E, 0x6020))
    rows = rng.choice((dataset.get("Rows") or 1, 0, 1, 65535))
    columns = rng.choice((dataset.get("Columns") or 1, 0, 1, 65535))
    needed = min(rows * columns // 8 + 1, 1 << 16)
    values: dict[int, tuple[str, Any]] = {
        0x0010: ("US", rows),
        0x0011: ("US", columns),
        0x0015: ("IS", rng.choice(("1", "0", "-1", "99999", "abc"))),
        0x0040: ("CS", rng.choice(("G", "R", "", "?"))),
        0x0050: ("SS", rng.choice(([1, 1], [0, 0], [-32768, 32767], [50, 60], [1]))),
        0x0100: ("US", rng.choice((1, 1, 0, 16, 65535))),
        0x0102: ("US", rng.choice((0, 0, 12, 15, 65535))),
        0x3000: ("OW", rng.randbytes(2 * (rng.choice((needed, needed, 1, 0)) // 2))),
    }
    for element, (vr, value) in values.items():
        if rng.random() < 0.93:
            tag = Tag(group, element)
            dataset[tag] = DataElement(tag, vr, value)


def _add_shutter(dataset: Dataset, rng: random.Random) -> None:
    """All that a shutter needs, each attribute sound or not."""
    rows, columns = int(dataset.get("Rows") or 1), int(dataset.get("Columns") or 1)
    for keyword, sound in {
        "ShutterShape": rng.choice(_CODES["ShutterShape"]),
        "ShutterLeftVerticalEdge": 1,
        "ShutterRightVerticalEdge": columns,
        "ShutterUpperHorizontalEdge": 1,
        "ShutterLowerHorizontalEdge": rows,
        "CenterOfCircularShutter": [rows // 2, columns // 2],
        "RadiusOfCircularShutter": min(rows, columns) // 2,
        "VerticesOfThePolygonalShutter": [1, 1, rows, 1, rows, columns],
        "ShutterPresentationValue": 32768,
    }.items():
        odd = rng.choice((0, -1, 99_999_999, "abc", [1], [2**31 - 1] * 6, None))
        _try(set_value, dataset, keyword, sound if rng.random() < 0.8 else odd)


def change_pixel_data(dataset: Dataset, rng: random.Random, codestreams: Sequence[bytes]) -> None:
    """Take another file's pixel data, or lose, double or empty one's own."""
    if "PixelData" not in dataset:
        return
    data = dataset.PixelData or b""
    element = dataset["PixelData"]
    if element.is_undefined_length:
        data = rng.choice((rng.choice(codestreams), data + data, data[:8], data[: len(data) // 2]))
    else:
        data = rng.choice((b"", data[:1], data[:-2], data + data, data[: len(data) // 2]))
    element.value = data + bytes(len(data) % 2)


def claim_syntax(content: bytes, rng: random.Random) -> bytes:
    """Write another transfer syntax into the head, whatever follows it."""
    start = content.find(b"\x02\x00\x10\x00UI")
    if start < 0:
        return content
    end = start + 8 + int.from_bytes(content[start + 6 : start + 8], "little")
    claimed = rng.choice((*AllTransferSyntaxes, "1.2.3", "", "not a uid")).encode()
    claimed += bytes(len(claimed) % 2)
    length = len(claimed).to_bytes(2, "little")
    meta = int.from_bytes(content[140:144], "little") + len(claimed) - (end - start - 8)
    head = content[:140] + max(0, meta).to_bytes(4, "little") + content[144 : start + 6]
    return head + length + claimed + content[end:]


_CHANGES: tuple[Callable[[Dataset, random.Random], None], ...] = (
    _change_plain,
    _change_any,
    _add_table,
    _add_overlay,
    _add_shutter,
)
_WEIGHTS = (10, 3, 3, 2, 2)


def _add(dataset: Dataset, keyword: str, vr: str, value: Any) -> None:
    tag = Tag(keyword)
    dataset[tag] = DataElement(tag, vr, value)


def _try(change: Callable[..., None], *arguments: Any) -> None:
    try:
        change(*arguments)
    except Exception:  # pydicom refuses the value already: one change less
        return
