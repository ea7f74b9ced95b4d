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
    "USE-001/incident-unknown": ("Aucun incident n° {number}.", "Voir « backoffice incident list »."),
    "USE-001/notified-time": (
        "Ce moment ne convient pas : il est avant l’ouverture de l’incident, ou à venir.",
        "Donnez le moment de la notification à la CNIL, comme 2026-11-24 09:30 (heure de Paris).",
    ),
    "USE-001/reference-needed": (
        "La référence donnée par la CNIL manque.",
        "Ajoutez --reference, telle que la CNIL l’a donnée.",
    ),
    "USE-001/reference-odd": ("Cette référence ne convient pas.", "Une ligne, {most} caractères au plus."),
    "USE-001/capacity": ("Cette qualité n’est pas connue.", "dpo, controller ou mandated."),
    "USE-001/moment": ("Ce moment n’en est pas un.", "Écrivez-le comme 2026-11-24 09:30 (heure de Paris)."),
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
    "help.incident.notified": "Inscrit qu’un incident a été notifié à la CNIL (RGPD, article 33) ; journalisé.",
    "help.notified.reference": "Référence donnée par la CNIL.",
    "help.notified.at": "Moment de la notification, comme « 2026-11-24 09:30 » (heure de Paris) ; maintenant sinon.",
    "help.notified.as": "En qualité de : dpo, controller (responsable du traitement) ou mandated (personne mandatée).",
    "incident.notified": "Notification de l’incident n° {number} inscrite.",
}
