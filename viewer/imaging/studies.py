"""Where a file belongs in the tree of patient, study, series and instance."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from viewer.imaging.ordering import natural
from viewer.imaging.radiograph import Header

Key = tuple[int | str, ...]

WITHOUT_PATIENT = "Pictures without a patient"
"""The title over JPEG, PNG and whatever else names no patient."""

WITHOUT_NAME = "Unnamed patient"
"""The title over a patient of whom a file says neither name nor ID."""

_LAST = 2**31
"""A number greater than any that DICOM's integer strings hold (PS3.5 section 6.2)."""


@dataclass(frozen=True, slots=True)
class Level:
    """One node of the tree.

    Nodes with one parent are the same where their keys are equal, and are shown in the order
    of the keys, which always compare. The title is not empty.
    """

    key: Key
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """The four nodes that lead to a file (DICOM PS3.3 A.1.2)."""

    patient: Level
    study: Level
    series: Level
    instance: Level


def place_of(path: Path, header: Header) -> Place:
    """Tell where a file belongs; opens nothing.

    Patients are in the order of their names, the studies of one with the newest first, and
    series and instances in that of their numbers. The same ID under two names is two
    patients; without an ID, each study is a patient of its own, since two who are both
    called Anonymous need not be the same. Pictures without a header come last; those of one
    folder, or of one folder in an archive, are one study.

    Parameters
    ----------
    path : Path
        Of a file or of a member of an archive.
    header : Header
        As `identify` or `open_radiograph` gives it.
    """
    if replace(header, frames=1) == Header():
        return _place_in_folder(path, header)
    return Place(_patient(header), _study(header), _series(header), _instance(path, header))


def study_moment(header: Header) -> datetime | None:
    """When a study was made, its day at least; None where the file tells no such day."""
    day, seconds = _digits(header.study_date), _second_number(header.study_time)
    if len(day) != 8:
        return None
    try:
        return datetime.strptime(f"{day}{seconds:06}", "%Y%m%d%H%M%S")
    except ValueError:
        return None


def _place_in_folder(path: Path, header: Header) -> Place:
    folder = path.parent
    order = tuple(part for name in folder.parts for part in natural(name))
    return Place(
        Level((1,), WITHOUT_PATIENT),
        Level((0, 0, *order), folder.name or str(folder)),
        Level((), "Pictures"),
        Level((_LAST, *natural(path.name), str(path)), f"{path.name}{_frames(header)}"),
    )


def _patient(header: Header) -> Level:
    identifier, name = header.patient_id, header.patient_name
    key: Key = (0, natural(name)[0], *natural(identifier))
    if not identifier:
        key = (*key, header.study_instance_uid)
    if not name or name == identifier:
        return Level(key, identifier or WITHOUT_NAME)
    return Level(key, f"{name} ({identifier})" if identifier else name)


def _study(header: Header) -> Level:
    # Newest first; a study without a date has no place among the others, and comes last.
    key = (-_day_number(header.study_date), -_second_number(header.study_time))
    identity = header.study_instance_uid or header.study_description
    words = (_date(header.study_date), _time(header.study_time), header.study_description)
    return Level((*key, identity), _joined(*words) or "Undated study")


def _series(header: Header) -> Level:
    number, description = header.series_number, header.series_description
    key = (_LAST if number is None else number, description, header.series_instance_uid)
    # The number is told where nothing else tells one series from the next.
    words = (header.modality, description or ("" if number is None else f"series {number}"))
    return Level(key, _joined(*words) or "Series")


def _instance(path: Path, header: Header) -> Level:
    number = header.instance_number
    key = (_LAST if number is None else number, *natural(path.name), str(path))
    name = path.name if number is None else f"Image {number}"
    view = _joined(header.view_position, header.laterality)
    return Level(key, f"{name}{f', {view}' if view else ''}{_frames(header)}")


def _frames(header: Header) -> str:
    return f", {header.frames:,} frames" if header.frames > 1 else ""


def _day_number(date: str) -> int:
    digits = _digits(date)
    return int(digits) if len(digits) == 8 else 0


def _second_number(time: str) -> int:
    """HHMMSS, of which a file may leave out the end; 0 where there is no time."""
    digits = _digits(time.split(".")[0])
    return int(digits.ljust(6, "0")) if 2 <= len(digits) <= 6 else 0


def _digits(text: str) -> str:
    """The digits of a date or time; older files part them (DICOM PS3.5 section 6.2)."""
    digits = text.replace(".", "").replace(":", "")
    return digits if digits.isascii() and digits.isdecimal() else ""


def _date(text: str) -> str:
    digits = _digits(text)
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else text


def _time(text: str) -> str:
    digits = _digits(text.split(".")[0])
    return f"{digits[:2]}:{digits[2:4]}" if 4 <= len(digits) <= 6 else ""


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
