"""What must stand in every store once a schedule has come to rest, by what the front end says became of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.simulation.durable import Made
from tests.support.simulation.oracle import Violation
from tests.support.simulation.schedule import Theatre

__all__ = ["at_rest", "reckon"]

_SKEW = 120.0


def at_rest(play: Theatre) -> bool:
    """Nothing is held on the web, and every store knows how everything ended."""
    if len(play.oracle.outcomes) < len(play.oracle.made):
        return False
    return all(machine.running for machine in play.machines) and next(_wrong(play), None) is None


def reckon(play: Theatre, *, waiting: bool = False) -> str:
    """Check it all, and every invariant that holds at rest; raises `Violation`. `waiting`: only say what is wrong."""
    wrong = list(_wrong(play))
    if waiting:
        held = [made.seq for id_, made in play.oracle.made.items() if id_ not in play.oracle.outcomes]
        return "; ".join([f"held {held}", *wrong])
    if wrong:
        raise Violation("; ".join(wrong))
    play.oracle.all_is_somewhere()
    for place in play.places:
        play.oracle.at_rest(place.name)
        _incidents(play, place.name)
    return ""


def _wrong(play: Theatre) -> Iterator[str]:
    """Everything that does not stand as it should, in words."""
    for id_, made in play.oracle.made.items():
        entry = play.oracle.outcomes.get(id_)
        if entry is None:
            yield f"{made.seq} is held still"
            continue
        for name, store in play.oracle.stores.items():
            rows = store.rows("SELECT * FROM submission WHERE id = ? AND digest = ?", made.id, made.digest)
            fault = _of_one(play, name, made, entry, rows[0] if rows else None)
            if fault is not None:
                yield f"{made.seq} in {name}: {fault}"
    for name, store in play.oracle.stores.items():
        for gap in store.rows("SELECT low, high FROM gap"):
            yield f"I11: {name} misses {gap['low']} to {gap['high']}"
        skewed = any(abs(machine.clock.skew) > _SKEW for machine in play.machines if machine.place.name == name)
        lasting = {row["kind"] for row in store.rows("SELECT kind FROM alarm WHERE ended_at IS NULL")}
        of_a_route = (
            set() if play.setup.profile.honest else {"credential", "redirect"}
        )  # until that route answers again
        if lasting - of_a_route - ({"clock_skew"} if skewed else set()):
            yield f"{name}: alarms that outlive their cause: {sorted(lasting)}"


def _of_one(play: Theatre, name: str, made: Made, entry: dict[str, Any], row: Any) -> str | None:
    """What is wrong with one submission in one store."""
    store = play.oracle.stores[name]
    if row is not None and row["disputed_at"] is not None:
        told = store.rows("SELECT 1 FROM incident WHERE kind = 'disputed' AND row = ?", row["row"])
        return None if told and not play.setup.profile.honest else "disputed"
    if entry["outcome"] == "expired":
        return None if row is None and _before(store, entry) else _expired(play, name, made, row)
    ours = entry["store_id"] in store.names
    if row is None:
        return "not known, though it is ours" if ours else None
    if ours:
        return None if row["closed_at"] is not None else f"not closed ({row['stage']})"
    return None if row["receipt_jws"] is not None and not row["receipt_ours"] else f"not foreign ({row['stage']})"


def _before(store: Any, entry: dict[str, Any]) -> bool:
    """Whether it had ended when the store first met the front end, so far as anything of that was durable (protocol §3.7)."""
    return any(entry["pos"] < pin["pos"] for pin in store.rows("SELECT pos FROM ledger_pin WHERE n = 1"))


def _expired(play: Theatre, name: str, made: Made, row: Any) -> str | None:
    """I12: what nobody holds is recorded as lost, and told; what is held is kept."""
    if row is None or row["expired_at"] is None:
        return "its expiry is not known"
    store = play.oracle.stores[name]
    held = [copy for copy in store.copies(made) if not copy.set_aside]
    told = store.rows("SELECT 1 FROM incident WHERE kind = 'lost' AND row = ?", row["row"])
    if not held and not (row["lost_at"] and told):
        return "I12: lost, and nobody is told"
    return "lost, though it is held" if held and row["lost_at"] else None


def _incidents(play: Theatre, name: str) -> None:
    """With an honest front end only what is true is an incident,."""
    if not play.setup.profile.honest:
        return
    store = play.oracle.stores[name]
    allowed = {"lost"} | (set() if play.setup.peers else {"stranger"})
    kinds = {row["kind"] for row in store.rows("SELECT kind FROM incident")}
    if kinds - allowed:
        raise Violation(f"{name}: false incidents {sorted(kinds - allowed)}")
