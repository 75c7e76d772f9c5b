"""Some radiographs of each class on one sheet: what a table of counts doesn't show."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from trainer.example import Example, Label
from viewer.errors import ExportError, HilumError, NothingToReadError
from viewer.imaging import Photometric, Radiograph, open_radiograph
from viewer.imaging.windowing import default_view, display_grey

PER_CLASS = 12

_COLUMNS = 6
_CELL = 216
_GAP = 16
_MARGIN = 32
_TITLE_HEIGHT = 44
_CAPTION_HEIGHT = 42
_SECTION_GAP = 20

_BACKGROUND = "#101214"
_FRAME = "#000000"
_BRIGHT = "#e6e8ea"
_DIM = "#9aa0a6"


@dataclass(frozen=True, slots=True)
class _Shown:
    example: Example
    thumbnail: Image.Image
    rows: int
    columns: int


def write_contact_sheet(
    examples: Sequence[Example], to: Path, per_class: int = PER_CLASS, seed: int = 1
) -> None:
    """Draw radiographs of each class, chosen by the seed, and write them as a PNG.

    Those kept for testing are left out as long as there are others: who has looked at them
    has begun to choose by them.

    Raises
    ------
    NothingToReadError
        If none can be read.
    ExportError
        If the file can't be written.
    """
    seen = [e for e in examples if e.folder not in ("test", "final")] or examples
    shown = {label: _choose(seen, label, per_class, seed) for label in Label}
    if not any(shown.values()):
        raise NothingToReadError(
            "Not one radiograph could be read.", "Check the folder and its permissions."
        )
    sheet = _draw(seen, shown)
    partial = to.with_name(to.name + ".partial")
    try:
        sheet.save(partial, format="PNG")
        partial.replace(to)
    except OSError as error:
        raise ExportError(
            f"The contact sheet can't be written to {to}: {error.strerror}.",
            "Choose another place, or make room.",
        ) from error


def _choose(examples: Sequence[Example], label: Label, count: int, seed: int) -> list[_Shown]:
    of_class = sorted((e for e in examples if e.label is label), key=lambda e: e.path)
    random.Random(f"{seed}/{label.name}").shuffle(of_class)
    shown: list[_Shown] = []
    patients: set[str] = set()
    for example in of_class:
        if len(shown) == count:
            break
        if example.patient in patients:
            continue
        try:
            radiograph = open_radiograph(example.path)
        except HilumError:
            continue  # inspection lists it
        patients.add(example.patient)
        shown.append(_Shown(example, _thumbnail(radiograph), radiograph.rows, radiograph.columns))
    return shown


def _thumbnail(radiograph: Radiograph) -> Image.Image:
    grey = display_grey(
        radiograph.pixels.astype(np.float32),
        default_view(radiograph),
        radiograph.photometric is Photometric.MONOCHROME1,
    )
    thumbnail = Image.fromarray(grey)
    scale = _CELL / max(thumbnail.size)
    size = tuple(max(1, round(side * scale)) for side in thumbnail.size)
    return thumbnail.resize((size[0], size[1]), Image.Resampling.LANCZOS)


def _draw(examples: Sequence[Example], shown: dict[Label, list[_Shown]]) -> Image.Image:
    row_height = _CELL + _CAPTION_HEIGHT + _GAP
    heights = {
        label: _TITLE_HEIGHT + -(-len(shown[label]) // _COLUMNS) * row_height for label in shown
    }
    width = 2 * _MARGIN + _COLUMNS * _CELL + (_COLUMNS - 1) * _GAP
    height = 2 * _MARGIN + sum(heights.values()) + _SECTION_GAP * (len(shown) - 1) - _GAP
    sheet = Image.new("RGB", (width, height), _BACKGROUND)
    draw = ImageDraw.Draw(sheet)
    several_sources = len({example.source for example in examples}) > 1
    top = _MARGIN
    for label, pictures in shown.items():
        of_class = [example for example in examples if example.label is label]
        patients = len({example.patient for example in of_class})
        draw.text((_MARGIN, top), label.name, _BRIGHT, _font(22))
        draw.text(
            (_MARGIN + _font(22).getlength(label.name) + 14, top + 7),
            f"{len(pictures)} of {len(of_class):,} radiographs, {patients:,} patients",
            _DIM,
            _font(15),
        )
        for place, picture in zip(_places(top + _TITLE_HEIGHT), pictures, strict=False):
            _draw_cell(sheet, draw, place, picture, several_sources)
        top += heights[label] + _SECTION_GAP
    return sheet


def _places(top: int) -> Iterator[tuple[int, int]]:
    while True:
        for column in range(_COLUMNS):
            yield _MARGIN + column * (_CELL + _GAP), top
        top += _CELL + _CAPTION_HEIGHT + _GAP


def _draw_cell(
    sheet: Image.Image,
    draw: ImageDraw.ImageDraw,
    place: tuple[int, int],
    shown: _Shown,
    with_source: bool,
) -> None:
    left, top = place
    draw.rectangle((left, top, left + _CELL - 1, top + _CELL - 1), _FRAME)
    width, height = shown.thumbnail.size
    sheet.paste(shown.thumbnail, (left + (_CELL - width) // 2, top + (_CELL - height) // 2))
    facts = [f"{shown.rows:,} x {shown.columns:,}", shown.example.view, shown.example.kind]
    if with_source:
        facts.append(shown.example.source)
    for line, text, colour in (
        (0, shown.example.path.name, _BRIGHT),
        (1, ", ".join(filter(None, facts)), _DIM),
    ):
        draw.text((left, top + _CELL + 6 + 18 * line), _elided(text, _font(13)), colour, _font(13))


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # Pillow's wheels bring FreeType
    return font


def _elided(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text with its middle left out, so that series and number both stay legible."""
    kept = text
    for length in range(len(text) - 1, 1, -1):
        if font.getlength(kept) <= _CELL:
            break
        kept = f"{text[: -(-length // 2)]}...{text[len(text) - length // 2 :]}"
    return kept
