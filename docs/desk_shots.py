# ruff: noqa: INP001  part of a script of the documentation
"""The pictures of *Demandes*: what is done in each before it is taken. `make_screenshots` takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_list import CaseFilter, CaseRow, Condition, Field, Operator
from backoffice_gui.domain.cases import Badge, CaseAct, CaseKind, CaseState
from backoffice_gui.errors import PreviewRefused
from backoffice_gui.gui.preferences import ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload, utc_now
from tests.support.office import MemoryOffice

__all__ = ["DESK", "certificate", "office", "on_case", "wait"]


def office() -> MemoryOffice:
    """Three hundred cases whose deadlines are those of today."""
    return MemoryOffice(1_881, caseload=MemoryCaseload(now=utc_now()))


def nothing() -> MemoryOffice:
    """A caseload without a case."""
    return MemoryOffice(20, caseload=MemoryCaseload(0, now=utc_now()))


def no_caseload() -> MemoryOffice:
    """No caseload yet."""
    return MemoryOffice(20)


def _desk(window: MainWindow) -> Desk:
    assert window.house is not None
    assert window.house.workplace is not None
    desk = window.house.workplace.desk
    assert desk is not None
    return desk


def wait(done: Callable[[], bool], milliseconds: int = 20_000) -> None:
    """Let the window work until it has got there, or long enough."""
    deadline = QDeadlineTimer(milliseconds)
    while not done() and not deadline.hasExpired():
        QApplication.processEvents()


def on_case(window: MainWindow, wanted: Callable[[CaseRow], bool]) -> Desk:
    """The desk, on the first case of this sort."""
    desk = _desk(window)
    wait(lambda: desk.page.model.rowCount() > 0)
    rows = (desk.page.model.row_at(n) for n in range(200))
    desk.page.list.go(next(n for n, row in enumerate(rows) if row is not None and wanted(row)))
    wait(lambda: desk.detail.detail is not None)
    return desk


def certificate(window: MainWindow, _office: MemoryOffice) -> None:
    """A certificate request of ours."""
    on_case(window, lambda row: row.kind is CaseKind.CERTIFICATE and row.state is CaseState.NEW and " " in row.about)
    window.do_key(Key.TAKE)


def contact(window: MainWindow, _office: MemoryOffice) -> None:
    """A change of address with its warnings, half decided."""
    desk = on_case(
        window, lambda row: row.kind is CaseKind.CONTACT and bool(row.badges) and "address phone" in row.about
    )
    window.do_key(Key.TAKE)
    wait(lambda: desk.detail.detail is not None and bool(desk.detail.detail.row.agent))
    wait(lambda: False, 300)
    desk.detail.request.answers.restore('{"address": ["accepted", ""], "phone": ["refused", ""]}')


def proposal(window: MainWindow, _office: MemoryOffice) -> None:
    """A possible duplicate."""
    on_case(window, lambda row: bool(row.badges & Badge.DUPLICATE))


def linking(window: MainWindow, _office: MemoryOffice) -> None:
    """A proposal is accepted: the question before it."""
    on_case(window, lambda row: bool(row.badges & Badge.DUPLICATE))
    window.do_key(Key.LINK)


def conflict(window: MainWindow, office: MemoryOffice) -> None:
    """A colleague acted meanwhile: before, theirs and mine."""
    desk = on_case(
        window, lambda row: (row.kind, row.state, row.agent) == (CaseKind.CONTACT, CaseState.TAKEN, "c.exemple")
    )
    caseload = office.caseload
    assert isinstance(caseload, MemoryCaseload)
    if desk.detail.detail is None:  # one pane has the room
        desk.page.table.activated.emit(desk.page.table.currentIndex())
        wait(lambda: desk.detail.detail is not None)
    assert desk.detail.detail is not None
    for line in desk.detail.request.answers._lines:  # noqa: SLF001  as an agent's hand does
        line.put("refused", "illisible (DÉMO)")
    caseload.touch(desk.detail.detail.row.case)
    desk.detail.request.answers.send()
    wait(desk.detail.conflict.isVisible)


def story(window: MainWindow, _office: MemoryOffice) -> None:
    """Notes and timeline."""
    desk = on_case(window, lambda row: row.case % 5 == 0 and row.kind is CaseKind.CONTACT)
    desk.detail.write_note()
    desk.detail.story.notes.text.setPlainText("À rappeler lundi (DÉMO).")


def _document(width: int, height: int, turn: int) -> bytes:
    """A page as a preview's process would give it: pixels, drawn here for the picture alone."""
    page = QImage(width, height, QImage.Format.Format_RGBA8888)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    if turn:
        painter.translate(width if turn == 90 else 0, 0)
        painter.rotate(turn)
        width, height = height, width
    unit = width / 30
    font = QFont("DejaVu Sans")
    font.setPixelSize(max(1, round(unit * 1.5)))
    painter.setFont(font)
    painter.drawText(QPointF(unit * 3, unit * 5), "ATTESTATION (EXEMPLE)")
    font.setPixelSize(max(1, round(unit)))
    painter.setFont(font)
    for n in range(9):
        painter.drawText(QPointF(unit * 3, unit * (8 + 2 * n)), f"{n + 1}. Texte inventé pour la démonstration (DÉMO).")
    painter.drawRect(QRectF(unit * 3, unit * 28, unit * 10, unit * 6))
    painter.drawText(QPointF(unit * 4, unit * 31), "CACHET DÉMO")
    painter.end()
    return bytes(page.constBits())


