# ruff: noqa: INP001  part of a script of the documentation
"""The pictures of a team at work: who else is there, two changes that meet, a server that is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_detail import CaseDetail, Happening
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState, Decision
from backoffice_gui.domain.colleagues import CaseChange, Heard, Hearing, Way
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.domain.outbox import Act, Change, Fate, Line, Noted, Pending
from backoffice_gui.domain.presence import Company, Editing, Presence
from backoffice_gui.gui import formats
from backoffice_gui.gui.preferences import ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from docs.desk_shots import office, on_case, wait
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice, quiet_monitor

__all__ = ["TEAM"]

_AWAY = timedelta(minutes=18)
"""For so long the server is away, where it is."""


def team() -> MemoryOffice:
    """Three hundred cases of a team's store."""
    made = office()
    _caseload(made).colleagues.now_hearing = Hearing(Way.LISTENING)
    looked = formats.now() - _AWAY
    made.now_monitor = replace(quiet_monitor(), at=looked, last_good_list_at=looked - timedelta(seconds=12))
    return made


def _ours(row: CaseRow) -> bool:
    return (row.state, row.agent) == (CaseState.TAKEN, "c.exemple") and "address" in row.about


def _caseload(office: MemoryOffice) -> MemoryCaseload:
    caseload = office.caseload
    assert isinstance(caseload, MemoryCaseload)
    return caseload


def _detail(window: MainWindow) -> tuple[Desk, CaseDetail]:
    desk = on_case(window, _ours)
    if desk.detail.detail is None:  # one pane has the room
        desk.page.table.activated.emit(desk.page.table.currentIndex())
        wait(lambda: desk.detail.detail is not None)
    assert desk.detail.detail is not None
    return desk, desk.detail.detail


def _company(desk: Desk, office: MemoryOffice, case: int, *, writing: bool) -> None:
    """A colleague at this case, others at the rows around it."""
    now = formats.now()
    rows = [row.case for n in range(12) if (row := desk.page.model.row_at(n)) is not None]
    there = tuple(Presence(one, "d.demo", "POSTE-2", now - timedelta(minutes=3), now) for one in rows[1::4])
    mine = Presence(case, "m.exemple", "POSTE-7", now - timedelta(minutes=4, seconds=20), now)
    since, typed = now - timedelta(minutes=2, seconds=10), now - timedelta(seconds=5)
    editings = [Editing(one, "d.demo", "POSTE-2", since, typed) for one in rows[5::4]]
    if writing:
        editings.append(Editing(case, "m.exemple", "POSTE-7", since, typed))
    _caseload(office).colleagues.now_company = Company(now, (mine, *there), tuple(editings))
    desk.company.look()


def opened(window: MainWindow, office: MemoryOffice) -> None:
    """A colleague has the same case open, and has just noted something."""
    desk, detail = _detail(window)
    _company(desk, office, detail.row.case, writing=False)
    desk.company._hear(Heard((CaseChange(1, detail.row.case, "m.exemple", "note", 1),)))  # noqa: SLF001  as the bridge does


def writing(window: MainWindow, office: MemoryOffice) -> None:
    """A colleague writes: this desk reads."""
    desk, detail = _detail(window)
    _company(desk, office, detail.row.case, writing=True)


def conflict(window: MainWindow, _office: MemoryOffice) -> None:
    """Both decided the same fields."""
    desk, detail = _detail(window)
    before = replace(detail, possible=frozenset(CaseAct))
    theirs = tuple(replace(one, decision=Decision.ACCEPTED) for one in before.changes)
    told = Happening("answer", formats.now(), "m.exemple")
    now = replace(before, changes=theirs, timeline=(*before.timeline, told))
    mine = tuple((one.field, Decision.REFUSED, "illisible (DÉMO)") for one in before.changes)
    desk.detail.conflict.show_clash(before, now, Asked(CaseAct.ANSWER, decisions=mine), desk.page.me)


