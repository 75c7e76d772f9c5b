"""Drive the program through its screens and keep a picture of each.

python -m tests.screenshots FOLDER [SCREEN...]
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap

from tests.screenshots.driver import program_at_work
from tests.screenshots.samples import make_samples
from tests.screenshots.screens import SCREENS
from viewer.ui.app import make_application


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("screens", nargs="*", help="by default all")
    parser.add_argument("--language", help="every screen in this language")
    arguments = parser.parse_args()
    qInstallMessageHandler(_pass_on)
    make_application()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with _place() as place:
        samples = make_samples(place)
        for screen in SCREENS:
            if arguments.screens and screen.name not in arguments.screens:
                continue
            spoken = {"language": arguments.language} if arguments.language else {}
            with program_at_work(**{**screen.preferences, **spoken}) as driver:
                screen.arrive(driver, samples)
                _keep(driver.picture(), arguments.folder / f"{screen.name}.png")
                print(screen.name, flush=True)
    return 0


@contextmanager
def _place() -> Iterator[Path]:
    """A folder whose name may stand in a picture, and is the same in each."""
    place = Path(tempfile.gettempdir(), "radiographs")
    shutil.rmtree(place, ignore_errors=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _keep(picture: QPixmap, path: Path) -> None:
    if not picture.save(str(path)):
        raise OSError(f"The picture can't be written to {path}.")
    with Image.open(path) as image:
        small = image.convert("RGB")
    small.save(path, optimize=True)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages to stderr, but for one: only a real screen has sizes to hint at."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
