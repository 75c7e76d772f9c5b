"""The order in which people expect names: IM2 before IM10."""

import re

_NUMBER = re.compile("[0-9]+")
_DIGITS = 20
"""Longer numbers, such as parts of some UIDs, are compared like letters."""


def natural(name: str) -> tuple[str, str]:
    """A key that sorts names without regard to case, and numbers in them by their value."""
    return _NUMBER.sub(_padded, name.casefold()), name


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(_DIGITS)
