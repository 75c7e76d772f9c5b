"""What the tests have done in a decoder's process."""

import ctypes
import os
import signal
import sys
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.errors import DamagedFileError
from viewer.imaging import InputSpec, Source, held
from viewer.imaging.decoding.limits import limit_time
from viewer.imaging.decoding.speech import was_said
from viewer.imaging.preparing import PreparedRadiograph


def process() -> int:
    return os.getpid()


def blocked_signals() -> set[int]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())


def modules() -> set[str]:
    return set(sys.modules)


def plus_one(values: NDArray[np.uint16]) -> NDArray[np.uint16]:
    return values + np.uint16(1)


def size(content: bytes) -> int:
    return len(content)


def refuse() -> None:
    raise DamagedFileError("The picture is cut off.", "Copy it again.")


def break_down() -> None:
    raise KeyError("a bug")


def read_address_zero() -> None:
    ctypes.string_at(0)


def linger(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def abort() -> None:
    os.abort()


KILLER = "killer.jpg"


def prepare_or_die(source: Source, spec: InputSpec, side: int) -> tuple[PreparedRadiograph, bytes]:
    if source.path.name == KILLER:
        os.abort()
    return held._prepare_held(source, spec, side)


def linger_and_die(*_: object) -> None:
    time.sleep(0.5)
    os.abort()


def exit_at_once() -> None:
    os._exit(0)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def hang(*_: object) -> None:
    time.sleep(60.0)


def hold_interpreter(seconds: int) -> None:
    """As a codec does that hangs: no other thread of the process runs meanwhile."""
    ctypes.PyDLL(None).sleep(seconds)


def compute_for_ever() -> None:
    limit_time(-5_800_000)  # leaves a tenth of a second
    np.power(np.random.default_rng(0).random(50_000_000), 1.1)


def computing_seconds_left() -> float:
    return signal.getitimer(signal.ITIMER_PROF)[0]


def modules_imported_within_limit(*compressed: Any) -> set[str]:
    from viewer.imaging.dicom import decoders

    before: set[str] = set()
    decoders.limit_time = lambda _: before.update(sys.modules)
    try:
        decoders.decode_frame(*compressed)
    finally:
        decoders.limit_time = limit_time
    return set(sys.modules) - before


def allocate(size: int) -> int:
    return int(np.ones(size, np.uint8)[-1])


_kept: list[bytearray] = []


def keep(size: int) -> int:
    """As a codec does that leaks."""
    _kept.append(bytearray(size))
    return os.getpid()


def talk() -> None:
    for stream in (1, 2):
        os.write(stream, b"a codec quotes the patient\n")
    print("a codec quotes the patient")
    print("a codec quotes the patient", file=sys.stderr)


def heard(said: bytes, searched: bytes) -> bool:
    os.write(2, said)
    return was_said(searched)
