"""The catalogues of texts in resources/locale: brought up to date with the code, and compiled."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from console import ROOT, say
from extraction import all_texts

LANGUAGES = ("es",)
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)
"""One date for all: a catalogue that says the same is the same, byte by byte."""


def folder(language: str, root: Path = ROOT) -> Path:
    return root / "resources" / "locale" / language / "LC_MESSAGES"


def read(language: str, root: Path = ROOT) -> Catalog:
    path = folder(language, root) / "hilum.po"
    if not path.is_file():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def template(root: Path = ROOT) -> Catalog:
    """All texts of the code, without a translation."""
    catalogue = _empty(None)
    for text in all_texts(root):
        key = text.english if text.many is None else (text.english, text.many)
        catalogue.add(key, locations=[(text.place, 0)], context=text.context)
    return catalogue


def updated(language: str, root: Path = ROOT) -> Catalog:
    """The language's catalogue with the texts that the code has now, and no others."""
    catalogue = read(language, root)
    catalogue.update(template(root), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _WHEN
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_output=True, include_lineno=False)
    return written.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            yield message


def bring_up_to_date() -> None:
    """Write every language's catalogue, and say which texts still want a translation."""
    for language in LANGUAGES:
        catalogue = updated(language)
        where = folder(language)
        where.mkdir(parents=True, exist_ok=True)
        (where / "hilum.po").write_bytes(as_po(catalogue))
        (where / "hilum.mo").write_bytes(as_mo(catalogue))
        missing = list(untranslated(catalogue))
        say(f"{language}: {len(catalogue)} texts, {len(missing)} of them not translated")
        for message in missing:
            say(f"  {message.id!r}")


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        project="hilum",
        header_comment="# What Hilum says. `make texts` keeps it in step with the code.",
        creation_date=_WHEN,
        revision_date=_WHEN,
        last_translator="",
        language_team="",
        fuzzy=False,
    )


if __name__ == "__main__":
    bring_up_to_date()
