"""A store with cases in it, and the caseload over it as the window and the console have it."""

from __future__ import annotations

from backoffice_gui.storage.audit_log import AuditLine
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases
from tests.support.cases import certificate_form, change_form, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

__all__ = ["EXPORT_ROWS", "Served", "served"]

EXPORT_ROWS = 100


class Served:
    """The caseload of a store; `sealed` locks it."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock, self.sealed = store, TurnedClock(), False
        self.caseload = Caseload(lambda: None if self.sealed else (store.world.inbox, store.desk), self.clock)
        self.cases = Cases(self.caseload, EXPORT_ROWS)

    def logged(self, verb: str) -> list[AuditLine]:
        """The casebook's audit lines of a verb, with what was searched until now."""
        self.caseload.searches.write(self.store.desk)
        return lines(self.store, verb)


def served(store: Store) -> Served:
    """Three cases: a certificate, a change of address, and a form that nobody could read."""
    take(store, certificate_form(), change_form(), b"EXEMPLE, no form")
    return Served(store)
