"""Cases as they come in."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.storage.casebook import cases
from backoffice_gui.storage.casebook.cases import Origin
from tests.support.cases import certificate_form, change_form, take
from tests.support.desks import a_store


def test_numbers_are_dense_in_each_year(tmp_path: Path) -> None:
    """Whatever the order of the years, and after a rollback too."""
    with a_store(tmp_path) as store:
        casebook = store.desk.casebook
        with casebook.transaction() as tx:
            assert cases.next_numbers(tx, [2026, 2025, 2026, 2027]) == [1, 1, 2, 1]
        try:
            with casebook.transaction() as tx:
                assert cases.next_numbers(tx, [2026]) == [3]
                raise KeyError
        except KeyError:
            pass
        with casebook.transaction() as tx:
            assert cases.next_numbers(tx, [2026]) == [3]
            assert cases.next_numbers(tx, []) == []


def test_what_a_person_asked_before_is_found_by_its_wishes(tmp_path: Path) -> None:
    """The newest first; and who wishes an address."""
    with a_store(tmp_path) as store:
        marriage = {"type": "marriage", "event": {"date": "2001-02-03"}}
        take(store, certificate_form(certificates=[{"type": "birth"}, marriage, {"type": "death"}]), change_form())
        with store.desk.casebook.reading() as connection:
            change, request = cases.earlier(connection, [1, 2])[1]
            assert (request.kind, request.open) == (CaseKind.CERTIFICATE, True)
            assert request.wishes == {"birth:", "marriage:2001-02-03", "death:"}
            (wish,) = change.wishes
            key = wish.partition(":")[2]
            assert cases.sharing_wish(connection, "address", [key, "x"]) == {key: (1,), "x": ()}
            assert cases.last(connection) == 2


def test_a_case_is_known_by_the_whole_key_of_its_submission(tmp_path: Path) -> None:
    """What has none is known by nothing; its place in an inbox may change."""
    with a_store(tmp_path) as store:
        take(store, certificate_form())
        key = store.world.facts(1).key
        with store.desk.casebook.transaction() as tx:
            assert cases.by_submissions(tx, [key.id, ""]) == {key: 1}
            cases.relocate(tx, [(1, Origin("f" * 32, 7, key.origin, key.id, key.digest))])
