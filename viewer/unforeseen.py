"""An error that we did not foresee: what is shown of it, and what is logged.

The log, and the dialog that shows it, get the places in our code and not the messages:
those of a decoder quote what it decodes, and so the patient.
"""

import logging
import traceback

from viewer.errors import HilumError

_LOG = logging.getLogger(__name__)


def as_hilum_error(error: BaseException) -> HilumError:
    """Put any error so that a row, a list or a panel can show it."""
    if isinstance(error, HilumError):
        return error
    if isinstance(error, MemoryError):
        return HilumError(
            "There was not enough memory for this.",
            "Close other programs, or read fewer files at a time.",
        )
    return HilumError(
        f"Hilum made a mistake: {type(error).__name__}.",
        "Its log says where, please report it; everything already read is kept.",
    )


def log_unforeseen(doing: str, error: BaseException) -> None:
    """Log where an error came from, `doing` what."""
    _LOG.error("%s, an unforeseen error was raised:\n%s", doing, places(error))


def places(error: BaseException) -> str:
    """The traceback of an error and of its causes, without their messages."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = places(cause) if cause else ""
    own = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}{own}{type(error).__qualname__}\n"
