"""What a report shows can be told from its ground, on a light page, a dark one and on paper."""

import re

import pytest

import resources
from tests.contrast import contrast

_STYLE = resources.find("report/report.css").read_text(encoding="utf-8")
LIGHT, DARK, PAPER = (
    dict(re.findall(r"--(\w+): (#\w{6});", block))
    for block in re.findall(r":root \{(.*?)\}", _STYLE, re.DOTALL)
)
PAGES = pytest.mark.parametrize("page", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])


def mixed(colour: str, ground: str, share: float) -> str:
    channels = [
        round(share * int(colour[at : at + 2], 16) + (1 - share) * int(ground[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


@PAGES
@pytest.mark.parametrize(
    "text", ["text", "muted", "pneumonia", "normal", "withheld", "failed", "accent"]
)
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_texts_and_bars_stand_apart_from_their_ground(
    page: dict[str, str], text: str, ground: str
) -> None:
    assert contrast(page[text], page[ground]) >= 4.5


@PAGES
@pytest.mark.parametrize("tint", ["accent", "failed"])
def test_counts_can_be_read_on_the_strongest_tint_of_the_matrix(
    page: dict[str, str], tint: str
) -> None:
    strongest = max(map(int, re.findall(r"--share: (\d+)%", _STYLE))) / 100
    assert contrast(page["text"], mixed(page[tint], page["raised"], strongest)) >= 4.5
