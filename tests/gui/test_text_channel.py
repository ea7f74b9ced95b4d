"""Each reason for which there is no channel has a sentence of its own in the window."""

from __future__ import annotations

from backoffice_gui.gui.text_channel import CHANNEL
from backoffice_gui.transfer.failures import REASONS

_SERVER_SAID = {"TRF-003:status-401", "TRF-003:status-403"}


def test_every_reason_of_a_handshake_is_told_apart() -> None:
    """No two reasons share title and advice, but the two ways of one refusal."""
    wanted = {f"{kind.code}:{reason}" for kind, given in REASONS.items() for reason in given if reason != "other"}
    assert CHANNEL.keys() == wanted | _SERVER_SAID
    told: dict[tuple[str, str, str, str], set[str]] = {}
    for key, said in CHANNEL.items():
        told.setdefault(said, set()).add(key)
    assert {frozenset(keys) for keys in told.values() if len(keys) > 1} == {
        frozenset({"TRF-003:access-denied", "TRF-003:status-403"})
    }
    assert len({title for title, *_ in CHANNEL.values()}) == len(told)
    assert len({advice for *_, advice in CHANNEL.values()}) == len(told)
