"""What agents do with cases: against a simple model of the table, over real casebooks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from backoffice_gui.actions import moving
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.treat import receipt_sent, treat
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.domain.case_acts import Asked, CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.cases import BUCKETS, TRANSITIONS, Answer, CaseAct, CaseState, Decision, Duty
from backoffice_gui.storage.casebook import audit_log, persons
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, certificate, change, contact
from tests.support.cases import PERSON, certificate_form, change_form, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store

CLOCK = TurnedClock()
AGENT = frozenset({Duty.AGENT})
LEAD = frozenset({Duty.AGENT, Duty.LEAD})


def _do(store: Store, key: CaseKey, act: CaseAct, duties: frozenset[Duty] = AGENT, **words: Any) -> Outcome:
    return treat(store.desk, [key], Asked(act, **words), CLOCK, duties=duties)


def _one(outcome: Outcome) -> CaseKey:
    assert outcome.failed == ()
    (key,) = outcome.done
    return key


def test_an_act_is_one_event_and_one_line(store: Store) -> None:
    """Who, when, what, about which reference; of the person nothing."""
    (key,) = take(store, certificate_form())
    taken = _one(_do(store, key, CaseAct.TAKE))
    assert taken == CaseKey(1, 2)
    (case,) = rows(store, cases)
    assert (case["state"], case["agent"], case["bucket"], case["version"]) == ("taken", "agent-exemple", 0, 2)
    event = rows(store, case_event)[-1]
    assert (event["name"], event["who"], event["version"]) == ("take", "agent-exemple", 2)
    assert json.loads(event["details"]) == {"from": "new", "to": "taken", "agent": "agent-exemple", "agent_before": ""}
    (line,) = lines(store, "case_treated")
    assert (line.object, dict(line.details)) == (
        "case:1",
        {"act": "take", "agent": "agent-exemple", "event": event["event"]},
    )
    assert "EXEMPLE" not in str(line)


def test_what_moved_on_is_refused(store: Store) -> None:
    """Over an older version, or of a case that is not there; the others of the same command go on."""
    first, second = take(store, certificate_form(), change_form())
    _do(store, first, CaseAct.TAKE)
    gone = CaseKey(99, 1)
    outcome = treat(store.desk, [first, second, gone], Asked(CaseAct.TAKE), CLOCK, duties=AGENT)
    assert [(one.case, one.code) for one in outcome.failed] == [(1, "case-changed"), (99, "not-found")]
    assert outcome.done == (CaseKey(2, 2),)


def test_who_holds_it_decides_or_a_lead(store: Store) -> None:
    """Taking hands a case over; nothing else goes past its holder."""
    (key,) = take(store, certificate_form())
    key = _one(_do(store, key, CaseAct.TAKE))
    colleague = Desk(store.desk.casebook, store.desk.privates, "autre-exemple")
    asked = Asked(CaseAct.GIVE_BACK)
    assert treat(colleague, [key], asked, CLOCK, duties=AGENT).failed == (Failed(1, "case-not-yours"),)
    assert treat(colleague, [key], asked, CLOCK, duties=frozenset({Duty.AUDITOR})).failed[0].code == "case-not-yours"
    assert _do(store, key, CaseAct.ASSIGN, agent="x").failed[0].code == "case-not-yours"
    assert _do(store, key, CaseAct.ASSIGN, LEAD, agent=" ").failed[0].code == "agent-needed"
    key = _one(_do(store, key, CaseAct.ASSIGN, LEAD, agent="autre-exemple"))
    assert rows(store, cases)[0]["agent"] == "autre-exemple"
    key = _one(_do(store, key, CaseAct.TAKE))
    assert _one(_do(store, key, CaseAct.TAKE)) == key, "nothing to do is done already"


def test_answers_are_asked_for_whole(store: Store) -> None:
    """Each certificate has one, a refusal its reason, and no other is answered."""
    two = [{"type": "birth", "form": "extract", "copies": 1}, {"type": "marriage", "form": "full_copy", "copies": 2}]
    (key,) = take(store, certificate_form(certificates=two))
    key = _one(_do(store, key, CaseAct.TAKE))
    issued, refused = (1, Answer.ISSUED, ""), (2, Answer.NOT_ENTITLED, "")
    assert _do(store, key, CaseAct.ANSWER, certificates=(issued,)).failed[0].code == "answer-missing"
    assert _do(store, key, CaseAct.ANSWER, certificates=(issued, refused)).failed[0].code == "reason-needed"
    assert _do(store, key, CaseAct.ANSWER, certificates=((3, Answer.ISSUED, ""),)).failed[0].code == "answer-unknown"
    both = (issued, (2, Answer.NOT_ENTITLED, "Motif de démonstration"))
    key = _one(_do(store, key, CaseAct.ANSWER, certificates=both))
    (case,) = rows(store, cases)
    assert (case["state"], case["answer"], case["bucket"]) == ("answered", "issued not_entitled", 2)
    assert case["closed_at"] == CLOCK.now()
    assert [(each["answer"], each["reason"]) for each in rows(store, certificate)] == [
        ("issued", ""),
        ("not_entitled", "Motif de démonstration"),
    ]
    assert _do(store, key, CaseAct.REOPEN).failed[0].code == "reason-needed"
    key = _one(_do(store, key, CaseAct.REOPEN, reason="Erreur"))
    assert _one(_do(store, key, CaseAct.ANSWER, certificates=((2, Answer.ISSUED, ""),))).version == key.version + 1
    assert rows(store, cases)[0]["answer"] == "issued"


def test_what_can_not_be_answered_is_closed_with_a_reason(store: Store) -> None:
    """A case that nobody could read has nothing to answer."""
    (key,) = take(store, b"[]")
    key = _one(_do(store, key, CaseAct.TAKE))
    assert _do(store, key, CaseAct.ANSWER).failed[0].code == "answer-missing"
    assert _do(store, key, CaseAct.CLOSE).failed[0].code == "reason-needed"
    assert _do(store, key, CaseAct.CLOSE, reason="x" * 1_001).failed[0].code == "reason-too-long"
    _one(_do(store, key, CaseAct.CLOSE, reason="Illisible"))


def test_accepted_contacts_end_the_ones_before_and_an_undo_says_so_again(store: Store) -> None:
    """The history only grows: accepted, taken back, accepted again; refused changes nothing in it."""
    form = change_form(
        new={"address": {"lines": ["2 RUE DÉMO"], "town": "X", "postcode": "1"}, "phone": "06 00 00 00 09"}
    )
    (key,) = take(store, form)
    key = _one(_do(store, key, CaseAct.TAKE))
    asked = (("address", Decision.ACCEPTED, ""), ("phone", Decision.REFUSED, "Motif"))
    done = _do(store, key, CaseAct.ANSWER, decisions=asked)
    _one(done)
    declared, accepted = rows(store, contact)
    assert (declared["entered_by"], declared["valid_from"], declared["replaces"]) == ("form", None, None)
    assert (accepted["entered_by"], accepted["valid_from"]) == ("agent-exemple", "2026-12-01")
    assert accepted["replaces"] == declared["contact"]
    assert [each["decision"] for each in rows(store, change)] == ["accepted", "refused"]
    back = undo(store.desk, done.undo, CLOCK)
    again = rows(store, contact)[-1]
    assert (again["value"], again["replaces"]) == (declared["value"], accepted["contact"])
    assert rows(store, cases)[0]["state"] == "taken"
    assert [each["decision"] for each in rows(store, change)] == ["", ""]
    undo(store.desk, back.undo, CLOCK)
    assert rows(store, contact)[-1]["value"] == accepted["value"]
    assert rows(store, cases)[0]["state"] == "answered"


def test_accepting_for_nobody_is_refused(store: Store) -> None:
    """A change that names nobody can't become anybody's address."""
    (key,) = take(store, change_form({}))
    key = _one(_do(store, key, CaseAct.TAKE))
    asked = (("address", Decision.ACCEPTED, ""),)
    assert _do(store, key, CaseAct.ANSWER, decisions=asked).failed[0].code == "person-needed"


def test_the_clock_stands_still_while_a_piece_is_waited_for(store: Store) -> None:
    """What was left is left again when it comes; a reopened case has its time anew."""
    clock = TurnedClock()
    (key,) = take(store, certificate_form())
    key = _one(_do(store, key, CaseAct.TAKE))
    due = rows(store, cases)[0]["due_on"]
    key = _one(treat(store.desk, [key], Asked(CaseAct.ASK_PIECE, reason="Pièce"), clock, duties=AGENT))
    waiting = rows(store, cases)[0]
    assert (waiting["due_on"], waiting["days_left"], waiting["bucket"]) == (None, 10, 1)
    clock.advance(14 * 86_400)
    key = _one(treat(store.desk, [key], Asked(CaseAct.RESUME), clock, duties=AGENT))
    assert rows(store, cases)[0]["due_on"] == "2026-12-21" > due
    key = _one(treat(store.desk, [key], Asked(CaseAct.CLOSE, reason="Sans objet"), clock, duties=AGENT))
    clock.advance(86_400)
    _one(treat(store.desk, [key], Asked(CaseAct.REOPEN, reason="Suite"), clock, duties=AGENT))
    assert (rows(store, cases)[0]["due_on"], rows(store, cases)[0]["closed_at"]) == ("2026-12-22", None)


def test_an_undo_comes_too_late_or_from_another(store: Store) -> None:
    """Where something came after it, nothing is taken back; what a colleague did is hers to take back."""
    first, second = take(store, certificate_form(), change_form())
    both = treat(store.desk, [first, second], Asked(CaseAct.TAKE), CLOCK, duties=AGENT)
    _do(store, CaseKey(1, 2), CaseAct.GIVE_BACK)
    outcome = undo(store.desk, both.undo, CLOCK)
    assert outcome.failed == (Failed(1, "undo-too-late"),)
    assert outcome.done == (CaseKey(2, 3),)
    assert [case["state"] for case in rows(store, cases)] == ["new", "new"]
    taken = _do(store, CaseKey(2, 3), CaseAct.TAKE)
    colleague = Desk(store.desk.casebook, store.desk.privates, "autre-exemple")
    assert undo(colleague, taken.undo, CLOCK).failed == (Failed(2, "case-not-yours"),)
    assert undo(store.desk, Undo((1,)), CLOCK).failed[0].code == "undo-too-late"
    assert len(lines(store, "case_undone")) == 1


def test_the_receipt_is_noted_once(store: Store) -> None:
    """And can be taken back; an auditor notes nothing."""
    (key,) = take(store, certificate_form())
    nobody = receipt_sent(store.desk, [key], CLOCK, duties=frozenset({Duty.AUDITOR}))
    assert nobody.failed == (Failed(1, "case-not-yours"),)
    done = receipt_sent(store.desk, [key], CLOCK, duties=AGENT)
    assert rows(store, cases)[0]["receipt_done_at"] == CLOCK.now()
    assert receipt_sent(store.desk, done.done, CLOCK, duties=AGENT).done == done.done
    undo(store.desk, done.undo, CLOCK)
    assert rows(store, cases)[0]["receipt_done_at"] is None


def test_many_are_treated_in_groups_and_it_can_be_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done until then stands, and comes back with what was not."""
    monkeypatch.setattr(moving, "GROUP", 2)
    keys = take(store, *[certificate_form({**PERSON, "ofpra_number": str(n)}) for n in range(5)])
    heard: list[int] = []
    outcome = treat(
        store.desk,
        keys,
        Asked(CaseAct.TAKE),
        CLOCK,
        duties=AGENT,
        progress=heard.append,
        cancelled=lambda: heard == [2, 4],
    )
    assert (len(outcome.done), outcome.cancelled, heard) == (4, True, [2, 4])
    assert [case["state"] for case in rows(store, cases)] == ["taken"] * 4 + ["new"]
    twice = treat(store.desk, [keys[4], keys[4]], Asked(CaseAct.TAKE), CLOCK, duties=AGENT)
    assert len(twice.done) == 1


