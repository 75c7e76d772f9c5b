"""What a person can do, as a value: its name, words, keys and icon."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the table of commands.

    `text` is English and translated where an action is made of it; `tip` says more where the
    text alone would leave a question. `keys` are those of Hilum's own profile.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    checked: bool = False
    on_radiograph: bool = False
    """Makes sense only while a radiograph is shown."""
    repeats: bool = False
    """Goes on while its key is held."""

    @property
    def plain_text(self) -> str:
        """The text without the mark of its menu key, and without the dots of a question."""
        return plain(self.text)


def plain(text: str) -> str:
    """A menu's text as it reads in a sentence."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
