"""A caseload in memory that keeps the promises of `gui.case_office.CaseOffice`: what the desk's tests look at.

Filters, words, sorts and pages, every act with compare-and-set, undo, notes, drafts and saved views
work; the cases are invented. A test sets what it wants to see: `failures`, `refuse`, `slow`.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from backoffice_gui.domain.authority import Authority, alone
from backoffice_gui.domain.case_acts import Asked, CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.case_detail import CaseDetail, Draft, Happening, NoteView
from backoffice_gui.domain.case_list import (
    CaseColumn,
    CaseCount,
    CaseFilter,
    CasePage,
    CaseQuery,
    CaseRow,
    CaseSort,
    CaseView,
    Condition,
    Field,
    Operator,
)
from backoffice_gui.domain.cases import Badge, CaseAct, CaseKind, CaseState, Duty, after, possible
from backoffice_gui.domain.colleagues import Hearing
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.outbox import Noted, Pending
from backoffice_gui.errors import UsageError
from tests.support.attachments import MemoryAttachments
from tests.support.caseload_verbs import MemoryVerbs
from tests.support.colleagues import MemoryColleagues
from tests.support.exports import MemoryExports
from tests.support.invented_cases import ME, case_row, fresh_detail
from tests.support.journals import MemoryJournal
from tests.support.memory_team import MemoryTeam
from tests.support.office import NOW
from tests.support.outboxes import MemoryOutbox
from tests.support.retentions import MemoryRetention

_TOUCHED = Changes(frozenset({Topic.CASES}))
_NEEDS_REASON = frozenset({CaseAct.ASK_PIECE, CaseAct.REOPEN})
_OPEN = ("new", "taken")
_COLUMNS = (
    CaseColumn.STATE, CaseColumn.NUMBER, CaseColumn.KIND, CaseColumn.APPLICANT, CaseColumn.DUE, CaseColumn.AGENT,
    CaseColumn.BADGES,
)  # fmt: skip


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _views() -> list[CaseView]:
    def is_(field: Field, *values: str) -> Condition:
        return Condition(field, Operator.IS, values)

    wanted: dict[str, tuple[Condition, ...]] = {
        "to_do": (is_(Field.STATE, *_OPEN),),
        "mine": (is_(Field.AGENT, "me"), is_(Field.STATE, "taken", "waiting_piece", "waiting_colleague")),
        "due_soon": (is_(Field.STATE, *_OPEN), Condition(Field.DUE, Operator.BEFORE, ("+2",))),
        "waiting": (is_(Field.STATE, "waiting_piece", "waiting_colleague"),),
        "done": (is_(Field.STATE, "answered", "closed"),),
        "all": (),
    }
    return [CaseView(name, "", CaseQuery(CaseFilter(conditions)), _COLUMNS) for name, conditions in wanted.items()]


@cache
def _invented(n: int, now: datetime) -> CaseDetail:
    """Nothing of it can be changed, so each test begins with the same."""
    return fresh_detail(case_row(n, now))


_SORTS: dict[CaseColumn, Callable[[CaseRow], tuple[object, int]]] = {
    CaseColumn.NUMBER: lambda row: (row.number, row.case),
    CaseColumn.APPLICANT: lambda row: (_folded(row.applicant), row.case),
    CaseColumn.RECEIVED: lambda row: (row.received_at, row.case),
    CaseColumn.DUE: lambda row: (row.due_on or date.max, row.case),
}


class MemoryCaseload(MemoryVerbs):
    """The caseload, in memory."""

    def __init__(
        self, cases: int = 300, *, now: datetime = NOW, duties: frozenset[Duty] = frozenset({Duty.AGENT})
    ) -> None:
        self._lock = threading.RLock()
        self.now, self.duties = now, duties
        self.details: dict[int, CaseDetail] = {n: _invented(n, now) for n in range(1, cases + 1)}
        self.saved: list[CaseView] = _views()
        self.failures: dict[str, Exception] = {}
        self.refuse: dict[int, str] = {}
        self.calls: list[str] = []
        self.drafts: dict[tuple[int, str], str] = {}
        self.retained: dict[int, str] = {}
        self.reasons: list[str] = []
        self.gate: threading.Event | None = None
        """While it is there and not set, what is changed takes its time."""
        self.list_gate: threading.Event | None = None
        """While it is there and not set, lists take their time."""
        self._events: list[tuple[int, CaseDetail]] = []
        self.authority: Authority = alone(ME)
        self.attachments, self.exports = MemoryAttachments(), MemoryExports(self._list)
        self.journal = MemoryJournal(now=now)
        self.retention = MemoryRetention(now=now)
        self.colleagues = MemoryColleagues(now, ME)
        self.colleagues.now_hearing = Hearing()  # a store of one's own, until a test says otherwise
        self.outbox = MemoryOutbox()
        self.team = MemoryTeam(now, ME)

    def _called(self, name: str) -> None:
        with self._lock:
            self.calls.append(name)
        failure = self.failures.get(name)
        if failure is not None:
            raise failure

    def _take_time(self) -> None:
        if self.gate is not None:
            self.gate.wait(20)

    def row(self, case: int) -> CaseRow:
        """A case as it is now."""
        return self.details[case].row

    def me(self) -> str:
        """An invented login."""
        return ME

    def _holds(self, row: CaseRow, condition: Condition) -> bool:
        values = condition.values
        if condition.operator in {Operator.BEFORE, Operator.AFTER}:
            found = {Field.DUE: row.due_on, Field.RECEIVED: row.received_at.date()}.get(condition.field)
            bound = self._day(values[0]) if values else date.max
            return found is not None and (found < bound) is (condition.operator is Operator.BEFORE)
        found_any = {
            Field.STATE: row.state.value in values,
            Field.KIND: row.kind.value in values,
            Field.AGENT: row.agent in {ME if value == "me" else value for value in values},
            Field.SOURCE: row.source.value in values,
            Field.UNREAD: ("yes" if row.unread else "no") in values,
            Field.PARTS: ("yes" if row.parts else "no") in values,
            Field.BADGE: any(row.badges & Badge.__members__.get(value.upper(), Badge.NONE) for value in values),
        }.get(condition.field, False)
        return found_any is (condition.operator is Operator.IS)

    def _day(self, value: str) -> date:
        if value[:1] in "+-":
            return self.now.date() + timedelta(days=int(value))
        return date.fromisoformat(value)

    def _list(self, wanted: CaseFilter, sort: CaseSort | None = None) -> list[CaseRow]:
        words = _folded(wanted.words).split()
        with self._lock:
            rows = [detail.row for detail in self.details.values()]
        kept = [
            row
            for row in rows
            if all(self._holds(row, condition) for condition in wanted.conditions)
            and all(word in _folded(f"{row.number} {row.applicant} {row.ofpra_number}") for word in words)
        ]
        if sort is not None:
            kept.sort(key=_SORTS[sort.column], reverse=sort.descending)
        return kept

    def page(self, query: CaseQuery, start: int, size: int) -> CasePage:
        """A slice of the sorted list."""
        self._called("page")
        if self.list_gate is not None:
            self.list_gate.wait(20)
        return CasePage(start, tuple(self._list(query.filter, query.sort)[start : start + size]))

    def count(self, wanted: CaseFilter, /) -> CaseCount:
        """How many pass."""
        self._called("count")
        return CaseCount(len(self._list(wanted)))

    def views(self) -> tuple[tuple[CaseView, CaseCount], ...]:
        """Ours, then those that were saved."""
        self._called("views")
        return tuple((view, CaseCount(len(self._list(view.query.filter)))) for view in self.saved)

    def save_view(self, view: CaseView, seen: CaseView | None = None) -> Changes:
        """A new one, or in place."""
        self._called("save_view")
        if view.id and seen is not None and seen not in self.saved:
            raise UsageError("view-changed")
        if view.id:
            self.saved = [view if known.id == view.id else known for known in self.saved]
        else:
            self.saved.append(replace(view, id=f"view:{len(self.saved)}"))
        return Changes(frozenset({Topic.VIEWS}))

    def delete_view(self, view: CaseView) -> Changes:
        """Forget it."""
        self._called("delete_view")
        self.saved = [each for each in self.saved if each.id != view.id]
        return Changes(frozenset({Topic.VIEWS}))

    def _acts(self, row: CaseRow) -> frozenset[CaseAct]:
        found = possible(row.state, self.duties, holder=row.agent in {"", ME})
        return found - {CaseAct.ANSWER} if row.kind is CaseKind.UNREAD else found

    def case(self, number: int) -> CaseDetail:
        """Opened, and read from now on."""
        self._called("case")
        with self._lock:
            known = self.details[number]
            read = replace(known.row, unread=False, badges=known.row.badges & ~Badge.NEWS)
            drafts = tuple(Draft(what, text, self.now) for (case, what), text in self.drafts.items() if case == number)
            self.details[number] = replace(known, row=read)
            return replace(known, row=read, possible=self._acts(read), drafts=drafts)

    def _refusal(self, key: CaseKey, asked: Asked) -> str:
        row = self.details[key.case].row
        if key.case in self.refuse:
            return self.refuse[key.case]
        if row.version != key.version:
            return "case-changed"
        if after(asked.act, row.state) is None:
            return "case-not-possible"
        if asked.act not in self._acts(row):
            return "case-not-yours"
        if asked.act in _NEEDS_REASON and not asked.reason:
            return "reason-needed"
        given = {n for n, *_ in asked.certificates} | {name for name, *_ in asked.decisions}
        known = self.details[key.case]
        there = {one.n for one in known.certificates if one.answer} | {
            one.field for one in known.changes if one.decision
        }
        wanted = len(known.certificates) + len(known.changes)
        return "answer-missing" if asked.act is CaseAct.ANSWER and len(given | there) < wanted else ""

    def _change(self, case: int, asked: Asked) -> tuple[CaseKey, int]:
        known = self.details[case]
        row = known.row
        state = after(asked.act, row.state) or row.state
        agent = {CaseAct.TAKE: ME, CaseAct.ASSIGN: asked.agent, CaseAct.GIVE_BACK: "", CaseAct.REOPEN: ME}.get(
            asked.act, row.agent
        )
        closed = self.now if state is CaseState.CLOSED else None
        told = (("reason", asked.reason),) if asked.reason else ()
        happened = Happening(asked.act.value, self.now, ME, told)
        answers = {n: (answer, reason) for n, answer, reason in asked.certificates}
        decided = {name: (decision, reason) for name, decision, reason in asked.decisions}
        self.details[case] = replace(
            known,
            row=replace(row, state=state, agent=agent, version=row.version + 1, closed_at=closed, unread=False),
            timeline=(*known.timeline, happened),
            certificates=tuple(
                replace(one, answer=answers[one.n][0], reason=answers[one.n][1]) if one.n in answers else one
                for one in known.certificates
            ),
            changes=tuple(
                replace(one, decision=decided[one.field][0], reason=decided[one.field][1])
                if one.field in decided
                else one
                for one in known.changes
            ),
        )
        self._events.append((case, known))
        return CaseKey(case, row.version + 1), len(self._events) - 1

    def do(
        self, keys: Sequence[CaseKey], asked: Asked, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Outcome:
        """Each in its own right."""
        self._called("do")
        done: list[CaseKey] = []
        failed: list[Failed] = []
        events: list[int] = []
        for n, key in enumerate(keys, start=1):
            self._take_time()
            if cancelled():
                break
            with self._lock:
                code = self._refusal(key, asked)
                if code:
                    failed.append(Failed(key.case, code))
                else:
                    new, event = self._change(key.case, asked)
                    done.append(new)
                    events.append(event)
            progress(n)
        return Outcome(tuple(done), tuple(failed), Undo(tuple(events)), cancelled())

    def undo(self, undo: Undo) -> Outcome:
        """As it was before, where nothing came after it; each in its own right."""
        self._called("undo")
        self._take_time()
        done: list[CaseKey] = []
        failed: list[Failed] = []
        again: list[int] = []
        with self._lock:
            for event in reversed(undo.events):
                if event < 0:  # a hand-over
                    self.team.of_case.pop(-event)
                    done.append(CaseKey(-event, self.details[-event].row.version))
                    continue
                case, before = self._events[event]
                now = self.details[case]
                if now.row.version != before.row.version + 1:
                    failed.append(Failed(case, "undo-too-late"))
                    continue
                self.details[case] = replace(before, row=replace(before.row, version=now.row.version + 1))
                self._events.append((case, now))
                again.append(len(self._events) - 1)
                done.append(CaseKey(case, now.row.version + 1))
        return Outcome(tuple(done), tuple(failed), Undo(tuple(again)))

    def write_note(self, case: int, text: str) -> Changes:
        """One more note; while the server is away it waits."""
        self._called("write_note")
        self._take_time()
        if not self.outbox.now_line.reachable:
            row = self.row(case)
            self.outbox.keep(Pending(f"{case:032}", case, row.number, Noted(text), row.version, row.version, self.now))
            return Changes(_TOUCHED.topics | {Topic.OUTBOX})
        with self._lock:
            known = self.details[case]
            note = NoteView(len(known.notes) + 1, self.now, ME, text)
            told = Happening("note", self.now, ME)
            self.details[case] = replace(known, notes=(*known.notes, note), timeline=(*known.timeline, told))
            self.drafts.pop((case, "note"), None)
        return _TOUCHED

    def keep_draft(self, case: int, what: str, text: str, seen: str | None = None) -> None:
        """Keep it, or forget it where it is empty; never over what was not seen."""
        self._called("keep_draft")
        with self._lock:
            there = self.drafts.get((case, what), "")
            if there and seen is not None and there != seen and there not in text:
                if text not in there:
                    raise UsageError("draft-changed")
                return
            if text:
                self.drafts[case, what] = text
            else:
                self.drafts.pop((case, what), None)

    def rows(self, cases: Sequence[int]) -> tuple[CaseRow, ...]:
        """As they are now."""
        self._called("rows")
        with self._lock:
            return tuple(self.details[case].row for case in cases if case in self.details)

    def find(self, words: str, most: int) -> tuple[CaseRow, ...]:
        """An exact number first."""
        self._called("find")
        rows = self._list(CaseFilter((), words))
        return tuple(sorted(rows, key=lambda row: (row.number != words, -row.case))[:most])

    def columns(self) -> frozenset[CaseColumn]:
        """Those with a sort."""
        return frozenset(_SORTS)

    def interrupt(self) -> None:
        """Remember that it was asked."""
        with self._lock:
            self.calls.append("interrupt")

    def touch(self, case: int, agent: str = "d.demo") -> None:
        """A colleague changes it meanwhile: it is now held by `agent`."""
        with self._lock:
            known = self.details[case]
            row = replace(known.row, version=known.row.version + 1, agent=agent, state=CaseState.TAKEN)
            happened = Happening("take", self.now, agent or "d.demo")
            self.details[case] = replace(known, row=row, timeline=(*known.timeline, happened))

    def arrive(self, many: int = 1) -> None:
        """More cases come in."""
        with self._lock:
            for _ in range(many):
                n = len(self.details) + 1
                row = replace(case_row(n, self.now), state=CaseState.NEW, agent="", unread=True, closed_at=None)
                self.details[n] = fresh_detail(row)


def utc_now() -> datetime:
    """Now, for pictures in which the deadlines should be those of today."""
    return datetime.now(UTC)
