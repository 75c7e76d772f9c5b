"""The rows of the studies panel: studies, series and instances, kept in order as files come.

A patient's studies follow each other, and each is headed by one row that names both; a series
has a row only where its study has several. So nobody opens three nodes to reach one picture.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from viewer.imaging.studies import WITHOUT_NAME, WITHOUT_PATIENT, Place
from viewer.ui.texts import said

RowKey = tuple[tuple[int | str, ...], ...]
"""The keys of patient and study, of a series too, or of an instance too.

A tuple sorts before the longer ones that begin with it: a heading stands over what it heads.
"""

_PATIENT, _STUDY, _SERIES, _INSTANCE = 1, 2, 3, 4


@dataclass(slots=True)
class StudyHeading:
    """The row over a study's series and instances."""

    name: str
    study: str
    count: int = 0
    folded: bool = False

    @property
    def title(self) -> str:
        """Mostly a patient's name, which is nobody's sentence."""
        return said(self.name) if self.name == WITHOUT_NAME else self.name

    @property
    def detail(self) -> str:
        return said(self.study)


@dataclass(slots=True)
class SeriesHeading:
    """The row over the instances of one series among several."""

    name: str
    count: int = 0

    @property
    def title(self) -> str:
        return said(self.name)


@dataclass(slots=True)
class _Study:
    heading: StudyHeading
    series: dict[RowKey, SeriesHeading] = field(default_factory=dict)


def row_key(place: Place) -> RowKey:
    """The key of an instance's row."""
    return place.patient.key, place.study.key, place.series.key, place.instance.key


class StudyRows:
    """Every instance in the tree's order, and the rows that are to be seen of them."""

    def __init__(self) -> None:
        self._order: list[RowKey] = []
        self._rows: list[RowKey] = []
        self._studies: dict[RowKey, _Study] = {}

    def __len__(self) -> int:
        """How many rows are to be seen."""
        return len(self._rows)

    def __getitem__(self, row: int) -> RowKey:
        return self._rows[row]

    @property
    def order(self) -> list[RowKey]:
        """The keys of all instances, those of folded studies among them."""
        return self._order

    def heading(self, row: int) -> StudyHeading | SeriesHeading | None:
        """What heads the rows below; None for an instance."""
        key = self._rows[row]
        if len(key) == _INSTANCE:
            return None
        study = self._studies[key[:_STUDY]]
        return study.heading if len(key) == _STUDY else study.series[key]

    def row_of(self, key: RowKey) -> int | None:
        """Where a key's row is; None while its study is folded."""
        row = bisect_left(self._rows, key)
        return row if row < len(self._rows) and self._rows[row] == key else None

    def neighbour(self, key: RowKey, step: int) -> RowKey | None:
        """The instance so many steps further, whether it is to be seen or not."""
        place = bisect_left(self._order, key) + step
        return self._order[place] if 0 <= place < len(self._order) else None

    def of_study(self, key: RowKey) -> list[RowKey]:
        """All instances of the study of one, itself among them."""
        return self._below(key[:_STUDY])

    def of_next_study(self, key: RowKey) -> list[RowKey]:
        """All instances of the study that follows in the order, if it is the same patient's."""
        place = bisect_right(self._order, key[:_STUDY], key=lambda key: key[:_STUDY])
        if place == len(self._order) or self._order[place][:_PATIENT] != key[:_PATIENT]:
            return []
        return self.of_study(self._order[place])

    def of_series(self, key: RowKey) -> list[RowKey]:
        """All instances of the series of one, itself among them."""
        return self._below(key[:_SERIES])

    def place(self, places: Iterable[Place]) -> list[RowKey]:
        """Take in new instances, and return the rows to be inserted, sorted.

        Nothing is to be seen of them before `insert` was called for each run of `runs`.
        """
        wanted: list[RowKey] = []
        instances: list[RowKey] = []
        for place in places:
            key = row_key(place)
            instances.append(key)
            wanted.extend(self._count(place, key))
            if not self._studies[key[:_STUDY]].heading.folded:
                wanted.append(key)
        for first, keys in _runs(self._order, sorted(instances)):
            self._order[first:first] = keys
        return sorted(wanted)

    def runs(self, wanted: list[RowKey]) -> Iterator[tuple[int, list[RowKey]]]:
        """Tell where sorted rows go, from the last to the first, so that no place moves."""
        return _runs(self._rows, wanted)

    def insert(self, row: int, keys: list[RowKey]) -> None:
        self._rows[row:row] = keys

    def remove(self, first: int, count: int) -> None:
        del self._rows[first : first + count]

    def study_of(self, key: RowKey) -> RowKey:
        return key[:_STUDY]

    def folded(self, study: RowKey) -> bool:
        return self._studies[study].heading.folded

    def fold(self, study: RowKey, folded: bool) -> list[RowKey]:
        """Fold a study or open it, and return the rows that are to go or to come."""
        record = self._studies[study]
        record.heading.folded = folded
        headings = list(record.series) if len(record.series) > 1 else []
        return sorted([*self._below(study), *headings])

    def clear(self) -> None:
        self._order.clear()
        self._rows.clear()
        self._studies.clear()

    def _below(self, node: RowKey) -> list[RowKey]:
        """The instances under a study or a series."""
        depth = len(node)
        first = bisect_left(self._order, node)
        end = bisect_right(self._order, node, lo=first, key=lambda key: key[:depth])
        return self._order[first:end]

    def _count(self, place: Place, key: RowKey) -> Iterator[RowKey]:
        """Count an instance, and yield the headings that it makes necessary."""
        study_key, series_key = key[:_STUDY], key[:_SERIES]
        study = self._studies.get(study_key)
        if study is None:
            study = self._studies[study_key] = _Study(_heading(place))
            yield study_key
        study.heading.count += 1
        series = study.series.get(series_key)
        if series is None:
            series = study.series[series_key] = SeriesHeading(place.series.title)
            if len(study.series) > 1 and not study.heading.folded:
                # Until now the first one needed no heading.
                yield from study.series if len(study.series) == 2 else (series_key,)
        series.count += 1


def _heading(place: Place) -> StudyHeading:
    if place.patient.title == WITHOUT_PATIENT:
        return StudyHeading(place.study.title, "")
    return StudyHeading(place.patient.title, place.study.title)


def _runs(kept: list[RowKey], wanted: list[RowKey]) -> Iterator[tuple[int, list[RowKey]]]:
    for place, keys in groupby(reversed(wanted), key=lambda key: bisect_left(kept, key)):
        yield place, list(keys)[::-1]
