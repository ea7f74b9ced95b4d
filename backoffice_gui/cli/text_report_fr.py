"""What the console says in French of the report for the DPO."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "USE-001/period-which": (
        "Il faut dire quelle période.",
        "Donnez --month 2026-11, ou --first et --last (2026-11-03).",
    ),
    "USE-001/period-month": ("Ce mois n’en est pas un.", "Écrivez-le comme 2026-11."),
    "USE-001/period-day": ("Ce jour n’en est pas un.", "Écrivez-le comme 2026-11-03."),
    "USE-001/period": (
        "Cette période ne convient pas.",
        "Le premier jour vient avant le dernier, {most} jours au plus.",
    ),
    "USE-001/period-future": ("Cette période n’a pas encore commencé.", "Choisissez-en une autre."),
    "USE-001/period-running": (
        "Cette période n’est pas terminée : un rapport ne serait que provisoire.",
        "Attendez sa fin, ou ajoutez --provisional : le rapport le dira.",
    ),
}

PHRASES = {
    "help.report": "Rapport de conformité pour le DPO : vie des dépôts sur le site, destruction prouvée, incidents.",
    "help.month": "Le mois, comme 2026-11 (heure de Paris).",
    "help.first": "Premier jour d’une autre période, comme 2026-11-03.",
    "help.last": "Dernier jour de cette période.",
    "help.provisional": "Accepter une période qui n’est pas terminée ; le rapport porte « provisoire ».",
    "help.report.to": "Écrire le rapport (PDF/A et CSV) dans ce dossier.",
    "report.provisional": "Provisoire : la période n’est pas terminée.",
    "report.written": "{file}  sha256 {sha256}",
}
