"""The icons of the window, drawn by qtawesome in the theme's colours."""

import qtawesome
from PySide6.QtGui import QIcon

import resources
from viewer.ui.theme import DARK


def icon(name: str) -> QIcon:
    """A Material Design icon, such as `folder-open-outline`."""
    return qtawesome.icon(
        f"mdi6.{name}",
        color=DARK.text,
        color_disabled=DARK.dim,
        color_on=DARK.accent,
    )


def application_icon() -> QIcon:
    return QIcon(str(resources.find("hilum.svg")))
