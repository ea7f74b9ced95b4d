"""Retention as the window and the console have it: the configuration's days, the looking logged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.domain.filter_language import parse_filter
from backoffice_gui.domain.retention import Category, Item, digest_of, rules
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import purges
from backoffice_gui.wiring.case_reading import CaseReading
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.retention import Retention, in_demonstration, keeping_of
from tests.support.cases import certificate_form, keys_of, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import a_store
from tests.support.purging import DAY, DURATIONS, close_all

_APART = {"BACKOFFICE_TRANSFER__URL": "https://127.0.0.1:9/", "BACKOFFICE_CASES__PRACTICE": "true"}


def test_the_configuration_settles_the_days(tmp_path: Path) -> None:
    """And who answers for them; a look at what is due names cases, so it is in the chain."""
    clock = TurnedClock()
    with a_store(tmp_path / "s") as store:
        take(store, certificate_form())
        close_all(store, clock)
        clock.advance(10 * DAY)
        settings = store.settings(BACKOFFICE_RETENTION__PAYLOAD_DAYS="10", BACKOFFICE_RETENTION__OWNER="DPO EXEMPLE")
        caseload = Caseload(lambda: (store.world.inbox, store.desk), clock)
        kept = Retention(caseload, keeping_of(settings), CaseReading(caseload).numbered)
        assert {(rule.category, rule.days) for rule in kept.rules()} >= {(Category.PAYLOAD, 10), (Category.CASE, 730)}
        assert {rule.owner for rule in kept.rules()} == {"DPO EXEMPLE"}
        told: list[bool] = []
        caseload.tells(lambda: told.append(True))
        assert len(kept.plan().free) == len(kept.plan().free) == 1
        assert told == [True], "what is seen to be due says so in the list, once"
        assert caseload_says(caseload, "signe:àpurger") == 1
        kept.hold("DL-2026-000001", "EXEMPLE", clock.now().date())
        assert caseload_says(caseload, "signe:àpurger") == 0
        (held,) = kept.holds()
        kept.release(1, held.hold)
        assert caseload_says(caseload, "signe:àpurger") == 1
        assert dict(lines(store, "purge_listed")[0].details) == {"agent": "agent-exemple", "due": 1, "free": 1}
        assert (kept.agent, kept.holds(), kept.purges()) == ("agent-exemple", (), ())


def caseload_says(caseload: Caseload, words: str) -> int:
    """How many cases a filter leaves."""
    return CaseReading(caseload).count(parse_filter(words).filter).number


@pytest.mark.parametrize("demo", [False, True])
def test_one_person_sees_the_end_of_a_request_in_a_demonstration_alone(tmp_path: Path, demo: bool) -> None:
    """There a closed case is due at once and an invented colleague agrees; everywhere else neither is so."""
    clock = TurnedClock()
    with a_store(tmp_path / "s") as store:
        take(store, certificate_form())
        close_all(store, clock)
        caseload = Caseload(lambda: (store.world.inbox, store.desk), clock)
        settings = in_demonstration(store.settings(**_APART)) if demo else store.settings()
        keeping = keeping_of(settings, demo=demo)
        kept = Retention(caseload, keeping, CaseReading(caseload).numbered)
        if not demo:
            assert (kept.colleague, kept.plan().free) == ("", ())
            clock.advance(731 * DAY)
        asked = kept.request(kept.plan().digest)
        if not demo:
            with pytest.raises(UsageError, match="purge-same-person"):
                kept.approve(asked.purge, asked.digest)
            return
        assert kept.approve(asked.purge, asked.digest).approver == kept.colleague != asked.requester
        assert kept.run(asked.purge, lambda _: None, lambda: False).done == 1
        assert kept.plan().due == ()


def test_nobody_agrees_to_shorter_days_than_their_own(tmp_path: Path) -> None:
    """Days that one call was given are not the office's: neither approved nor begun by whoever has others."""
    clock = TurnedClock()
    with a_store(tmp_path / "s") as store:
        take(store, certificate_form())
        close_all(store, clock)
        clock.advance(2 * DAY)

        def kept(agent: str, **days: str) -> Retention:
            desk = replace(store.desk, agent=agent)
            caseload = Caseload(lambda: (store.world.inbox, desk), clock)
            return Retention(caseload, keeping_of(store.settings(**days)), CaseReading(caseload).numbered)

        short = {"BACKOFFICE_RETENTION__PAYLOAD_DAYS": "1", "BACKOFFICE_RETENTION__CASE_DAYS": "1"}
        hasty, other = kept("agent-exemple", **short), kept("agent-second")
        asked = hasty.request(hasty.plan().digest)
        with pytest.raises(UsageError, match="purge-rules"):
            other.approve(asked.purge, asked.digest)
        assert kept("agent-second", **short).approve(asked.purge, asked.digest).approver == "agent-second"
        with pytest.raises(UsageError, match="purge-rules"):
            other.run(asked.purge, lambda _: None, lambda: False)
        assert hasty.run(asked.purge, lambda _: None, lambda: True).cancelled
        assert other.run(asked.purge, lambda _: None, lambda: False).done == 1, "what was begun is finished"


def test_nobody_agrees_to_what_is_not_due_by_their_own_eyes(tmp_path: Path) -> None:
    """A selection that fits its own digest says nothing: an open case, a held one, one that is not there."""
    clock = TurnedClock()
    with a_store(tmp_path / "s") as store:
        take(store, *(certificate_form({"given_names": [each]}) for each in ("Un", "Deux", "Trois")))
        close_all(store, clock, keys_of(store)[:2])
        clock.advance(731 * DAY)
        caseload = Caseload(lambda: (store.world.inbox, replace(store.desk, agent="agent-second")), clock)
        kept = Retention(caseload, keeping_of(store.settings()), CaseReading(caseload).numbered)
        first, second = kept.plan().free
        kept.hold("DL-2026-000002", "EXEMPLE", clock.now().date())
        said = json.dumps({rule.category.value: rule.days for rule in rules(DURATIONS)})

        def asked(*items: Item) -> tuple[int, str]:
            with store.desk.casebook.transaction() as tx:
                digest = digest_of(items, DURATIONS)
                number = purges.request(tx, "agent-exemple", items, digest=digest, rules=said, at=clock.now())
            return number, digest

        others = (second, Item("case", 3, 1), Item("case", 9, 1), Item("apart", 1, 0))
        for some in (*((first, other) for other in others), (replace(first, version=1),)):
            with pytest.raises(UsageError, match="purge-moved") as caught:
                kept.approve(*asked(*some))
            assert caught.value.facts["moved"] == 1
        assert kept.approve(*asked(first)).approver == "agent-second"
