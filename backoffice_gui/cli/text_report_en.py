"""What the console says in English of the report for the DPO."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "USE-001/period-which": (
        "Say which period.",
        "Give --month 2026-11, or --first and --last (2026-11-03).",
    ),
    "USE-001/period-month": ("That is no month.", "Write it like 2026-11."),
    "USE-001/period-day": ("That is no day.", "Write it like 2026-11-03."),
    "USE-001/period": (
        "That period will not do.",
        "The first day comes before the last, {most} days at most.",
    ),
    "USE-001/period-future": ("That period has not begun.", "Choose another one."),
    "USE-001/period-running": (
        "That period has not ended: a report would be provisional only.",
        "Wait for its end, or add --provisional: the report will say so.",
    ),
    "USE-001/incident-unknown": ("There is no incident no. {number}.", 'See "backoffice incident list".'),
    "USE-001/notified-time": (
        "This moment does not fit: it is before the incident was opened, or yet to come.",
        "Give the moment of the notification to the CNIL, like 2026-11-24 09:30 (time in Paris).",
    ),
    "USE-001/reference-needed": (
        "The reference that the CNIL gave is missing.",
        "Add --reference, as the CNIL gave it.",
    ),
    "USE-001/reference-odd": ("This reference does not fit.", "One line, {most} characters at most."),
    "USE-001/capacity": ("This capacity is not known.", "dpo, controller or mandated."),
    "USE-001/moment": ("This is no moment.", "Write it like 2026-11-24 09:30 (time in Paris)."),
}

PHRASES = {
    "help.report": "Conformity report for the DPO: lives of submissions on the site, proven destruction, incidents.",
    "help.month": "The month, like 2026-11 (Paris time).",
    "help.first": "First day of another period, like 2026-11-03.",
    "help.last": "Last day of that period.",
    "help.provisional": "Accept a period that has not ended; the report says “provisional”.",
    "help.report.to": "Write the report (PDF/A and CSV) into this folder.",
    "report.provisional": "Provisional: the period has not ended.",
    "report.written": "{file}  sha256 {sha256}",
    "help.incident.notified": "Record that an incident was notified to the CNIL (GDPR, art. 33); audited.",
    "help.notified.reference": "The reference that the CNIL gave.",
    "help.notified.at": 'Moment of the notification, like "2026-11-24 09:30" (time in Paris); else now.',
    "help.notified.as": "In the capacity of: dpo, controller or mandated.",
    "incident.notified": "The notification of incident no. {number} is recorded.",
}
