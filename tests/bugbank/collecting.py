"""What collects: acknowledgements, the ledger, keys, troubles."""

from __future__ import annotations

from tests.bugbank.planting import Bug

__all__ = ["COLLECTING"]

COLLECTING = (
    Bug(
        "own-by-any-name",
        "a receipt that names any store counts as ours",
        "collector/acknowledging.py",
        "ours = store is not None and store in run.ids.all",
        "ours = store is not None",
        ("unit -k second_store", "network:misbehaving -k another_store_took"),
    ),
    Bug(
        "stranger-unsaid",
        "a stranger's receipt is no incident",
        "collector/acknowledging.py",
        "if facts.receipt is not None and not facts.receipt.peer:",
        "if facts.receipt is None:",
        ("unit -k second_store", "network:misbehaving -k another_store_took"),
    ),
    Bug(
        "promise-unchecked",
        "no destroyed copy is ever probed",
        "collector/acknowledging.py",
        "if run.parts.dice.randrange(run.parts.probe_one_in) == 0]",
        "if run.parts.dice.randrange(run.parts.probe_one_in) < 0]",
        ("unit:collector/test_duties.py -k still_served", "network:ledger_believed -k outlives"),
    ),
    Bug(
        "unknown-is-expired",
        "a front end that never heard of it is believed",
        "collector/acknowledging.py",
        '            case "expired" | "acknowledged":\n',
        '            case "expired" | "acknowledged" | "unknown-submission":\n',
        ("unit -k denied", "network:receipts_refused -k an_unknown_submission"),
    ),
    Bug(
        "lost-though-held",
        "what expired on the web is lost, though we hold it",
        "collector/ledger.py",
        "        elif not self._holds(facts):\n            self._lost(tx, facts)\n\n    def _lost",
        "        else:\n            self._lost(tx, facts)\n\n    def _lost",
        ("unit -k after_it_was_stored", "network:ledger_believed -k not_lost_where"),
    ),
    Bug(
        "lost-in-silence",
        "a loss is recorded and told to nobody",
        "collector/ledger.py",
        "        run.incident(tx, IncidentKind.LOST, facts)\n",
        "",
        ("unit -k expired_unseen", "network:misbehaving -k has_expired_is_lost"),
    ),
    Bug(
        "missing-in-silence",
        "a receipt of ours for what we don't hold is passed over",
        "collector/ledger.py",
        "        run.incident(tx, IncidentKind.MISSING, facts)\n",
        "",
        ("unit -k misses_what", "network:ledger_believed -k never_had"),
    ),
    Bug(
        "contradiction-believed",
        "a ledger entry that is not the receipt we hold closes all the same",
        "collector/ledger.py",
        "        if outcomes.receipt_jws(tx, facts.row) == entry.signed.jws:\n            return False\n",
        "        if outcomes.receipt_jws(tx, facts.row) is not None:\n            return False\n",
        ("unit -k contradicts_a_receipt", "network:ledger_believed -k closes_nothing"),
    ),
    Bug(
        "pause-unlimited",
        "a pause of any length is kept to, past every expiry",
        "collector/trouble.py",
        "pause = max(5.0, min(error.pause, left / 4))",
        "pause = max(5.0, error.pause)",
        ("unit -k no_pause", "network:misbehaving -k pause_longer"),
    ),
    Bug(
        "gaps-unnoticed",
        "a number that is nowhere is no incident",
        "collector/completeness.py",
        "if looked_up and self._run.now - gap.since >= GAP_STANDS and not self._was_told(tx, gap):",
        "if self._was_told(tx, gap):",
        ("unit -k nobody_accounts", "network:ledger_believed -k hidden"),
    ),
    Bug(
        "canary-ignored",
        "a canary that does not open stops nothing",
        "collector/run_keys.py",
        "        run.may_acknowledge = not failed\n",
        "        run.may_acknowledge = True\n",
        ("unit -k canary_that_does_not_open", 'keys:wrong_keys -k "all_is_stored and another"'),
    ),
    Bug(
        "key-not-compared",
        "any public key in the inbox is sealed to",
        "collector/run_keys.py",
        "        parts = self._run.parts\n        if self._pins[0] not in",
        "        parts = self._run.parts\n        fingerprint = self._pins[0] or fingerprint\n        if self._pins[0] not in",
        ("unit -k pinned_one", "keys:swapped_keys -k while_it_runs"),
    ),
)
