"""What a model is measured on is what was kept for that, or is said to be something else."""

from pathlib import Path

import pytest

from trainer.dataset import Example, Label
from trainer.parts import Part, choose_part
from viewer.errors import NothingToReadError


def example(name: str, folder: str = "", source: str = "here") -> Example:
    return Example(Path("/data") / name, Label.NORMAL, name, folder, "", source, name=name)


EXAMPLES = [example("a", "train"), example("b", "train"), example("c", "test")]
MANIFEST = "train\tNORMAL\ta\ta\nvalidation\tNORMAL\tb\tb\ntest\tNORMAL\tc\tc\n"


def names(examples: tuple[Example, ...]) -> list[str]:
    return [example.name for example in examples]


@pytest.mark.parametrize(
    ("part", "expected"), [(Part.VALIDATION, ["b"]), (Part.TEST, ["c"]), (Part.ALL, list("abc"))]
)
def test_the_run_s_manifest_says_what_is_in_a_part(part: Part, expected: list[str]) -> None:
    chosen = choose_part(EXAMPLES, part, MANIFEST)
    assert names(chosen.examples) == expected
    assert chosen.of_run == (part is not Part.ALL)


def test_a_source_among_several_is_named_in_full() -> None:
    manifest = "validation\tNORMAL\tb\there/b\ntest\tNORMAL\tb\tthere/b\n"
    assert names(choose_part(EXAMPLES, Part.VALIDATION, manifest).examples) == ["b"]


@pytest.mark.parametrize("manifest", [None, "test\tNORMAL\tx\tx\n"])
def test_other_data_are_measured_on_their_own_test_folder(manifest: str | None) -> None:
    chosen = choose_part(EXAMPLES, Part.TEST, manifest)
    assert (names(chosen.examples), chosen.part, chosen.of_run) == (["c"], Part.TEST, False)


def test_where_there_is_no_test_part_all_is_chosen_and_called_so() -> None:
    chosen = choose_part(EXAMPLES[:2], Part.TEST, None)
    assert (names(chosen.examples), chosen.part) == (["a", "b"], Part.ALL)


def test_validation_without_its_manifest_is_refused() -> None:
    with pytest.raises(NothingToReadError, match="not known"):
        choose_part(EXAMPLES, Part.VALIDATION, None)


def test_halves_are_never_mixed_unasked() -> None:
    halved = [example("a", "choose"), example("b", "final")]
    assert names(choose_part(halved, Part.CHOOSE, None).examples) == ["a"]
    assert names(choose_part(halved, Part.FINAL, MANIFEST).examples) == ["b"]
    with pytest.raises(NothingToReadError, match="choose and final"):
        choose_part(halved, Part.TEST, MANIFEST)


def test_a_half_that_is_not_there_is_refused() -> None:
    with pytest.raises(NothingToReadError, match="no final part"):
        choose_part(EXAMPLES, Part.FINAL, None)
