"""Numbers as a language writes them: 1,234.5 in English, 1 234,5 in Spanish."""

import re
import string
from typing import Any

_THIN = "\N{NARROW NO-BREAK SPACE}"
_NUMBER = re.compile(r" *[+-]?\d[\d,]*(\.\d+)?(e[+-]?\d+)?%? *")
_SIGNS = {"es": str.maketrans({",": _THIN, ".": ","})}


def written(value: float, form: str, language: str) -> str:
    """A number in a format of Python's, with the language's signs."""
    return rewritten(format(value, form), language)


def rewritten(number: str, language: str) -> str:
    """A number that was written in English, written anew; any other text as it is."""
    signs = _SIGNS.get(language)
    if signs is None or not _NUMBER.fullmatch(number):
        return number
    digits = number.strip(" +-%").partition(".")[0]
    if len(digits) <= len("1,234"):  # four digits stay together, as the Academy has it
        number = number.replace(",", "")
    return number.translate(signs).replace("%", f"{_THIN}%")


def fillable(text: str, language: str) -> str:
    """A text whose `format` writes numbers as the language does."""
    return _Fillable(text, language) if "{" in text and language in _SIGNS else text


class _Fillable(str):
    _language: str

    def __new__(cls, text: str, language: str) -> "_Fillable":
        made = super().__new__(cls, text)
        made._language = language
        return made

    def format(self, *values: object, **named: object) -> str:
        return _Formatter(self._language).vformat(str(self), values, named)


class _Formatter(string.Formatter):
    def __init__(self, language: str) -> None:
        self._language = language

    def format_field(self, value: Any, form: str) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return written(value, form, self._language)
        return super().format_field(value, form)
