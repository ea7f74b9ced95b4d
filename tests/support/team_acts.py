"""What each action is in the program's own words: what a window does by it, done as a role's own login on a server.

`team_cells` says the same in words of the database, statement by statement. What an action asks for beside these (the
event that an act leaves, the incident that intake opens) nobody sees there: only doing it shows.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.admitting import renew
from backoffice_gui.actions.agree_purge import approve_purge, request_purge, withdraw_purge
from backoffice_gui.actions.attachments import part_to_look_at
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.enter_case import Entered, enter_case
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.journal_heads import note_unlocking
from backoffice_gui.actions.new_keys import Upkeep, new_keys
from backoffice_gui.actions.notify_incident import notify_incident
from backoffice_gui.actions.open_canaries import Canaries, open_canaries
from backoffice_gui.actions.part_marks import note_refused, note_shown
from backoffice_gui.actions.recovery_key import new_recovery_key
from backoffice_gui.actions.team import add_service, member_of, route_kind
from backoffice_gui.actions.team_casebooks import TeamCasebook
from backoffice_gui.caseload.detail import open_detail
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.attachments import EMPTY
from backoffice_gui.domain.authority import Action, TeamRole
from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome
from backoffice_gui.domain.case_exports import Going, TableWanted
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseView
from backoffice_gui.domain.cases import Answer, CaseAct, CaseKind, Decision, Source
from backoffice_gui.domain.incidents import Capacity, IncidentKind, Notified
from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import WrongKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.settings import load
from backoffice_gui.storage.casebook import standing
from backoffice_gui.storage.inbox import incidents, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.grants import group_of
from backoffice_gui.wiring.anchoring import AnchorRun
from tests.support.cases import certificate_form
from tests.support.desks import MASTER
from tests.support.purging import planned
from tests.support.team_house import CERTIFICATES, CHANGE, Seat, seated
from tests.support.team_store import PEOPLE

__all__ = ["ACTS"]

_NEW = itertools.count(1)
"""Files, and logins of a server, are each test's own."""


def _nothing(_done: int) -> None:
    """Hears nothing."""


def _go_on() -> bool:
    return False


def _there(seat: Seat) -> list[CaseKey]:
    """What is to be treated and this login sees, as it is now."""
    with seat.desk.casebook.reading() as connection:
        found = standing.load(connection, [*CERTIFICATES, CHANGE])
    return [CaseKey(number, each.version) for number, each in sorted(found.items())]


def _all_done(outcome: Outcome) -> Outcome:
    assert outcome.done or outcome.undo.events, outcome
    assert not outcome.failed, outcome.failed
    return outcome


def _do(seat: Seat, *several: Asked) -> Outcome:
    done = Outcome(())
    for asked in several:
        done = _all_done(seat.cases.do(_there(seat), asked, _nothing, _go_on))
    return done


# Cases


def _list(seat: Seat) -> None:
    assert seat.cases.page(CaseQuery(), 0, 50).rows
    assert seat.cases.count(CaseFilter(words="exemple")).number
    assert seat.cases.find("exemple", 10)
    assert seat.cases.views()
    seat.caseload.settle()


def _open(seat: Seat) -> None:
    key = _there(seat)[0]
    assert seat.cases.case(key.case).row.case == key.case
    for text in ("EXEMPLE", ""):
        seat.cases.keep_draft(key.case, "note", text)
    seat.cases.mark([key], Mark.UNREAD, _nothing, _go_on)


def _take(seat: Seat) -> None:
    why = "EXEMPLE"
    acts = (CaseAct.TAKE, CaseAct.ASK_PIECE, CaseAct.RESUME, CaseAct.ASK_COLLEAGUE, CaseAct.RESUME, CaseAct.GIVE_BACK)
    _do(seat, *(Asked(act, reason=why) for act in acts))
    _all_done(seat.cases.mark(_there(seat), Mark.RECEIPT, _nothing, _go_on))


def _assign(seat: Seat) -> None:
    _do(seat, Asked(CaseAct.ASSIGN, agent="demo_all"), Asked(CaseAct.GIVE_BACK))


def _answer(seat: Seat) -> None:
    _do(seat, Asked(CaseAct.TAKE))
    for key in _there(seat):
        answers = ((1, Answer.NO_MATCH, "EXEMPLE"),)
        asked = Asked(CaseAct.ANSWER, certificates=answers)
        if key.case == CHANGE:
            asked = Asked(CaseAct.ANSWER, decisions=(("address", Decision.ACCEPTED, ""),))
        _all_done(seat.cases.do([key], asked, _nothing, _go_on))
    _do(seat, Asked(CaseAct.REOPEN, reason="EXEMPLE"))


