"""A part of `Cases`: what never would become a case is made one, because a person at the window says so."""

from __future__ import annotations

from backoffice_gui.actions.retain import retain
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.inbox import submissions
from backoffice_gui.wiring.caseload import Caseload

__all__ = ["Retaining"]

_CHANGES = Changes(frozenset({Topic.CASES, Topic.VIEWS, Topic.INCIDENTS}))


class Retaining:
    """Raises `WrongKey` while the desk is sealed."""

    _caseload: Caseload
    _clock: Clock

    def retain(self, submission: int, reason: str) -> Changes:
        """Make a case of a submission that is held, by its row; raises what `actions.retain` raises."""
        inbox, desk = self._caseload.unlocked()
        if not desk.authority.may(Action.TAKE_IN):
            raise UsageError("may-not-take-in")
        with inbox.reading() as connection:
            facts = submissions.facts(connection, [submission]).get(submission)
        if facts is None:
            raise UsageError("not-found")
        retain(inbox, desk, facts, reason, self._clock, rules=self._caseload.rules)
        return _CHANGES
