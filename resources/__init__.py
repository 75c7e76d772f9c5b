"""What ships with the program, found alike in the source tree, a wheel and the bundle."""

from importlib.resources import files
from pathlib import Path


def find(name: str) -> Path:
    """The path of a shipped file.

    Raises
    ------
    FileNotFoundError
        If the installation lacks it, which is a bug of ours.
    """
    path = Path(str(files(__name__) / name))
    if not path.is_file():
        raise FileNotFoundError(f"the installation lacks resources/{name}")
    return path


def shipped_model() -> Path:
    """The model that reads unless another is chosen."""
    return find("model.onnx")