def _close(seat: Seat) -> None:
    _do(seat, Asked(CaseAct.TAKE), Asked(CaseAct.CLOSE, reason="EXEMPLE"), Asked(CaseAct.REOPEN, reason="EXEMPLE"))


def _note(seat: Seat) -> None:
    seat.cases.write_note(CERTIFICATES[0], "EXEMPLE")


def _undo(seat: Seat) -> None:
    """Taken back, and that taken back."""
    _do(seat, Asked(CaseAct.GIVE_BACK))
    done = _do(seat, Asked(CaseAct.TAKE))
    again = _all_done(seat.cases.undo(done.undo))
    _all_done(seat.cases.undo(again.undo))


def _link(seat: Seat) -> None:
    first, second, *_ = _there(seat)
    (number,) = (row.number for row in seat.cases.rows([second.case]))
    joined = _all_done(seat.cases.link(first, number))
    _all_done(seat.cases.undo(joined.undo))
    with seat.house.owned() as store, store.desk.casebook.transaction() as tx:
        words = (
            'INSERT INTO proposal ("case", other, kind, score, reasons, made_at) VALUES '
            f"({first.case}, {second.case}, 'duplicate', 9, '[]', '{seat.clock.now():%Y-%m-%dT%H:%M:%S.%fZ}')"
        )
        tx.exec_driver_sql(words)
    refused = _all_done(seat.cases.dismiss(_there(seat)[0], second.case, "duplicate"))
    _all_done(seat.cases.undo(refused.undo))
    _all_done(seat.cases.accept(_there(seat)[0], second.case, "duplicate"))


def _hand_over(seat: Seat) -> None:
    keys = [key for key in _there(seat) if key.case != CHANGE]
    done = _all_done(seat.cases.team.hand_over(keys, "EXEMPLE DEUX"))
    _all_done(seat.cases.undo(done.undo))


def _export(seat: Seat) -> None:
    numbers = [key.case for key in _there(seat)]
    wanted = TableWanted((CaseColumn.NUMBER, CaseColumn.APPLICANT), "csv")
    exports = seat.cases.exports
    exports.view(CaseQuery(), wanted, _going(seat, "csv"), _nothing, _go_on)
    exports.chosen(numbers, wanted, _going(seat, "csv"), _nothing, _go_on)
    assert isinstance(exports.labels(numbers, "dl", _going(seat, "pdf")), Manifest)
    exports.sheet(numbers[0], _going(seat, "pdf"))


def _going(seat: Seat, kind: str) -> Going:
    return Going(str(seat.folder / f"export-{next(_NEW)}.{kind}"), "EXEMPLE")


def _hold(seat: Seat) -> None:
    case, retention = CERTIFICATES[1], seat.cases.retention
    (number,) = (row.number for row in seat.cases.rows([case]))
    retention.hold(number, "EXEMPLE", seat.clock.now().date() + timedelta(days=9))
    (held,) = retention.holds()
    retention.release(case, held.hold)
    assert retention.holds() == ()


def _open_submission(seat: Seat) -> None:
    case, at = CERTIFICATES[0], seat.clock.now()
    assert len(seat.cases.attachments.kinds(case)) == 3
    assert b"".join(part_to_look_at(seat.inbox, seat.desk, case, 1, seat.clock).octets).startswith(b"%PDF")
    seat.cases.attachments.save_part(case, 2, seat.folder, "EXEMPLE")
    assert note_refused(seat.desk, case, 1, EMPTY, at)
    assert note_shown(seat.desk, case, 1, -1, at)
    open_detail(seat.inbox, seat.desk.casebook, seat.desk.privates, case, agent=seat.desk.agent, at=at)
    assert open_canaries(seat.inbox, seat.desk.privates, at) == Canaries(1, 0)


# Views


def _views(seat: Seat, owner: str) -> None:
    view = CaseView("", f"EXEMPLE {owner}", CaseQuery(), (CaseColumn.NUMBER,), owner)
    seat.cases.save_view(view)
    (kept,) = (each for each, _ in seat.cases.views() if each.name == view.name.strip())
    other = dataclasses.replace(kept, name="EXEMPLE AUTRE")
    seat.cases.save_view(other, kept)
    seat.cases.delete_view(other)


def _keep_view(seat: Seat) -> None:
    _views(seat, seat.desk.agent)


def _share_view(seat: Seat) -> None:
    _views(seat, "")


# What comes in


def _enter(seat: Seat) -> None:
    day = seat.clock.now().date() - timedelta(days=1)
    enter_case(seat.desk, Entered(CaseKind.CERTIFICATE, certificate_form(), Source.POST, day), seat.clock)


