"""The earlier radiographs of a patient, and how long before the present one each was made."""

from datetime import datetime
from pathlib import Path

from viewer.imaging import Header
from viewer.imaging.studies import study_moment
from viewer.ui.desk.entry import Entry
from viewer.ui.studies.model import StudiesModel
from viewer.ui.texts import tr, trn

_FRONTAL = ("PA", "AP")
_DAYS_IN_WORDS, _WEEKS_IN_WORDS, _MONTHS_IN_WORDS = 14, 9, 24
"""Up to how many of each are still easier to grasp than fewer of the next larger."""


def prior_of(studies: StudiesModel, path: Path) -> Entry | None:
    """The newest earlier radiograph of the same patient, of the same view where there is one."""
    present = studies.entry(path)
    moment = None if present is None else study_moment(present.header)
    if present is None or moment is None:
        return None
    beside = path
    while earlier := studies.of_next_study(beside):
        made = study_moment(earlier[0].header)
        if made is not None and made < moment:
            return min(earlier, key=lambda entry: _unlikeness(present.header, entry.header))
        beside = earlier[0].path
    return None


def time_before(present: datetime, prior: datetime) -> str:
    """How long before the present radiograph a prior one was made, in words."""
    days = (present.date() - prior.date()).days
    if days == 0:
        hours = (present - prior).seconds // 3600
        if hours == 0:
            return tr("The same day, before")
        return trn("{count} hour before", "{count} hours before", hours).format(count=hours)
    weeks, months = days // 7, _months(present, prior)
    if days < _DAYS_IN_WORDS:
        return trn("{count} day before", "{count} days before", days).format(count=days)
    if weeks < _WEEKS_IN_WORDS:
        return trn("{count} week before", "{count} weeks before", weeks).format(count=weeks)
    if months < _MONTHS_IN_WORDS:
        return trn("{count} month before", "{count} months before", months).format(count=months)
    years = months // 12
    return trn("{count} year before", "{count} years before", years).format(count=years)


def _months(present: datetime, prior: datetime) -> int:
    whole = 12 * (present.year - prior.year) + present.month - prior.month
    return whole if present.day >= prior.day else whole - 1


def _unlikeness(present: Header, prior: Header) -> int:
    if prior.view_position == present.view_position:
        return 0
    both = (present.view_position, prior.view_position)
    return 1 if all(view in _FRONTAL for view in both) else 2
