"""Single elements of a dataset, read so that an odd one costs only itself."""

import math
from typing import Any

from pydicom import Dataset


def text(dataset: Dataset, keyword: str) -> str:
    """The element as one line of text; empty where it is missing or can't be read."""
    try:
        value = dataset.get(keyword)
    except Exception:  # one undecodable element must not cost the picture
        return ""
    return "" if value is None else str(value).replace("\0", "").strip()


def numbers(value: Any) -> list[float]:
    """The finite numbers of a value; none at all where one of them is no number."""
    found = []
    for item in strings(value):
        try:
            number = float(item)
        except ValueError:
            return []
        if not math.isfinite(number):
            return []
        found.append(number)
    return found


def strings(value: Any) -> list[str]:
    """The items of a value as text, whether it holds none, one or several."""
    if value is None or value == "":
        return []
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return [str(value)]
    return [str(item) for item in value]


def one_line(error: Exception) -> str:
    """What an exception says, short enough for a sentence."""
    return " ".join(str(error).split()).rstrip(".")[:300] or type(error).__name__
