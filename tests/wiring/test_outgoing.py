"""What leaves a desk: how much of a command is shown, and that nothing is kept where no outbox is."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.outbox import Act, Drafted, Looked, Noted
from backoffice_gui.wiring.outgoing import Outgoing, shown_of
from tests.support.clock import TurnedClock

_KEYS = [CaseKey(1, 1), CaseKey(2, 1)]


@pytest.mark.parametrize(
    ("change", "shown"),
    [(Act(Asked(CaseAct.TAKE)), 2), (Noted("EXEMPLE"), 2), (Drafted("note", "EXEMPLE"), 0), (Looked(), 0)],
)
def test_an_agent_is_shown_what_he_did_and_not_what_is_done_for_him(change: Act | Noted, shown: int) -> None:
    """A draft and a look wait unseen."""
    assert shown_of(_KEYS, change) == shown


def test_where_there_is_no_outbox_nothing_is_laid_by() -> None:
    """Said truthfully: all of nothing is kept, of a draft not all."""
    outgoing = Outgoing(TurnedClock(), bytes)
    assert outgoing.pending() == ()
    assert outgoing.lay_by(()).all
    left = outgoing.lay_by([Unkept(1, "note", "EXEMPLE", "")])
    assert not left.all
    left.forget()
    assert outgoing.line().sending == 0
