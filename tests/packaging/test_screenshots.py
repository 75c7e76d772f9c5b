"""The pictures in the documents are those that the driver makes."""

import re

from tests.packaging.conftest import ROOT
from tests.screenshots.screens import SCREENS

_PICTURES = ROOT / "docs" / "screenshots"
_OF_THE_TRAINER = "overfitting-and-cure"


def test_every_screen_has_its_picture_and_no_picture_is_left_over() -> None:
    kept = {path.stem for path in _PICTURES.glob("*.png")}

    assert kept - {_OF_THE_TRAINER} == {screen.name for screen in SCREENS}, "make screenshots"


def test_the_list_of_pictures_names_each() -> None:
    listed = re.findall(r"\((\w+)\.png\)", (_PICTURES / "README.md").read_text(encoding="utf-8"))

    assert sorted(listed) == sorted(screen.name for screen in SCREENS)


def test_the_pictures_of_the_readme_are_there() -> None:
    named = re.findall(r"\(docs/screenshots/(\S+\.png)\)", (ROOT / "README.md").read_text("utf-8"))

    assert named
    assert [name for name in named if not (_PICTURES / name).is_file()] == []
