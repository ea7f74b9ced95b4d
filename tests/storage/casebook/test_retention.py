"""What decides about cases is read as it stands, for many at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.storage.casebook import holds, purges, retention
from backoffice_gui.storage.casebook.purges import Left
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import moment_text
from tests.support.practice import NOW, practised

_FIRST = ("", 0)


def test_the_facts_of_invented_cases_are_those_of_plain_queries(tmp_path: Path) -> None:
    """Three hundred cases; each fact compared with a query of its own."""
    with practised(tmp_path, 300) as casebook, casebook.transaction() as tx:
        holds.place(tx, 3, "agent-exemple", "EXEMPLE", until=NOW.date(), at=NOW)
        found = {each.case: each for each in retention.standings(tx, range(1, 302))}
        assert set(found) == set(range(1, 301))
        assert [case for case, each in found.items() if each.held_until is not None] == [3]
        for case, number, bucket, person in tx.execute(text('SELECT "case", number, bucket, person FROM cases')):
            each = found[case]
            assert (each.number, each.open) == (number, bucket != 2)
            others = text('SELECT max(received_at) FROM cases WHERE person = :p AND "case" <> :c')
            newest = tx.execute(others, {"p": person, "c": case}).scalar()
            assert (each.newest_other_at is None) == (newest is None)
            wanted = 'SELECT count(*) FROM proposal WHERE dismissed_at IS NULL AND ("case" = :c OR (other = :c AND '
            count = tx.execute(text(wanted + "kind <> 'same_person'))"), {"c": case}).scalar()
            assert each.proposals == count


def test_what_is_left_to_purge_is_found(tmp_path: Path) -> None:
    """The longest closed first; of a case whose octets went, nothing before the case itself is due."""
    with practised(tmp_path, 300) as casebook, casebook.transaction() as tx:
        done = list(
            tx.scalars(
                text('SELECT "case" FROM cases WHERE bucket = 2 AND closed_at IS NOT NULL ORDER BY closed_at, "case"')
            )
        )
        late, early = NOW + timedelta(days=1), NOW - timedelta(days=36500)
        found = retention.closed_before(tx, _FIRST, payload=late, case=early, most=1_000)
        assert [case for _, case in found] == done
        assert retention.closed_before(tx, found[2], payload=late, case=early, most=2) == found[3:5]
        assert retention.closed_before(tx, found[-1], payload=late, case=early, most=2) == []
        number = purges.request(tx, "agent-exemple", (), digest="d", rules="{}", at=NOW)
        purges.bury(tx, number, [Left("payload", done[0], "m")], NOW)
        assert retention.closed_before(tx, _FIRST, payload=late, case=early, most=2) == found[1:3]
        assert retention.closed_before(tx, _FIRST, payload=late, case=late, most=1) == found[:1]
        assert not next(iter(retention.standings(tx, done[:1]))).payload


def test_what_is_plainly_kept_is_passed_over(casebook: Casebook) -> None:
    """A hold that stands on that day, a proposal that nobody has settled: of the case, or about it."""
    at = moment_text(NOW)
    with casebook.transaction() as tx:
        for case in range(1, 8):
            tx.exec_driver_sql(
                'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at, closed_at) '
                f"VALUES ({case}, 'X-{case}', 'unread', 'site', 'closed', 2, '{at}', '{at}')"
            )
        for case, other, kind, dismissed in (
            (1, 2, "duplicate", "NULL"), (3, 4, "same_person", f"'{at}'"), (5, 6, "repeat", f"'{at}'"),
            (1, 7, "same_person", "NULL"),
        ):  # fmt: skip
            tx.exec_driver_sql(
                'INSERT INTO proposal ("case", other, kind, score, reasons, made_at, dismissed_at) '
                f"VALUES ({case}, {other}, '{kind}', 90, '[]', '{at}', {dismissed})"
            )
        ended = holds.place(tx, 5, "agent-exemple", "EXEMPLE", until=NOW.date(), at=NOW)
        holds.release(tx, 5, ended, "agent-exemple", NOW)
        holds.place(tx, 6, "agent-exemple", "EXEMPLE", until=NOW.date(), at=NOW)
        for on, left in ((NOW.date(), [3, 4, 5, 7]), (NOW.date() + timedelta(days=1), [3, 4, 5, 6, 7])):
            found, after = list[int](), _FIRST
            while page := retention.closed_before(tx, after, payload=NOW, case=NOW, most=2, idle=on):
                found, after = [*found, *(case for _, case in page)], page[-1]
            assert found == left
        stopped = {each.case for each in retention.standings(tx, range(1, 8)) if each.proposals or each.held_until}
        assert stopped == {1, 2, 6}, "as what decides has it"
