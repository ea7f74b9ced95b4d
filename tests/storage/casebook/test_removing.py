"""A case goes with what only it needs: others keep their person, their address, and nothing that points nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from backoffice_gui.domain.cases import Badge
from backoffice_gui.storage.casebook import persons, removing
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.dialects import said, without_guard

_AT = "'2026-11-23T09:00:00.000000Z'"


def _lay_out(tx: Connection) -> None:
    """Three persons: 1 with cases 1 and 2, 2 with case 3, joined to 1; 3 with case 4. Case 2 resembles case 1."""
    without_guard(tx, "guard_cases_delete", "cases")
    for person, joined in ((1, "NULL"), (2, "1"), (3, "NULL")):
        tx.exec_driver_sql(f"INSERT INTO person (person, made_at, joined_to) VALUES ({person}, {_AT}, {joined})")
        tx.exec_driver_sql(f"INSERT INTO match_key (key, person) VALUES ('k', {person})")
    for case, person in ((1, 1), (2, 1), (3, 2), (4, 3)):
        tx.exec_driver_sql(
            'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at, person, badges) '
            f"VALUES ({case}, 'X-{case}', 'unread', 'site', 'closed', 2, {_AT}, {person}, {int(Badge.DUPLICATE)})"
        )
        tx.exec_driver_sql(
            'INSERT INTO identity (identity, person, "case", declared_at, form) '
            f"VALUES ({case}, {person}, {case}, {_AT}, '{{}}')"
        )
        tx.exec_driver_sql(
            f"INSERT INTO note (note, \"case\", at, agent, text) VALUES ({case}, {case}, {_AT}, 'a', 'b')"
        )
    for contact, case, replaces in ((1, 1, "NULL"), (2, 2, "1"), (3, 1, "2")):
        tx.exec_driver_sql(
            'INSERT INTO contact (contact, person, field, value, key, received_at, entered_by, "case", replaces) '
            f"VALUES ({contact}, 1, 'email', 'v', 'k', {_AT}, 'form', {case}, {replaces})"
        )
    for case, other, kind in ((2, 1, "duplicate"), (4, 2, "same_person")):
        tx.exec_driver_sql(
            'INSERT INTO proposal ("case", other, kind, score, reasons, made_at) '
            f"VALUES ({case}, {other}, '{kind}', 1, '[]', {_AT})"
        )


def _join_up(tx: Connection, lines: Sequence[tuple[int, int, int, str, int | None]]) -> None:
    """Cases 1 to 4 of rows 1 to 4, of which 2 is joined to 1 and 3 to 2; contact lines: number, row, case, by, ended."""
    without_guard(tx, "guard_cases_delete", "cases")
    for person, joined in ((1, "NULL"), (2, "1"), (3, "2"), (4, "NULL")):
        tx.exec_driver_sql(f"INSERT INTO person (person, made_at, joined_to) VALUES ({person}, {_AT}, {joined})")
        tx.exec_driver_sql(f"INSERT INTO match_key (key, person) VALUES ('k', {person})")
        tx.exec_driver_sql(
            'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at, person) '
            f"VALUES ({person}, 'X-{person}', 'unread', 'site', 'closed', 2, {_AT}, {person})"
        )
        tx.exec_driver_sql(
            'INSERT INTO identity (identity, person, "case", declared_at, form) '
            f"VALUES ({person}, {person}, {person}, {_AT}, '{{}}')"
        )
    for contact, person, case, by, replaces in lines:
        tx.exec_driver_sql(
            'INSERT INTO contact (contact, person, field, value, key, received_at, entered_by, "case", replaces) VALUES '
            f"({contact}, {person}, 'address', 'v{contact}', 'k', {_AT}, '{by}', {case}, {replaces or 'NULL'})"
        )


def _now(tx: Connection, person: int) -> str:
    return persons.contact_now(tx, person)["address"].value


def _left(tx: Connection, what: str, table: str) -> Sequence[object]:
    return list(tx.scalars(text(f"SELECT {what} FROM {table} ORDER BY 1")))  # names of this test


def test_what_others_need_stays(casebook: Casebook) -> None:
    """The person of another case, the line of contact that stands, the identity declared last."""
    with casebook.transaction() as tx:
        _lay_out(tx)
        assert removing.remove_cases(tx, [1]) == 0
        assert _left(tx, '"case"', "cases") == [2, 3, 4]
        assert _left(tx, "identity", "identity") == [2, 3, 4], "the older one went with its case"
        assert _left(tx, "contact", "contact") == [2, 3], "the line that was ended went, and ends nothing anew"
        assert _left(tx, "cases", "person WHERE person = 1") == [1]
        assert _left(tx, "kind", "proposal") == ["same_person"]
        assert _left(tx, "badges", 'cases WHERE "case" = 2') == [0], "it resembles nothing any more"
        assert _left(tx, "note", "note") == [2, 3, 4]


def test_persons_go_with_their_last_case(casebook: Casebook) -> None:
    """And with them those whom only they were joined to; a proposal about somebody who is gone goes too."""
    with casebook.transaction() as tx:
        _lay_out(tx)
        assert removing.remove_cases(tx, [1, 2]) == 0, "another row is joined to it"
        assert _left(tx, "person", "person") == [1, 2, 3]
        assert removing.remove_cases(tx, [3]) == 2
        assert _left(tx, "person", "person") == [3]
        assert _left(tx, "person", "match_key") == [3]
        assert _left(tx, "kind", "proposal") == []
        assert _left(tx, "contact", "contact") == []
        assert removing.remove_cases(tx, []) == 0


def test_what_an_accepted_line_ended_does_not_come_back_with_its_case(casebook: Casebook) -> None:
    """It is of a row without a case then, which stays for it alone, and goes with the last case of this person."""
    with casebook.transaction() as tx:
        _join_up(tx, [(1, 1, 1, "a", None), (2, 3, 3, "a", 1), (3, 2, 2, "form", None)])
        assert removing.remove_cases(tx, [2, 3]) == 0, "3 has the address, and is joined to 2"
        assert _now(tx, 1) == "v2"
        assert _left(tx, "contact", "contact") == [1, 2], "what was mentioned in passing is not needed"
        assert _left(tx, "person", "identity") == _left(tx, "person", "match_key") == [1, 4]
        assert removing.remove_cases(tx, [1]) == 3
        assert _left(tx, "person", "person") == [4]
        assert _left(tx, "contact", "contact") == []


def test_a_row_that_has_nothing_of_others_goes(casebook: Casebook) -> None:
    """Whoever was joined to it, or it to them, while somebody of them has a case; and the row between, once it can."""
    with casebook.transaction() as tx:
        _join_up(tx, [(1, 1, 1, "a", None), (2, 2, 2, "form", None), (3, 3, 3, "form", None)])
        assert removing.remove_cases(tx, [2]) == 0
        assert (_left(tx, "person", "person"), _left(tx, "contact", "contact")) == ([1, 2, 3, 4], [1, 3])
        assert removing.remove_cases(tx, [3]) == 2
        assert (_left(tx, "person", "person"), _now(tx, 1)) == ([1, 4], "v1")


def test_a_line_of_somebody_else_ends_none(casebook: Casebook) -> None:
    """Two were one when it was accepted, and are so no more: what holds for the other stays with its other case."""
    with casebook.transaction() as tx:
        _join_up(tx, [(1, 2, 2, "a", None), (2, 1, 1, "a", 1)])
        persons.part(tx, 2)
        assert (_now(tx, 1), _now(tx, 3)) == ("v2", "v1")
        assert removing.remove_cases(tx, [2]) == 0
        assert (_now(tx, 1), _now(tx, 3)) == ("v2", "v1")
        assert _left(tx, "contact", "contact") == [1, 2]


def test_what_was_taken_back_goes_with_its_case(casebook: Casebook) -> None:
    """Address accepted and undone: what was said before is still there, and nothing else is needed."""
    with casebook.transaction() as tx:
        _join_up(tx, [(1, 1, 1, "form", None), (2, 2, 2, "a", 1), (3, 2, 2, "a", 2)])
        assert removing.remove_cases(tx, [2, 3]) == 2
        assert (_left(tx, "contact", "contact"), _now(tx, 1)) == ([1], "v1")


def test_a_form_is_forgotten_and_its_case_stays(casebook: Casebook) -> None:
    """The octets as they came, and nothing else."""
    with casebook.transaction() as tx:
        _lay_out(tx)
        said(tx, "INSERT INTO case_form (\"case\", kind, octets) VALUES (1, 'x', x'01'), (2, 'x', x'02')")
        removing.forget_form(tx, [1])
        assert _left(tx, "octets", 'case_form WHERE "case" = 1') == [None]
        assert _left(tx, "octets", 'case_form WHERE "case" = 2') == [b"\x02"]
