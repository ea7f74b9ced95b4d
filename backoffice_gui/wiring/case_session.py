"""The caseload for the length of one call of the console: unlocked, used, and what was searched logged at the end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backoffice_gui.actions.admitting import admit, asking, renew
from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.enter_case import Entered, Made, enter_case
from backoffice_gui.actions.extract import chosen
from backoffice_gui.actions.hand_over import hand_over
from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.actions.practice import practice
from backoffice_gui.actions.retain import retain
from backoffice_gui.actions.searching import log_listing
from backoffice_gui.actions.taking_in import Rules
from backoffice_gui.caseload.case_history import proposals
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.caseload.case_views import view_named
from backoffice_gui.caseload.listing import count
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.case_detail import Proposal
from backoffice_gui.domain.case_list import CaseFilter, CaseRow, CaseView
from backoffice_gui.domain.filter_language import print_filter
from backoffice_gui.domain.listing import Filter
from backoffice_gui.errors import UsageError
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.caseload import Caseload, rules_of
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.judging import judging_of
from backoffice_gui.wiring.retention import keeping_of

__all__ = ["CaseSession", "case_session"]


@dataclass(frozen=True, slots=True)
class CaseSession:
    """What a call has: the caseload as the window has it, and what only a script asks for."""

    inbox: Inbox
    desk: Desk
    clock: Clock
    cases: Cases
    caseload: Caseload
    rules: Rules

    def rows(self, cases: Sequence[int]) -> tuple[CaseRow, ...]:
        """These cases as they are now; one that is not there is left out."""
        with self.desk.casebook.reading() as connection:
            return case_rows(connection, list(cases))

    def asking(self, agent: str) -> str:
        """The fingerprint of the key with which a member of the team asks to be admitted."""
        return asking(self.desk, agent).public.fingerprint

    def admit(self, agent: str, fingerprint: str) -> None:
        """Seal the team's key to a member; `actions.admitting`."""
        admit(self.desk, agent, fingerprint, self.clock.now())

    def renew(self) -> int:
        """Make the team's key anew for those who are admitted; how many they are."""
        return renew(self.desk, self.clock.now(), self.inbox)

    def hand_over(self, keys: Sequence[CaseKey], service: str) -> Outcome:
        """Hand cases over to another service of the team; `actions.hand_over`."""
        return hand_over(self.desk, keys, service, self.clock, delays=self.rules.delays)

    def proposals(self, case: int) -> tuple[Proposal, ...]:
        """What is proposed for a case; it is not opened by that."""
        with self.desk.casebook.reading() as connection:
            return proposals(connection, case)

    def view(self, name: str) -> CaseView:
        """A view by its id, or a saved one by its name; raises `UsageError("view-unknown")`."""
        with self.desk.casebook.reading() as connection:
            found = view_named(connection, self.desk.agent, name)
        if found is None:
            raise UsageError("view-unknown")
        return found

    def listing(self, wanted: CaseFilter, most: int) -> int:
        """How many cases there are to list, which is logged before one is shown: as a search, or by its conditions."""
        counted = self.cases.count(wanted)
        if not wanted.words.strip():
            log_listing(self.desk, print_filter(wanted), counted.number, most, self.clock.now())
            self.caseload.searches.lists.anew(print_filter(wanted))  # its pages are no other reading
        return counted.number

    def take_in(self) -> Taken:
        """Make cases of what was collected, and compare who came in.

        Raises `UsageError("may-not-take-in")` where the agent does not see every service of a team.
        """
        if not self.desk.authority.may(Action.TAKE_IN):
            raise UsageError("may-not-take-in")
        taken = intake(self.inbox, self.desk, self.clock, rules=self.rules, judge=self.caseload.judge())
        compare_persons(self.desk, self.clock)
        return taken

    def retain(self, name: str, reason: str) -> Made:
        """Make a case of what is held, and would never become one; raises what `take_in` and `actions.retain` raise."""
        if not self.desk.authority.may(Action.TAKE_IN):
            raise UsageError("may-not-take-in")
        return retain(self.inbox, self.desk, chosen(self.inbox, name), reason, self.clock, rules=self.rules)

    def enter(self, entered: Entered) -> Made:
        """Make a case of what came by post or e-mail."""
        return enter_case(self.desk, entered, self.clock, rules=self.rules)

    def practise(self, wanted: int, seed: int) -> int:
        """Fill the store with invented cases; how many there are then.

        Raises what `practice` raises; `practice-real` too where something was collected that is no case yet, and the
        configuration does not say that all of it is invented.
        """
        with self.inbox.reading() as connection:
            if not self.rules.practice and count(connection, Filter()):
                raise UsageError("practice-real")
        return practice(self.desk.casebook, self.clock, wanted=wanted, seed=seed)


@contextlib.contextmanager
def case_session(
    settings: Settings, clock: Clock, ask: parts.Ask = parts.no_passphrase, *, keys_only: bool = False
) -> Iterator[CaseSession]:
    """The configured store's caseload, unlocked, with what `ask` answers where it must; raises as `parts.unlock`.

    `keys_only`: for who has the team's key and lets others have it; that may be the owner's login, which else does no
    work (`StoreError("owner")`): it makes the store, and admits the first.
    """
    place = parts.inbox if keys_only else parts.workplace
    with place(settings, clock) as inbox, parts.desk(settings, inbox, clock, ask) as desk:
        caseload = Caseload(lambda: (inbox, desk), clock, rules_of(settings.cases), judging_of(settings))
        cases = Cases(caseload, settings.cases.export_rows, settings.anchor_folder, keeping_of(settings))
        try:
            yield CaseSession(inbox, desk, clock, cases, caseload, caseload.rules)
        finally:
            caseload.searches.write(desk)
            cases.attachments.close()
