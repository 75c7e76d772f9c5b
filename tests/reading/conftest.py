"""The shipped model, opened once."""

import pytest

from viewer.reading import Provider, Reader


@pytest.fixture(scope="session")
def shipped_reader() -> Reader:
    return Reader.open(provider=Provider.CPU)
