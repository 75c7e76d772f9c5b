"""Radiographs are found by content where the name tells nothing, and nothing is lost silently."""

import os
import shutil
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.data import DICOM, EXTREMITY_DICOM, needs_dicom
from tests.imaging.archives import JPEG, write_zip
from tests.imaging.samples import encoded, gradient
from viewer.errors import FileUnavailableError
from viewer.imaging import find_radiographs, open_radiograph
from viewer.imaging.finding import _Walk

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "b" / "inner"
    inner.mkdir(parents=True)
    shutil.copy(EXTREMITY_DICOM, inner / "IM000001")  # no ending, as on a patient's disk
    (inner / "README").write_text("no picture")
    (inner / "DICOMDIR").write_bytes(bytes(128) + b"DICM")
    (tmp_path / "text.jpg").write_text("says that it is a picture")
    (tmp_path / "a.PNG").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / ".hidden.jpg").write_text("hidden")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.jpg").write_text("hidden")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "x.jpg").write_text("left behind")
    (tmp_path / "Thumbs.db").write_bytes(JPEG)
    return tmp_path


def names_in(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_radiographs([folder])]


def test_folder_gives_what_promises_to_be_a_picture(folder: Path) -> None:
    assert names_in(folder) == ["a.PNG", "text.jpg", "b/inner/IM000001"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_a_picture_is_found_whatever_its_name(tmp_path: Path, kind: str) -> None:
    for name in ("picture", "picture.txt", "1.2.840.113.7"):
        (tmp_path / name).write_bytes(encoded(gradient(), kind))
    assert names_in(tmp_path) == ["1.2.840.113.7", "picture", "picture.txt"]


@needs_dicom
def test_dicom_without_preamble_is_found_without_an_ending(tmp_path: Path) -> None:
    sample = DICOM / "orthanc-tests" / "TransferSyntaxes" / "1.2.840.10008.1.2.dcm"
    shutil.copy(sample, tmp_path / "IM1")
    assert names_in(tmp_path) == ["IM1"]


def test_numbers_in_names_count_as_numbers(tmp_path: Path) -> None:
    order = ["im1.jpg", "IM2.jpg", "IM10.jpg", "study2/IM1.jpg", "study10/IM1.jpg"]
    for name in reversed(order):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names_in(tmp_path) == order


def test_named_file_is_always_given(folder: Path) -> None:
    assert list(find_radiographs([folder / "notes.txt"])) == [folder / "notes.txt"]


def test_file_that_is_named_twice_is_given_once(folder: Path) -> None:
    found = list(find_radiographs([folder / "text.jpg", folder, folder / "b" / ".." / "text.jpg"]))
    assert len(found) == len(set(found)) == 3


def test_folder_without_pictures_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    assert not list(find_radiographs([tmp_path]))


@needs_links
def test_a_linked_folder_is_followed_and_a_circle_of_links_ends(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "c.jpg").write_bytes(JPEG)
    (elsewhere / "back").symlink_to(folder, target_is_directory=True)
    (folder / "b" / "again").symlink_to(folder, target_is_directory=True)
    (folder / "b" / "on").symlink_to(elsewhere, target_is_directory=True)
    assert names_in(folder) == ["a.PNG", "text.jpg", "b/inner/IM000001", "b/on/c.jpg"]


@needs_links
@pytest.mark.parametrize("target", ["/share/not/mounted/IM1", "IM1"])
def test_a_link_that_leads_nowhere_is_given_and_told(tmp_path: Path, target: str) -> None:
    (tmp_path / "IM1").symlink_to(target)
    (path,) = find_radiographs([tmp_path])
    assert path == tmp_path / "IM1"
    with pytest.raises(FileUnavailableError):
        open_radiograph(path)


@needs_links
def test_a_file_is_given_once_however_many_links_lead_to_it(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(JPEG)
    (tmp_path / "a.jpg").symlink_to("b.jpg")
    (tmp_path / "c.jpg").symlink_to("missing.jpg")
    assert names_in(tmp_path) == ["a.jpg", "c.jpg"]


def test_equal_files_are_given_under_each_name(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(JPEG)
    assert names_in(tmp_path) == ["a.jpg", "b.jpg"]


@needs_links
def test_no_folder_is_read_twice(tmp_path: Path) -> None:
    for number in range(5):
        place = tmp_path / f"study{number}"
        place.mkdir()
        (place / "IM1").write_bytes(JPEG)
        (place / "up").symlink_to(tmp_path, target_is_directory=True)
    with (
        patch("os.scandir", wraps=os.scandir) as scans,
        patch("os.listdir", wraps=os.listdir) as lists,
    ):
        found = list(find_radiographs([tmp_path, tmp_path / "study1"]))
    assert len(found) == 5
    assert scans.call_count + lists.call_count == 6


def test_the_first_file_comes_before_the_second_is_looked_into(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"IM{number}").write_bytes(JPEG)
    with patch("viewer.imaging.offers.read_start", return_value=JPEG) as looks:
        next(find_radiographs([tmp_path]))
    assert looks.call_count == 1


def test_a_folder_that_can_not_be_listed_is_told(folder: Path) -> None:
    listed = os.scandir

    def fail(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    with patch("os.scandir", fail):
        *_, refused = find_radiographs([folder])
        assert refused == folder / "b"
        with pytest.raises(FileUnavailableError, match="may not be listed"):
            open_radiograph(refused)


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no such folder")
def test_a_folder_whose_path_is_too_long_is_told_and_ends_no_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXTREMITY_DICOM, tmp_path / "z.dcm")
    monkeypatch.chdir(tmp_path)
    for _ in range(21):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    first, deep = find_radiographs([tmp_path])
    assert first == tmp_path / "z.dcm"
    with pytest.raises(FileUnavailableError, match="can't be read"):
        open_radiograph(deep)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    (given,) = find_radiographs([tmp_path / ("d" * 300)])
    with pytest.raises(FileUnavailableError, match="can't be read"):
        open_radiograph(given)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder_holds_nothing_up(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert folder / "pipe" not in list(find_radiographs([folder]))


def test_an_archive_in_a_folder_is_walked_in_its_place(tmp_path: Path) -> None:
    files = {"x/IM10": JPEG, "x/IM2": JPEG, "top.jpg": b"", "README": b"no picture"}
    hidden = {"__MACOSX/._IM2": JPEG, "x/.DS_Store": b"", "x/DICOMDIR": JPEG, ".x/a.jpg": JPEG}
    write_zip(tmp_path / "b.zip", files | hidden)
    for name in ("a.jpg", "c.jpg"):
        (tmp_path / name).write_bytes(JPEG)
    assert names_in(tmp_path) == [
        "a.jpg",
        *("b.zip/top.jpg", "b.zip/x/IM2", "b.zip/x/IM10"),
        "c.jpg",
    ]


def test_an_archive_by_another_name_is_walked(tmp_path: Path) -> None:
    write_zip(tmp_path / "study", {"a.jpg": JPEG})
    for given in (tmp_path, tmp_path / "study"):
        assert list(find_radiographs([given])) == [tmp_path / "study" / "a.jpg"]


def test_a_folder_in_an_archive_can_be_named(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"x/1.jpg": JPEG, "y/2.jpg": JPEG, "y/z/3.jpg": JPEG})
    assert list(find_radiographs([archive / "y"])) == [
        archive / "y" / "2.jpg",
        archive / "y" / "z" / "3.jpg",
    ]
    assert list(find_radiographs([archive / "x" / "1.jpg", archive]))[1:] == [
        archive / "y" / "2.jpg",
        archive / "y" / "z" / "3.jpg",
    ]


DOCUMENTS = [
    ("[Content_Types].xml", "_rels/.rels"),
    ("mimetype", "content.xml"),
    ("META-INF/", "META-INF/MANIFEST.MF"),
]


@pytest.mark.parametrize("markers", DOCUMENTS)
def test_pictures_of_documents_and_programs_in_a_folder_are_not_given(
    tmp_path: Path, markers: tuple[str, ...]
) -> None:
    files = dict.fromkeys(markers, b"") | {"media/image1.jpeg": JPEG, "LICENSE": b"no picture"}
    document = write_zip(tmp_path / "talk.pptx", files)
    assert names_in(tmp_path) == []
    assert list(find_radiographs([document])) == [document / "media" / "image1.jpeg"]


@pytest.mark.parametrize("markers", DOCUMENTS)
def test_dicom_in_a_document_and_pictures_in_what_is_called_an_archive_are_given(
    tmp_path: Path, markers: tuple[str, ...]
) -> None:
    document = dict.fromkeys(markers, b"")
    write_zip(tmp_path / "a.bin", document | {"a.dcm": b"", "b/IM1": EXTREMITY_DICOM.read_bytes()})
    write_zip(tmp_path / "b.zip", document | {"1.jpg": JPEG})
    assert names_in(tmp_path) == ["a.bin/a.dcm", "a.bin/b/IM1", "b.zip/1.jpg"]


@pytest.mark.parametrize(
    ("names", "compression"),
    [
        (("1.jpg", "mimetype"), zipfile.ZIP_STORED),
        (("mimetype", "1.jpg"), zipfile.ZIP_DEFLATED),
        (("1.jpg", "META-INF/MANIFEST.MF"), zipfile.ZIP_STORED),
        (("[Content_Types].xml", "1.jpg"), zipfile.ZIP_STORED),
    ],
)
def test_a_file_called_as_a_document_calls_its_own_makes_no_document(
    tmp_path: Path, names: tuple[str, ...], compression: int
) -> None:
    write_zip(tmp_path / "study", dict.fromkeys(names, JPEG), compression=compression)
    assert tmp_path / "study" / "1.jpg" in list(find_radiographs([tmp_path]))


def test_an_archive_in_an_archive_is_given_whatever_its_name_and_a_document_is_not(
    tmp_path: Path,
) -> None:
    inner = {"study": {"1.jpg": JPEG}, "empty": {}}
    inner |= {f"{number}.docx": dict.fromkeys(names, b"") for number, names in enumerate(DOCUMENTS)}
    files = {
        name: write_zip(tmp_path / "inner", content).read_bytes() for name, content in inner.items()
    }
    archive = write_zip(tmp_path / "a.zip", files)
    assert list(find_radiographs([archive])) == [archive / "empty", archive / "study"]


def test_what_is_called_an_archive_and_is_none_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("no archive")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 cut off")
    assert names_in(tmp_path) == ["a.zip"]


def test_an_archive_without_pictures_gives_nothing(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"notes.txt": b"no picture"})
    empty = write_zip(tmp_path / "empty.zip", {})
    assert not list(find_radiographs([archive, empty, tmp_path]))


@needs_links
def test_a_link_to_what_its_folder_gave_before_is_not_given(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(JPEG)
    (tmp_path / "b.jpg").symlink_to("a.jpg")
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "c.jpg").symlink_to(tmp_path / "a.jpg")
    assert names_in(tmp_path) == ["a.jpg"]


@needs_links
def test_a_link_to_what_no_folder_gives_is_given_once(tmp_path: Path) -> None:
    """Its target's folder was read, and did not give it: it is hidden, or promises nothing."""
    (tmp_path / ".hidden.jpg").write_bytes(JPEG)
    (tmp_path / "letter").write_text("no picture")
    for number, target in enumerate((".hidden.jpg", "letter")):
        for name in "xy":
            (tmp_path / f"{name}{number}.jpg").symlink_to(target)
    assert names_in(tmp_path) == ["x0.jpg", "x1.jpg"]


def test_a_file_that_is_named_after_its_folder_is_not_given_again(folder: Path) -> None:
    found = list(find_radiographs([folder, folder / "text.jpg", folder / "b" / "inner"]))
    assert len(found) == len(set(found)) == 3


def test_a_file_that_no_folder_gives_is_given_when_it_is_named_after_it(folder: Path) -> None:
    assert list(find_radiographs([folder, folder / "notes.txt"]))[-1] == folder / "notes.txt"


def test_an_archive_is_given_once_whether_named_or_found(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"1.jpg": JPEG, "2.jpg": JPEG})
    for given in ([archive, tmp_path], [tmp_path, archive], [archive / "2.jpg", archive, tmp_path]):
        found = list(find_radiographs(given))
        assert len(found) == len(set(found)) == 2


@needs_links
def test_a_linked_archive_is_given_once(tmp_path: Path) -> None:
    write_zip(tmp_path / "b.zip", {"1.jpg": JPEG})
    for name in ("a.zip", "c.zip"):
        (tmp_path / name).symlink_to("b.zip")
    assert names_in(tmp_path) == ["a.zip/1.jpg"]


def test_pictures_of_a_document_that_is_named_are_given_though_its_folder_was_read(
    tmp_path: Path,
) -> None:
    document = write_zip(
        tmp_path / "talk.pptx", {"[Content_Types].xml": b"", "_rels/.rels": b"", "1.jpg": JPEG}
    )
    assert list(find_radiographs([tmp_path, document])) == [document / "1.jpg"]


def test_nothing_is_remembered_of_the_files_that_folders_list(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.jpg").touch()
    walk = _Walk()
    assert len(list(walk.radiographs([tmp_path]))) == 30
    assert not walk._seen._strays
