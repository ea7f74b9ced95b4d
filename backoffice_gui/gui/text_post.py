"""The words of *Paramètres*: what each setting is, and what a check says to somebody who is no administrator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.gui import formats
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.text import explain

if TYPE_CHECKING:
    from backoffice_gui.domain.post import PostCheck, Setting

__all__ = ["CHECKS", "SECTIONS", "SETTINGS", "WARNINGS", "check_text", "setting_text", "value_text"]

translate = QCoreApplication.translate

SECTIONS: dict[str, str] = {
    "transfer": QT_TRANSLATE_NOOP("Post", "Transfert"),
    "store": QT_TRANSLATE_NOOP("Post", "Base"),
    "cases": QT_TRANSLATE_NOOP("Post", "Demandes"),
    "security": QT_TRANSLATE_NOOP("Post", "Sécurité"),
    "audit": QT_TRANSLATE_NOOP("Post", "Journal"),
    "backup": QT_TRANSLATE_NOOP("Post", "Sauvegarde"),
    "retention": QT_TRANSLATE_NOOP("Post", "Conservation"),
}
SETTINGS: dict[str, str] = {
    "transfer.url": QT_TRANSLATE_NOOP("Post", "adresse du site"),
    "transfer.ca_file": QT_TRANSLATE_NOOP("Post", "autorité de confiance du site"),
    "transfer.client_cert": QT_TRANSLATE_NOOP("Post", "certificat de ce poste"),
    "transfer.client_key": QT_TRANSLATE_NOOP("Post", "clé du certificat"),
    "transfer.front_end_keys": QT_TRANSLATE_NOOP("Post", "clés de signature du site"),
    "transfer.poll_seconds": QT_TRANSLATE_NOOP("Post", "relève, toutes les (s)"),
    "transfer.probe_one_in": QT_TRANSLATE_NOOP("Post", "destruction contrôlée, une sur"),
    "store.folder": QT_TRANSLATE_NOOP("Post", "dossier"),
    "store.key_file": QT_TRANSLATE_NOOP("Post", "fichier de clé"),
    "store.server": QT_TRANSLATE_NOOP("Post", "serveur de l’équipe"),
    "store.peers": QT_TRANSLATE_NOOP("Post", "bases sœurs"),
    "store.mirror": QT_TRANSLATE_NOOP("Post", "seconde copie"),
    "store.mirror_policy": QT_TRANSLATE_NOOP("Post", "sans seconde copie"),
    "store.unopened_days": QT_TRANSLATE_NOOP("Post", "alarme si aucun poste n’ouvre (jours)"),
    "cases.export_rows": QT_TRANSLATE_NOOP("Post", "lignes d’un export, au plus"),
    "cases.practice": QT_TRANSLATE_NOOP("Post", "données d’exercice"),
    "cases.acknowledgement_days": QT_TRANSLATE_NOOP("Post", "accusé à la personne (jours ouvrés)"),
    "cases.certificate_days": QT_TRANSLATE_NOOP("Post", "copie d’acte (jours ouvrés)"),
    "cases.contact_change_days": QT_TRANSLATE_NOOP("Post", "changement de coordonnées (jours ouvrés)"),
    "cases.unread_days": QT_TRANSLATE_NOOP("Post", "formulaire non lu (jours ouvrés)"),
    "security.passphrase": QT_TRANSLATE_NOOP("Post", "phrase de passe exigée"),
    "security.lock_minutes": QT_TRANSLATE_NOOP("Post", "verrouillage après (min)"),
    "security.clipboard_seconds": QT_TRANSLATE_NOOP("Post", "presse-papiers vidé après (s)"),
    "security.exclude_capture": QT_TRANSLATE_NOOP("Post", "fenêtre exclue des captures d’écran"),
    "audit.anchor": QT_TRANSLATE_NOOP("Post", "têtes notées dans"),
    "audit.syslog": QT_TRANSLATE_NOOP("Post", "têtes envoyées au journal du système"),
    "audit.months": QT_TRANSLATE_NOOP("Post", "gardé (mois)"),
    "backup.folder": QT_TRANSLATE_NOOP("Post", "dossier"),
    "backup.every_hours": QT_TRANSLATE_NOOP("Post", "toutes les (h)"),
    "backup.keep": QT_TRANSLATE_NOOP("Post", "sauvegardes gardées"),
    "retention.payload_days": QT_TRANSLATE_NOOP("Post", "contenu reçu (jours après la clôture)"),
    "retention.case_days": QT_TRANSLATE_NOOP("Post", "demande (jours après la clôture)"),
    "retention.account_days": QT_TRANSLATE_NOOP("Post", "compte (jours après la notification)"),
    "retention.apart_days": QT_TRANSLATE_NOOP("Post", "dépôts mis à part (jours)"),
    "retention.owner": QT_TRANSLATE_NOOP("Post", "responsable"),
}
CHECKS: dict[str, str] = {
    "configuration": QT_TRANSLATE_NOOP("Post", "Configuration"),
    "policy": QT_TRANSLATE_NOOP("Post", "Politique du poste"),
    "version": QT_TRANSLATE_NOOP("Post", "Version"),
    "key": QT_TRANSLATE_NOOP("Post", "Clé de la base et trousseau"),
    "recovery": QT_TRANSLATE_NOOP("Post", "Secours"),
    "client_certificate": QT_TRANSLATE_NOOP("Post", "Certificat de ce poste"),
    "disk": QT_TRANSLATE_NOOP("Post", "Disque"),
    "store": QT_TRANSLATE_NOOP("Post", "Base"),
    "passphrase": QT_TRANSLATE_NOOP("Post", "Phrase de passe"),
    "casebook": QT_TRANSLATE_NOOP("Post", "Coffre des dossiers"),
    "mirror": QT_TRANSLATE_NOOP("Post", "Seconde copie"),
    "backup": QT_TRANSLATE_NOOP("Post", "Sauvegarde"),
    "epoch": QT_TRANSLATE_NOOP("Post", "Clés après les purges"),
    "collector": QT_TRANSLATE_NOOP("Post", "Relève"),
    "front_end": QT_TRANSLATE_NOOP("Post", "Site (liste lue, rien n’est relevé)"),
    "clock": QT_TRANSLATE_NOOP("Post", "Horloge"),
    "preview": QT_TRANSLATE_NOOP("Post", "Aperçu des pièces"),
    "capture": QT_TRANSLATE_NOOP("Post", "Captures d’écran"),
    "anchor": QT_TRANSLATE_NOOP("Post", "Ancrage des journaux"),
}
WARNINGS: dict[str, str] = {
    "defaults": QT_TRANSLATE_NOOP("Post", "pas de fichier de configuration : valeurs d’usine"),
    "update_needed": QT_TRANSLATE_NOOP("Post", "version {version} ; la politique demande {wanted}"),
    "certificate": QT_TRANSLATE_NOOP("Post", "à renouveler : il expire le {until}"),
    "room": QT_TRANSLATE_NOOP("Post", "presque plein : {free} Mio libres"),
    "no_recovery": QT_TRANSLATE_NOOP("Post", "pas de clé de secours : si ce poste est perdu, ses données le sont"),
    "passphrase_missing": QT_TRANSLATE_NOOP("Post", "exigée par la politique, pas encore choisie"),
    "passphrase_wait": QT_TRANSLATE_NOOP("Post", "{tries} essais manqués ; attente de {seconds} s"),
    "same_disk": QT_TRANSLATE_NOOP("Post", "sur le même disque que la base : elle protège de peu"),
    "behind": QT_TRANSLATE_NOOP("Post", "{behind} dépôts de retard"),
    "no_backup": QT_TRANSLATE_NOOP("Post", "aucune n’est configurée"),
    "backup_none": QT_TRANSLATE_NOOP("Post", "pas encore faite"),
    "backup_overdue": QT_TRANSLATE_NOOP("Post", "en retard"),
    "backup_failed": QT_TRANSLATE_NOOP("Post", "la dernière a échoué"),
    "backup_stale": QT_TRANSLATE_NOOP("Post", "des sauvegardes trop vieilles sont à effacer"),
    "backup_same_disk": QT_TRANSLATE_NOOP("Post", "sur le même disque que la base : elle protège de peu"),
    "epoch_due": QT_TRANSLATE_NOOP("Post", "à changer : une purge date de {days} jours"),
    "skew": QT_TRANSLATE_NOOP("Post", "elle s’écarte de {skew} s de celle du site"),
    "walls": QT_TRANSLATE_NOOP("Post", "protections présentes : {walls}"),
    "captures_show": QT_TRANSLATE_NOOP("Post", "ce système ne sait pas exclure la fenêtre"),
    "no_url": QT_TRANSLATE_NOOP("Post", "aucune adresse n’est configurée"),
    "casebook_locked": QT_TRANSLATE_NOOP("Post", "fermé par sa phrase de passe : rien à essayer"),
    "unknown": QT_TRANSLATE_NOOP("Post", "inconnue : le site n’a pas répondu"),
}
"""What a check says that did not come out well, or was left out."""


def setting_text(setting: Setting) -> str:
    """`Transfert : adresse du site`; one that is new here by its own name."""
    section = setting.key.partition(".")[0]
    name = SETTINGS.get(setting.key)
    if name is None or section not in SECTIONS:
        return setting.key
    return translate("Post", "{section} : {name}").format(
        section=translate("Post", SECTIONS[section]), name=translate("Post", name)
    )


def value_text(setting: Setting) -> str:
    """Its value; a dash where it is empty."""
    said = {"true": translate("Post", "oui"), "false": translate("Post", "non"), "": "—"}
    return said.get(setting.value, setting.value)


def check_text(check: PostCheck) -> tuple[str, str]:
    """What was checked, and what came of it, with what to do where it did not hold."""
    name = translate("Post", CHECKS[check.name]) if check.name in CHECKS else check.name
    if check.code:
        said = explain(Failure(check.code, check.reason, dict(check.facts)))
        return name, f"{said.line} {said.advice} ({said.code})"
    if check.state == "ok":
        return name, translate("Post", "en ordre")
    words = WARNINGS.get(check.says)
    return name, check.says if words is None else translate("Post", words).format_map(_shown(check.facts))


def _shown(facts: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """Facts as they are read here: a moment of the protocol in Paris."""
    shown = dict(facts)
    if isinstance(until := shown.get("until"), str):
        shown["until"] = formats.full_moment(datetime.fromisoformat(until))
    return shown
