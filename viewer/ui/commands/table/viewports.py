"""Commands for several viewports."""

from viewer.ui.commands.command import Command
from viewer.ui.texts import later


def _layout(name: str, text: str, key: str, icon: str, tip: str = "") -> Command:
    return Command(f"layout.{name}", text, (key,), icon, tip, checkable=True)


def _link(name: str, text: str, tip: str) -> Command:
    return Command(f"link.{name}", text, (), "link-variant", tip, checkable=True)


LAYOUTS = (
    _layout("one", later("&One viewport"), "F2", "square-outline"),
    _layout("two", later("&Two side by side"), "F3", "view-column-outline"),
    _layout("four", later("&Four"), "F4", "view-grid-outline"),
    _layout(
        "prior",
        later("With the &prior"),
        "F5",
        "compare",
        later("The present one beside its prior"),
    ),
    _layout("maximise", later("&Maximise the viewport"), "F6", "arrow-expand-all"),
)

LINKS = (
    _link("zoom", later("Link &zoom"), later("Zooming one viewport zooms the others")),
    _link("pan", later("Link p&an"), later("Panning one viewport pans the others")),
    _link("window", later("Link &window"), later("Windowing one viewport windows the others")),
)
