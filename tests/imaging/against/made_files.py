"""Small files for what the real ones lack; each holds every value of its range."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEGLSLossless,
    RLELossless,
)

from tests.imaging.dicom.making import colour_dicom, dicom_of, lut_item

RAMP = np.arange(4096, dtype=np.uint16).reshape(64, 64)
_SIGNED = (RAMP.astype(np.int16) - 2048).astype(np.int16)
_ROOT = [int(1023 * (value / 4095) ** 0.5) for value in range(4096)]
_COLOURS = np.random.default_rng(4).integers(0, 256, (24, 32, 3)).astype(np.uint8)
_PALETTES = np.random.default_rng(5).integers(0, 2**16, (3, 256)).astype(np.uint16)
_NAMES = ("Red", "Green", "Blue")


def grey_ramp(pixels: NDArray[np.integer] = RAMP, **attributes: object) -> Dataset:
    """64 x 64 pixels of 12 bit with each value once, under a window of the whole range."""
    own = {"BitsStored": 12, "HighBit": 11, "WindowCenter": "2048", "WindowWidth": "4096"}
    return dicom_of(pixels, **(own | attributes))


def _in(syntax: str, dataset: Dataset) -> Dataset:
    if syntax in (RLELossless, JPEGLSLossless):
        dataset.compress(syntax, generate_instance_uid=False)
    dataset.file_meta.TransferSyntaxUID = syntax
    return dataset


def _ten_bits(high: int, dirt: int = 0) -> Dataset:
    words = ((RAMP & 1023) << (high - 9)) | dirt
    return grey_ramp(
        words.astype(np.uint16),
        BitsStored=10,
        HighBit=high,
        WindowCenter="512",
        WindowWidth="1024",
    )


def _palette(entries: NDArray[np.unsignedinteger], bits: int, first: int = 0) -> Dataset:
    described = [entries.shape[1], first, bits]
    attributes: dict[str, object] = {"PhotometricInterpretation": "PALETTE COLOR"}
    for name, channel in zip(_NAMES, entries, strict=True):
        attributes[f"{name}PaletteColorLookupTableDescriptor"] = described
        attributes[f"{name}PaletteColorLookupTableData"] = channel.tobytes()
    return dicom_of(np.arange(256, dtype=np.uint8).reshape(16, 16), **attributes)


def _by_plane() -> Dataset:
    dataset = colour_dicom(_COLOURS, PlanarConfiguration=1)
    dataset.PixelData = np.moveaxis(_COLOURS, 2, 0).tobytes()
    return dataset


MADE: dict[str, Callable[[], Dataset]] = {
    **{
        f"{interpretation}, {shape or 'no shape'}": partial(
            grey_ramp, PhotometricInterpretation=interpretation, PresentationLUTShape=shape
        )
        for interpretation in ("MONOCHROME1", "MONOCHROME2")
        for shape in ("", "IDENTITY", "INVERSE")
    },
    **{
        f"{function} {centre} / {width}": partial(
            grey_ramp, VOILUTFunction=function, WindowCenter=centre, WindowWidth=width
        )
        for function in ("LINEAR", "LINEAR_EXACT", "SIGMOID")
        for centre, width in (("2048", "4096"), ("1000.5", "500"), ("1000", "2"))
    },
    "LINEAR 1000 / 1": lambda: grey_ramp(WindowCenter="1000", WindowWidth="1"),
    "three windows": lambda: grey_ramp(
        WindowCenter=["2048", "500", "3000"],
        WindowWidth=["4096", "300", "100"],
        WindowCenterWidthExplanation=["WIDE", "LUNG", "BONE"],
    ),
    "VOI LUT of 10 bit": lambda: grey_ramp(VOILUTSequence=[lut_item([4096, 0, 10], _ROOT)]),
    "VOI LUT of a part": lambda: grey_ramp(
        VOILUTSequence=[lut_item([100, 500, 10], [10 * value for value in range(100)])]
    ),
    "VOI LUT of 8 bit in bytes": lambda: grey_ramp(
        VOILUTSequence=[lut_item([256, 500, 8], bytes(range(256)), "OW")]
    ),
    "two VOI LUTs and a window": lambda: grey_ramp(
        VOILUTSequence=[lut_item([4096, 0, 10], _ROOT), lut_item([4096, 0, 10], _ROOT[::-1])]
    ),
    "VOI LUT from below zero": lambda: grey_ramp(
        _SIGNED,
        PixelRepresentation=1,
        VOILUTSequence=[lut_item([4096, -2048, 10], _ROOT, descriptor_vr="SS")],
    ),
    "VOI LUT after MONOCHROME1": lambda: grey_ramp(
        PhotometricInterpretation="MONOCHROME1",
        VOILUTSequence=[lut_item([4096, 0, 10], _ROOT)],
    ),
    "modality LUT of 12 bit": lambda: grey_ramp(
        ModalityLUTSequence=[lut_item([4096, 0, 12], list(range(4095, -1, -1)))]
    ),
    "modality LUT of 16 bit": lambda: grey_ramp(
        ModalityLUTSequence=[lut_item([4096, 0, 16], [value * 16 for value in range(4096)])],
        WindowCenter="32768",
        WindowWidth="65536",
    ),
    "rescale by 0.5": lambda: grey_ramp(RescaleSlope="0.5", RescaleIntercept="-100"),
    "rescale by -1": lambda: grey_ramp(RescaleSlope="-1", RescaleIntercept="4095"),
    "signed 12 bit": lambda: grey_ramp(_SIGNED, PixelRepresentation=1, WindowCenter="0"),
    "signed 12 bit, sign not extended": lambda: grey_ramp(
        (_SIGNED & 0xFFF).astype(np.uint16), PixelRepresentation=1, WindowCenter="0"
    ),
    "signed 16 bit, rescaled": lambda: grey_ramp(
        _SIGNED,
        BitsStored=16,
        HighBit=15,
        PixelRepresentation=1,
        RescaleSlope="2",
        RescaleIntercept="1024",
    ),
    "10 bit in 16": lambda: _ten_bits(9),
    "10 bit in 16, dirt above": lambda: _ten_bits(9, dirt=0x8400),
    "10 bit in 16, high bit 11": lambda: _ten_bits(11),
    "10 bit in 16, high bit 15": lambda: _ten_bits(15),
    "6 bit in 8, no window": lambda: dicom_of(
        np.arange(64, dtype=np.uint8).reshape(8, 8), BitsStored=6, HighBit=5
    ),
    "8 bit, no window": lambda: dicom_of(np.arange(256, dtype=np.uint8).reshape(16, 16)),
    "8 bit MONOCHROME1, no window": lambda: dicom_of(
        np.arange(256, dtype=np.uint8).reshape(16, 16), PhotometricInterpretation="MONOCHROME1"
    ),
    "padding": lambda: grey_ramp(PixelPaddingValue=0),
    "implicit": lambda: _in(ImplicitVRLittleEndian, grey_ramp()),
    "big endian": lambda: _in(ExplicitVRBigEndian, grey_ramp(RAMP.byteswap())),
    "deflated": lambda: _in(DeflatedExplicitVRLittleEndian, grey_ramp()),
    "RLE": lambda: _in(RLELossless, grey_ramp()),
    "JPEG-LS": lambda: _in(JPEGLSLossless, grey_ramp()),
    "two frames": lambda: grey_ramp(np.stack((RAMP, RAMP.T))),
    "RLE of two frames": lambda: _in(RLELossless, grey_ramp(np.stack((RAMP, RAMP.T)))),
    "RGB": lambda: colour_dicom(_COLOURS),
    "RGB by plane": _by_plane,
    "RGB of 16 bit": lambda: colour_dicom(_COLOURS.astype(np.uint16) * 255 + 7),
    "YBR_FULL": lambda: colour_dicom(_COLOURS, PhotometricInterpretation="YBR_FULL"),
    "palette of 16 bit": lambda: _palette(_PALETTES, 16),
    "palette of 8 bit in words": lambda: _palette(_PALETTES >> 8, 8),
    "palette of 8 bit in bytes": lambda: _palette((_PALETTES >> 8).astype(np.uint8), 8),
    "palette of a part": lambda: _palette(_PALETTES[:, :100], 16, first=50),
}