class Acts(RuleBasedStateMachine):
    """Acts and undos in any order, beside a dictionary that knows the table and nothing else."""

    store: Store
    COUNT = 3

    @initialize()
    def begin(self) -> None:
        """Cases as they were at the start, back to one version that only rises."""
        self.model = dict.fromkeys(range(1, self.COUNT + 1), (CaseState.NEW, ""))
        self.done: list[tuple[Undo, dict[int, tuple[CaseState, str]], dict[int, int]]] = []
        with self.store.desk.casebook.transaction() as tx:
            tx.execute(
                cases.update().values(state="new", agent="", bucket=0, answer="", closed_at=None, days_left=None)
            )
            tx.execute(certificate.update().values(answer="", reason="", answered_at=None))

    @rule(
        act=st.sampled_from(CaseAct),
        which=st.sets(st.integers(1, COUNT), min_size=1),
        lead=st.booleans(),
        who=st.sampled_from(["agent-exemple", "autre-exemple"]),
    )
    def act(self, act: CaseAct, which: set[int], lead: bool, who: str) -> None:
        """One act for some cases."""
        desk = Desk(self.store.desk.casebook, self.store.desk.privates, who)
        asked = Asked(act, agent="autre-exemple", reason="Motif", certificates=((1, Answer.ISSUED, ""),))
        keys = [key for key in keys_of(self.store) if key.case in which]
        before, versions = dict(self.model), {key.case: key.version for key in keys}
        outcome = treat(desk, keys, asked, CLOCK, duties=LEAD if lead else AGENT)
        refused = {each.case: each.code for each in outcome.failed}
        for case in which:
            state, holder = self.model[case]
            may = (lead or act is not CaseAct.ASSIGN) and (lead or act is CaseAct.TAKE or holder in ("", who))
            if state not in TRANSITIONS[act]:
                assert refused[case] == "case-not-possible"
            elif not may:
                assert refused[case] == "case-not-yours"
            else:
                assert case not in refused
                self.model[case] = _model(act, state, holder, who)
        if who == "agent-exemple" and outcome.undo.events:
            changed = {key.case: key.version for key in outcome.done if key.version != versions[key.case]}
            self.done.append((outcome.undo, {case: before[case] for case in changed}, changed))

    @rule()
    def take_back(self) -> None:
        """Undo the last of the first agent's commands."""
        if not self.done:
            return
        what, before, versions = self.done.pop()
        now = {key.case: key.version for key in keys_of(self.store)}
        outcome = undo(self.store.desk, what, CLOCK)
        late = {case for case, version in versions.items() if now[case] != version}
        assert {each.case for each in outcome.failed if each.code == "undo-too-late"} == late
        self.model |= {case: was for case, was in before.items() if case not in late}

    @invariant()
    def agrees(self) -> None:
        """State, holder and heap are the model's; a held case has a holder."""
        if not hasattr(self, "model"):
            return
        for case in rows(self.store, cases):
            state, holder = self.model[case["case"]]
            assert (CaseState(case["state"]), case["agent"]) == (state, holder)
            assert case["bucket"] == BUCKETS[state]
            assert holder or state is CaseState.NEW


