"""How a batch is stopped and halted while it runs."""

import threading
import time


class BatchControl:
    """Cancels, pauses and goes on. Any thread may, and a signal's handler as well."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._going = threading.Event()
        self._going.set()
        self._paused_since: float | None = None
        self._paused_before = 0.0

    def cancel(self) -> None:
        """Begin no further file, and wait for none."""
        self._cancelled.set()
        self.go_on()

    def pause(self) -> None:
        """Begin no further file until `go_on`; those under way are read."""
        if self.cancelled or self.paused:
            return
        self._paused_since = time.monotonic()
        self._going.clear()

    def go_on(self) -> None:
        since, self._paused_since = self._paused_since, None
        if since is not None:
            self._paused_before += time.monotonic() - since
        self._going.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        return not self._going.is_set()

    @property
    def paused_seconds(self) -> float:
        """How long it was paused until now, all pauses together."""
        since = self._paused_since
        return self._paused_before + (0.0 if since is None else time.monotonic() - since)

    def wait_while_paused(self, timeout: float) -> bool:
        """Wait for the end of a pause, and say whether there is none now."""
        return self._going.wait(timeout)
