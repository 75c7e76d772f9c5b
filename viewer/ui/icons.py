"""The icons of the window, drawn by qtawesome in the theme's colours."""

import qtawesome
from PySide6.QtGui import QIcon

import resources
from viewer.ui.theme import colours


def icon(name: str, colour: str | None = None) -> QIcon:
    """A Material Design icon, such as `folder-open-outline`; by default in the text's colour."""
    return qtawesome.icon(
        f"mdi6.{name}",
        color=colour or colours().text,
        color_disabled=colours().dim,
        color_on=colours().accent,
    )


def application_icon() -> QIcon:
    return QIcon(str(resources.find("hilum.svg")))
