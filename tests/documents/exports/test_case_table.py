from __future__ import annotations

from datetime import UTC, date, datetime

from backoffice_gui.documents.exports.case_table import case_table
from backoffice_gui.domain.case_list import CaseColumn, CaseRow
from backoffice_gui.domain.cases import Badge, CaseKind, CaseState, Source
from backoffice_gui.domain.sheets import ColumnKind

ROW = CaseRow(
    case=412, version=3, number="DL-2026-000412", kind=CaseKind.CERTIFICATE, about="birth marriage",
    state=CaseState.WAITING_PIECE, source=Source.POST, applicant="EXEMPLE Démo", ofpra_number="000850312",
    received_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC), due_on=date(2026, 12, 7), closed_at=None, parts=2,
    agent="c.exemple", badges=Badge.REPEAT, unread=True,
)  # fmt: skip


def test_each_column_has_its_heading_kind_and_value() -> None:
    """In the order in which they were chosen; numbers that are names stay text."""
    table = case_table("Demandes", tuple(CaseColumn), [ROW])
    values = dict(zip((column.name for column in table.columns), next(iter(table.rows)), strict=True))
    assert values["Demande"] == "Copie d’acte (naissance, mariage)"
    assert (values["État"], values["Origine"], values["À voir"]) == ("À compléter", "Courrier", "Déjà demandé")
    assert (values["N° Ofpra"], values["Pièces"], values["Traitée le"]) == ("000850312", 2, None)
    kinds = {column.name: column.kind for column in table.columns}
    assert (kinds["Reçue le"], kinds["Échéance"]) == (ColumnKind.MOMENT, ColumnKind.DATE)
    assert (kinds["Pièces"], kinds["N° Ofpra"]) == (ColumnKind.NUMBER, ColumnKind.TEXT)


def test_rows_are_read_one_at_a_time() -> None:
    """A million need not be in memory."""
    taken: list[int] = []

    def rows() -> object:
        for n in range(3):
            taken.append(n)
            yield ROW

    read = iter(case_table("Demandes", (CaseColumn.NUMBER,), rows()).rows)  # type: ignore[arg-type]
    assert next(read) == ("DL-2026-000412",)
    assert taken == [0]
