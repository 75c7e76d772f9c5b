"""A file becomes a Radiograph, and a Radiograph becomes what the network sees."""

from viewer.imaging.finding import find_radiographs, nothing_found
from viewer.imaging.model_input import InputSpec, model_input
from viewer.imaging.opening import open_radiograph
from viewer.imaging.radiograph import (
    Damage,
    Header,
    Overlay,
    Photometric,
    Radiograph,
    Shutter,
    Source,
    VoiFunction,
    VoiLut,
    Window,
)
from viewer.imaging.spacing import Length, Scale, Spacing, SpacingSource, length_between, scale_of

__all__ = [
    "Damage",
    "Header",
    "InputSpec",
    "Length",
    "Overlay",
    "Photometric",
    "Radiograph",
    "Scale",
    "Shutter",
    "Source",
    "Spacing",
    "SpacingSource",
    "VoiFunction",
    "VoiLut",
    "Window",
    "find_radiographs",
    "length_between",
    "model_input",
    "nothing_found",
    "open_radiograph",
    "scale_of",
]