def _take_in(seat: Seat) -> None:
    """One that is new becomes a case; one that was purged becomes none, and an incident says so."""
    assert intake(seat.inbox, seat.desk, seat.clock).cases == 1
    with seat.inbox.reading() as connection:
        found = [each.kind for each in incidents.incidents(connection, open_only=True)]
    assert found.count(IncidentKind.OFFERED_AFTER_PURGE) == 1
    assert compare_persons(seat.desk, seat.clock)


# How long things are kept


def _request_purge(seat: Seat) -> None:
    retention = seat.cases.retention
    made = retention.plan()
    retention.withdraw(retention.request(made.digest).purge)


@contextlib.contextmanager
def _asked(seat: Seat) -> Iterator[tuple[int, str, Desk]]:
    """A purge of all that is due, asked for by somebody else; its number, its digest, and the owner's desk."""
    with seat.house.owned() as store:
        desk = dataclasses.replace(store.desk, agent="agent-exemple")
        made = planned(store, seat.clock)
        asked = request_purge(desk, made, made.digest, seat.clock.now())
        yield asked.purge, asked.digest, desk


def _approve_purge(seat: Seat) -> None:
    with _asked(seat) as (number, digest, owner):
        seat.cases.retention.approve(number, digest)
        withdraw_purge(owner, number, seat.clock.now())


def _run_purge(seat: Seat) -> None:
    """By two who take turns, each with a part of every category, as when one was cut and another goes on; then proven."""
    with _asked(seat) as (number, digest, owner):
        approve_purge(dataclasses.replace(owner, agent="autre-exemple"), number, digest, seat.clock.now())
    other = PEOPLE[TeamRole.LEAD if TeamRole.DPO in seat.desk.authority.roles else TeamRole.DPO]
    with seated(seat.house, other) as beside:
        for turn in itertools.cycle((beside, seat)):
            seen: list[int] = []
            done = turn.cases.retention.run(number, seen.append, lambda seen=seen: bool(seen))  # type: ignore[misc]
            if not done.cancelled:
                break
    assert (turn, done.done, done.left) == (seat, 6, 0)
    seat.cases.retention.certificate(number, str(seat.folder / f"purge-{number}.pdf"))


# The journal


def _read_journal(seat: Seat) -> None:
    for chain in Chain:
        assert seat.cases.journal.page(JournalFilter(chain), 0, 20)
        assert seat.cases.journal.count(JournalFilter(chain))
        assert seat.cases.journal.verify(chain, _nothing, _go_on).ok
    seat.cases.journal.agents()


def _export_journal(seat: Seat) -> None:
    for chain in Chain:
        seat.cases.journal.export(JournalFilter(chain), "csv", _going(seat, "csv"), _nothing, _go_on)


def _note_journal(seat: Seat) -> None:
    """What an unlocking writes; and that heads can't be anchored outside, until they can."""
    note_unlocking(seat.inbox, seat.desk, {"exemple": 1}, seat.clock.now())
    share, config = seat.folder / "share", seat.folder / "config.toml"
    config.write_text(f'[audit]\nanchor = "{share}"\n')
    share.write_text("EXEMPLE, no folder")
    run = AnchorRun(load(config, {}), lambda: (seat.inbox, seat.desk), seat.clock)
    assert run.anchor() is not None
    share.unlink()
    share.mkdir()
    assert run.anchor() is None


def _purge_journal(seat: Seat) -> None:
    assert seat.cases.journal.purge(24, _nothing, _go_on) > 2
    for chain in Chain:
        assert seat.cases.journal.verify(chain, _nothing, _go_on).ok


# The inbox


def _read_inbox(seat: Seat) -> None:
    with seat.inbox.reading() as connection:
        assert submissions.counts(connection)
        assert incidents.incidents(connection, open_only=False)


def _close_incident(seat: Seat) -> None:
    close_incident(seat.inbox, seat.desk, _incident(seat), "EXEMPLE", seat.clock.now())


def _notify_incident(seat: Seat) -> None:
    at = seat.clock.now()
    notify_incident(seat.inbox, seat.desk, _incident(seat), Notified(at, "EXEMPLE", Capacity.DPO, at))


def _incident(seat: Seat) -> int:
    with seat.inbox.reading() as connection:
        return incidents.incidents(connection, open_only=True)[0].number


# The team


def _home(seat: Seat, login: str) -> TeamCasebook:
    return TeamCasebook(seat.house.server.address(seat.house.name, login), seat.folder)


def _asks(seat: Seat, login: str) -> str:
    """Somebody opens at a new workstation, and asks to be admitted; what he reads aloud."""
    with pytest.raises(WrongKey, match="not-admitted") as refused:
        _home(seat, login).open(MasterSecret.generate(), SystemClock())
    return str(refused.value.facts["fingerprint"])


def _ask_admission(seat: Seat) -> None:
    _asks(seat, seat.desk.agent)


