"""The child process of a run: opens each file that it is told of, and says how that went.

Reads paths from standard input and writes one JSON line for each: a crash, a hang or too much
memory costs this process and not the one that counts.
"""

import json
import logging
import resource
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from tests.imaging.mutants.containers import INDEX
from tests.imaging.mutants.cost import Cost
from tests.imaging.mutants.cuts import PATIENT_ID, PATIENT_NAME
from tests.imaging.mutants.soundness import use
from viewer.errors import HilumError
from viewer.imaging import find_radiographs, open_radiograph

_MOST_FILES = 6
"""Of an archive or an index."""

_ADDRESS_SPACE = 8 << 30
"""Far above what a file may cost: too much is measured before it is refused."""

_LONGEST = 400
"""Characters of a sentence that still fits a table or a dialog."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a file was opened.

    Attributes
    ----------
    kind : str
        `Radiograph`, the name of a HilumError, or of an error that should not be.
    problem : str
        What is wrong with the program; empty where nothing is.
    sentence : str
        What a person is told about the file.
    seconds, processor_seconds : float
        By the clock, and of this process and its children.
    megabytes : float
        The most resident memory of this process and its children.
    """

    kind: str
    problem: str
    sentence: str
    seconds: float
    processor_seconds: float
    megabytes: float


class _Words(logging.Handler):
    """Collects what the log would be told."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def try_file(path: Path) -> Trial:
    words = _Words()
    logging.getLogger().addHandler(words)
    cost, began = Cost(), time.perf_counter()
    kind = problem = sentence = ""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            kind = "nothing found"
            for each in _files(path):
                use(open_radiograph(each))
                kind = "Radiograph"
        except HilumError as error:
            kind, sentence = type(error).__name__, error.sentence
            problem = _fault_of_words(error)
        except BaseException as error:
            kind = type(error).__name__
            problem = f"{kind}: {error} at {_place_of(error)}"
    seconds = time.perf_counter() - began
    logging.getLogger().removeHandler(words)
    told = [*words.said, *(str(each.message) for each in warned), sentence]
    return Trial(
        kind,
        problem or _patient_in(told),
        sentence,
        seconds,
        cost.processor_seconds(),
        cost.megabytes(),
    )


def _files(path: Path) -> Iterator[Path]:
    if path.suffix == ".zip" or path.name == INDEX:
        return islice(find_radiographs([path]), _MOST_FILES)
    return iter((path,))


def _fault_of_words(error: HilumError) -> str:
    words = (error.sentence, error.hint)
    if any(not text.endswith(".") or "\n" in text or len(text) > _LONGEST for text in words):
        return f"This is not one sentence and one hint: {words}"
    return ""


def _patient_in(texts: list[str]) -> str:
    names = (*PATIENT_NAME.split("^"), *PATIENT_ID.split("-"))
    return next(
        (f"The patient is named in: {text}" for text in texts if any(n in text for n in names)), ""
    )


def _place_of(error: BaseException) -> str:
    places, trace = [], error.__traceback__
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-4:])


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        answer = json.dumps(asdict(try_file(Path(line.rstrip("\n")))))
        print(answer, flush=True)


if __name__ == "__main__":
    main()
