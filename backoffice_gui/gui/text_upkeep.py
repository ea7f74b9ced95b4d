"""What an agent is told of a certificate that ends and of backups that are not made: whom to tell, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.monitor import Expiry, expiry_of
from backoffice_gui.gui import formats
from backoffice_gui.gui.failure import named
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.text import explain

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor

__all__ = ["EXPIRY", "backup_text", "certificate_text"]

EXPIRY: dict[Expiry, str] = {
    Expiry.MONTH: QT_TRANSLATE_NOOP(
        "Upkeep",
        "Le certificat de ce poste finit le {moment} : demandez dès maintenant le suivant à votre administrateur.",
    ),
    Expiry.WEEK: QT_TRANSLATE_NOOP(
        "Upkeep",
        "Le certificat de ce poste finit dans moins d’une semaine, le {moment} : sans le suivant, plus rien ne sera "
        "relevé. Relancez votre administrateur.",
    ),
    Expiry.DAY: QT_TRANSLATE_NOOP(
        "Upkeep",
        "Le certificat de ce poste finit dans moins d’un jour, le {moment} : ensuite plus rien ne sera relevé, et ce "
        "qui attend sur le site y sera détruit à son échéance. Appelez votre administrateur.",
    ),
    Expiry.ENDED: QT_TRANSLATE_NOOP(
        "Upkeep",
        "Le certificat de ce poste est fini depuis le {moment} : plus rien n’est relevé. Appelez votre administrateur.",
    ),
}
"""One sentence a threshold: 30, 7 and 1 days ahead, and once it has ended."""
_OVERDUE = QT_TRANSLATE_NOOP(
    "Upkeep", "Aucune sauvegarde n’a été faite depuis trop longtemps : prévenez votre administrateur."
)


def certificate_text(monitor: Monitor) -> str:
    """What to say of our certificate's end, nothing while it is far."""
    ends = monitor.certificate_expires_at
    said = EXPIRY.get(expiry_of(ends, monitor.at))
    if said is None or ends is None:
        return ""
    return QCoreApplication.translate("Upkeep", said).format(moment=formats.full_moment(ends))


def backup_text(monitor: Monitor) -> str:
    """What to say of backups, nothing where they are made."""
    detail = next((alarm.detail for alarm in monitor.alarms if alarm.kind is AlarmKind.BACKUP), None)
    if detail is None:
        return ""
    if ":" not in detail:
        return QCoreApplication.translate("Upkeep", _OVERDUE)
    said = explain(named(detail))
    return f"{said.title}. {said.happened} {said.advice} ({said.code})"
