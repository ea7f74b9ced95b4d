"""The conformity report's phrases in English."""

from __future__ import annotations

__all__ = ["PHRASES"]

PHRASES = {
    "office": "Office français de protection des réfugiés et apatrides · online requests",
    "title": "Conformity report: {period}",
    "subtitle": "How long submissions lived on the public site, and the proof of their destruction. Paris time.",
    "subtitle.provisional": "PROVISIONAL: the period has not ended; figures as of {as_of}.",
    "watermark": "PROVISIONAL",
    "period": "{first} to {last}",
    "page": "Page",
    "of": "of",
    "footer": "{period} · as of {as_of}",
    "verdict.none": "The site received no submission in this period.",
    "verdict.kept": (
        "The promise of 30 minutes was kept: no submission stayed on the site longer, none was lost, none was served "
        "after its destruction."
    ),
    "verdict.broken": "The promise was not kept for all: {causes}.",
    "cause.next": "; ",
    "cause.over": "submissions that stayed longer than 30 minutes: {count}",
    "cause.lost": "submissions lost, or not to be found with us: {count}",
    "cause.served": "copies still served after the acknowledgement: {count}",
    "verdict.unended": " Fate still unknown: {count}.",
    "card.received": "Received by the site",
    "card.median": "Median life",
    "card.p95": "95% in less than",
    "card.p99": "99% in less than",
    "card.longest": "Longest",
    "card.over": "Over 30 min",
    "card.lost": "Never collected",
    "card.proven": "Destruction proven",
    "figure.days": "Longest life, day by day",
    "figure.days.caption": (
        "Bar: the longest life of a copy submitted that day. Stroke: 95% of the copies lived less long. Dashes: the "
        "30 minutes promised."
    ),
    "figure.days.alt": (
        "Bar chart of the longest life on the site, by day, with the line of 30 minutes. Highest bar: {longest}, on "
        "{day}. The table “Day by day” gives every value."
    ),
    "figure.none.alt": "Bar chart without a bar: no life could be measured.",
    "figure.minutes": "Distribution of lives",
    "figure.minutes.caption": (
        "Submissions by minute of life on the site (logarithmic scale); at the right, beyond 30 minutes."
    ),
    "figure.minutes.alt": (
        "Histogram of lives on the site, by minute. Under one minute: {first} of {count}. Beyond 30 minutes: {over}."
    ),
    "limit": "30 min",
    "minutes": "{n} min",
    "section.lives": "Lives on the site",
    "lives.text": (
        "From the submission (submitted_at, signed by the site) to the entry of its destruction (at of the receipt, "
        "or of the expiry in the ledger). Both times are the site's own: this workstation's clock plays no part. The "
        "site must have erased everything 60 seconds after the entry at the latest."
    ),
    "lives.measured": "Lives measured",
    "lives.over": "Over {mark} min",
    "lives.untimed": "Ended, without a readable time of submission (not measured)",
    "lives.unended": "Neither a receipt nor an expiry known so far",
    "section.fates": "What became of the submissions",
    "stage.CLOSED": "Collected, verified; destruction proven by the site's ledger",
    "stage.ACKNOWLEDGED": "Collected, verified; signed receipt, ledger entry not yet read",
    "stage.STORED_EXPIRED": "Stored with us, but expired on the site before the acknowledgement",
    "stage.FOREIGN": "Taken over by another store",
    "stage.QUARANTINED": "In quarantine: stored sealed, never acknowledged",
    "stage.VERIFIED": "Stored and verified, not yet acknowledged",
    "stage.STORED": "Stored, not yet verified",
    "stage.OFFERED": "Offered by the site, not yet stored",
    "stage.DISPUTED": "Disputed: the site contradicts itself",
    "stage.LOST": "Lost: expired on the site without a copy with us (breach of availability)",
    "stage.MISSING": "Missing: acknowledged in our name, not to be found with us",
    "section.proofs": "Receipts, ledger and probes",
    "proof.ours": "Valid receipts in our name (signature verified on arrival)",
    "proof.peers": "Valid receipts in the name of a peer store",
    "proof.strangers": "Valid receipts in the name of an unknown store",
    "proof.proven": "Receipts found again in the ledger, its chain intact",
    "proof.probes": "Probes made (the copy asked for again 90 seconds after the acknowledgement)",
    "proof.gone": "of these, refused by the site, as it must",
    "proof.served": "of these, still served (incident)",
    "proof.waiting": "Probes still to come",
    "proof.unaccounted": "Numbers neither held nor in the ledger",
    "section.incidents": "Incidents and the 72 hours",
    "incidents.text": (
        "GDPR, article 33: a breach is notified to the supervisory authority within 72 hours of becoming aware of it, "
        "unless it is unlikely to result in a risk to persons. Awareness is the time of opening; a person closing it, "
        "with a reason, ends the count."
    ),
    "incidents.none": "No incident was open in this period.",
    "section.coverage": "What hindered collecting",
    "coverage.none": "No hindrance was recorded.",
    "coverage.silences": "Times of more than 10 minutes without a list read from the site: {count}.",
    "coverage.watched": "No time of more than 10 minutes without a list read from the site.",
    "section.days": "Day by day",
    "section.ground": "What these figures rest on",
    "ground.store": "Store (pseudonym)",
    "ground.head": "Audit chain, last line",
    "ground.digest": "SHA-256 of that line",
    "ground.program": "Program",
    "ground.text": (
        "Computed from the facts and receipts kept in the inbox, no submission opened; this report holds no personal "
        "data. The same state of the store gives the same file, octet for octet. “backoffice verify” verifies the "
        "chain up to the digest above. Percentiles by the nearest rank; a submission counts on the day on which the "
        "site received it."
    ),
    "column.what": "What",
    "column.count": "Count",
    "column.share": "Share",
    "column.value": "Value",
    "column.day": "Day",
    "column.received": "Received",
    "column.measured": "Measured",
    "column.median": "Median",
    "column.p95": "95%",
    "column.p99": "99%",
    "column.longest": "Longest",
    "column.over": "> 30 min",
    "column.lost": "Lost",
    "column.number": "No.",
    "column.kind": "Incident",
    "column.breach": "Presumed breach",
    "column.opened": "Known on",
    "column.due": "To notify before",
    "column.closed": "Closed on",
    "column.state": "Time limit",
    "column.since": "From",
    "column.until": "To",
    "column.obstacle": "Hindrance",
    "csv.seconds": "{name} (s)",
    "csv.over": "Over {mark} min",
    "incident.lost": "Submission lost",
    "incident.missing": "Submission not to be found with us",
    "incident.stranger": "Acknowledged by an unknown store",
    "incident.not_destroyed": "Copy on the site not destroyed",
    "incident.ledger_broken": "The site's ledger is broken",
    "incident.epoch_changed": "The site's ledger began anew",
    "incident.disputed": "Contradictory answers of the site",
    "incident.receipt_invalid": "Invalid receipt",
    "incident.page_unreadable": "Unreadable list",
    "incident.offered_after_purge": "A purged submission offered again",
    "incident.canary_failed": "A key that does not open",
    "incident.id_reuse": "Identifier used again",
    "incident.restored": "Store restored from a backup",
    "breach.availability": "Availability",
    "breach.confidentiality": "Confidentiality",
    "breach.none": "None",
    "clock.running": "Running",
    "clock.overdue": "Overdue",
    "clock.in_time": "Closed in time",
    "clock.late": "Closed late",
    "clock.none": "Not applicable",
    "alarm.credential": "Certificate refused",
    "alarm.redirect": "The site redirects",
    "alarm.deadline_blocked": "Deadline in danger",
    "alarm.disk_full": "Disk full",
    "alarm.clock_skew": "Clock off",
    "alarm.locked": "Store locked by another program",
    "alarm.front_unreachable": "Site out of reach",
    "alarm.key_not_proven": "Key not proven",
    "alarm.mirror": "Second copy not available",
    "alarm.backup": "Backup failing",
    "alarm.anchor": "Head of the journal not deposited elsewhere",
    "silence": "No list read",
    "still": "lasts",
}
