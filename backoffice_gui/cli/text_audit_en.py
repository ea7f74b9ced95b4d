"""What the console says in English of the journal."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "USE-001/chain-unknown": ("There is no such journal.", "Choose one: {chains}."),
    "USE-001/journal-cancelled": ("The verification was stopped.", "Start it again whenever you like."),
    "STO-011/audit-broken": (
        "The journal does not hold at event {event}: nothing of it was purged.",
        "Keep the store as it is and run “backoffice audit verify”; it may be evidence.",
    ),
}

PHRASES = {
    "help.audit": "The journal: who did what, who looked at what; verify it, export it, purge it.",
    "help.audit.list": "The events, the newest first; reading them is written in the journal.",
    "help.audit.who": "Who opened a case, and who did what to it.",
    "help.audit.verify": "Verify both chains, and the heads kept elsewhere; 1 where something does not hold.",
    "help.audit.export": "Write the events to a CSV, ODS or XLSX file, with its manifest and its signature.",
    "help.audit.purge": "Purge what is older than [audit] months, by whole segments.",
    "help.audit.chain": "casebook (what agents do) or inbox (what the collector does).",
    "help.audit.agent": "This agent only.",
    "help.audit.verb": "This action only (docs/audit.md); may be repeated.",
    "help.audit.since": "From this day on (YYYY-MM-DD, in Paris).",
    "help.audit.until": "Up to and including this day.",
    "help.audit.limit": "At most so many events.",
    "help.audit.anchors": "The folder where heads are kept, instead of [audit] anchor.",
    "help.audit.to": "The file to write.",
    "audit.none": "No event.",
    "audit.role.collector": "the collector",
    "audit.role.desk": "an agent",
    "audit.role.administrator": "the administrator",
    "audit.role.program": "the program",
    "audit.chain.casebook": "cases",
    "audit.chain.inbox": "collecting",
    "audit.holds": "Chain of {chain}: it holds, from no. {first} to no. {last} ({at}).",
    "audit.broken": "Chain of {chain}: broken at no. {broken} ({why}). Last event to rely on: no. {last}.",
    "audit.break.gap": "an event is missing, or another stands in its place",
    "audit.break.link": "the event was changed",
    "audit.break.rewritten": "the chain was rewritten: a head noted elsewhere says otherwise",
    "audit.break.cut": "the end was cut off: a head noted elsewhere goes further",
    "audit.break.purge": "the beginning is missing and no purge is written down",
    "audit.break.rolled-back": "the database was set back to an earlier state",
    "audit.break.signature": "a head kept elsewhere is not signed by this store",
    "audit.anchored": "  Heads kept elsewhere: {anchors}, up to no. {anchored_to}; {unanchored} event(s) since.",
    "audit.no_anchors": "  No head of this store in this folder: they were deleted, or never kept.",
    "audit.gaps": "  {count} signed head(s) are missing in this folder, the first at no. {first}.",
    "audit.unreadable": "  {count} line(s) of this file are no heads.",
    "audit.exported": "{rows} event(s) written to {file} (SHA-256 {sha256}).",
    "audit.purged": "{count} event(s) purged; {months} months are kept.",
    "doctor.anchor": "Journal heads",
    "doctor.says.no_anchor": "kept nowhere else ([audit] anchor, syslog)",
    "doctor.says.anchor_absent": "the folder {folder} is not there",
    "doctor.says.anchor_failed": "the last one could not be kept ({detail})",
    "doctor.says.anchored": "kept elsewhere ({folder})",
}
