"""What signals do to each part of a command. Each test sends them to itself."""

import signal
import sys
from collections.abc import Iterator

import pytest

from viewer.cli import stopping as module
from viewer.cli.stopping import finishing, interrupted_by_signals, stopping

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none to send")

SIGNALS = [signal.SIGINT, signal.SIGTERM] + [signal.SIGHUP] * hasattr(signal, "SIGHUP")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time that passes; the test run gets its own handlers back."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    yield now
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_the_first_signal_stops_and_does_not_interrupt(number: signal.Signals) -> None:
    stopped = []
    with stopping(lambda: stopped.append(1)):
        signal.raise_signal(number)
    assert stopped == [1]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_that_comes_twice_at_once_is_one(number: signal.Signals) -> None:
    stopped = []
    with stopping(lambda: stopped.append(1)):
        signal.raise_signal(number)
        signal.raise_signal(number)
    assert stopped == [1]


def test_another_ctrl_c_interrupts(clock: list[float]) -> None:
    def interrupt_twice() -> None:
        with stopping(lambda: None):
            signal.raise_signal(signal.SIGINT)
            clock[0] += 2.0
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        interrupt_twice()


def test_another_request_to_terminate_is_the_same_request(clock: list[float]) -> None:
    stopped = []
    with stopping(lambda: stopped.append(1)):
        signal.raise_signal(signal.SIGTERM)
        clock[0] += 60.0
        signal.raise_signal(signal.SIGTERM)
    assert stopped == [1]


@pytest.mark.parametrize("number", SIGNALS)
def test_outside_of_these_every_signal_interrupts(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt), interrupted_by_signals():
        signal.raise_signal(number)


def test_a_program_that_is_about_to_end_puts_a_request_to_terminate_off() -> None:
    with finishing() as asked:
        assert not asked.is_set()
        signal.raise_signal(signal.SIGTERM)
        assert asked.is_set()


def test_a_program_that_is_about_to_end_still_obeys_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt), finishing():
        signal.raise_signal(signal.SIGINT)


def test_a_ctrl_c_that_stopped_the_program_and_comes_twice_keeps_it_from_nothing(
    clock: list[float],
) -> None:
    with finishing(stopped=True):
        signal.raise_signal(signal.SIGINT)
        clock[0] += 2.0
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal here")
def test_a_closed_terminal_that_nohup_ignores_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stopped: list[int] = []
    with stopping(lambda: stopped.append(1)):
        signal.raise_signal(signal.SIGHUP)
    assert stopped == []


def test_earlier_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with interrupted_by_signals(), stopping(lambda: None):
        pass
    assert signal.getsignal(signal.SIGTERM) is before
