"""What a change has changed, and its way back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from backoffice_gui.actions.standing_json import before_of, changed_json, put_back, rewound
from backoffice_gui.domain.cases import CaseKind, CaseState
from backoffice_gui.domain.treating import Answered, Decided, Standing
from tests.support.stores import MOMENT

WAS = Standing(
    case=1,
    version=1,
    kind=CaseKind.CONTACT,
    state=CaseState.TAKEN,
    agent="moi",
    person=3,
    received_at=MOMENT,
    due_on=dt.date(2026, 12, 1),
    days_left=None,
    receipt_done_at=None,
    closed_at=None,
    answer="",
    badges=4,
    certificates=(Answered(1),),
    changes=(Decided("address"), Decided("phone", "accepted", "x", MOMENT)),
)


def test_everything_that_changes_comes_back() -> None:
    """Types and all; what did not change is not said."""
    new = replace(
        WAS,
        version=2,
        state=CaseState.ANSWERED,
        agent="",
        person=None,
        due_on=None,
        days_left=-2,
        receipt_done_at=MOMENT,
        closed_at=MOMENT,
        answer="issued",
        badges=0,
        certificates=(Answered(1, "issued", "", MOMENT),),
        changes=(),
    )
    text = changed_json(WAS, new, {"joined": 7})
    assert before_of(text)["joined"] == 7
    assert put_back(new, before_of(text)) == replace(WAS, version=3)
    assert rewound(new, before_of(text)) == WAS, "as it was, its version too"
    assert put_back(WAS, before_of(changed_json(new, WAS, {}))) == replace(new, version=2)
    assert before_of(changed_json(WAS, WAS, {})) == {"case": {}}
    assert before_of("") == before_of("[]") == {}
