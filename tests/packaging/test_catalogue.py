"""Every text has a translation, which keeps the gaps, and the compiled catalogue is up to date."""

import ast
import gettext
import io
import string

import catalogue
import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message
from extraction import PUT_TOGETHER, all_texts, literal

from tests.packaging.conftest import ROOT


@pytest.fixture(scope="module", params=catalogue.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def kept(language: str) -> Catalog:
    return catalogue.read(language)


def keys_of(messages: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in messages if message.id}


def texts_of(message: Message) -> list[tuple[str, str]]:
    """Each English form with its translation, where it has one."""
    if isinstance(message.id, str):
        pairs = [(message.id, str(message.string))]
    else:
        assert isinstance(message.string, tuple)
        pairs = list(zip(message.id, message.string, strict=True))
    return [(english, translated) for english, translated in pairs if translated]


def gaps(text: str) -> dict[str | None, set[str]]:
    """Each gap's name with the formats that it is filled in with."""
    found: dict[str | None, set[str]] = {}
    for _, name, form, _ in string.Formatter().parse(text):
        if name is not None:
            found.setdefault(name, set()).add(form or "")
    return found


def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(kept: Catalog) -> None:
    in_code = keys_of(catalogue.template())

    assert keys_of(kept) == in_code, "make texts brings the catalogue up to date"


def test_every_text_is_translated(kept: Catalog) -> None:
    assert [message.id for message in catalogue.untranslated(kept)] == []
    assert not [message.id for message in kept if message.fuzzy]


def test_a_translation_has_the_gaps_of_its_english(kept: Catalog) -> None:
    different = [
        english
        for message in kept
        if message.id
        for english, translated in texts_of(message)
        if gaps(english) != gaps(translated)
    ]

    assert different == []


def test_a_translation_begins_and_ends_as_its_english(kept: Catalog) -> None:
    """Blanks, line ends, an ellipsis or a colon belong to what stands beside the text."""
    different = [
        english
        for message in kept
        if message.id
        for english, translated in texts_of(message)
        if _rim(english) != _rim(translated)
    ]

    assert different == []


def _rim(text: str) -> tuple[int, int, str]:
    blanks = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    last = text.rstrip()[-1:]
    return (*blanks, last if last in "….:" else "")


def test_the_compiled_catalogue_says_what_the_readable_one_says(
    kept: Catalog, language: str
) -> None:
    with (catalogue.folder(language) / "hilum.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    anew = gettext.GNUTranslations(io.BytesIO(catalogue.as_mo(kept)))

    def texts(catalogue_: gettext.GNUTranslations) -> dict[object, str]:
        return {key: text for key, text in vars(catalogue_)["_catalog"].items() if key}

    assert texts(compiled) == texts(anew), "make texts compiles it"


def test_a_menus_name_has_its_letter_in_every_language(kept: Catalog) -> None:
    """Without one, the keyboard has a longer way to it."""
    without = [
        english
        for message in kept
        if message.id
        for english, translated in texts_of(message)
        if ("&" in english) != ("&" in translated)
    ]

    assert without == []


def test_texts_of_the_window_name_their_gaps_so_that_they_are_no_templates_of_layers() -> None:
    numbered = [
        text.english
        for text in all_texts(ROOT)
        if text.context is None
        and any(str(name).isdigit() or name == "" for name in gaps(text.english))
    ]

    assert numbered == []


def test_an_f_string_is_a_template_with_numbered_gaps() -> None:
    made = ast.parse('f"The file has {size:,} MB; the limit is {limit}."', mode="eval").body

    assert literal(made) == "The file has {0} MB; the limit is {1}."


def test_the_files_named_by_the_extraction_are_there() -> None:
    assert [place for place in PUT_TOGETHER if not (ROOT / place).is_file()] == []
