"""The views that a radiograph can be shown with, and their names."""

import re
from dataclasses import replace

from viewer.imaging import Radiograph, VoiLut, Window
from viewer.imaging.presets import Preset
from viewer.imaging.windowing import AS_STORED, View
from viewer.ui.texts import number, said, tr

_BY_PERCENTILE = re.compile(r"[\d.]+ to [\d.]+ percentile")


def views_of(radiograph: Radiograph) -> tuple[View, ...]:
    """The views that the file offers, in its order."""
    if radiograph.colour is not None:
        return ()
    return *radiograph.voi_luts, *radiograph.windows


def without_free_text(view: View) -> View:
    """A view that is called what Hilum calls it, and not what a file or a person does."""
    name = view.explanation
    ours = name in (*Preset, AS_STORED.explanation) or _BY_PERCENTILE.fullmatch(name)
    return view if ours else replace(view, explanation="")


def view_names(views: tuple[View, ...]) -> tuple[str, ...]:
    """A name for each view: what the file calls it, and more where that tells nothing apart."""
    plain = [said(view.explanation.strip()) or _kind(view) for view in views]
    telling = [
        name if plain.count(name) == 1 and view.explanation.strip() else _with_numbers(name, view)
        for name, view in zip(plain, views, strict=True)
    ]
    return tuple(
        name if telling.count(name) == 1 else f"{name} ({telling[:place].count(name) + 1})"
        for place, name in enumerate(telling)
    )


def window_numbers(window: Window) -> str:
    """Such as "C 2048  W 4096"."""
    text = tr("C {centre}  W {width}")
    return text.format(centre=_number(window.centre), width=_number(window.width))


def _kind(view: View) -> str:
    return tr("VOI LUT") if isinstance(view, VoiLut) else tr("Window")


def _with_numbers(name: str, view: View) -> str:
    return name if isinstance(view, VoiLut) else f"{name}  {window_numbers(view)}"


def _number(value: float) -> str:
    return number(value, ".0f" if abs(value) >= 10 else ".3g")
