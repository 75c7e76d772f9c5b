"""What went wrong with one file, whether the world's fault or ours, as a sentence."""

import logging
import traceback

from viewer.errors import HilumError

_log = logging.getLogger(__name__)


def as_hilum_error(error: Exception) -> HilumError:
    """The error to be shown for a file; one that we didn't foresee goes to the log.

    The log gets the places in our code and not the messages: those of a decoder quote what
    it decodes, and so the patient.
    """
    if isinstance(error, HilumError):
        return error
    _log.error("A file could not be read because of an unforeseen error:\n%s", _places(error))
    if isinstance(error, MemoryError):
        return HilumError(
            "There was not enough memory for this file.",
            "Close other programs, or read fewer files at a time.",
        )
    return HilumError(
        f"Hilum failed on this file: {type(error).__name__}.",
        "This is a fault of Hilum; its log says where. Please report it.",
    )


def _places(error: BaseException) -> str:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = _places(cause) if cause else ""
    own = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}{own}{type(error).__qualname__}\n"
