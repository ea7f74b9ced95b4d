"""The cases of a view, by pages, in the columns the agent chose."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont, QGuiApplication

from backoffice_gui.domain.case_list import CaseColumn, CaseRow
from backoffice_gui.domain.cases import BUCKETS, Badge, Bucket
from backoffice_gui.domain.outbox import Fate
from backoffice_gui.domain.presence import Company
from backoffice_gui.gui import formats
from backoffice_gui.gui.discreet import covered_hint, covered_words, masked
from backoffice_gui.gui.due import Due
from backoffice_gui.gui.looks import FATE_LOOKS, STATE_LOOKS
from backoffice_gui.gui.models.paged import ROW_ROLE, PagedModel
from backoffice_gui.gui.plain import one_line, tooltip
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_cases import (
    BADGES,
    badge_text,
    case_kind_text,
    column_text,
    short_kind_text,
    source_text,
    state_hint,
    state_text,
)
from backoffice_gui.gui.text_company import listed_text
from backoffice_gui.gui.text_counts import Counted
from backoffice_gui.gui.text_outbox import waiting_text
from backoffice_gui.gui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QIcon


__all__ = ["DEFAULT_COLUMNS", "ROW_ROLE", "CasesModel", "badges_of", "initials", "short_number"]

translate = QCoreApplication.translate

DEFAULT_COLUMNS = (
    CaseColumn.STATE,
    CaseColumn.NUMBER,
    CaseColumn.KIND,
    CaseColumn.APPLICANT,
    CaseColumn.DUE,
    CaseColumn.AGENT,
    CaseColumn.BADGES,
)

_DECORATION = Qt.ItemDataRole.DecorationRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole
_FONT, _FOREGROUND = Qt.ItemDataRole.FontRole, Qt.ItemDataRole.ForegroundRole
_NOBODY = "—"
_IN_A_ROW = 2
_OPENED, _WRITING = (Tone.INFO, Shape.PERSON), (Tone.WARNING, Shape.PEN)


@lru_cache(maxsize=1_024)
def badges_of(badges: Badge, most: int = _IN_A_ROW) -> tuple[Badge, ...]:
    """The first badges that hold, in the order of their weight."""
    return tuple(badge for badge in BADGES if badge & badges)[:most]


def short_number(number: str) -> str:
    """The last group of a number: the whole stands in the tooltip."""
    head, _, last = number.rpartition("-")
    return f"…{last}" if head else last


def initials(login: str) -> str:
    """Two letters for a login: `c.roux` → `CR`, `roux` → `RO`."""
    words = [word for word in login.replace("_", ".").replace("-", ".").split(".") if word]
    if not words:
        return _NOBODY
    return (words[0][0] + words[1][0] if len(words) > 1 else words[0][:2]).upper()


def _there(company: Company) -> dict[int, tuple[frozenset[str], str]]:
    """By case: who else has it open, and which colleague writes. A row is another by these alone, not by their ages."""
    writing = {one.case: one.agent for one in company.editings if not one.here}
    there: dict[int, set[str]] = {case: set() for case in writing}
    for one in company.presences:
        if not one.here:
            there.setdefault(one.case, set()).add(one.agent)
    return {case: (frozenset(agents), writing.get(case, "")) for case, agents in there.items()}


class CasesModel(PagedModel[CaseRow]):
    """The list's rows by pages; column 0, whichever it is, says the whole row to a screen reader."""

    def __init__(
        self, icon: Callable[[Tone, Shape], QIcon], today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(frozenset({_DECORATION, _ACCESSIBLE, _TIP, _FONT, _FOREGROUND}), parent)
        self._icon, self._today, self._due = icon, today, Due()
        self._bold, self._struck = QFont(), QFont()
        self._struck.setStrikeOut(True)
        self._left: frozenset[int] = frozenset()
        self._waiting: Mapping[int, Fate] = {}
        self._company, self._me = Company(formats.now()), ""
        self._there: dict[int, tuple[frozenset[str], str]] = {}
        self._bold.setBold(True)
        self.columns: tuple[CaseColumn, ...] = ()
        self._names: tuple[str, ...] = ()
        self._discreet = False
        self._texts: dict[CaseColumn, Callable[[CaseRow], str]] = {
            CaseColumn.STATE: lambda row: state_text(row.state),
            CaseColumn.NUMBER: lambda row: short_number(row.number),
            CaseColumn.KIND: lambda row: short_kind_text(row.kind, row.about),
            CaseColumn.APPLICANT: lambda row: self._covered(row.applicant),
            CaseColumn.RECEIVED: lambda row: formats.short_moment(row.received_at),
            CaseColumn.DUE: self.due_text,
            CaseColumn.PARTS: lambda row: str(row.parts) if row.parts else _NOBODY,
            CaseColumn.AGENT: lambda row: initials(row.agent),
            CaseColumn.BADGES: lambda row: " · ".join(badge_text(badge)[0] for badge in badges_of(row.badges)),
            CaseColumn.OFPRA_NUMBER: lambda row: self._covered(row.ofpra_number),
            CaseColumn.SOURCE: lambda row: source_text(row.source),
            CaseColumn.CLOSED: lambda row: _NOBODY if row.closed_at is None else formats.short_moment(row.closed_at),
        }
        self.set_columns(DEFAULT_COLUMNS)

    def set_columns(self, columns: tuple[CaseColumn, ...]) -> None:
        """Show these columns, in this order; the rows stay."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self._names = tuple(column_text(column) for column in columns)
            self.endResetModel()

    def set_discreet(self, on: bool) -> None:
        """Cover names and the numbers that stand for persons, or show them."""
        if on != self._discreet:
            self._discreet = on
            if self.rowCount():
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def show_company(self, company: Company, me: str) -> None:
        """Mark the cases that colleagues have open; only rows that say something else by it are painted anew."""
        before, self._company, self._me = self._there, company, me
        self._there = _there(company)
        touched = {case for case in before.keys() | self._there.keys() if before.get(case) != self._there.get(case)}
        for at, row in self._cache.items() if touched else ():
            if row.case in touched:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def show_waiting(self, cases: Mapping[int, Fate]) -> None:
        """Mark the cases of which a change waits for the team's server, or for its agent."""
        before, self._waiting = self._waiting, cases
        touched = {case for case in before.keys() | cases.keys() if before.get(case) is not cases.get(case)}
        for at, row in self._cache.items() if touched else ():
            if row.case in touched:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    @property
    def left(self) -> frozenset[int]:
        """The cases that are no more of this list, and stay where they were until it is read anew."""
        return self._left

    def show_left(self, cases: frozenset[int]) -> None:
        """Grey the cases that a colleague's act took out of the list: no row moves under the agent's pointer."""
        touched, self._left = self._left ^ cases, cases
        for at, row in self._cache.items() if touched else ():
            if row.case in touched:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def start(self, rows: tuple[CaseRow, ...], count: int) -> None:
        """Another list: all in it are of it."""
        self._left = frozenset()
        super().start(rows, count)

    def exchange(self, pages: Sequence[tuple[int, tuple[CaseRow, ...]]], count: int) -> None:
        """The same list anew, without those that had left it."""
        self._left = frozenset()
        super().exchange(pages, count)

    def _gone(self, row: CaseRow) -> str:
        return translate("CasesModel", "n’est plus dans cette vue") if row.case in self._left else ""

    def _waits(self, row: CaseRow) -> str:
        fate = self._waiting.get(row.case)
        return "" if fate is None else waiting_text(fate)

    def _others(self, row: CaseRow) -> str:
        if row.case not in self._there:
            return ""
        return listed_text(self._company, row.case, formats.now(), self._me)

    @property
    def _marked(self) -> CaseColumn:
        """Where it is marked that a colleague is at a case: beside its agent, where that column is shown."""
        return CaseColumn.AGENT if CaseColumn.AGENT in self.columns else CaseColumn.NUMBER

    def _covered(self, words: str) -> str:
        return masked(one_line(words), discreet=self._discreet) if words else _NOBODY

    def change(self, row: CaseRow) -> None:
        """Show a row's newer facts, where it is here."""
        at = self.find(row.case)
        if at is not None:
            self._cache.change(at, row)
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount(QModelIndex()) - 1))

    def due_text(self, row: CaseRow) -> str:
        """When it is due, in words; a case that is dealt with is not due."""
        return self._due.text(row.due_on if self._open(row) else None, self._today())

    @staticmethod
    def _open(row: CaseRow) -> bool:
        return BUCKETS[row.state] is not Bucket.DONE

    def _key(self, row: CaseRow) -> int:
        return row.case

    def _headers(self) -> Sequence[str]:
        return self._names

    def _to_the_right(self, section: int) -> bool:
        return self.columns[section] is CaseColumn.PARTS

    def _text(self, row: CaseRow, section: int) -> str:
        return self._texts[self.columns[section]](row)

    def _more(self, row: CaseRow, section: int, role: int) -> Any:
        column = self.columns[section]
        if role == _FONT:
            gone = column is CaseColumn.NUMBER and row.case in self._left
            return self._struck if gone else self._bold if row.unread else None
        if role == _FOREGROUND:
            return QGuiApplication.palette().placeholderText() if row.case in self._left else None
        if role == _DECORATION:
            return self._decoration(row, column)
        if role == _ACCESSIBLE:
            return self.sentence(row) if section == 0 else self._in_full(row, column)
        waits = self._waits(row) if column is CaseColumn.NUMBER else ""
        tip, others = self._tip(row, column), self._others(row) if column is self._marked else ""
        return tooltip("\n".join(filter(None, (tip, self._gone(row), waits, others)))) or None

    def _decoration(self, row: CaseRow, column: CaseColumn) -> QIcon | None:
        look = None
        if column is CaseColumn.STATE:
            look = STATE_LOOKS[row.state]
        elif column is CaseColumn.DUE and self._open(row):
            look = Due.look(row.due_on, self._today())
        elif column is CaseColumn.NUMBER and row.case in self._waiting:
            look = FATE_LOOKS[self._waiting[row.case]]
        elif column is self._marked:
            there = self._there.get(row.case)
            look = None if there is None else _WRITING if there[1] else _OPENED
        return None if look is None else self._icon(*look)

    def _in_full(self, row: CaseRow, column: CaseColumn) -> str | None:
        if column is CaseColumn.AGENT:
            return one_line(row.agent) if row.agent else translate("CasesModel", "personne")
        if column is CaseColumn.RECEIVED:
            return formats.full_moment(row.received_at)
        if column is CaseColumn.NUMBER:
            return row.number
        return None

    def _tip(self, row: CaseRow, column: CaseColumn) -> str | None:
        if column in {CaseColumn.APPLICANT, CaseColumn.OFPRA_NUMBER}:
            return covered_hint() if self._discreet else None
        if column is CaseColumn.STATE:
            return state_hint(row.state)
        if column is CaseColumn.NUMBER:
            return row.number
        if column is CaseColumn.KIND:
            return case_kind_text(row.kind, row.about)
        if column is CaseColumn.RECEIVED:
            return formats.full_moment(row.received_at, seconds=True)
        if column is CaseColumn.DUE and row.due_on is not None:
            return formats.day(row.due_on)
        if column is CaseColumn.CLOSED and row.closed_at is not None:
            return formats.full_moment(row.closed_at)
        if column is CaseColumn.BADGES:
            return "\n".join(" : ".join(badge_text(badge)) for badge in badges_of(row.badges, len(BADGES))) or None
        return None

    def _name_said(self, applicant: str) -> str:
        if not applicant:
            return ""
        return covered_words() if self._discreet else one_line(applicant)

    def sentence(self, row: CaseRow) -> str:
        """The whole row in one sentence, for a screen reader."""
        parts = [
            translate("CasesModel", "Demande {number}").format(number=row.number),
            translate("CasesModel", "non lue") if row.unread else "",
            case_kind_text(row.kind, row.about),
            self._name_said(row.applicant),
            state_text(row.state),
            translate("CasesModel", "reçue le {moment}").format(moment=formats.full_moment(row.received_at)),
            translate("CasesModel", "échéance {due}").format(due=self.due_text(row))
            if row.due_on is not None and self._open(row)
            else "",
            translate("CasesModel", "agent {agent}").format(agent=one_line(row.agent))
            if row.agent
            else translate("CasesModel", "sans agent"),
            Counted().parts(row.parts) if row.parts else "",
            *(badge_text(badge)[0] for badge in badges_of(row.badges, len(BADGES))),
            self._gone(row),
            self._waits(row),
            self._others(row),
        ]
        return ", ".join(part for part in parts if part)
