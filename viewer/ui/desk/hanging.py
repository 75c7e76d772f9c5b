"""Which radiographs hang beside the one that is worked at."""

from datetime import datetime

from viewer.imaging.studies import study_moment
from viewer.ui.desk.places import TWO, Places
from viewer.ui.desk.priors import prior_of, time_before
from viewer.ui.desk.shown import Shown
from viewer.ui.studies.model import StudiesModel


def fill(places: Places, studies: StudiesModel) -> None:
    """Show the rest of the active radiograph's study in the places that are empty."""
    path = places.active.current.path
    vacant = [shown for shown in places.in_layout if shown.current.path is None]
    if path is None or not vacant:  # a study may be a folder of a hundred thousand
        return
    hung = {shown.current.path for shown in places.in_layout}
    rest = [entry.path for entry in studies.of_study(path) if entry.path not in hung]
    for shown, waiting in zip(vacant, rest, strict=False):
        shown.show_path(waiting)


def put_prior_beside(places: Places, studies: StudiesModel) -> None:
    """Show the active radiograph, and beside it its prior."""
    path = places.active.current.path
    prior = None if path is None else prior_of(studies, path)
    if prior is None:
        return
    if places.layout.count <= TWO.count:
        places.lead(places.active)
        places.arrange(TWO)
    places.maximise(False)
    places.after_active().show_path(prior.path)


def has_prior_beside(places: Places, studies: StudiesModel) -> bool:
    """Whether two radiographs hang side by side, the second of which is an earlier one."""
    if places.layout != TWO:
        return False
    return bool(remark_on(places.in_layout[1], places, studies))


def remark_on(shown: Shown, places: Places, studies: StudiesModel) -> str:
    """How long before the newest in sight of its patient a radiograph was made; mostly empty."""
    own = _moment(shown, studies)
    if own is None or shown not in places.in_layout:
        return ""
    patient = _patient(shown, studies)
    others = [other for other in places.in_layout if _patient(other, studies) == patient]
    newest = max(filter(None, (_moment(other, studies) for other in others)), default=own)
    return time_before(newest, own) if own < newest else ""


def _moment(shown: Shown, studies: StudiesModel) -> datetime | None:
    path = shown.current.path
    entry = None if path is None else studies.entry(path)
    return None if entry is None else study_moment(entry.header)


def _patient(shown: Shown, studies: StudiesModel) -> object:
    path = shown.current.path
    entry = None if path is None else studies.entry(path)
    return None if entry is None else entry.place.patient.key
