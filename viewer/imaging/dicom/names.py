"""A person's name, as it is shown."""

from pydicom import Dataset

from viewer.imaging.dicom.elements import strings, value


def person_name(dataset: Dataset, keyword: str) -> str:
    """The alphabetic name in the order of the file, and the ideographic one in brackets.

    DICOM PS3.5 section 6.2.1: up to three groups (alphabetic, ideographic, phonetic) parted
    by "=", each of up to five components parted by "^", the family name first. A group that
    is missing is stood in for by the next.
    """
    names = strings(value(dataset, keyword))
    groups = [_spoken(group) for group in names[0].split("=")] if names else []
    shown = [group for group in dict.fromkeys(groups[:2]) if group]
    if len(shown) == 2:
        return f"{shown[0]} ({shown[1]})"
    return next((group for group in groups if group), "")


def _spoken(group: str) -> str:
    return " ".join(group.replace("^", " ").replace("\0", " ").split())
