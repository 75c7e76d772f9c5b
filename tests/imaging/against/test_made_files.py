"""Made files, for what the real ones lack: the picture and its overlays are DCMTK's."""

from pathlib import Path

import numpy as np
import pytest

from tests.imaging.against import dcmtk
from tests.imaging.against.comparing import hold_against_dcmtk
from tests.imaging.against.dcmtk import needs_dcmtk
from tests.imaging.against.files import HeldFile
from tests.imaging.against.made_files import MADE
from tests.imaging.against.made_overlays import OVERLAYS
from tests.imaging.against.table import Report
from tests.imaging.against.viewing import picture, views
from tests.imaging.samples import save

pytestmark = needs_dcmtk


@pytest.mark.parametrize("name", MADE)
def test_each_view_is_dcmtks_to_one_grey_level(name: str, tmp_path: Path, report: Report) -> None:
    file = HeldFile(f"made: {name}", save(MADE[name](), tmp_path / "x.dcm"))
    hold_against_dcmtk(file, report)
    report.check()


@pytest.mark.parametrize("name", OVERLAYS)
def test_overlays_lie_where_dcmtk_draws_them(name: str, tmp_path: Path) -> None:
    file = HeldFile(name, save(OVERLAYS[name](), tmp_path / "x.dcm"))
    radiograph = file.opened()
    assert picture(radiograph, views(radiograph, file.dataset)[0]).max() == 0
    drawn = dcmtk.draw(file.path, file.syntax, "+Wi", "1", "+O", "0")
    ours = np.any([overlay.mask for overlay in radiograph.overlays], axis=0)
    np.testing.assert_array_equal(ours, drawn == 255)
    assert 0 < ours.sum() < ours.size
