"""Real files: the picture is DCMTK's, the values are GDCM's, each view is pydicom's."""

from pathlib import Path

import numpy as np
import pytest
from pydicom.uid import JPEG2000TransferSyntaxes

from tests.data import needs_dicom
from tests.imaging.against import dcmtk, gdcm_reader, reference
from tests.imaging.against.comparing import FRAMES_COMPARED, hold_against_dcmtk, in_frame
from tests.imaging.against.dcmtk import needs_dcmtk
from tests.imaging.against.explaining import GDCM_REASONS, Case, verdict
from tests.imaging.against.files import HeldFile, brings_views, paths
from tests.imaging.against.table import Report, difference
from tests.imaging.against.viewing import as_deep_as, views
from viewer.errors import DamagedFileError
from viewer.imaging import Photometric
from viewer.imaging.windowing import display_grey

# Some of the files are odd on purpose, and pydicom says so.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

_PATHS = paths()
_WITH_VIEWS = [name for name, path in _PATHS.items() if brings_views(path)]
_ROUNDING = 0.5 + 1e-3


@pytest.fixture(scope="module", params=_PATHS)
def file(request: pytest.FixtureRequest) -> HeldFile:
    """One at a time for all tests of this module, so that each reader reads it once."""
    return HeldFile(request.param, _PATHS[request.param])


@needs_dicom
def test_the_radiographs_of_hilum_data_are_among_the_files() -> None:
    assert {"nema-wg04-RG", "orthanc-tests"} < {Path(name).parts[0] for name in _PATHS}


@needs_dcmtk
def test_each_view_is_dcmtks_to_one_grey_level(
    file: HeldFile, tmp_path: Path, report: Report
) -> None:
    path, whose = None, "DCMTK"
    try:
        if file.syntax in JPEG2000TransferSyntaxes:
            path, whose = file.write_uncompressed(tmp_path / "x.dcm"), "DCMTK by way of GDCM"
        dcmtk.draw(path or file.path, "" if path else file.syntax)
    except (dcmtk.CannotReadError, gdcm_reader.CannotReadError) as error:
        report.add(file.name, file.syntax.keyword, "", whose, f"not compared: {error}")
        return
    hold_against_dcmtk(file, report, path, whose)
    report.check()


def test_values_are_gdcms(file: HeldFile, report: Report) -> None:
    try:
        stored = file.by_gdcm
    except gdcm_reader.CannotReadError as error:
        pytest.skip(str(error))
    for frame in range(min(file.frames, FRAMES_COMPARED)):
        radiograph = file.opened(frame)
        dataset = reference.of_frame(file.dataset, frame)
        theirs = reference.values(stored.values[frame], stored.photometric, dataset)
        in_colour = theirs.ndim == 3
        ours = radiograph.pixels
        if in_colour:
            ours = as_deep_as(ours, theirs) if radiograph.colour is None else radiograph.colour
        elif ours.dtype == np.float32:
            theirs = theirs.astype(np.float32)
        tolerance = 1 if in_colour else float(np.spacing(np.abs(theirs).max()))
        found = verdict(Case(file, frame, ours, theirs), tolerance, GDCM_REASONS)
        what = in_frame(file, frame, "colours" if in_colour else "values")
        report.add(file.name, file.syntax.keyword, what, "GDCM", found, difference(ours, theirs))
    report.check()


@pytest.mark.parametrize("file", _WITH_VIEWS, indirect=True)
def test_each_view_is_pydicoms_rounded(file: HeldFile) -> None:
    try:
        radiograph = file.opened()
    except DamagedFileError as error:
        pytest.skip(str(error))
    dataset = reference.of_frame(file.dataset, 0)
    # A view treats equal pixels equally: each value once is enough.
    values = np.unique(radiograph.pixels)
    inverted = radiograph.photometric is Photometric.MONOCHROME1
    for asked in views(radiograph, dataset):
        assert asked.number is not None
        expected = reference.grey(values, asked.view, asked.number, dataset)
        shown = display_grey(values.astype(np.float32), asked.view, inverted)
        np.testing.assert_allclose(
            shown,
            255.0 - expected if inverted else expected,
            rtol=0,
            atol=_ROUNDING,
            err_msg=asked.name,
        )
