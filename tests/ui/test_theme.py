import re
from dataclasses import asdict

import pytest

import resources
from tests.contrast import contrast
from viewer.ui.theme import PICTURE, THEMES

_TEXT, _EDGE = 4.5, 3.0
_GROUNDS = ("ground", "panel", "raised")
_PAIRS = [
    *((text, ground) for text in ("text", "muted", "accent") for ground in (*_GROUNDS, "line")),
    *(
        (verdict, ground)
        for verdict in ("pneumonia", "normal", "withheld", "failed")
        for ground in (*_GROUNDS, "line")  # the list and the table choose a row by the line's grey
    ),
    ("on_accent", "accent"),
]
_ON_PICTURE = ("text", "muted", "overlay", "measure", "pneumonia", "normal", "withheld", "failed")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), _PAIRS)
def test_text_keeps_its_contrast_wherever_it_stands(theme: str, text: str, ground: str) -> None:
    colours = asdict(THEMES[theme])
    assert contrast(colours[text], colours[ground]) >= _TEXT


@pytest.mark.parametrize("text", _ON_PICTURE)
def test_what_is_painted_beside_the_radiograph_keeps_its_contrast(text: str) -> None:
    assert contrast(asdict(PICTURE)[text], PICTURE.viewbox) >= _TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mark", ["edge", "accent"])
@pytest.mark.parametrize("ground", _GROUNDS)
def test_the_edge_of_a_control_and_the_mark_of_the_focus_can_be_seen(
    theme: str, mark: str, ground: str
) -> None:
    colours = asdict(THEMES[theme])
    assert contrast(colours[mark], colours[ground]) >= _EDGE


@pytest.mark.parametrize("theme", THEMES)
def test_every_rule_of_the_style_sheet_that_names_both_colours_keeps_the_contrast(
    theme: str,
) -> None:
    sheet = resources.find("window.qss").read_text(encoding="utf-8")
    colours = {
        **asdict(THEMES[theme]),
        **{f"picture_{name}": colour for name, colour in asdict(PICTURE).items()},
    }
    weak = []
    for selector, body in re.findall(r"([^{}]+){([^{}]*)}", sheet):
        text = re.search(r"(?<![\w-])color: \$(\w+)", body)
        ground = re.search(r"(?<![\w-])background(?:-color)?: \$(\w+)", body)
        if text and ground and ":disabled" not in selector:
            ratio = contrast(colours[text[1]], colours[ground[1]])
            weak += [(selector.strip(), ratio)] if ratio < _TEXT else []
    assert weak == []


def test_both_themes_show_the_radiograph_on_the_same_black() -> None:
    assert {colours.viewbox for colours in THEMES.values()} == {PICTURE.viewbox}
