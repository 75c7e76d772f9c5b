"""What the tests of this folder share."""

from collections.abc import Callable

import pytest

from tests.imaging.against.table import Report


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Report:
    return Report(record_property)
