"""What `hilum info` says of a radiograph, fact by fact."""

from collections.abc import Iterator

from viewer.imaging import Header, Overlay, Radiograph, Shutter, Spacing, VoiLut, Window
from viewer.imaging.radiograph import VoiFunction

Fact = tuple[str, str]
"""A name and what there is to say; nothing where the file says nothing."""


def facts_of(radiograph: Radiograph) -> Iterator[Fact]:
    """What a file says of its radiograph, in the order in which people ask."""
    lows = (radiograph.pixels.min(), radiograph.pixels.max())
    yield "SHA-256", radiograph.source.sha256
    yield "Damage", "" if radiograph.damage is None else radiograph.damage.words
    yield "Size", f"{radiograph.rows:,} rows x {radiograph.columns:,} columns"
    yield "Frames", _frames(radiograph)
    yield "Pixels", f"{radiograph.pixels.dtype}, {lows[0]:g} to {lows[1]:g}"
    yield "Photometric", radiograph.photometric
    yield "Colour", "" if radiograph.colour is None else "yes; its luma is read"
    yield "Padding", "" if radiograph.padding is None else _share(radiograph.padding.mean())
    yield "Spacing", _spacing(radiograph.spacing)
    yield "Pixel aspect", "" if radiograph.aspect == 1.0 else f"{radiograph.aspect:.4g}"
    for number, window in enumerate(radiograph.windows, 1):
        yield f"Window {number}", _window(window)
    for number, lut in enumerate(radiograph.voi_luts, 1):
        yield f"VOI LUT {number}", _voi_lut(lut)
    for number, overlay in enumerate(radiograph.overlays, 1):
        yield f"Overlay {number}", _overlay(overlay)
    yield "Shutter", _shutter(radiograph.shutter)
    yield from _header(radiograph.header)


def _header(header: Header) -> Iterator[Fact]:
    yield "Patient", header.patient_name
    yield "Patient ID", header.patient_id
    yield "Sex", header.patient_sex
    yield "Age", "" if header.age_years is None else f"{header.age_years:.4g} years"
    yield "Study date", header.study_date
    yield "Study", header.study_description
    yield "Series", _numbered(header.series_number, header.series_description)
    yield "Image", _numbered(header.instance_number, "")
    yield "Modality", header.modality
    yield "Body part", header.body_part
    yield "View", " ".join(filter(None, (header.view_position, header.laterality)))
    yield "Orientation", " \\ ".join(header.patient_orientation)
    yield "SOP class", header.sop_class
    yield "Study UID", header.study_instance_uid
    yield "Series UID", header.series_instance_uid
    yield "Instance UID", header.sop_instance_uid


def _frames(radiograph: Radiograph) -> str:
    frames = radiograph.header.frames
    return f"{radiograph.source.frame + 1:,} of {frames:,}" if frames > 1 else ""


def _spacing(spacing: Spacing | None) -> str:
    if spacing is None:
        return "unknown"
    size = f"{spacing.row_mm:g} x {spacing.column_mm:g} mm {spacing.source.worth}"
    return f"{size} (from {spacing.source}) {spacing.description}".rstrip()


def _window(window: Window) -> str:
    function = "" if window.function is VoiFunction.LINEAR else f"{window.function} "
    size = f"centre {window.centre:g}, width {window.width:g}"
    return f"{size} {function}{window.explanation}".rstrip()


def _voi_lut(lut: VoiLut) -> str:
    return f"{len(lut.values):,} entries {lut.explanation}".rstrip()


def _overlay(overlay: Overlay) -> str:
    words = " ".join(filter(None, (overlay.label, overlay.description)))
    return f"{_share(overlay.mask.mean())} {words}".rstrip()


def _shutter(shutter: Shutter | None) -> str:
    return "" if shutter is None else f"hides {_share(shutter.mask.mean())}"


def _share(part: float) -> str:
    return f"{part:.2%} of the pixels"


def _numbered(number: int | None, words: str) -> str:
    return " ".join(filter(None, ("" if number is None else str(number), words)))
