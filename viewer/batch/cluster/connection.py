"""The way to a Ray cluster, and back."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from viewer.errors import ClusterError

LOCAL = "local"
"""The address of a cluster that is this machine alone, started for one batch."""

_KNOCK_SECONDS = 5.0
_HEAD_SECONDS = 20.0
"""How long the head may be gone. Ray itself ends the program after a minute, without a word."""

_TOKEN = "~/.ray/auth_token"
_OBJECT_STORE_BYTES = 200 * 1024**2
"""Of a local cluster: a model, and what some shards became. Ray's own choice is a third of the
memory."""

QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    # Else what happens to workers is printed on the standard output, in the middle of a table.
    "RAY_DEDUP_LOGS_SKIP_REGEX": "^",
    # Else Ray packs up the working directory, and sends it to every machine.
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
}


class Head:
    """The machine that keeps a cluster together."""

    def __init__(self, address: str) -> None:
        host, port = address.rsplit(":", 1)
        self._place = host.strip("[]"), int(port)
        self._seen = time.monotonic()

    def answers(self) -> bool:
        """Whether the head is there: where it isn't, asking Ray anything may hang.

        Raises
        ------
        ClusterError
            If it has been gone for too long.
        """
        try:
            socket.create_connection(self._place, 1.0).close()
        except OSError as error:
            if time.monotonic() - self._seen > _HEAD_SECONDS:
                raise ClusterError(
                    "The head of the Ray cluster is gone; what was read is kept.",
                    "Start the cluster again, and go on with the same worklist.",
                ) from error
            return False
        self._seen = time.monotonic()
        return True


@contextmanager
def connected(address: str) -> Iterator[Head]:
    """Be connected to the cluster, quietly.

    Parameters
    ----------
    address : str
        `auto` for the cluster that this machine belongs to, `HOST:PORT` of its head, or `local`.

    Raises
    ------
    ClusterError
        If Ray is not installed, or there is no cluster at the address that can be used.
    """
    if address == "auto":
        address = os.environ.get("RAY_ADDRESS", address)
    if address not in ("auto", LOCAL):
        _knock(address)
        if "RAY_AUTH_MODE" not in os.environ and Path(_TOKEN).expanduser().is_file():
            # A head that finds a token asks for it, and Ray shows it by itself to `auto` alone.
            os.environ["RAY_AUTH_MODE"] = "token"
    os.environ.update(QUIET)
    try:
        import ray
    except ImportError as error:
        raise ClusterError(
            "Ray is not installed.", 'Install it with Hilum: pip install "hilum[cluster]"'
        ) from error
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    of_local = {"include_dashboard": False, "object_store_memory": _OBJECT_STORE_BYTES}
    try:
        with _own_answer_to_sigterm():
            ray.init(
                address,
                configure_logging=False,
                log_to_driver=False,
                **(of_local if address == LOCAL else {}),
            )
    except (ray.exceptions.RayError, OSError, RuntimeError, ValueError) as error:
        ray.shutdown()
        if isinstance(error, OSError) and address == "auto":
            raise _nobody_at(address) from error
        words = " ".join(str(error).split()) or type(error).__name__
        raise ClusterError(
            f"The Ray cluster at {address} can't be used. Ray says: {words}",
            "This machine must be part of it, and all need the same Ray, Python and Ray token.",
        ) from error
    except SystemExit as error:
        # What Ray makes of a request to terminate while it starts, with a status of its own.
        ray.shutdown()
        raise KeyboardInterrupt from error
    try:
        yield Head(ray.get_runtime_context().gcs_address)
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise unless something listens at the address; Ray itself would try for two minutes."""
    try:
        place = urlsplit(f"//{address}")
        host, port = place.hostname, place.port
    except ValueError:
        host = port = None
    if host is None or port is None or "/" in address:
        raise ClusterError(
            f"{address} is not the address of a Ray cluster.",
            "Use auto on a machine of the cluster, HOST:PORT of its head, or local.",
        )
    try:
        socket.create_connection((host, port), _KNOCK_SECONDS).close()
    except (OSError, UnicodeError) as error:
        raise _nobody_at(address) from error


def _nobody_at(address: str) -> ClusterError:
    where = "on this machine" if address == "auto" else f"at {address}"
    return ClusterError(
        f"There is no Ray cluster {where}.",
        "Start one by `ray start --head`, and join it by `ray start --address HOST:PORT`.",
    )


@contextmanager
def _own_answer_to_sigterm() -> Iterator[None]:
    """Keep Ray from making the program end where it has an answer of its own."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
