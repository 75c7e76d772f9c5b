"""What the view of a radiograph does to the heart's width."""

_LATERAL = frozenset({"LL", "RL", "LLD", "RLD", "LLO", "RLO"})


def view_warning(view_position: str) -> str:
    """Words of caution for a cardiothoracic ratio; empty on a PA view.

    Closer to the tube than to the detector the heart's shadow grows, so that the usual limit
    of 0.5 holds on a PA view only. `view_position` is DICOM's (PS3.3 C.8.7.1 and C.8.11.1).
    """
    view = view_position.strip().upper()
    if view == "PA":
        return ""
    if view == "AP":
        return "AP view: the heart looks wider than it is"
    if view in _LATERAL:
        return "not a frontal view"
    return "view not known: on an AP view the heart looks wider than it is"
