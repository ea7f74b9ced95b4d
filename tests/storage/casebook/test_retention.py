"""What decides about cases is read as it stands, for many at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.storage.casebook import holds, purges, retention
from backoffice_gui.storage.casebook.purges import Left
from tests.support.practice import NOW, practised


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
        assert retention.closed_before(tx, payload=late, case=early, most=1_000) == done
        number = purges.request(tx, "agent-exemple", (), digest="d", rules="{}", at=NOW)
        purges.bury(tx, number, [Left("payload", done[0], "m")], NOW)
        assert retention.closed_before(tx, payload=late, case=early, most=2) == done[1:3]
        assert retention.closed_before(tx, payload=late, case=late, most=1) == done[:1]
        assert not next(iter(retention.standings(tx, done[:1]))).payload
