"""Three ways of seeing a case that moved on: as it was seen, as it is now, as the agent wanted it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.cases import Answer, CaseAct, CaseState, Decision, after
from backoffice_gui.domain.conflicts import Clash, Conflict, Side, resolved
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_cases import about_text, answer_text, decision_text, state_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from backoffice_gui.domain.case_acts import Asked
    from backoffice_gui.domain.case_detail import CaseDetail

__all__ = ["Difference", "as_seen", "by_whom", "chosen", "differences", "mine_in_words"]

_ISOLATES = {0x2068: None, 0x2069: None}
"""What keeps a value's direction to itself on the screen, and would only be in the way elsewhere."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same three times, in words; `mine` is what the agent asked for.

    `key`: the field as `domain.conflicts` calls it, where the agent can choose between the two, else empty (what
    follows from the act itself; what is theirs but says nothing).
    """

    what: str
    before: str
    theirs: str
    mine: str
    key: str = ""

    @property
    def theirs_too(self) -> bool:
        """Whether somebody else changed it."""
        return self.before != self.theirs

    @property
    def usual(self) -> Side | None:
        """Whose value it has without anybody's choice: that of who alone changed it; nothing where both did."""
        if not self.key:
            return None
        if not self.theirs_too:
            return Side.MINE
        return Side.THEIRS if self.before == self.mine else None


def by_whom(before: CaseDetail, now: CaseDetail, me: str) -> tuple[str, ...]:
    """Who acted on the case since it was seen, the agent left out."""
    since = now.timeline[len(before.timeline) :]
    return tuple(dict.fromkeys(one.who for one in since if one.who and one.who != me))


def as_seen(now: CaseDetail, met: Conflict | None, at: datetime) -> CaseDetail:
    """The case as it was when the agent acted on it at `at`, as far as what met says so; all else as it is now."""
    base = {} if met is None else {clash.field: clash.base for clash in met.clashes}
    row = replace(
        now.row, state=CaseState(base.get("state", now.row.state.value)), agent=base.get("agent", now.row.agent)
    )
    certificates = tuple(
        replace(one, answer=Answer(word) if word else None, reason=reason)
        for one in now.certificates
        for word, reason in (_answered(base, f"certificate:{one.n}", one.answer, one.reason),)
    )
    changes = tuple(
        replace(one, decision=Decision(word) if word else None, reason=reason)
        for one in now.changes
        for word, reason in (_answered(base, f"change:{one.field}", one.decision, one.reason),)
    )
    before = tuple(each for each in now.timeline if each.at <= at)
    return replace(now, row=row, certificates=certificates, changes=changes, timeline=before)


def _answered(base: Mapping[str, str], field: str, said: Answer | Decision | None, reason: str) -> tuple[str, str]:
    if field not in base:
        return ("" if said is None else said.value), reason
    word, _, why = base[field].partition("\n")
    return word, why


def differences(before: CaseDetail, now: CaseDetail, asked: Asked, me: str) -> tuple[Difference, ...]:
    """State, holder, and every answer and decision, where any two of the three are not the same."""
    lines = (*_standing(before, now, asked, me), *_answers(before, now, asked), *_decisions(before, now, asked))
    return tuple(one for one in lines if len({one.before, one.theirs, one.mine}) > 1)


def chosen(found: Sequence[Difference], asked: Asked, now: CaseDetail, sides: Mapping[str, Side]) -> Asked | None:
    """What is left to be asked for once each field has its side; nothing where all is to stay as it is now."""
    clashes = tuple(Clash(one.key, one.before, one.theirs, one.mine) for one in found if one.key)
    return resolved(asked, Conflict(now.row.case, now.row.version, now.row.version, (), clashes), sides)


def mine_in_words(found: tuple[Difference, ...], asked: Asked) -> str:
    """What the agent wanted, as lines to be copied elsewhere."""
    lines = [f"{one.what} : {one.mine}" for one in found if one.mine not in {one.before, "—"}]
    shown = "\n".join([*lines, *filter(None, (asked.reason,))])
    return shown.translate(_ISOLATES)


def _standing(before: CaseDetail, now: CaseDetail, asked: Asked, me: str) -> Iterator[Difference]:
    wanted = after(asked.act, before.row.state) or before.row.state
    state, holder = translate("Conflict", "État"), translate("Conflict", "Agent")
    yield Difference(state, state_text(before.row.state), state_text(now.row.state), state_text(wanted))
    agents = {CaseAct.TAKE: me, CaseAct.ASSIGN: asked.agent, CaseAct.GIVE_BACK: ""}
    mine = agents.get(asked.act, before.row.agent)
    yield Difference(holder, _holder(before.row.agent), _holder(now.row.agent), _holder(mine))


def _holder(agent: str) -> str:
    return one_line(agent) if agent else "—"


def _answers(before: CaseDetail, now: CaseDetail, asked: Asked) -> Iterator[Difference]:
    wanted = {n: (answer, reason) for n, answer, reason in asked.certificates}
    theirs = {one.n: one for one in now.certificates}
    for one in before.certificates:
        what = translate("Conflict", "{n}. Acte de {type}").format(n=one.n, type=about_text(one.type))
        other = theirs.get(one.n, one)
        mine = wanted.get(one.n, (one.answer, one.reason))
        key = f"certificate:{one.n}" if one.n in wanted and other.answer is not None else ""
        said = _said(one.answer, one.reason), _said(other.answer, other.reason), _said(*mine)
        yield Difference(what, *said, key if said[1] != said[2] else "")


def _decisions(before: CaseDetail, now: CaseDetail, asked: Asked) -> Iterator[Difference]:
    wanted = {field: (decision, reason) for field, decision, reason in asked.decisions}
    theirs = {one.field: one for one in now.changes}
    for one in before.changes:
        other = theirs.get(one.field, one)
        mine = wanted.get(one.field, (one.decision, one.reason))
        what = about_text(one.field).capitalize()
        key = f"change:{one.field}" if one.field in wanted and other.decision is not None else ""
        said = _decided(one.decision, one.reason), _decided(other.decision, other.reason), _decided(*mine)
        yield Difference(what, *said, key if said[1] != said[2] else "")


def _said(answer: Answer | None, reason: str) -> str:
    return "—" if answer is None else _with(answer_text(answer), reason)


def _decided(decision: Decision | None, reason: str) -> str:
    return "—" if decision is None else _with(decision_text(decision), reason)


def _with(word: str, reason: str) -> str:
    return f"{word} ({one_line(reason)})" if reason else word
