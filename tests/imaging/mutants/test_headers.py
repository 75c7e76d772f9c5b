"""Whatever a header says, a radiograph comes of it that is sound, or an error that tells."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataelem import DataElement
from pydicom.tag import Tag

from tests.imaging.mutants.headers_changed import VALUES, quietly, set_value
from tests.imaging.mutants.soundness import use
from tests.imaging.samples import save, small_dicom
from viewer.errors import HilumError
from viewer.imaging import open_radiograph

_KEYWORDS = st.sampled_from(sorted(VALUES))
_DECIMALS = st.floats().map(repr) | st.integers().map(str)


@st.composite
def _headers(draw: st.DrawFn) -> dict[str, Any]:
    """Attributes by keyword: odd values of their own kind, numbers of any size, or mere bytes."""
    keywords = draw(st.lists(_KEYWORDS, unique=True, min_size=1, max_size=4))
    return {
        keyword: draw(
            st.sampled_from(VALUES[keyword])
            | _DECIMALS
            | st.lists(_DECIMALS, max_size=3)
            | st.binary(max_size=32)
        )
        for keyword in keywords
    }


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(header=_headers())
def test_any_header_gives_a_sound_radiograph_or_an_error_that_tells(header: dict[str, Any]) -> None:
    dataset = small_dicom()
    with quietly(), tempfile.TemporaryDirectory() as folder:
        for keyword, value in header.items():
            try:
                if isinstance(value, bytes):
                    dataset[Tag(keyword)] = DataElement(Tag(keyword), "UN", value)
                else:
                    set_value(dataset, keyword, value)
            except Exception:  # pydicom refuses the value already
                continue
        path = Path(folder) / "header.dcm"
        try:
            save(dataset, path)
        except Exception:  # not every lie can be written
            return
        with contextlib.suppress(HilumError):
            use(open_radiograph(path))
