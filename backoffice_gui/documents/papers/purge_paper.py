"""What stands on the certificate of a purge: counts, rules, two names at the desk, digests, copies that had left."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from backoffice_gui.domain.paris import shown_moment
from backoffice_gui.domain.sheets import Entry, Line, Sheet, SheetSection

__all__ = ["purge_paper"]

_CATEGORIES = {
    "payload": "Contenus envoyés (formulaires et pièces)",
    "case": "Demandes entières",
    "account": "Données de compte",
    "apart": "Dépôts mis à part",
}
_LEFT = {
    "open_case": "Demande rouverte",
    "newer_message": "Message plus récent de la personne",
    "hold": "Conservation prolongée",
    "proposal": "Rapprochement en attente",
    "open_incident": "Incident ouvert",
    "changed": "Modifiée depuis l’accord",
    "not_due": "Échéance non atteinte",
    "gone": "Déjà absente",
}
_WHAT = {"list": "Tableau", "sheet": "Fiche", "labels": "Étiquettes", "part_saved": "Pièce enregistrée",
         "extracted": "Dépôt extrait"}  # fmt: skip
_MOST = 500
"""Copies that the paper lists; the JSON beside it has more."""
_LIMIT = (
    "Les clés et les données de cette base sont détruites. Une sauvegarde faite avant la purge, ou la mémoire "
    "d’un disque, ne devient illisible qu’après le prochain changement de clés."
)


def purge_paper(certificate: str) -> Sheet:
    """The sheet of a certificate as `actions.purge_certificate` writes it."""
    said: dict[str, Any] = json.loads(certificate)
    return Sheet(
        title="Certificat de purge",
        reference=f"Purge {said['purge']}",
        summary=(
            Line("Demandée par", said["requester"]),
            Line("Approuvée par", said["approver"]),
            Line("Purgés", str(sum(said["purged"].values()))),
            Line("Conservés", str(sum(said["left"].values()))),
        ),
        sections=tuple(_sections(said)),
        timeline=tuple(_timeline(said)),
    )


def _sections(said: Mapping[str, Any]) -> Iterator[SheetSection]:
    selection = (Line("Éléments", str(said["selected"])), Line("Empreinte SHA-256", said["selection_sha256"]))
    yield SheetSection("Sélection approuvée", selection)
    days = (Line(_CATEGORIES.get(name, name), _days(days)) for name, days in said["rules_days"].items())
    yield SheetSection("Règles appliquées", tuple(days))
    purged = [Line(_CATEGORIES.get(name, name), str(count)) for name, count in said["purged"].items()]
    purged.append(Line("Dépôts dont les clés sont détruites", str(said["submissions_erased"])))
    yield SheetSection("Ce qui a été purgé", (*purged, Line("Limite", _LIMIT)))
    if said["left"]:
        left = (Line(_LEFT.get(name, name), str(count)) for name, count in said["left"].items())
        yield SheetSection("Ce qui a été conservé", tuple(left))
    yield SheetSection("Copies sorties auparavant", tuple(_copies(said)))


def _days(days: int) -> str:
    """French has the singular up to two: nought day is said in the singular."""
    return f"{days} jour" if days < 2 else f"{days} jours"


def _copies(said: Mapping[str, Any]) -> Iterator[Line]:
    yield Line("Copies connues du journal", str(said["copies_counted"]))
    yield Line("Journal consulté à partir de la ligne", str(said["journal_from_line"]))
    yield Line("Tableaux et étiquettes qui peuvent en contenir", str(len(said["lists_that_may_hold_some"])))
    kept = said.get("saved_views", ())  # a certificate of before says nothing of them
    yield Line("Vues enregistrées à relire (leurs mots restent)", str(len(kept)))
    for each in said["copies"][:_MOST]:
        when, digest = shown_moment(datetime.fromisoformat(each["at"])), each["sha256"]
        what = f"{_WHAT.get(each['what'], each['what'])}, {when}, {each['agent']}"
        yield Line(f"Journal, ligne {each['line']}", f"{what}, SHA-256 {digest}" if digest else what)


def _timeline(said: Mapping[str, Any]) -> Iterator[Entry]:
    for name, words, who in (
        ("requested_at", "Purge demandée", said["requester"]),
        ("approved_at", "Purge approuvée", said["approver"]),
        ("started_at", "Purge commencée", ""),
        ("ended_at", "Purge terminée", ""),
    ):
        if said[name]:
            yield Entry(datetime.fromisoformat(said[name]), words, who)
