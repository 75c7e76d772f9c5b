"""Single elements of a dataset, read so that an odd one costs only itself."""

from typing import Any

from pydicom import Dataset
from pydicom.dataelem import RawDataElement
from pydicom.valuerep import PersonName

_LARGEST = 1e20
"""No number of a header means more, and float32 can still multiply a pixel by it."""


def value(dataset: Dataset, keyword: str) -> Any:
    """The element's value; None where it is missing, empty or can't be read."""
    try:
        found = dataset.get(keyword)
    except Exception:  # pydicom converts a value when it is asked for, and lets many kinds escape
        return None
    return None if found == "" else found


def text(dataset: Dataset, keyword: str) -> str:
    """The element as text; empty where it is missing or can't be read."""
    return "\\".join(strings(value(dataset, keyword))).replace("\0", "").strip()


def strings(found: Any) -> list[str]:
    """The items of a value as text, whether it holds none, one or several."""
    if found is None or found == "":
        return []
    if isinstance(found, bytes):  # of unknown VR
        return found.decode("latin-1").split("\\")
    if isinstance(found, str | PersonName) or not hasattr(found, "__iter__"):
        return [str(found)]
    return [str(item) for item in found]


def decimals(dataset: Dataset, keyword: str) -> list[float | None]:
    """The numbers of an element, text or not; None for each that is no finite number."""
    return [_number(item) for item in _components(dataset, keyword)]


def whole(dataset: Dataset, keyword: str) -> int | None:
    """The first number of an element, where it is a whole one."""
    numbers = decimals(dataset, keyword)
    if not numbers or numbers[0] is None or not numbers[0].is_integer():
        return None
    return int(numbers[0])


def pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    """Exactly two numbers greater than zero, as sizes are; None for anything else."""
    numbers = decimals(dataset, keyword)
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    return (numbers[0], numbers[1]) if min(numbers[0], numbers[1]) > 0 else None


def is_big_endian(dataset: Dataset) -> bool:
    """Whether the words of the dataset's OW elements, which pydicom leaves alone, are."""
    return dataset.original_encoding[1] is False


def _components(dataset: Dataset, keyword: str) -> list[str]:
    found = value(dataset, keyword)
    if found is not None:
        return strings(found)
    # One odd number among several fails the whole conversion, and leaves the bytes.
    try:
        raw = dataset.get_item(keyword)
    except Exception:
        return []
    if isinstance(raw, RawDataElement) and raw.value:
        return strings(raw.value)
    return []


def _number(component: str) -> float | None:
    cleaned = component.replace("\0", "").strip()
    # Some devices write numbers as their operating system's language does.
    if cleaned.count(",") == 1 and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    try:
        number = float(cleaned)
    except ValueError:
        return None
    return number if abs(number) <= _LARGEST else None  # NaN neither
