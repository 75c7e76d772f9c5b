"""What the window says is said in the language that is in use, and numbers are written so."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from tests.stand_in import stand_in_card
from viewer.errors import HilumError
from viewer.imaging.radiograph import Header
from viewer.reading.scope import scope_reasons
from viewer.ui import texts
from viewer.ui.commands.menus import MENUS, SUBMENUS
from viewer.ui.commands.table import BY_ID
from viewer.ui.sayings import Sayings


@pytest.fixture
def spanish(qapp: object) -> Iterator[None]:  # noqa: ARG001
    texts.use("es")
    yield
    texts.use("en")


def test_english_is_said_as_it_is_written_in_the_code() -> None:
    assert texts.tr("Study date") == "Study date"
    assert texts.trn("{count:,} file", "{count:,} files", 5216).format(count=5216) == "5,216 files"
    assert texts.said("The file is empty.") == "The file is empty."
    assert texts.number(0.5, ".3f") == "0.500"


@pytest.mark.usefixtures("spanish")
def test_a_text_of_the_window_is_said_in_the_language_in_use() -> None:
    assert texts.tr("Study date") == "Fecha del estudio"


@pytest.mark.usefixtures("spanish")
def test_a_text_without_a_translation_stays_as_it_is() -> None:
    assert texts.tr("No catalogue has this {name}").format(name="text") == (
        "No catalogue has this text"
    )


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "detenido tras 1 archivo, antes de encontrarlos todos"),
        (2, "detenido tras 2 archivos, antes de encontrarlos todos"),
    ],
)
def test_a_counted_text_has_the_plural_of_its_number(count: int, text: str) -> None:
    said = texts.trn(
        "stopped after {count:,} file, before all were found",
        "stopped after {count:,} files, before all were found",
        count,
    )

    assert said.format(count=count) == text


@pytest.mark.usefixtures("spanish")
def test_numbers_are_written_as_the_language_writes_them() -> None:
    text = texts.tr("{a:,} {b:.2f} {c:.1%} {d}")

    assert text.format(a=1234, b=0.5, c=0.873, d="v1.2") == "1234 0,50 87,3\N{NNBSP}% v1.2"
    assert texts.number(1234567, ",") == "1\N{NNBSP}234\N{NNBSP}567"


@pytest.mark.usefixtures("spanish")
def test_a_sentence_with_gaps_keeps_what_fills_them() -> None:
    assert texts.said("The archive has 70,001 entries; the limit is 65,536.") == (
        "El archivo comprimido tiene 70\N{NNBSP}001 entradas; el límite es 65\N{NNBSP}536."
    )


@pytest.mark.usefixtures("spanish")
def test_what_the_system_says_of_a_file_is_said_within_the_sentence() -> None:
    assert texts.said("The file can't be read: Permission denied.") == (
        "No se puede leer el archivo: permiso denegado."
    )


@pytest.mark.usefixtures("spanish")
def test_a_path_in_a_gap_is_left_alone() -> None:
    path = "/data/knee or 5 years/worklist"

    assert texts.said(f"There is no worklist at {path}.") == (
        f"No hay ninguna lista de trabajo en {path}."
    )


@pytest.mark.usefixtures("spanish")
def test_the_reasons_of_scope_are_all_said() -> None:
    header = Header(modality="CT", body_part="KNEE", view_position="LL", age_years=0.5, frames=3)
    card = stand_in_card(scope_threshold=0.0)
    narrow = card.intended_use.model_copy(update={"ages_years": (1.0, 5.0)})
    reasons = scope_reasons(header, None, 1.0, card.model_copy(update={"intended_use": narrow}))

    said = [texts.said(reason) for reason in reasons]

    assert said == [
        "modalidad: CT, y no CR o DX",
        "región anatómica: KNEE, y no CHEST o THORAX",
        "proyección: LL, y no PA o AP",
        "la edad del paciente es de 6 meses; el modelo es para edades de 1 a 5 años",
        "el archivo contiene 3 fotogramas y no una sola radiografía",
        "no se parece a las radiografías con las que se entrenó el modelo "
        "(distancia 1,00, límite 0,00)",
    ]


@pytest.mark.usefixtures("spanish")
def test_qts_own_buttons_and_numbers_follow_the_language(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancelar"
    assert QLocale().decimalPoint() == ","


@pytest.mark.usefixtures("spanish")
def test_going_back_to_english_leaves_nothing_of_the_other_language(qtbot: QtBot) -> None:
    texts.use("en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"
    assert texts.said("The file is empty.") == "The file is empty."


def test_the_template_with_the_most_words_of_its_own_wins() -> None:
    sayings = Sayings({"The {0}.": "corto {0}", "The file {0} is gone.": "largo {0}"}, "es")

    assert sayings.translate("The file a.dcm is gone.") == "largo a.dcm"


def test_an_exact_sentence_wins_over_any_template() -> None:
    sayings = Sayings({"The {0}.": "plantilla {0}", "The end.": "exacto"}, "es")

    assert sayings.translate("The end.") == "exacto"


def test_an_unknown_language_is_english() -> None:
    texts.use("xx")

    assert texts.language() == "en"
    assert texts.said(HilumError("The file is empty.", "").sentence) == "The file is empty."


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(("title", "ids"), [*MENUS, *SUBMENUS.values()])
def test_no_two_commands_of_a_menu_have_one_letter_in_another_language(
    title: str, ids: tuple[str, ...]
) -> None:
    english = [BY_ID[id].text if id in BY_ID else SUBMENUS.get(id, ("",))[0] for id in ids]
    marked = [text for text in map(texts.tr, english) if "&" in text]
    letters = [text[text.index("&") + 1].lower() for text in marked]

    assert len(letters) == len(set(letters)), title


@pytest.mark.usefixtures("spanish")
def test_no_two_menus_have_one_letter_in_another_language() -> None:
    titles = [texts.tr(title) for title, _ in MENUS]
    letters = [title[title.index("&") + 1].lower() for title in titles]

    assert len(letters) == len(set(letters)), titles
