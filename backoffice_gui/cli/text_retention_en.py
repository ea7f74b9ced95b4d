"""What the console says in English of how long things are kept, and of purges."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

_SEE_DUE = "See `backoffice retention due`."
_SEE_RULES = "See `backoffice retention rules`."
_SEE_LIST = "See `backoffice purge list`."

REASONS = {
    "USE-001/hold-day": ("This is no day to come.", "Give it like this: 2027-11-23."),
    "USE-001/hold-none": ("No hold stands on this case.", "See `backoffice retention holds`."),
    "USE-001/purge-nothing": ("Nothing may be purged today.", _SEE_DUE),
    "USE-001/purge-other": ("The selection is not the one you saw any more.", _SEE_DUE),
    "USE-001/purge-rules": ("This purge goes by shorter durations than those in force here.", _SEE_RULES),
    "USE-001/purge-open": ("Purge {purge} waits already, or is under way.", _SEE_LIST),
    "USE-001/purge-unknown": ("No purge has this number.", _SEE_LIST),
    "USE-001/purge-ended": ("This purge has ended or was withdrawn.", _SEE_LIST),
    "USE-001/purge-started": ("This purge has begun: it has to be finished.", "Use `backoffice purge run`."),
    "USE-001/purge-approved": ("This purge is approved already.", "Use `backoffice purge run`."),
    "USE-001/purge-lapsed": ("This request is more than {hours} hours old.", "Ask for it again."),
    "USE-001/purge-same-person": (
        "A purge is approved by another person than the one who asks for it.",
        "A colleague approves it, under an account of their own.",
    ),
    "USE-001/purge-not-approved": ("Nobody has approved this purge yet.", "Use `backoffice purge approve`."),
    "USE-001/purge-not-done": ("This purge has not ended.", "Use `backoffice purge run`."),
}

PHRASES = {
    "help.retention": "How long what came in is kept: rules, what is due, holds.",
    "help.retention.rules": "The rules: category, duration, start event, legal basis, owner.",
    "help.retention.due": "What is due today, and what stops it (a dry run: nothing is changed).",
    "help.retention.hold": "Keep a case from being purged until a day.",
    "help.retention.release": "End the hold on a case.",
    "help.retention.holds": "The holds that stand.",
    "help.retention.until": "Last day: 2027-11-23.",
    "help.purge": "Purges: asked for by one person, approved by another, for good.",
    "help.purge.n": "Number of the purge.",
    "help.purge.digest": "Digest of the selection, as `retention due` or `purge list` shows it.",
    "help.purge.request": "Ask for the purge of the selection with this digest.",
    "help.purge.list": "The purges and where they stand.",
    "help.purge.approve": "Approve exactly what a colleague asked for; holds for 24 hours.",
    "help.purge.withdraw": "Withdraw a request for a purge.",
    "help.purge.run": "Carry out an approved purge, or go on with one that was stopped.",
    "help.purge.certificate": "Write the certificate of a purge (PDF/A, and JSON beside it).",
    "help.purge.to": "PDF file to write; never written over.",
    "retention.rule": "{category}: {days} days after {start}. Basis: {basis}. Owner: {owner}.",
    "retention.no_owner": "not named ([retention] owner)",
    "retention.site": "The site itself keeps a submission for {minutes} minutes at most: that is another clock.",
    "retention.category.payload": "What was sent",
    "retention.category.case": "Whole case",
    "retention.category.account": "Account data",
    "retention.category.apart": "Submission kept apart",
    "retention.start.case_closed": "the case was closed",
    "retention.start.decision_notified": "the decision was notified (our own evidence of that stays)",
    "retention.start.incident_closed": "the incident was closed",
    "retention.basis.limitation": "storage limitation (GDPR, art. 5(1)(e))",
    "retention.basis.archives": "public archives, after their visa (code du patrimoine, art. L. 212-2)",
    "retention.basis.privacy_notice": "the site’s privacy notice",
    "retention.stop.open_case": "open case",
    "retention.stop.newer_message": "newer message of the person",
    "retention.stop.hold": "on hold",
    "retention.stop.proposal": "match to be decided",
    "retention.stop.open_incident": "open incident",
    "retention.free": "may be purged",
    "retention.submission": "submission {row}",
    "retention.sum": "Due: {due}; may be purged: {free}.",
    "retention.digest": "To ask for it: backoffice purge request --digest {digest}",
    "retention.more": "There is more: the next purge will take it.",
    "retention.held": "{number} is kept until {until}.",
    "retention.released": "{number} is not held any more.",
    "retention.no_hold": "No hold.",
    "purge.none": "No purge.",
    "purge.requested": "Purge {purge} asked for ({items} items). A colleague approves it:\n"
    "backoffice purge approve {purge} --digest {digest}",
    "purge.approved": "Purge {purge} approved. To carry it out, within 24 hours: backoffice purge run {purge}",
    "purge.withdrawn": "Purge {purge} withdrawn.",
    "purge.line": "{purge:>4}  {stage:<12}  {items:>6}  {requester} / {approver}  {digest}",
    "purge.done": "Purge {purge}: purged {done}, kept {left}.",
    "purge.certificate": "{file}. SHA-256 {sha256}",
    "purge.stage.requested": "requested",
    "purge.stage.approved": "approved",
    "purge.stage.under_way": "under way",
    "purge.stage.done": "done",
    "purge.stage.withdrawn": "withdrawn",
    "purge.stage.lapsed": "lapsed",
}
