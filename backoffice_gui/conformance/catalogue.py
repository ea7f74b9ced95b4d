"""Every check, in the order in which they are made: what takes long comes late, what looks back comes last."""

from __future__ import annotations

from collections.abc import Sequence

from backoffice_gui.conformance import (
    acknowledging,
    batches,
    channel,
    endings,
    everywhere,
    guarding,
    ledgers,
    lists,
    manifests,
    parts,
)
from backoffice_gui.conformance.verdicts import Check
from backoffice_gui.errors import UsageError

__all__ = ["CATALOGUE", "chosen"]

CATALOGUE: tuple[Check, ...] = (
    *channel.CHECKS,
    *guarding.CHECKS,
    *lists.CHECKS,
    *manifests.CHECKS,
    *parts.CHECKS,
    *acknowledging.CHECKS,
    *batches.CHECKS,
    *ledgers.CHECKS,
    *endings.CHECKS,
    *everywhere.CHECKS,
)
"""Ids are stable: reports and the web team's own tests name them."""


def chosen(only: Sequence[str]) -> tuple[Check, ...]:
    """Those with these ids, or of these groups (`list` is `list.…`); all where nothing is named.

    Raises `UsageError` for a name that is neither.
    """
    for name in only:
        if not any(name in (check.id, check.id.partition(".")[0]) for check in CATALOGUE):
            raise UsageError("check", name=name)
    named = set(only)
    return tuple(c for c in CATALOGUE if not named or {c.id, c.id.partition(".")[0]} & named)
