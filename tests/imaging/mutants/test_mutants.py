"""No damaged file crashes the program, makes it hang or costs it its memory."""

from pathlib import Path

import pytest

from tests.imaging.mutants import bombs
from tests.imaging.mutants.cost import can_measure
from tests.imaging.mutants.making import make_mutant
from tests.imaging.mutants.running import Bench, try_mutants
from tests.imaging.mutants.samples import Kind, all_samples
from tests.imaging.mutants.summary import summary

pytestmark = pytest.mark.skipif(not can_measure(), reason="needs Linux's /proc/PID/clear_refs")

_SEED = 4
_COUNT = 500


def test_every_mutant_opens_or_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    outcomes = list(try_mutants(_SEED, range(_COUNT), tmp_path / "workshop", kept))
    with capsys.disabled():
        print(f"\n{summary(outcomes)}")
    failed = [outcome for outcome in outcomes if outcome.trial.problem]
    assert not failed, f"python -m tests.imaging.mutants --replay {kept / failed[0].name}"


def test_a_mutant_is_the_same_whenever_it_is_made() -> None:
    mutants = [make_mutant(_SEED, number) for number in range(20)]
    assert mutants == [make_mutant(_SEED, number) for number in range(20)]


def test_what_most_mutants_are_made_of_is_sound(tmp_path: Path) -> None:
    kinds = {}
    with Bench() as bench:
        for sample in all_samples():
            if sample.kind in (Kind.CUT, Kind.PICTURE, Kind.ARCHIVE):
                path = tmp_path / sample.name
                path.write_bytes(sample.content())
                trial = bench.try_file(path)
                kinds[sample.name] = trial.problem or trial.kind
    assert kinds == dict.fromkeys(kinds, "Radiograph")


@pytest.mark.parametrize("megabytes", [575, 1100])
def test_a_small_deflated_file_that_inflates_to_a_gigabyte_is_refused(
    tmp_path: Path, megabytes: int
) -> None:
    path = tmp_path / "bomb.dcm"
    path.write_bytes(bombs.deflated_bomb(megabytes))
    with Bench() as bench:
        trial = bench.try_file(path)
    assert path.stat().st_size < 1050 * megabytes
    assert (trial.kind, trial.problem) == ("LimitExceededError", "")


def test_pixel_data_that_claim_four_gigabytes_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "lies.dcm"
    path.write_bytes(bombs.lying_pixel_length())
    with Bench() as bench:
        trial = bench.try_file(path)
    assert (trial.kind, trial.problem) == ("DamagedFileError", "")
