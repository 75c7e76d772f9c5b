"""The icons of the window, drawn by qtawesome in the theme's colours."""

import qtawesome
from PySide6.QtGui import QIcon

import resources
from viewer.ui.theme import colours


def icon(name: str) -> QIcon:
    """A Material Design icon, such as `folder-open-outline`."""
    return qtawesome.icon(
        f"mdi6.{name}",
        color=colours().text,
        color_disabled=colours().dim,
        color_on=colours().accent,
    )


def application_icon() -> QIcon:
    return QIcon(str(resources.find("hilum.svg")))
