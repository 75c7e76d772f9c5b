"""Nothing that is no ordinary file gets past the gate."""

import os
from pathlib import Path

import pytest

from viewer.errors import FileUnavailableError
from viewer.imaging import open_radiograph


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(FileUnavailableError, match="pipe"):
        open_radiograph(tmp_path / "pipe.jpg")
