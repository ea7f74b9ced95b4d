"""What decides: the plan, the stages, the order."""

from __future__ import annotations

from tests.bugbank.planting import Bug

__all__ = ["DECIDING"]

DECIDING = (
    Bug(
        "acknowledged-unproven",
        "an attempt verified before a restart is acknowledged without being read again",
        "collector/machine.py",
        "    if attempt not in known.proven:\n        return Recheck(attempt)\n",
        "    if attempt not in known.proven and not known.ready:\n        return Recheck(attempt)\n",
        ("unit -k the_score", "planner:frozen_worlds -k no_combination"),
    ),
    Bug(
        "not-ready-ignored",
        "acknowledging goes on though the key is not proven",
        "collector/machine.py",
        "return Acknowledge(attempt) if known.ready else Wait()",
        "return Acknowledge(attempt)",
        ("unit -k the_score", "planner:frozen_worlds -k no_combination"),
    ),
    Bug(
        "bad-signature-acknowledged",
        "what is not validly signed is acknowledged once it is verified",
        "collector/machine.py",
        "    if known.valid is False:\n        return _kept_apart(known)\n    verified =",
        "    verified =",
        ("unit -k the_score", "planner:frozen_worlds -k no_combination"),
    ),
    Bug(
        "no-quarantine-for-signatures",
        "what new keys no longer vouch for waits, and nobody is told",
        "collector/machine.py",
        'return Quarantine("signature") if known.facts.quarantined_at is None else Wait()',
        "return Wait()",
        ("unit:collector/test_arrivals.py -k keys_that_change", "planner:frozen_worlds -k comes_to_rest"),
    ),
    Bug(
        "retry-at-ignored",
        "what failed is tried again at once, for ever",
        "collector/machine.py",
        "and now < known.retry_at:",
        "and now < -known.retry_at:",
        ("unit -k the_score", "planner:frozen_worlds -k comes_to_rest"),
    ),
    Bug(
        "quarantine-is-no-stage",
        "a quarantined submission counts as verified",
        "domain/facts.py",
        "    if facts.quarantined:\n        return Stage.QUARANTINED\n",
        "",
        ("unit -k own_facts", "planner:stages -k first_stage"),
    ),
    Bug(
        "set-aside-shown",
        "an attempt whose octets did not hold counts as the copy",
        "domain/facts.py",
        "if a.stored_at is not None and a.set_aside_at is None]\n        verified",
        "if a.stored_at is not None]\n        verified",
        ("unit -k attempt_that_is_shown", "planner:stages -k first_stage"),
    ),
    Bug(
        "foreign-counts-as-ours",
        "a receipt that names another store closes the submission",
        "domain/facts.py",
        "if facts.receipt is not None and not facts.receipt.ours:",
        'if facts.receipt is not None and facts.receipt.store_id == "":',
        ("unit -k own_facts", "planner:stages -k first_stage"),
    ),
    Bug(
        "failing-fill-the-slots",
        "what keeps failing takes every slot",
        "collector/schedule.py",
        "            if room_for_failing <= 0:\n                continue\n",
        "",
        ("unit -k slots_are_filled", "planner:slots -k waits_behind"),
    ),
    Bug(
        "latest-first",
        "the latest expiry goes first",
        "collector/schedule.py",
        "min(candidate.tries, _MANY_TRIES), candidate.deadline, candidate.row",
        "min(candidate.tries, _MANY_TRIES), -candidate.deadline, candidate.row",
        ("unit -k goes_before_what", "planner:slots -k never_seen_before"),
    ),
    Bug(
        "jump-unnoticed",
        "after a suspend, deadlines of before are believed",
        "collector/driver.py",
        "if now - self._last_turn > _LONGEST_WAIT + _JUMP:",
        "if now < self._last_turn:",
        ("unit -k after_a_suspend", "network:ledger_believed -k half_open"),
    ),
)
