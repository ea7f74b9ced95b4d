"""Run keys and canaries: what the private key does not open is not acknowledged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import KeyNotProven
from backoffice_gui.sealing.keys import PrivateKey, generate
from backoffice_gui.storage.inbox import incidents, keys
from tests.support.collecting import Desk
from tests.support.errands import (
    kinds,
    some,
)
from tests.support.front import Front


def proving(desk: Desk, private: PrivateKey) -> Callable[[], None]:
    """What opens canaries with a private key, as if it were the inbox's."""
    fingerprint = desk.private.public().fingerprint

    def prove() -> None:
        open_canaries(desk.inbox, {fingerprint: private}, desk.clock.now())

    return prove


@pytest.mark.expected_logs("incident")
def test_a_canary_that_does_not_open_stops_acknowledging_not_storing(front: Front, desk: Desk) -> None:
    """With another private key than the inbox's: alarm, incident, everything stored, nothing acknowledged."""
    some(front)
    summary = desk.collect(prove=proving(desk, generate()))
    assert (summary.stored, summary.acknowledged, summary.held) == (3, 0, 3)
    assert desk.counts() == {Stage.VERIFIED: 3}
    assert kinds(desk) == {IncidentKind.CANARY_FAILED}
    with desk.inbox.reading() as conn:
        assert {alarm.kind for alarm in incidents.alarms(conn)} == {AlarmKind.KEY_NOT_PROVEN}
    assert front.outcomes() == {}


def test_a_canary_that_opens_is_noted_before_anything_is_acknowledged(front: Front, desk: Desk) -> None:
    """With the true private key, acknowledging goes on."""
    some(front, 1)
    assert desk.collect(prove=proving(desk, desk.private)).closed == 1


def test_a_public_key_that_is_not_the_pinned_one_is_sealed_to_by_nobody(front: Front, desk: Desk) -> None:
    """A key slipped into the inbox after the pin was made: refused, and nothing is acknowledged under it."""
    some(front, 1)
    pinned = desk.private.public().fingerprint
    with desk.inbox.transaction() as tx:
        keys.put_public(tx, generate().public(), desk.clock.now())
    with pytest.raises(KeyNotProven):
        desk.collect(fingerprint=pinned)
    assert front.outcomes() == {}
