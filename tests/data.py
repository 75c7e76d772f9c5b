"""Where the radiographs for tests are; those that may be missing come with a skip."""

import os
from pathlib import Path

import data_store
import pytest

_ROOT = Path(os.environ.get("HILUM_DATA", Path(__file__).parents[1] / "../shared/data")).resolve()
_SAMPLES = Path(data_store.__file__).parent / "data"

CHEST_DICOM = _SAMPLES / "RG1_UNCR.dcm"
"""A chest CR: PA, MONOCHROME1, 15 bit, 1955 x 1841, uncompressed."""

CHEST_DICOM_JPEG2000 = _SAMPLES / "RG1_J2KR.dcm"
"""The same picture under lossless JPEG 2000."""

EXTREMITY_DICOM = _SAMPLES / "RG3_UNCR.dcm"
"""An extremity: out of any chest model's scope."""

KERMANY = _ROOT / "chest-xray-pneumonia-224"
KERMANY_FULL_SIZE = _ROOT / "chest-xray-pneumonia-fullres-samples"
DICOM = _ROOT / "dicom"


def _needs(folder: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not folder.is_dir(), reason=f"{folder.name} is not there; set HILUM_DATA to its parent"
    )


needs_kermany = _needs(KERMANY)
needs_kermany_full_size = _needs(KERMANY_FULL_SIZE)
needs_dicom = _needs(DICOM)
