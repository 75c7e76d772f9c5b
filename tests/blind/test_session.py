"""A session loses no commitment and changes none."""

from pathlib import Path

import pytest

from tests.blind.making import commitment, network
from viewer.blind import Answer, BlindSession, Committed
from viewer.errors import BlindSessionError
from viewer.reading import Verdict


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "blind" / "session.jsonl"


def test_what_was_committed_is_there_again(path: Path) -> None:
    session = BlindSession(path)
    session.commit(commitment("b"))
    session.commit(commitment("a", Answer.NORMAL))
    session.add_reading(network("b"))
    assert list(BlindSession(path)) == [
        Committed(commitment("b"), network("b")),
        Committed(commitment("a", Answer.NORMAL)),
    ]


def test_a_commitment_is_made_once(path: Path) -> None:
    session = BlindSession(path)
    session.commit(commitment("a"))
    with pytest.raises(ValueError, match="once"):
        session.commit(commitment("a", Answer.NORMAL))
    assert BlindSession(path).get("a") == Committed(commitment("a"))


def test_a_later_line_of_the_same_radiograph_changes_nothing(path: Path) -> None:
    BlindSession(path).commit(commitment("a"))
    second = BlindSession(path.with_name("other.jsonl"))
    second.commit(commitment("a", Answer.NORMAL))
    with path.open("ab") as file:
        file.write(second.path.read_bytes())
    assert BlindSession(path).get("a") == Committed(commitment("a"))


def test_the_first_reading_of_a_radiograph_is_the_one_that_counts(path: Path) -> None:
    session = BlindSession(path)
    session.commit(commitment("a"))
    session.add_reading(network("a"))
    session.add_reading(network("a", Verdict.NORMAL))
    assert session.get("a").reading == BlindSession(path).get("a").reading == network("a")


def test_a_reading_without_a_commitment_is_not_kept(path: Path) -> None:
    session = BlindSession(path)
    session.add_reading(network("a"))
    assert not path.exists()


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_line_cut_off_by_a_crash_costs_only_itself(path: Path, cut: int) -> None:
    session = BlindSession(path)
    for name in "ab":
        session.commit(commitment(name))
    path.write_bytes(path.read_bytes()[:-cut])
    after = BlindSession(path)
    kept = [one.commitment.sha256 for one in after]
    after.commit(commitment("c"))
    again = [one.commitment.sha256 for one in BlindSession(path)]
    assert kept[0] == "a"
    assert again == [*kept, "c"]


def test_lines_that_are_none_of_ours_are_passed_over(path: Path) -> None:
    session = BlindSession(path)
    session.commit(commitment("a"))
    with path.open("ab") as file:
        file.write(b'{"kind": "remark"}\n\xff\xfe\n\n')
    session.commit(commitment("b"))
    assert len(BlindSession(path)) == 2


def test_what_cannot_be_written_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    session = BlindSession(tmp_path / "file" / "session.jsonl")
    with pytest.raises(BlindSessionError, match="can't be written"):
        session.commit(commitment("a"))
    assert len(session) == 0


def test_a_session_that_cannot_be_read_says_so(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(BlindSessionError, match="can't be read"):
        BlindSession(path)


def test_a_session_is_gone_on_with_until_another_is_begun(tmp_path: Path) -> None:
    first = BlindSession.newest(tmp_path)
    first.commit(commitment("a"))
    assert len(BlindSession.newest(tmp_path)) == 1
    second = BlindSession.begun_now(tmp_path)
    second.commit(commitment("b"))
    assert [one.commitment.sha256 for one in BlindSession.newest(tmp_path)] == ["b"]
    assert len(BlindSession(first.path)) == 1
