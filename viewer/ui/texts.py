"""What the window says, in the person's language.

English is written in the code and is the key to every other language: `tr("Open files …")`.
What changes is filled in afterwards and by name, `tr("{count:,} files").format(count=3)`, so that
numbers are written as the language writes them.
"""

import gettext
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from viewer.ui import numerals, sayings

LANGUAGES = {"en": "English", "es": "Español"}
"""Codes, and what each language calls itself."""

_DOMAIN = "hilum"
_SAID = "said"
"""The context, in the catalogue, of what layers below say."""

_language = "en"
_translation: gettext.NullTranslations = gettext.NullTranslations()
_sayings = sayings.Sayings({}, "en")
_of_qt: QTranslator | None = None


def use(language: str) -> None:
    """Say everything from now on in a language of `LANGUAGES`; English for any other code."""
    global _language, _translation, _sayings
    _language = language if language in LANGUAGES else "en"
    _translation, _sayings = gettext.NullTranslations(), sayings.Sayings({}, "en")
    if _language != "en":
        path = resources.find(f"locale/{_language}/LC_MESSAGES/{_DOMAIN}.mo")
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        _translation, _sayings = catalogue, sayings.Sayings(_below(catalogue), _language)
    _translate_qt()


def language() -> str:
    """The code of the language in use."""
    return _language


def tr(text: str) -> str:
    """A text of the window; figures and names are filled in afterwards, by `.format(name=…)`."""
    return numerals.fillable(_translation.gettext(text), _language)


def trn(one: str, many: str, count: int) -> str:
    """A text of the window that counts something; `.format(count=…)` fills the number in."""
    return numerals.fillable(_translation.ngettext(one, many, count), _language)


def later(text: str) -> str:
    """Mark a text of a table made at import time, which goes through `tr` where it is used."""
    return text


def said(text: str) -> str:
    """What a layer below says in English, such as an error's sentence or a reason of scope."""
    return _sayings.translate(text)


def number(value: float, form: str = "") -> str:
    """A number that stands alone, written as `format` would and as the language does."""
    return numerals.written(value, form, _language)


def _below(catalogue: gettext.GNUTranslations) -> dict[str, str]:
    known: dict[Any, Any] = catalogue._catalog  # type: ignore[attr-defined]
    start = f"{_SAID}\x04"
    return {
        key.removeprefix(start): text
        for key, text in known.items()
        if isinstance(key, str) and key.startswith(start)
    }


def _translate_qt() -> None:
    """Give Qt's own dialogs and fields the language too."""
    global _of_qt
    QLocale.setDefault(QLocale("es" if _language == "es" else "en_GB"))
    application = QCoreApplication.instance()
    if application is None:
        return
    if _of_qt is not None:
        application.removeTranslator(_of_qt)
        _of_qt = None
    if _language != "en":
        translator = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{_language}", folder):
            application.installTranslator(translator)
            _of_qt = translator
