"""Some radiographs of each class on one sheet: what a table of counts doesn't show."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
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
_LINE_HEIGHT = 18
_CAPTION_GAP = 6
_SECTION_GAP = 20

_BACKGROUND = "#101214"
_FRAME = "#1c1f22"  # lighter than a radiograph's own black border
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
    shown: list[_Shown] = []
    patients: set[str] = set()
    for example in _shuffled([e for e in examples if e.label is label], seed):
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


def _shuffled(examples: Sequence[Example], seed: int) -> list[Example]:
    """In a random order, from each source in turn: a large one would leave a small one no place."""
    of_source: dict[str, list[Example]] = defaultdict(list)
    for example in sorted(examples, key=lambda e: (e.source, e.path)):
        of_source[example.source].append(example)
    for group in of_source.values():
        random.Random(seed).shuffle(group)
    return [example for turn in zip_longest(*of_source.values()) for example in turn if example]


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
    captions = {
        label: [_caption(picture, examples) for picture in pictures]
        for label, pictures in shown.items()
    }
    lines = max(len(caption) for group in captions.values() for caption in group)
    pitch = _CELL + _CAPTION_GAP + lines * _LINE_HEIGHT + _GAP
    tops: dict[Label, int] = {}
    bottom = _MARGIN - _SECTION_GAP
    for label, pictures in shown.items():
        tops[label] = bottom + _SECTION_GAP
        bottom = tops[label] + _TITLE_HEIGHT + -(-len(pictures) // _COLUMNS) * pitch
    width = 2 * _MARGIN + _COLUMNS * (_CELL + _GAP) - _GAP
    sheet = Image.new("RGB", (width, bottom - _GAP + _MARGIN), _BACKGROUND)
    draw = ImageDraw.Draw(sheet)
    for label, pictures in shown.items():
        _draw_title(draw, (_MARGIN, tops[label]), label, len(pictures), examples)
        for number, picture in enumerate(pictures):
            row, column = divmod(number, _COLUMNS)
            place = (
                _MARGIN + column * (_CELL + _GAP),
                tops[label] + _TITLE_HEIGHT + row * pitch,
            )
            _draw_cell(sheet, draw, place, picture, captions[label][number])
    return sheet


def _caption(shown: _Shown, examples: Sequence[Example]) -> list[str]:
    example = shown.example
    size = f"{shown.rows:,} x {shown.columns:,}"
    lines = [example.path.name, ", ".join(filter(None, (size, example.view, example.kind)))]
    if len({other.source for other in examples}) > 1:
        lines.append(example.source)
    return lines


def _draw_title(
    draw: ImageDraw.ImageDraw,
    place: tuple[int, int],
    label: Label,
    shown: int,
    examples: Sequence[Example],
) -> None:
    left, top = place
    of_class = [example for example in examples if example.label is label]
    patients = len({example.patient for example in of_class})
    draw.text(place, label.name, _BRIGHT, _font(22))
    draw.text(
        (left + _font(22).getlength(label.name) + 14, top + 7),
        f"{shown} of {len(of_class):,} radiographs, {patients:,} patients",
        _DIM,
        _font(15),
    )


def _draw_cell(
    sheet: Image.Image,
    draw: ImageDraw.ImageDraw,
    place: tuple[int, int],
    shown: _Shown,
    caption: Sequence[str],
) -> None:
    left, top = place
    draw.rectangle((left, top, left + _CELL - 1, top + _CELL - 1), _FRAME)
    width, height = shown.thumbnail.size
    sheet.paste(shown.thumbnail, (left + (_CELL - width) // 2, top + (_CELL - height) // 2))
    for number, line in enumerate(caption):
        draw.text(
            (left, top + _CELL + _CAPTION_GAP + number * _LINE_HEIGHT),
            _elided(line, _font(13)),
            _DIM if number else _BRIGHT,
            _font(13),
        )


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