def _newcomer(seat: Seat) -> str:
    """A colleague's login that no other test has."""
    return seat.house.server.login(f"demo_acting_{next(_NEW)}", group_of(TeamRole.AGENT))


def _admitted(seat: Seat) -> str:
    login = _newcomer(seat)
    seat.cases.team.admit(login, _asks(seat, login))
    return login


def _admit(seat: Seat) -> None:
    login = _admitted(seat)
    (he,) = (each for each in seat.cases.team.members() if each.agent == login)
    assert he.admitted_by == seat.desk.agent


def _recover(seat: Seat) -> None:
    with seat.house.owned() as store:
        file = _recovery_key(seat, store.world.inbox, store.desk)
    _home(seat, seat.desk.agent).recover(recovery.read_file(file), MasterSecret.generate, SystemClock())


def _upkeep(seat: Seat, inbox: Inbox, desk: Desk) -> Upkeep:
    pins = seat.folder / f"pins-{next(_NEW)}"
    proof.pin_store(inbox, pins)
    return Upkeep(inbox=inbox, casebook=desk.casebook, pins=pins, clock=seat.clock)


def _recovery_key(seat: Seat, inbox: Inbox, desk: Desk) -> Path:
    file = seat.folder / f"recovery-{next(_NEW)}.txt"
    new_recovery_key(_upkeep(seat, inbox, desk), desk, MasterSecret(MASTER.casebook_key()), file)
    return file


@contextlib.contextmanager
def _making_roles(seat: Seat) -> Iterator[None]:
    """With the attribute that the server's people give to who administers a team."""
    seat.house.server.admin.execute(f"ALTER ROLE {seat.desk.agent} CREATEROLE")
    try:
        yield
    finally:
        seat.house.server.admin.execute(f"ALTER ROLE {seat.desk.agent} NOCREATEROLE")


def _end_access(seat: Seat) -> None:
    login = _admitted(seat)
    with _making_roles(seat):
        seat.cases.team.disable(login)


def _change_roles(seat: Seat) -> None:
    at, database, login = seat.clock.now(), seat.desk.casebook, _newcomer(seat)
    add_service(database, "EXEMPLE TROIS", at)
    route_kind(database, CaseKind.UNREAD.value, "EXEMPLE TROIS", at)
    route_kind(database, CaseKind.UNREAD.value, "", at)
    seen = member_of(database, login).rights
    with _making_roles(seat):
        seat.cases.team.change(login, Wanted(seen.roles, ("EXEMPLE TROIS",)), seen)
        seat.cases.team.change(login, seen, Wanted(seen.roles, ("EXEMPLE TROIS",)))


def _renew_keys(seat: Seat) -> None:
    """The team's key comes last: what this desk holds opens nothing after it."""
    _admitted(seat)
    new_keys(_upkeep(seat, seat.inbox, seat.desk))
    _recovery_key(seat, seat.inbox, seat.desk)
    assert renew(seat.desk, seat.clock.now(), seat.inbox) >= 1


ACTS: Mapping[Action, Callable[[Seat], None]] = {
    Action.LIST: _list,
    Action.OPEN: _open,
    Action.TAKE: _take,
    Action.ASSIGN: _assign,
    Action.ANSWER: _answer,
    Action.CLOSE: _close,
    Action.NOTE: _note,
    Action.UNDO: _undo,
    Action.LINK: _link,
    Action.HAND_OVER: _hand_over,
    Action.EXPORT: _export,
    Action.HOLD: _hold,
    Action.OPEN_SUBMISSION: _open_submission,
    Action.KEEP_VIEW: _keep_view,
    Action.SHARE_VIEW: _share_view,
    Action.ENTER: _enter,
    Action.TAKE_IN: _take_in,
    Action.REQUEST_PURGE: _request_purge,
    Action.APPROVE_PURGE: _approve_purge,
    Action.RUN_PURGE: _run_purge,
    Action.READ_JOURNAL: _read_journal,
    Action.EXPORT_JOURNAL: _export_journal,
    Action.NOTE_JOURNAL: _note_journal,
    Action.PURGE_JOURNAL: _purge_journal,
    Action.READ_INBOX: _read_inbox,
    Action.CLOSE_INCIDENT: _close_incident,
    Action.NOTIFY_INCIDENT: _notify_incident,
    Action.ASK_ADMISSION: _ask_admission,
    Action.ADMIT: _admit,
    Action.RECOVER: _recover,
    Action.END_ACCESS: _end_access,
    Action.CHANGE_ROLES: _change_roles,
    Action.RENEW_KEYS: _renew_keys,
}
"""All that somebody at a desk may do; what a collector alone does stands in `tests/contract/test_team_collector.py`."""
