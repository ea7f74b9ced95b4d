"""What must hold after a history, said a second time: submissions, cases, events, and what agents were told of them.

Raises `AssertionError` with what did not hold.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from backoffice_gui.domain.cases import TRANSITIONS, CaseAct, CaseState
from backoffice_gui.domain.facts import Stage
from backoffice_gui.storage.casebook import audit_log, events, standing
from backoffice_gui.storage.casebook.caseload_schema import cases, note
from backoffice_gui.storage.casebook.events import CaseEvent
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import audit_log as inbox_log
from tests.support.collecting import Desk, opened
from tests.support.front import Front
from tests.support.team.people import Ended, Said, Written

__all__ = [
    "every_act_is_where_it_was_told",
    "every_case_stands_as_its_acts_say",
    "every_note_is_there_as_it_was_told",
    "nothing_came_home_twice",
    "nothing_is_lost",
]

_Stood = tuple[CaseState, str]
_ACTS = {act.value: act for act in CaseAct}
_HELD = (CaseState.TAKEN, CaseState.WAITING_PIECE, CaseState.WAITING_COLLEAGUE)


def nothing_is_lost(front: Front, desk: Desk) -> None:
    """Every submission was acknowledged, is closed, and opens to the octets that were sent; the journal is whole."""
    made = front.made()
    assert set(front.outcomes()) == set(made), f"held still: {set(made) - set(front.outcomes())}"
    assert set(front.outcomes().values()) == {"acknowledged"}, f"lost: {Counter(front.outcomes().values())}"
    assert desk.counts() == {Stage.CLOSED: len(made)}, f"{desk.counts()}, of {len(made)}"
    truths = Counter(truth.parts for truth in made.values())
    found: Counter[tuple[tuple[int, str], ...]] = Counter()
    for row in range(1, len(made) + 1):
        _manifest, parts = opened(desk, row)
        found[tuple((len(parts[n]), hashlib.sha256(parts[n]).hexdigest()) for n in sorted(parts))] += 1
    assert found == truths, "what lies sealed is not what was sent"
    with desk.inbox.reading() as connection:
        assert inbox_log.verify(connection).ok, "the inbox's journal is broken"


def nothing_came_home_twice(casebook: Casebook, submissions: int) -> None:
    """As many cases as submissions, each of one of its own, and numbered without a gap."""
    with casebook.reading() as connection:
        rows = connection.execute(select(cases.c.inbox_row, cases.c.number).order_by(cases.c.case)).all()
        whole = audit_log.verify(connection).ok
    assert sorted(row.inbox_row for row in rows) == list(range(1, submissions + 1)), "cases are not the submissions"
    assert len({row.number for row in rows}) == submissions, "two cases have one number"
    assert whole, "the casebook's journal is broken"


def every_note_is_there_as_it_was_told(casebook: Casebook, written: Sequence[Written]) -> None:
    """What was told written is there once, of its case and by its agent; nothing else is."""
    with casebook.reading() as connection:
        rows = connection.execute(select(note.c.text, note.c.case, note.c.agent)).all()
    there = Counter((row.text, row.case, row.agent) for row in rows)
    for one in written:
        found = there.pop((one.word, one.case, one.agent), 0)
        wanted = one.found if one.ended is Ended.UNKNOWN else one.ended is Ended.DONE
        assert found == wanted, f"a note of case {one.case} by {one.agent}, told {one.ended.name}: there {found} times"
    assert not there, f"notes that nobody wrote: {len(there)}"


def every_act_is_where_it_was_told(casebook: Casebook, said: Sequence[Said]) -> None:
    """What was told done is there once, over what was seen; what was not, is not; nothing was overwritten."""
    _told(*every_case_stands_as_its_acts_say(casebook), said)


def every_case_stands_as_its_acts_say(
    casebook: Casebook,
) -> tuple[dict[int, list[CaseEvent]], dict[int, dict[int, _Stood]]]:
    """Each version once, each act possible, and the last is how it stands now; the acts, and how each case stood."""
    with casebook.reading() as connection:
        numbers = list(connection.execute(select(cases.c.case)).scalars())
        found = standing.load(connection, numbers)
        acts = {
            case: [each.what for each in events.of_case(connection, case) if each.what.name in _ACTS]
            for case in numbers
        }
    stood = {case: _replayed(case, happened) for case, happened in acts.items()}
    for case, now in found.items():
        last = max(stood[case])
        assert now.version == last, f"case {case} is at version {now.version}, and its last event at {last}"
        assert (now.state, now.agent) == stood[case][last], f"case {case} stands otherwise than its events say"
    return acts, stood


def _replayed(case: int, acts: Sequence[CaseEvent]) -> dict[int, _Stood]:
    """Where a case stood at each of its versions, by the rules of `docs/cases.md`, from its events alone."""
    state, holder, stood = CaseState.NEW, "", {1: (CaseState.NEW, "")}
    for each in acts:
        act = _ACTS[each.name]
        assert state in TRANSITIONS[act], f"case {case} was treated twice: {act.value} in state {state.value}"
        assert each.version == max(stood) + 1, f"two acts made version {each.version} of case {case}, or none did"
        state = TRANSITIONS[act][state]
        if act is CaseAct.TAKE:
            holder = each.who
        elif state is CaseState.NEW:
            holder = ""
        elif state in _HELD:
            holder = holder or each.who
        stood[each.version] = (state, holder)
    return stood


def _told(
    acts: Mapping[int, Sequence[CaseEvent]], stood: Mapping[int, Mapping[int, _Stood]], said: Sequence[Said]
) -> None:
    words = [(json.loads(each.details).get("reason", ""), each) for happened in acts.values() for each in happened]
    counted, where = Counter(word for word, _event in words), dict(words)
    for one in said:
        there = counted.pop(one.word, 0)
        told = f"{one.act.value} of case {one.case} by {one.agent}, told {one.ended.name}"
        if one.ended is Ended.DONE:
            assert there == 1, f"lost: {told}, is there {there} times"
            event = where[one.word]
            assert (event.case, event.who) == (one.case, one.agent), f"elsewhere: {told}"
            assert event.version == one.now or not one.now, f"{told}, as version {one.now}, is {event.version}"
            _over_what_was_seen(stood[one.case], one.version, event.version, told)
        elif one.ended is Ended.AGAIN and not there and one.found:
            # its key is kept though it changed nothing: then the case stood already as it would have made it
            assert _stands_so(stood[one.case][one.now], one), f"lost: {told} as version {one.now}, is not there"
        elif one.ended in (Ended.UNKNOWN, Ended.AGAIN):
            assert there == one.found, f"{told}, found {one.found}, is there {there} times"
        else:
            assert there == 0, f"done all the same: {told}"
    assert not counted, f"acts that nobody asked for: {sorted(counted)}"


def _stands_so(stood: _Stood, one: Said) -> bool:
    """Whether a case is as an act would make it."""
    state, holder = stood
    return state in TRANSITIONS[one.act].values() and (one.act is not CaseAct.TAKE or holder == one.agent)


def _over_what_was_seen(stood: Mapping[int, _Stood], seen: int, made: int, told: str) -> None:
    """What others did since it was seen, and what this act did, are of different fields: nothing was overwritten."""
    for theirs, was, now in zip(stood[seen], stood[made - 1], stood[made], strict=True):
        assert was in (theirs, now), f"lost update: {told}, seen at {seen}, done at {made}"
