"""What the command line says: results on stdout, all else on stderr."""

from rich.console import Console
from rich.text import Text

from viewer.errors import HilumError

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


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
