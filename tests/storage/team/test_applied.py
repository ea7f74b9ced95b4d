"""Keys of changes: whose they are, and how long they are remembered."""

from __future__ import annotations

from datetime import timedelta

from backoffice_gui.domain.outbox import KEPT_DAYS
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team import applied
from tests.support.stores import MOMENT

_ONE, _TWO = "0a" * 16, "0b" * 16


def test_a_key_is_known_to_its_agent_alone(team_casebook: Casebook) -> None:
    """Any of several is enough: they were committed together. Nobody has to look for none."""
    with team_casebook.transaction() as tx:
        applied.note(tx, [], "c.demo", MOMENT)
        applied.note(tx, [_ONE], "c.demo", MOMENT)
    with team_casebook.fresh() as connection:
        assert applied.known(connection, [_TWO, _ONE], "c.demo")
        assert not applied.known(connection, [_TWO], "c.demo")
        assert not applied.known(connection, [_ONE], "d.demo")
        assert not applied.known(connection, [], "c.demo")


def test_a_key_is_forgotten_once_nobody_sends_it_by_himself(team_casebook: Casebook) -> None:
    """A day too early nothing is."""
    with team_casebook.transaction() as tx:
        applied.note(tx, [_ONE], "c.demo", MOMENT)
        applied.note(tx, [_TWO], "c.demo", MOMENT + timedelta(days=2))
    with team_casebook.transaction() as tx:
        assert applied.forget_old(tx, MOMENT + timedelta(days=KEPT_DAYS)) == 0
        assert applied.forget_old(tx, MOMENT + timedelta(days=KEPT_DAYS + 1)) == 1
    with team_casebook.fresh() as connection:
        assert applied.known(connection, [_TWO], "c.demo")
