"""What never would become a case is made one from the window, by who takes in."""

from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.office import Topic
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases
from tests.support.caseloads import Served
from tests.support.cases import arrive, certificate_form, form_of


def test_a_submission_is_retained_by_who_takes_in(desk: Served) -> None:
    """It is listed with the others at once; what is not there is said."""
    world = desk.store.world
    [facts] = arrive(world, [form_of(certificate_form())], ours=False)
    world.receipt(facts.row, ours=False)
    changes = desk.cases.retain(facts.row, "EXEMPLE")
    assert {Topic.CASES, Topic.INCIDENTS} <= changes.topics
    assert desk.cases.count(CaseFilter()).number == 4
    with pytest.raises(UsageError, match="not-found"):
        desk.cases.retain(99, "EXEMPLE")
    auditor = dataclasses.replace(desk.store.desk, granted=Authority("EXEMPLE", frozenset({TeamRole.AUDITOR})))
    cases = Cases(Caseload(lambda: (world.inbox, auditor), desk.clock), 1)
    with pytest.raises(UsageError, match="may-not-take-in"):
        cases.retain(facts.row, "EXEMPLE")
