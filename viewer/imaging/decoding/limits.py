"""What a decoder's process may take of the machine, as far as a process can limit itself."""

import contextlib
import ctypes
import faulthandler
import signal
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

from viewer.imaging.gate import (
    DECODER_CPU_SECONDS,
    DECODER_CPU_SECONDS_PER_MEGAPIXEL,
    DECODER_MEMORY_BYTES,
)

_SHARE_FOR_ONE_TASK = 0.6
"""What the largest picture takes, its result included."""

_KEPT_BYTES = 64 * 1024 * 1024
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGEST_OF_HEAP = 32 * 1024 * 1024
"""mallopt(3): what is larger always goes back to the system."""


def limit_time(pixels: int) -> None:
    """Let the kernel end the process once it has computed too long for so many pixels.

    A function that is called in the process says so as soon as it knows their number, and has
    imported what it needs: on a slow machine that alone takes seconds. It is the
    processor's time that counts, so that a machine that is busy otherwise costs no file. Windows
    can't; there, and until this is called, the limit on the clock's time holds alone.
    """
    if hasattr(signal, "setitimer"):
        seconds = DECODER_CPU_SECONDS + DECODER_CPU_SECONDS_PER_MEGAPIXEL * pixels / 1e6
        signal.setitimer(signal.ITIMER_PROF, seconds)


def lift_time_limit() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, 0.0)


def begin_watch(seconds: float, silence: int) -> None:
    """Have the process ended after so many seconds by the clock, whatever holds its interpreter.

    What Windows has for it, a thread of its own, has something to say: to the file `silence`.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)  # its signal ends a process by itself
    else:
        faulthandler.dump_traceback_later(seconds, exit=True, file=silence)


def end_watch() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0.0)
    else:
        faulthandler.cancel_dump_traceback_later()


def ended_by_time(exit_code: int | None) -> bool:
    """Whether this is how a process ends that computed too long."""
    return hasattr(signal, "SIGPROF") and exit_code == -signal.SIGPROF


def ended_from_outside(exit_code: int | None) -> bool:
    """Whether this is how the system ends a process for want of memory, or a person does."""
    return hasattr(signal, "SIGKILL") and exit_code == -signal.SIGKILL


def limit_memory() -> None:
    """Let the kernel refuse memory beyond what any radiograph needs, on Linux."""
    if sys.platform != "linux":
        return
    most = _allocated_bytes() + DECODER_MEMORY_BYTES
    # Counts what was allocated, and not the libraries' code as RLIMIT_AS does.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(
        resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )


def keep_freed_memory() -> None:
    """Let glibc keep what one picture took for the next.

    Otherwise the kernel takes it back and hands it out again page by page, which was measured to be
    a tenth of the time that a JPEG takes.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):  # another C library
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)
            mallopt(_M_MMAP_THRESHOLD, _LARGEST_OF_HEAP)


def memory_is_short() -> bool:
    """Whether earlier tasks left too little for a large picture, which codecs may call damaged."""
    if sys.platform != "linux":
        return False
    most, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return most - _allocated_bytes() < _SHARE_FOR_ONE_TASK * DECODER_MEMORY_BYTES


def _allocated_bytes() -> int:
    # After every task, so without splitting it into lines.
    _, _, data = Path("/proc/self/status").read_bytes().partition(b"VmData:")
    return int(data[:20].split()[0]) * 1024
