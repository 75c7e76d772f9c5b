"""What the window says, in the person's language.

English is written in the code and is the key to every other language.
"""

import gettext

_translation: gettext.NullTranslations = gettext.NullTranslations()


def tr(text: str) -> str:
    """A text of the window; figures and names are filled in afterwards, by `str.format`."""
    return _translation.gettext(text)


def trn(one: str, many: str, count: int) -> str:
    """A text of the window that counts something."""
    return _translation.ngettext(one, many, count)


def said(text: str) -> str:
    """What a layer below says in English, such as an error's sentence or a reason of scope."""
    return _translation.gettext(text)