def _waiting(window: MainWindow, office: MemoryOffice) -> tuple[Desk, CaseDetail]:
    desk, detail = _detail(window)
    rows = [row for n in range(9) if (row := desk.page.model.row_at(n)) is not None]
    changes: tuple[tuple[CaseRow, Change, Fate], ...] = (
        (detail.row, Noted("note (DÉMO)"), Fate.WAITING),
        (rows[2], Act(Asked(CaseAct.TAKE)), Fate.WAITING),
        (rows[6], Act(Asked(CaseAct.ANSWER)), Fate.CLASHED),
    )
    at = formats.now() - timedelta(minutes=6)
    _caseload(office).outbox.away(
        formats.now() - _AWAY,
        *(
            Pending(f"{n:032}", row.case, row.number, change, row.version, row.version + 1, at, fate)
            for n, (row, change, fate) in enumerate(changes)
        ),
    )
    desk.outbox.look()
    return desk, detail


def away(window: MainWindow, office: MemoryOffice) -> None:
    """The server is away, two changes wait."""
    _waiting(window, office)


def waiting(window: MainWindow, office: MemoryOffice) -> None:
    """What waits, in its list."""
    _waiting(window, office)
    window.do_key(Key.PENDING)


def back(window: MainWindow, office: MemoryOffice) -> None:
    """The server is back: two are applied, one is to be settled."""
    _waiting(window, office)
    outbox = _caseload(office).outbox
    outbox.now_pending = outbox.now_pending[-1:]
    outbox.say(Line(applied=2, clashed=1))
    wait(lambda: False, 300)


def members(window: MainWindow, _office: MemoryOffice) -> None:
    """Who is in the team, one who asks to be admitted."""
    window.do_key(Key.GO_TEAM)
    assert window.house is not None
    assert window.house.workplace is not None
    place = window.house.workplace.members
    assert place is not None
    wait(lambda: bool(place.page.asking.buttons))
    place.page.table.selectRow(1)


def admitting(window: MainWindow, office: MemoryOffice) -> None:
    """A fingerprint is compared."""
    members(window, office)
    assert window.house is not None
    assert window.house.workplace is not None
    place = window.house.workplace.members
    assert place is not None
    place.page.asking.buttons[0].click()


def asking() -> MemoryOffice:
    """This workstation has asked to be admitted."""
    made = MemoryOffice(1_881)
    facts: dict[str, str | int | float] = {"fingerprint": "b5e0" + "0123456789abcdef" * 3 + "4d2a90c7f118"}
    made.state = Condition(OfficeState.SEALED, code="STO-007", reason="not-admitted", facts=facts)
    return made


DARK = ThemeChoice.DARK
_TEAM: tuple[dict[str, Any], ...] = (
    {"name": "equipe-presence", "before": opened},
    {"name": "equipe-redaction", "before": writing},
    {"name": "sombre-equipe-redaction", "before": writing, "theme": DARK},
    {"name": "texte-200-equipe-redaction", "before": writing, "zoom": 200},
    {"name": "equipe-hors-ligne", "before": away},
    {"name": "sombre-equipe-hors-ligne", "before": away, "theme": DARK},
    {"name": "texte-200-equipe-hors-ligne", "before": away, "zoom": 200},
    {"name": "equipe-en-attente", "before": waiting, "top": True},
    {"name": "texte-200-equipe-en-attente", "before": waiting, "top": True, "zoom": 200},
    {"name": "equipe-de-retour", "before": back},
    {"name": "equipe-acces-demande", "office": asking},
    {"name": "texte-200-equipe-acces-demande", "office": asking, "zoom": 200},
    {"name": "equipe-membres", "before": members, "height": 1_000},
    {"name": "sombre-equipe-membres", "before": members, "theme": DARK, "height": 1_000},
    {"name": "texte-200-equipe-membres", "before": members, "zoom": 200, "height": 1_000},
    {"name": "equipe-admission", "before": admitting, "top": True},
    {"name": "equipe-conflit", "before": conflict, "height": 900},
    {"name": "sombre-equipe-conflit", "before": conflict, "theme": DARK, "height": 900},
    {"name": "texte-200-equipe-conflit", "before": conflict, "zoom": 200, "height": 1_000},
)
TEAM = tuple({"office": team, **about} for about in _TEAM)
"""As `desk_shots.DESK`, of a team's store."""
