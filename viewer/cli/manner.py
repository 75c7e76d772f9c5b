"""How a command talks: to a person, to a program, or to nobody."""

from dataclasses import dataclass

from viewer.cli.console import err, out, plain


@dataclass(frozen=True, slots=True)
class Manner:
    """To whom a command talks.

    Attributes
    ----------
    json : bool
        Whether stdout is a program's: an object a line, and nothing else.
    quiet : bool
        Whether nothing but errors is said.
    """

    json: bool
    quiet: bool

    @property
    def shows_tables(self) -> bool:
        return not (self.json or self.quiet)

    def say(self, sentence: str) -> None:
        """Say something about the results, beside them."""
        if not self.quiet:
            (err if self.json else out).print(plain(sentence), soft_wrap=True)

    def note(self, sentence: str) -> None:
        """Say something about the run."""
        if not self.quiet:
            err.print(plain(sentence), soft_wrap=True)
