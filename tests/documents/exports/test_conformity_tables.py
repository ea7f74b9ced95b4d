from __future__ import annotations

from decimal import Decimal

from backoffice_gui.documents.exports.conformity_tables import coverage_table, days_table, incidents_table
from backoffice_gui.documents.report_words import report_words
from backoffice_gui.domain.sheets import ColumnKind
from tests.support.conformities import a_bad_month


def test_a_day_is_a_row_of_numbers() -> None:
    """Every day of the month, seconds with their thousandths, how many beyond each mark."""
    table = days_table(a_bad_month(), report_words("fr"))
    rows = list(table.rows)
    assert len(rows) == 30
    day, received, measured, median, _p95, _p99, longest, *over, lost = rows[22]
    assert (str(day), received, measured, median, longest) == (
        "2026-11-23",
        2,
        2,
        Decimal("30.000"),
        Decimal("1900.000"),
    )
    assert (over, lost) == ([1, 1, 1, 1], 1)
    assert {column.kind for column in table.columns[1:]} == {ColumnKind.NUMBER}


def test_an_incident_is_a_row_without_what_a_person_wrote() -> None:
    """Its kind, its clock and its times in words; the reason it was closed with is not taken out."""
    rows = list(incidents_table(a_bad_month(), report_words("en")).rows)
    assert [(row[0], row[1], row[2], row[-1]) for row in rows] == [
        (3, "Submission lost", "Availability", "Overdue"),
        (4, "The site's ledger is broken", "None", "Not applicable"),
        (5, "Copy on the site not destroyed", "Confidentiality", "Notified in time"),
    ]
    assert [row[7] for row in rows] == [None, None, "CNIL-2026-0042"]
    assert all("EXEMPLE" not in str(cell) for row in rows for cell in row)


def test_each_time_without_a_list_is_a_row() -> None:
    """With its minutes, and whether a copy may have lapsed; then what hindered."""
    rows = list(coverage_table(a_bad_month(), report_words("fr")).rows)
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("Aucune liste lue", 12, "non"),
        ("Aucune liste lue", 47, "oui"),
        ("Site injoignable", None, None),
    ]