def _pieces(window: MainWindow, office: MemoryOffice) -> Desk:
    caseload = office.caseload
    assert isinstance(caseload, MemoryCaseload)
    caseload.attachments.painted = _document
    caseload.attachments.failures = {2: PreviewRefused("preview-encrypted")}
    wait(lambda: any(row is not None and row.parts == 3 for row in map(_desk(window).page.model.row_at, range(100))))
    desk = on_case(window, lambda row: row.parts == 3)
    window.do_key(Key.PIECES)
    wait(lambda: not desk.detail.pieces.preview.view.image.isNull(), 5_000)
    return desk


def pieces(window: MainWindow, office: MemoryOffice) -> None:
    """A piece is looked at."""
    _pieces(window, office)


def piece_flagged(window: MainWindow, office: MemoryOffice) -> None:
    """One that is not what it says, turned, its copy asked for."""
    desk = _pieces(window, office)
    window.do_key(Key.PIECE_BEFORE)
    window.do_key(Key.PIECE_BEFORE)
    wait(lambda: False, 600)
    desk.detail.pieces.preview.bar.turn.click()
    wait(lambda: False, 600)
    desk.detail.pieces.copy.button.click()


def piece_refused(window: MainWindow, office: MemoryOffice) -> None:
    """One that can't be opened."""
    _pieces(window, office)
    window.do_key(Key.PIECES)


def piece_text(window: MainWindow, office: MemoryOffice) -> None:
    """The text of a page."""
    desk = _pieces(window, office)
    desk.detail.pieces.preview.bar.text.click()


def filtered(window: MainWindow, _office: MemoryOffice) -> None:
    """Two chips, and one condition being written."""
    desk = on_case(window, lambda _row: True)
    conditions = (
        Condition(Field.KIND, Operator.IS, ("contact_change",)),
        Condition(Field.DUE, Operator.BEFORE, ("+5",)),
    )
    desk.page.filter.choose(CaseFilter(conditions))
    desk.page.filter._write(Field.STATE)  # noqa: SLF001  as its menu does


def nothing_found(window: MainWindow, _office: MemoryOffice) -> None:
    """Filters that leave nothing."""
    _desk(window).page.filter.choose(CaseFilter((Condition(Field.KIND, Operator.IS, ("unread",)),), "zzz"))


def selected(window: MainWindow, _office: MemoryOffice) -> None:
    """Eight selected, of different states."""
    on_case(window, lambda _row: True)
    for _ in range(6):
        window.do_key(Key.SELECT)
        window.do_key(Key.NEXT)


def task(window: MainWindow, office: MemoryOffice) -> None:
    """A task that ended with failures."""
    desk = on_case(window, lambda _row: True)
    caseload = office.caseload
    assert isinstance(caseload, MemoryCaseload)
    caseload.refuse = dict.fromkeys(range(1, 300, 40), "case-changed")
    rows = tuple(
        row for n in range(120) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW
    )
    desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    wait(lambda: not desk.acts.tasks.running)
    window.do_key(Key.TASKS)


