"""The log, reduced to places in the program."""

import re
from collections.abc import Iterator
from pathlib import Path

_MOST_LINES = 2_000
_RECORD = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ ([A-Z]+) (viewer[\w.]*): (.*)")
_PLACE = re.compile(r'  File "(.+)", line (\d+), in ([\w<>.]+)')
_KIND = re.compile(r"[A-Za-z_][\w.]*(Error|Exception|Interrupt|Exit|Warning|StopIteration)")
_OWN_WORDS = re.compile(
    r"In (a worker thread|the window's thread), an unforeseen error was raised:"
)
_ROOTS = ("viewer", "resources", "site-packages")


def log_places(path: Path) -> str:
    """The lines of a log that name a place, a kind of error or a time; nothing else of it.

    Paths begin at the program's own folders: those before them may name a person.
    """
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "".join(f"{line}\n" for line in _known(lines[-_MOST_LINES:]))


def _known(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if record := _RECORD.fullmatch(line):
            time, level, name, words = record.groups()
            said = words if _OWN_WORDS.fullmatch(words) else "(words left out)"
            yield f"{time} {level} {name}: {said}"
        elif place := _PLACE.fullmatch(line):
            yield f'  File "{_inner(place[1])}", line {place[2]}, in {place[3]}'
        elif _KIND.fullmatch(line):
            yield line


def _inner(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    for root in _ROOTS:
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts[-1].endswith(".py") and "python" in path.lower() else "…"
