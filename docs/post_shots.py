# ruff: noqa: INP001  part of a script of the documentation
"""The pictures of the safe workstation: locked, about to lock, opened by a passphrase, its settings, its own pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from backoffice_gui.domain.conformity import Conformity, clock_of, lives_of, minutes_of, month_named
from backoffice_gui.domain.incidents import Incident, IncidentKind
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.preferences import ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.lock import Lock
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.settings_dialog import SettingsDialog
from backoffice_gui.settings import Fixed, StoreSettings, TransferSettings
from backoffice_gui.settings import Settings as Configuration
from backoffice_gui.wiring.post import post_of
from docs.desk_shots import certificate, office, wait
from tests.support.caseload import MemoryCaseload, utc_now
from tests.support.conformities import a_bad_month, a_good_month
from tests.support.office import NOW, MemoryOffice

__all__ = ["POST"]

_PHRASE = "vent sur la dune DÉMO"


def _shut(window: MainWindow, office: MemoryOffice) -> Lock:
    """Locked over a case; three come in meanwhile."""
    certificate(window, office)
    assert window.house is not None
    lock = window.house.lock
    lock.shut_now(Why.IDLE)
    wait(lambda: office.state.state is OfficeState.LOCKED)
    for _ in range(3):
        office.came()
    lock.page.show_condition(office.condition())
    return lock


def locked(window: MainWindow, office: MemoryOffice) -> None:
    """Nobody was there."""
    _shut(window, office)


def phrase(window: MainWindow, office: MemoryOffice) -> None:
    """A passphrase is asked for; the one that was typed was wrong."""
    office.passphrase = _PHRASE
    lock = _shut(window, office)
    lock.page.form.phrase.setText(_PHRASE[1:])
    lock.page.form.go.click()
    wait(lambda: bool(lock.page.form.trouble.text))
    lock.page.form.phrase.setText(_PHRASE)


def warned(window: MainWindow, office: MemoryOffice) -> None:
    """A minute before it locks by itself."""
    certificate(window, office)
    assert window.house is not None
    window.house.guard.idle.warned.emit(42)


def settings(window: MainWindow, office: MemoryOffice) -> None:
    """What is in force, with a padlock on what the policy fixes."""
    transfer = TransferSettings(url="https://front.exemple.invalid/transfer/v1")
    fixed = Fixed(source="/etc/ofpra-backoffice/policy.toml", keys=("transfer.url", "security.lock_minutes"))
    file = Path("~/.config/ofpra-backoffice/config.toml")
    told = Configuration(
        file=file, folder=file.parent, exists=True, transfer=transfer, store=StoreSettings(), fixed=fixed
    )
    about = {
        "version": "1.0.0",
        "certificate_subject": "CN=poste-exemple",
        "certificate_until": office.now_post.certificate_until,
    }
    office.now_post = replace(post_of(told), **about)  # type: ignore[arg-type]
    certificate(window, office)
    window.do_key(Key.SETTINGS)


def tried(window: MainWindow, office: MemoryOffice) -> None:
    """Everything was tried."""
    settings(window, office)
    wait(lambda: bool(window.findChildren(SettingsDialog)))
    for dialog in window.findChildren(SettingsDialog):
        dialog.tabs.setCurrentIndex(dialog.tabs.count() - 1)
        dialog.trial.click()


def _last_month(found: Conformity) -> Conformity:
    """The same days, of the month that the page opens with; what lasted too long among all the others."""
    first = utc_now().replace(day=1, hour=8, minute=30)
    period = month_named(f"{first - timedelta(days=2):%Y-%m}")
    days = tuple(replace(each, day=day) for each, day in zip(found.days, period.days, strict=False))
    every = [seconds for each in days for seconds in (each.lives.median, each.lives.longest) if seconds is not None]
    at = first - timedelta(hours=170)
    lost = Incident(3, IncidentKind.LOST, at, 12, None, "", at + timedelta(hours=26), "notifié (EXEMPLE)")
    return replace(
        found,
        period=period,
        as_of=first,
        provisional=False,
        days=days,
        lives=lives_of(every),
        minutes=minutes_of(every),
        incidents=tuple(clock_of(lost, first) for _ in found.incidents[:1]),
        obstacles=(),
    )


def month() -> MemoryOffice:
    """A month in which the promise was kept."""
    made = office()
    made.now_conformity = _last_month(a_good_month())
    return made


def bad_month() -> MemoryOffice:
    """One was lost: it was notified within its 72 hours."""
    made = office()
    made.now_conformity = _last_month(a_bad_month())
    return made


def asked_for(_window: MainWindow, office: MemoryOffice) -> None:
    """A colleague asked for a purge; a case is kept."""
    caseload = office.caseload
    assert isinstance(caseload, MemoryCaseload)
    kept = caseload.retention
    kept.hold("DL-2026-000003", "contentieux EXEMPLE en cours", NOW.date().replace(year=NOW.year + 1))
    kept.agent = "b.exemple"
    kept.request(kept.plan().digest)
    kept.agent = "a.exemple"


def retention(window: MainWindow, office: MemoryOffice) -> None:
    """The page with a purge that waits for a second person."""
    asked_for(window, office)
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    assert work.retention is not None
    work.retention.refresh()
    QApplication.processEvents()


DARK = ThemeChoice.DARK
_OF: dict[str, dict[str, Any]] = {
    "verrouille": {"before": locked},
    "phrase-secrete": {"before": phrase},
    "verrouillage-proche": {"before": warned},
    "parametres": {"before": settings, "top": True},
    "essai": {"before": tried, "top": True},
    "conformite": {"place": Place.CONFORMITY, "office": month, "height": 1_000},
    "conformite-incidents": {"place": Place.CONFORMITY, "office": bad_month, "height": 1_000},
    "conservation": {"place": Place.RETENTION, "before": retention, "height": 1_000},
}
_DARK = ("verrouille", "phrase-secrete", "verrouillage-proche", "parametres", "conformite-incidents", "conservation")
_LARGE = (*_DARK, "essai")
POST: tuple[dict[str, Any], ...] = (
    *({"name": name, **about} for name, about in _OF.items()),
    *({"name": f"sombre-{name}", **_OF[name], "theme": DARK} for name in _DARK),
    *({"name": f"texte-200-{name}", **_OF[name], "zoom": 200} for name in _LARGE),
)
"""What `Shot` is made of; the office is that of *Demandes* unless it says otherwise."""
