"""Which keys each command has: those of a profile, and what the person changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from viewer.ui.commands.table import TABLE

KeyMap = dict[str, tuple[str, ...]]
"""The keys of commands, by their ids."""

_OF_CONTROLS = frozenset(
    (
        *("Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End"),
        *("Space", "Return", "Enter", "Backspace", "Del", "Tab", "Backtab", "Esc"),
    )
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One key that several commands want."""

    key: str
    ids: tuple[str, ...]


def keys_of(profile: Mapping[str, tuple[str, ...]]) -> KeyMap:
    """The keys of every command under a profile; a key that it names is taken from all others."""
    named = {key for keys in profile.values() for key in map(portable, keys)}
    return {
        command.id: profile[command.id]
        if command.id in profile
        else tuple(key for key in command.keys if portable(key) not in named)
        for command in TABLE
    }


def changed(keys: KeyMap, changes: Mapping[str, tuple[str, ...]]) -> KeyMap:
    """Keys with a person's changes; what names no command, as after an update, is left out."""
    return {id: tuple(changes.get(id, own)) for id, own in keys.items()}


def differences(keys: KeyMap, base: KeyMap) -> KeyMap:
    """What `changed` needs to make `keys` of `base`."""
    return {id: chosen for id, chosen in keys.items() if chosen != base[id]}


def conflicts(keys: KeyMap) -> list[Conflict]:
    """Every key that more than one command has."""
    wanted: dict[str, list[str]] = {}
    for id, chosen in keys.items():
        for key in dict.fromkeys(map(portable, chosen)):
            wanted.setdefault(key, []).append(id)
    return [Conflict(key, tuple(ids)) for key, ids in wanted.items() if len(ids) > 1]


def portable(key: str) -> str:
    """A key in the one spelling that all of its spellings share."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def needed_by_controls(keys: Iterable[str]) -> bool:
    """Whether lists, sliders, boxes and buttons need one of the keys for themselves."""
    return not _OF_CONTROLS.isdisjoint(map(portable, keys))


def in_words(keys: Iterable[str]) -> str:
    """Keys as the desktop writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)