def palette(window: MainWindow, _office: MemoryOffice) -> None:
    """The palette over the window."""
    on_case(window, lambda _row: True)
    window.do_key(Key.PALETTE)
    assert window.house is not None
    opened = window.house.palette
    assert opened is not None
    opened.text.setText("de")


def keyboard(window: MainWindow, _office: MemoryOffice) -> None:
    """The keyboard's settings."""
    on_case(window, lambda _row: True)
    window.do_key(Key.KEYBOARD)


def asked(window: MainWindow, _office: MemoryOffice) -> None:
    """A reason is asked for in the pane."""
    desk = on_case(window, lambda row: row.state is CaseState.TAKEN and row.agent == "c.exemple")
    desk.detail.act(CaseAct.ASK_PIECE)


def in_full(window: MainWindow, _office: MemoryOffice) -> None:
    """The case in full, where one pane has the room."""
    desk = on_case(window, lambda row: row.kind is CaseKind.CONTACT and bool(row.badges))
    desk.page.table.activated.emit(desk.page.table.currentIndex())
    wait(lambda: desk.detail.detail is not None)


def views(window: MainWindow, _office: MemoryOffice) -> None:
    """The navigation, where one pane has the room."""
    on_case(window, lambda _row: True)
    window.panes.back()


DARK = ThemeChoice.DARK
DESK: tuple[dict[str, Any], ...] = (
    {"name": "bureau-acte", "before": certificate},
    {"name": "bureau-coordonnees", "before": contact},
    {"name": "bureau-doublon", "before": proposal},
    {"name": "bureau-rattacher", "before": linking},
    {"name": "bureau-conflit", "before": conflict, "height": 900},
    {"name": "sombre-bureau-conflit", "before": conflict, "theme": DARK},
    {"name": "texte-200-bureau-conflit", "before": conflict, "zoom": 200, "height": 1_000},
    {"name": "bureau-suivi", "before": story},
    {"name": "bureau-pieces", "before": pieces},
    {"name": "bureau-pieces-large", "before": pieces, "width": 2_400, "height": 1_000},
    {"name": "bureau-piece-signalee", "before": piece_flagged, "height": 900},
    {"name": "bureau-piece-refusee", "before": piece_refused},
    {"name": "bureau-piece-texte", "before": piece_text},
    {"name": "sombre-bureau-pieces", "before": pieces, "theme": DARK},
    {"name": "texte-200-bureau-pieces", "before": pieces, "zoom": 200},
    {"name": "sombre-texte-200-bureau-pieces", "before": pieces, "zoom": 200, "theme": DARK},
    {"name": "bureau-filtre", "before": filtered},
    {"name": "bureau-aucun-resultat", "before": nothing_found},
    {"name": "bureau-selection", "before": selected},
    {"name": "bureau-taches", "before": task},
    {"name": "bureau-palette", "before": palette, "top": True},
    {"name": "bureau-clavier", "before": keyboard, "top": True},
    {"name": "bureau-motif", "before": asked},
    {"name": "bureau-vide", "office": nothing},
    {"name": "bureau-large", "before": contact, "width": 1_920, "height": 1_000},
    {"name": "bureau-deux-volets", "before": certificate, "width": 1_100},
    {"name": "bureau-un-volet", "before": views, "width": 800},
    {"name": "bureau-un-volet-detail", "before": in_full, "width": 800},
    {"name": "sombre-bureau-acte", "before": certificate, "theme": DARK},
    {"name": "sombre-bureau-coordonnees", "before": contact, "theme": DARK},
    {"name": "sombre-bureau-selection", "before": selected, "theme": DARK},
    {"name": "sombre-bureau-palette", "before": palette, "theme": DARK, "top": True},
    {"name": "texte-200-bureau", "zoom": 200, "before": selected},
    {"name": "texte-200-bureau-detail", "zoom": 200, "before": in_full},
    {"name": "texte-200-bureau-vues", "zoom": 200, "before": views},
    {"name": "texte-125-bureau", "zoom": 125, "before": contact},
    {"name": "sombre-texte-200-bureau-detail", "zoom": 200, "before": in_full, "theme": DARK},
)
"""What `Shot` is made of; the office is `office` and the place *Demandes* unless it says otherwise."""
