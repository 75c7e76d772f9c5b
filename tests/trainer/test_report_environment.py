"""What is kept of the machine that a run was made on."""

import importlib.metadata
import json
import platform
from pathlib import Path

import pytest

from trainer.report.environment import describe_environment, read_environment
from viewer.errors import UnsupportedFormatError


def test_environment_names_what_makes_a_difference(tmp_path: Path) -> None:
    described = describe_environment()
    assert described["Python"] == platform.python_version()
    assert described["Keras"] == importlib.metadata.version("keras")
    assert described["Keras backend"] == "tensorflow"
    assert described["ONNX Runtime"] != "not installed"
    assert all(described.values())
    path = tmp_path / "environment.json"
    path.write_text(json.dumps(described), encoding="utf-8")
    assert read_environment(path) == described


@pytest.mark.parametrize("content", ["[]", "{"])
def test_file_that_describes_no_environment_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "environment.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnsupportedFormatError):
        read_environment(path)
