"""What is read of a worklist for its figures."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.batch.rows import FAILED, make_row
from viewer.batch import Outcome, Row, Worklist
from viewer.batch.figures import facts as facts_module
from viewer.batch.figures.facts import State, read_facts
from viewer.batch.figures.labels import UNLABELLED, FolderLabels, Label, TableLabels
from viewer.errors import WorklistError

GIVEN = Path("/set")


def _row(name: str, **changes: Any) -> Row:
    return make_row(file=GIVEN / name, **changes)


def _keep(worklist: Worklist, *rows: Row) -> None:
    for position, row in enumerate(rows):
        worklist.add(Outcome(row, None, None), position)


def test_every_row_has_its_probability_state_and_label(worklist: Worklist) -> None:
    _keep(
        worklist,
        _row("NORMAL/a.jpg", probability=0.25),
        _row("PNEUMONIA/b.jpg", probability=0.75, scope=("The view is lateral.",)),
        make_row(**{name: getattr(FAILED, name) for name in Row.__slots__} | {"file": GIVEN / "c"}),
    )
    facts = read_facts(worklist.path, FolderLabels([GIVEN]))
    np.testing.assert_array_equal(facts.probability, [0.25, 0.75, np.nan])
    np.testing.assert_array_equal(facts.state, [State.READ, State.WITHHELD, State.FAILED])
    np.testing.assert_array_equal(facts.label, [0, 1, UNLABELLED])
    assert (facts.labelled, facts.count(State.WITHHELD, labelled=True)) == (2, 1)


def test_probabilities_come_as_exactly_as_they_were_kept(worklist: Worklist) -> None:
    values = [0.0, 1.0, 0.889025092124939, float(np.nextafter(0.5, 0)), float(np.float32(1e-7))]
    _keep(worklist, *(_row(f"{place}", probability=p) for place, p in enumerate(values)))
    np.testing.assert_array_equal(read_facts(worklist.path).probability, values)


@pytest.mark.parametrize("name", ["two\nlines", "caf\udce9", "Lunge ß", "a\n/b", "comma, 1 2"])
def test_whatever_a_file_is_called_its_label_is_its_own(worklist: Worklist, name: str) -> None:
    _keep(worklist, _row(f"NORMAL/{name}"), _row("PNEUMONIA/b.jpg"), _row(f"{name}/NORMAL/c"))
    facts = read_facts(worklist.path, FolderLabels([GIVEN]))
    np.testing.assert_array_equal(facts.label, [0, 1, 0])


def test_rows_that_fill_several_pages_all_come_in_order(
    worklist: Worklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_module, "_PAGE", 2)
    values = [0.1, 0.2, 0.3, 0.4, 0.5]
    _keep(worklist, *(_row(f"NORMAL/{p}", probability=p) for p in values))
    facts = read_facts(worklist.path, FolderLabels([GIVEN]))
    np.testing.assert_array_equal(facts.probability, values)
    assert facts.labelled == 5


def test_facts_among_rows_are_theirs_and_the_others_are_counted(worklist: Worklist) -> None:
    _keep(worklist, *(_row(f"NORMAL/{p}", probability=p) for p in (0.1, 0.2, 0.3)))
    whole = read_facts(worklist.path, FolderLabels([GIVEN]))
    part = whole.among(whole.ids[[2, 0]])
    np.testing.assert_array_equal(part.probability, [0.1, 0.3])
    assert (part.labelled, part.held_back, part.labels_from) == (2, 1, "")


def test_a_bare_name_that_two_files_have_labels_neither_where_only_one_is_asked_for(
    worklist: Worklist,
) -> None:
    _keep(worklist, _row("one/a.jpg"), _row("two/a.jpg"))
    whole = read_facts(worklist.path, TableLabels("labels.csv", {}, {"a.jpg": Label.NORMAL}))
    assert whole.among(whole.ids[:1]).labelled == 0


def test_a_worklist_may_be_read_while_it_grows(worklist: Worklist) -> None:
    for count in (0, 1, 2):
        assert len(read_facts(worklist.path, FolderLabels([GIVEN]))) == count
        worklist.add(Outcome(_row(str(count)), None, None), count)


def test_a_worklist_that_is_not_there_yet_has_no_facts(tmp_path: Path) -> None:
    assert len(read_facts(tmp_path / "worklist")) == 0
    assert not list(tmp_path.iterdir())


def test_what_is_no_worklist_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"Dear colleague, thank you for sending this patient." * 100)
    with pytest.raises(WorklistError):
        read_facts(other)
