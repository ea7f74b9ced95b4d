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
}