def _model(act: CaseAct, state: CaseState, holder: str, who: str) -> tuple[CaseState, str]:
    new = TRANSITIONS[act][state]
    if act is CaseAct.TAKE:
        return new, who
    if act is CaseAct.ASSIGN:
        return new, "autre-exemple"
    return new, "" if act is CaseAct.GIVE_BACK else holder


def test_acts_and_undos_agree_with_the_table(tmp_path: Path) -> None:
    """In any order, by two agents of whom one may be a lead; the chain holds at the end."""
    with a_store(tmp_path / "machine") as store:
        take(store, *[certificate_form({**PERSON, "ofpra_number": str(n)}) for n in range(Acts.COUNT)])
        machine = type("Machine", (Acts,), {"store": store})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
        with store.desk.casebook.reading() as connection:
            assert audit_log.verify(connection, [audit_log.head(connection)]).ok


def test_another_decision_leaves_what_a_later_case_has_said(store: Store) -> None:
    """Reopened and refused, a change takes back what it said, and nothing that was accepted after it."""
    take(store, change_form(town="UNE"), change_form(town="DEUX"))
    accepted = (("address", Decision.ACCEPTED, ""),)
    for case in (1, 2):
        key = _one(_do(store, keys_of(store)[case - 1], CaseAct.TAKE))
        _one(_do(store, key, CaseAct.ANSWER, decisions=accepted))
    key = _one(_do(store, keys_of(store)[0], CaseAct.REOPEN, reason="Erreur"))
    _one(_do(store, key, CaseAct.ANSWER, decisions=(("address", Decision.REFUSED, "Motif"),)))
    with store.desk.casebook.reading() as connection:
        assert "DEUX" in persons.contact_now(connection, 1)["address"].value


def test_a_reason_of_any_text_can_be_kept(store: Store) -> None:
    """Lone surrogates are spelled out."""
    (key,) = take(store, certificate_form())
    key = _one(_do(store, key, CaseAct.TAKE))
    _one(_do(store, key, CaseAct.CLOSE, reason="Exemple \udcff"))
    assert "\\\\udcff" in rows(store, case_event)[-1]["details"]
