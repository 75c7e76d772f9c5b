"""What belongs to one frame of a multi-frame object."""

from pydicom import Dataset

from viewer.errors import NoPixelsError
from viewer.imaging.dicom.elements import value, whole


def frame_count(dataset: Dataset) -> int:
    """The number of pictures that the object announces; 1 where it announces none."""
    return max(1, whole(dataset, "NumberOfFrames") or 1)


def check_frame(dataset: Dataset, frame: int) -> None:
    """Refuse a frame, counted from 0, that the object does not have.

    Raises
    ------
    NoPixelsError
    """
    count = frame_count(dataset)
    if not 0 <= frame < count:
        raise NoPixelsError(
            f"There is no picture {frame + 1} in the file, which holds {count:,}.",
            f"Ask for one from 1 to {count:,}.",
        )


def functional_group(dataset: Dataset, frame: int, keyword: str) -> Dataset:
    """Where to look for a frame's attributes: its functional group, else the object itself.

    A functional group stands in the frame's own item or, for all frames, in the shared one
    (DICOM PS3.3 C.7.6.16).
    """
    for groups, number in (
        ("PerFrameFunctionalGroupsSequence", frame),
        ("SharedFunctionalGroupsSequence", 0),
    ):
        items = value(dataset, groups) or ()
        if number < len(items):
            group = value(items[number], keyword)
            if group:
                return group[0]
    return dataset
