"""Names in every script that a header may be in (PS3.5 section 6.1.2 and 6.2.1)."""

from collections.abc import Sequence

import pytest

from tests.data import DICOM, needs_dicom
from tests.imaging.dicom.making import as_bytes, opened, opened_bytes
from tests.imaging.samples import small_dicom
from viewer.imaging import Header
from viewer.imaging.identify import identify


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Doe^Jane", "Doe Jane"),
        ("Doe^Jane^M^Dr^PhD", "Doe Jane M Dr PhD"),
        ("DOE JANE", "DOE JANE"),
        ("Doe^^^", "Doe"),
        ("", ""),
        ("^", ""),
    ],
)
def test_components_are_shown_in_the_order_of_the_file(written: str, shown: str) -> None:
    assert opened(small_dicom(PatientName=written)).header.patient_name == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada Tarou (山田 太郎)"),
        ("=山田^太郎=やまだ^たろう", "山田 太郎"),
        ("==やまだ^たろう", "やまだ たろう"),
        ("Yamada^Tarou==やまだ^たろう", "Yamada Tarou"),
        ("Hong^Gildong=洪^吉洞=홍^길동", "Hong Gildong (洪 吉洞)"),
        ("Same^Name=Same^Name", "Same Name"),
    ],
)
def test_the_ideographic_name_stands_behind_the_alphabetic_one(written: str, shown: str) -> None:
    dataset = small_dicom(SpecificCharacterSet="ISO_IR 192", PatientName=written)
    assert opened(dataset).header.patient_name == shown


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("ISO_IR 100", "Müller^Zoë"),
        ("ISO_IR 101", "Łukasz"),
        ("ISO_IR 144", "Иванов^Иван"),
        ("ISO_IR 126", "Διονυσιος"),
        ("ISO_IR 192", "Müller^李"),
        ("GB18030", "王^小东"),
        (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        (["ISO 2022 IR 13", "ISO 2022 IR 87"], "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
        (["", "ISO 2022 IR 87", "ISO 2022 IR 159"], "=丂^外"),
        (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동"),
    ],
)
def test_a_name_survives_its_character_set(charset: str | Sequence[str], name: str) -> None:
    header = opened(small_dicom(SpecificCharacterSet=charset, PatientName=name)).header
    assert (
        header.patient_name
        == opened(
            small_dicom(SpecificCharacterSet="ISO_IR 192", PatientName=name)
        ).header.patient_name
    )
    assert "\ufffd" not in header.patient_name


def with_raw_name(charset: str | None, raw: bytes) -> Header:
    """A header whose name is in these bytes, whatever its character set."""
    placeholder = "N" * (len(raw) + len(raw) % 2)
    declared = {} if charset is None else {"SpecificCharacterSet": charset}
    content = as_bytes(small_dicom(PatientName=placeholder, **declared))
    return opened_bytes(content.replace(placeholder.encode(), raw.ljust(len(placeholder)))).header


@pytest.mark.parametrize("charset", [None, "ISO_IR 100", "ISO_IR 6"])
def test_utf8_under_a_missing_or_western_character_set_is_read_as_such(charset: str) -> None:
    assert with_raw_name(charset, "Müller^李".encode()).patient_name == "Müller 李"


@pytest.mark.parametrize("charset", [None, "ISO_IR 100", "ISO_IR 192"])
def test_western_text_that_is_no_utf8_is_read_as_western(charset: str) -> None:
    assert with_raw_name(charset, "Müller^Zoë".encode("latin-1")).patient_name == "Müller Zoë"


@pytest.mark.filterwarnings("ignore:Unknown encoding:UserWarning")
def test_an_unknown_character_set_costs_no_name() -> None:
    assert with_raw_name("MARTIAN_7", b"Doe^Jane").patient_name == "Doe Jane"
    assert with_raw_name("MARTIAN_7", "Müller".encode()).patient_name == "Müller"


@needs_dicom
@pytest.mark.filterwarnings("ignore::UserWarning")  # one declares a set that does not exist
@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("chrJapMulti.dcm", "やまだ たろう"),
        ("chrJapMultiExplicitIR6.dcm", "やまだ たろう"),
        ("chrKoreanMulti.dcm", "김희중"),
    ],
)
def test_real_japanese_and_korean_headers_are_legible(file: str, name: str) -> None:
    assert identify(DICOM / "pydicom-charset" / file).patient_name == name


def test_other_texts_are_in_the_character_set_of_the_name() -> None:
    dataset = small_dicom(
        SpecificCharacterSet="ISO_IR 192",
        PatientName="Müller",
        WindowCenter="5",
        WindowWidth="9",
        WindowCenterWidthExplanation="Ränder",
    )
    mislabelled = as_bytes(dataset).replace(b"ISO_IR 192", b"ISO_IR 100")
    assert opened_bytes(mislabelled).windows[0].explanation == "Ränder"
