"""A sheet as JSON, with the version of its schema."""

import json
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from viewer.measuring.sheet import Sheet

SCHEMA = 1


class BrokenDocumentError(Exception):
    """The text is no sheet."""


class NewerDocumentError(Exception):
    """A later Hilum wrote it, in a schema that this one does not know."""


@dataclass(frozen=True, slots=True)
class _Document:
    schema: Annotated[int, Field(ge=SCHEMA, le=SCHEMA)]
    sheet: Sheet


_DOCUMENT = TypeAdapter(_Document)


def to_json(sheet: Sheet) -> bytes:
    return _DOCUMENT.dump_json(_Document(SCHEMA, sheet), indent=1)


def from_json(text: bytes) -> Sheet:
    """Read a document. Raises BrokenDocumentError, NewerDocumentError."""
    try:
        return _DOCUMENT.validate_json(text).sheet
    except ValidationError as error:
        if _schema(text) > SCHEMA:
            raise NewerDocumentError from error
        raise BrokenDocumentError from error


def _schema(text: bytes) -> int:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return 0
    schema = found.get("schema") if isinstance(found, dict) else None
    return schema if isinstance(schema, int) else 0
