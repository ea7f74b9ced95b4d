from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.export_cases import MOST_LABELS, export_labels, export_list, whose
from backoffice_gui.actions.join_persons import link_person
from backoffice_gui.documents.papers import LabelFormat, Typesetter
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.case_list import CaseColumn, CaseRow
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.sheets import Manifest, TableFormat
from backoffice_gui.errors import StoreBusy, UsageError
from tests.support.cases import PERSON, certificate_form, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()


def test_what_reading_the_rows_raises_ends_the_export_and_is_logged(store: Store, tmp_path: Path) -> None:
    """Half a table is none."""

    def rows() -> Iterator[CaseRow]:
        raise StoreBusy("interrupted")
        yield  # type: ignore[unreachable]

    going = Going(str(tmp_path / "x.csv"), "point")
    columns = (CaseColumn.NUMBER,)
    with pytest.raises(StoreBusy):
        export_list(store.desk, rows(), going, CLOCK, cases=[1], columns=columns, kind=TableFormat.CSV, most=10)
    assert list(tmp_path.glob("x*")) == []
    assert [dict(line.details)["failed"] for line in lines(store, "export_ended")] == ["interrupted"]


def test_a_file_that_is_there_is_written_over_only_where_a_person_said_so(store: Store, tmp_path: Path) -> None:
    """The manifest with it."""
    file = tmp_path / "x.csv"
    file.write_text("EXEMPLE")
    how = {"cases": [], "columns": (CaseColumn.NUMBER,), "kind": TableFormat.CSV, "most": 10}
    with pytest.raises(UsageError, match="export-exists"):
        export_list(store.desk, (), Going(str(file), "point"), CLOCK, **how)  # type: ignore[arg-type]
    assert file.read_text() == "EXEMPLE"
    export_list(store.desk, (), Going(str(file), "point", replacing=True), CLOCK, **how)  # type: ignore[arg-type]
    assert "Référence" in file.read_text("utf-8-sig")


def test_labels_go_where_the_answer_was_asked_for_else_where_the_person_is(store: Store, tmp_path: Path) -> None:
    """A request that names no address goes to the one that holds now; nobody prints labels without end."""
    take(store, certificate_form(), certificate_form(delivery={}))
    going = Going(str(tmp_path / "e.pdf"), "envoi")
    made = export_labels(
        store.desk, [1, 2], LabelFormat.ENVELOPE_DL, going, clock=CLOCK, typesetter=Typesetter(system_fonts=False)
    )
    assert isinstance(made, Manifest)
    assert made.rows == 2
    with pytest.raises(UsageError, match="export-over-cap"):
        export_labels(
            store.desk,
            [1] * (MOST_LABELS + 1),
            LabelFormat.ENVELOPE_DL,
            going,
            clock=CLOCK,
            typesetter=Typesetter(system_fonts=False),
        )


def test_who_was_joined_to_another_is_written_to_where_both_are(store: Store, tmp_path: Path) -> None:
    """The address that holds now is the one that the desk shows, whichever of the two it was said of."""
    somebody = {**PERSON, "ofpra_number": "5"}
    key, _other = take(store, certificate_form(somebody, delivery={}), certificate_form())
    going = Going(str(tmp_path / "e.pdf"), "envoi")
    setter = Typesetter(system_fonts=False)
    first = export_labels(store.desk, [1], LabelFormat.ENVELOPE_DL, going, clock=CLOCK, typesetter=setter)
    assert not isinstance(first, Manifest)
    link_person(store.desk, key, 2, CLOCK, duties=frozenset({Duty.AGENT}))
    made = export_labels(store.desk, [1], LabelFormat.ENVELOPE_DL, going, clock=CLOCK, typesetter=setter)
    assert isinstance(made, Manifest)


def test_whose_cases_left_can_be_found_out_and_not_read(store: Store, tmp_path: Path) -> None:
    """Of the same cases in any order the same digest, of others another; nothing in the chain names one."""
    assert whose([3, 1, 2]) == whose([1, 2, 3, 3])
    assert whose([1, 2]) != whose([1, 2, 3])
    assert dict(whose([1, 2]))["cases_sha256"] == hashlib.sha256(b"1\n2\n").hexdigest()
    take(store, certificate_form(), certificate_form())
    how = {"columns": (CaseColumn.NUMBER,), "kind": TableFormat.CSV, "most": 10}
    going = Going(str(tmp_path / "x.csv"), "point")
    export_list(store.desk, (), going, CLOCK, cases=[2, 1], **how)  # type: ignore[arg-type]
    (line,) = lines(store, "exported")
    assert set(whose([1, 2])) <= set(line.details)
