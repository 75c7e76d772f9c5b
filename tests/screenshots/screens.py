"""The screens, each told as what a person does to come there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt

from tests.screenshots.driver import Driver
from tests.screenshots.samples import Samples

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Screen:
    name: str
    arrive: Callable[[Driver, Samples], None]
    preferences: dict[str, Any] = field(default_factory=dict)


def empty(_driver: Driver, _samples: Samples) -> None:
    pass


def reading(driver: Driver, samples: Samples) -> None:
    driver.open(samples.study)


def heatmap(driver: Driver, samples: Samples) -> None:
    driver.open(samples.study)
    driver.press(Qt.Key.Key_C, _SHIFT)
    driver.press(Qt.Key.Key_N)


def prior(driver: Driver, samples: Samples) -> None:
    driver.open(samples.study)
    driver.do("link.zoom")
    driver.do("link.pan")
    driver.press(Qt.Key.Key_F5)
    driver.wait_until_read()


def measuring(driver: Driver, samples: Samples) -> None:
    driver.open(samples.study)
    driver.do("reading.heatmap")
    driver.press(Qt.Key.Key_X)
    driver.drag((0.35, 0.62), (0.68, 0.62))
    driver.drag((0.13, 0.70), (0.88, 0.70))
    driver.press(Qt.Key.Key_E)
    driver.drag((0.20, 0.30), (0.32, 0.44))
    driver.press(Qt.Key.Key_D)
    driver.drag((0.60, 0.20), (0.78, 0.27))


def batch(driver: Driver, samples: Samples) -> None:
    driver.window.read_folder([samples.batch])
    driver.wait(lambda: not driver.program.batch.running and driver.window.worklist.settled)


def tags(driver: Driver, samples: Samples) -> None:
    driver.open(samples.present)
    driver.press(Qt.Key.Key_T, _CTRL)


def settings(driver: Driver, samples: Samples) -> None:
    driver.open(samples.present)
    driver.press(Qt.Key.Key_Comma, _CTRL)


def error(driver: Driver, samples: Samples) -> None:
    driver.window.open_paths([samples.broken])
    driver.wait_until_read()


def blind(driver: Driver, samples: Samples) -> None:
    driver.press(Qt.Key.Key_B)
    driver.open(samples.study)
    driver.press(Qt.Key.Key_1, _SHIFT)


def agreement(driver: Driver, samples: Samples) -> None:
    blind(driver, samples)
    driver.answer_by_return(2)
    driver.press(Qt.Key.Key_PageDown)
    driver.wait_until_shown(samples.prior)
    driver.press(Qt.Key.Key_2, _SHIFT)
    driver.answer_by_return(2)
    driver.do("reading.export_agreement")


def keys(driver: Driver, samples: Samples) -> None:
    driver.open(samples.present)
    driver.press(Qt.Key.Key_F1)


def magnifier(driver: Driver, samples: Samples) -> None:
    driver.open(samples.study)
    driver.press(Qt.Key.Key_G)
    driver.point((0.36, 0.42))
    driver.pause()


def report(driver: Driver, samples: Samples) -> None:
    driver.open(samples.present)
    driver.press(Qt.Key.Key_P, _CTRL)


def trouble(driver: Driver, samples: Samples) -> None:
    driver.open(samples.present)
    driver.do("help.trouble")


SCREENS = (
    Screen("empty", empty),
    Screen("reading", reading),
    Screen("heatmap", heatmap, {"heatmap_percent": 75, "contour_percent": 20}),
    Screen("prior", prior),
    Screen("measuring", measuring),
    Screen("batch", batch),
    Screen("tags", tags),
    Screen("settings", settings),
    Screen("light", measuring, {"theme": "light"}),
    Screen("spanish", reading, {"language": "es"}),
    Screen("error", error),
    Screen("blind", blind),
    Screen("agreement", agreement),
    Screen("keys", keys),
    Screen("magnifier", magnifier),
    Screen("report", report),
    Screen("trouble", trouble),
)
