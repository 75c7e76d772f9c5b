"""What the command line says: results on stdout, all else on stderr."""

import os
import sys
from contextlib import suppress
from typing import IO, Any, cast

from rich.console import Console
from rich.text import Text

from viewer.errors import HilumError


def silence(stream: IO[str]) -> None:
    """Let what is still written to a stream go nowhere, since it can't be written.

    Else the interpreter would try once more, and complain, at its end.
    """
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class _Forgiving:
    """A standard stream whose reader may leave, whose terminal may close, whose disk may be full.

    That ends what is said, and must not end what is done, which may have taken hours.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            silence(self._stream)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            silence(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def _stream(self) -> IO[str]:
        stream = getattr(sys, self._name)  # of the moment: it may be redirected
        # While a bar is on the terminal, Rich puts itself in the stream's place.
        return getattr(stream, "rich_proxied_file", stream)


out = Console(highlight=False, file=cast(IO[str], _Forgiving("stdout")))
err = Console(highlight=False, file=cast(IO[str], _Forgiving("stderr")))


def print_error(error: HilumError) -> None:
    print_note(error.sentence)
    print_note(error.hint)


def print_note(sentence: str) -> None:
    """Say something to the person that is no result."""
    err.print(plain(sentence), soft_wrap=True)


def plain(text: str) -> Text:
    """The text as it is: no markup, and no control sequence of a hostile file in the terminal."""
    return Text(
        "".join(
            letter if letter.isprintable() else letter.encode("unicode_escape").decode()
            for letter in text
        )
    )


def files_in_words(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def duration_in_words(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
