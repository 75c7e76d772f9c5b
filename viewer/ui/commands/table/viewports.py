"""Commands for several viewports."""

from viewer.ui.commands.command import Command


def _layout(name: str, text: str, key: str, icon: str, tip: str = "") -> Command:
    return Command(f"layout.{name}", text, (key,), icon, tip, checkable=True)


def _link(name: str, text: str, tip: str) -> Command:
    return Command(f"link.{name}", text, (), "link-variant", tip, checkable=True)


LAYOUTS = (
    _layout("one", "&One viewport", "F2", "square-outline"),
    _layout("two", "&Two side by side", "F3", "view-column-outline"),
    _layout("four", "&Four", "F4", "view-grid-outline"),
    _layout("prior", "With the &prior", "F5", "compare", "The present one beside its prior"),
    _layout("maximise", "&Maximise the viewport", "F6", "arrow-expand-all"),
)

LINKS = (
    _link("zoom", "Link &zoom", "Zooming one viewport zooms the others"),
    _link("pan", "Link p&an", "Panning one viewport pans the others"),
    _link("window", "Link &window", "Windowing one viewport windows the others"),
)
