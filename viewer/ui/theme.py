"""Colours and style: calm, so that the radiograph is what a person looks at, in either theme."""

import string
from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

import resources


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, in the dark theme.

    Text that can be used or read keeps 4.5 : 1 or more on whatever it stands on, and the edge
    of a control 3 : 1.
    """

    viewbox: str = "#050607"
    ground: str = "#101317"
    panel: str = "#161a20"
    raised: str = "#20262e"
    line: str = "#2d343e"
    edge: str = "#6f7b8b"
    dim: str = "#717c8a"
    text: str = "#e8ebef"
    muted: str = "#a2acb9"
    accent: str = "#5fb4ef"
    overlay: str = "#9adcff"
    measure: str = "#ffe08a"
    on_accent: str = "#07131c"
    pneumonia: str = "#ff9a6b"
    normal: str = "#6fd6b4"
    withheld: str = "#dcc66e"
    failed: str = "#ff858d"


DARK = Colours()

LIGHT = Colours(
    ground="#e9ecf0",
    panel="#f6f7f9",
    raised="#ffffff",
    line="#d3d8df",
    edge="#78828f",
    dim="#7d8793",
    text="#14181d",
    muted="#48525e",
    accent="#0b5c96",
    on_accent="#ffffff",
    pneumonia="#9c3a08",
    normal="#0b6650",
    withheld="#685400",
    failed="#ab1f2a",
)

PICTURE = DARK
"""What is painted on the radiograph lies on black in either theme."""

THEMES = {"dark": DARK, "light": LIGHT}

_in_use = DARK
_desktop_font: QFont | None = None


def colours() -> Colours:
    """The colours of the theme in use, for all that is not painted on the radiograph."""
    return _in_use


def apply(application: QApplication, theme: str = "dark", text_size: int = 100) -> None:
    """Give the application its style, palette, style sheet, and text size in percent."""
    global _in_use, _desktop_font
    if _desktop_font is None:
        _desktop_font = application.font()
    application.setFont(scaled_font(_desktop_font, text_size / 100))
    _in_use = THEMES.get(theme, DARK)
    application.setStyle("Fusion")
    application.setPalette(_palette(_in_use))
    sheet = string.Template(resources.find("window.qss").read_text(encoding="utf-8"))
    check = "check-light" if _in_use is LIGHT else "check"
    shapes = {"chevron": _shape("chevron"), "check": _shape(check)}
    on_picture = {f"picture_{name}": colour for name, colour in asdict(PICTURE).items()}
    application.setStyleSheet(sheet.substitute(asdict(_in_use), **on_picture, **shapes))


def _shape(name: str) -> str:
    return resources.find(f"{name}.svg").as_posix()


def scaled_font(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """A font relative to the desktop's own size, so that a person's setting is kept."""
    scaled = QFont(font)
    if font.pointSizeF() > 0:
        scaled.setPointSizeF(font.pointSizeF() * factor)
    else:
        scaled.setPixelSize(round(font.pixelSize() * factor))
    scaled.setBold(bold)
    return scaled


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.panel,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Light: colours.line,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.edge,
        QPalette.ColorRole.Shadow: colours.edge,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.dim))
    return palette
