"""What a decoder's process may take of the machine, as far as a process can limit itself."""

import signal
import sys
from pathlib import Path

from viewer.imaging.gate import (
    DECODER_CPU_SECONDS,
    DECODER_CPU_SECONDS_PER_MEGAPIXEL,
    DECODER_MEMORY_BYTES,
)

_SHARE_FOR_ONE_TASK = 0.6
"""What the largest picture takes, its result included."""


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


def ended_by_time(exit_code: int | None) -> bool:
    """Whether this is how a process ends that computed too long."""
    return hasattr(signal, "SIGPROF") and exit_code == -signal.SIGPROF


def limit_memory() -> None:
    """Let the kernel refuse memory beyond what any radiograph needs, on Linux."""
    if sys.platform != "linux":
        return
    import resource

    most = _allocated_bytes() + DECODER_MEMORY_BYTES
    # Counts what was allocated, and not the libraries' code as RLIMIT_AS does.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(
        resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )


def memory_is_short() -> bool:
    """Whether earlier tasks left too little for a large picture, which codecs may call damaged."""
    if sys.platform != "linux":
        return False
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return most - _allocated_bytes() < _SHARE_FOR_ONE_TASK * DECODER_MEMORY_BYTES


def _allocated_bytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    data = next(line for line in status.splitlines() if line.startswith("VmData:"))
    return int(data.split()[1]) * 1024
