from __future__ import annotations

from backoffice_gui.cli.text_unlock_fr import CIRCUMSTANCES, REASONS


def test_every_sentence_ends_and_names_the_way_back() -> None:
    """Three sentences a code, two a reason; whoever has forgotten a passphrase is told of the recovery code."""
    for said in (*CIRCUMSTANCES.values(), *REASONS.values()):
        assert all(line.endswith(".") for line in said)
    assert "store recover" in CIRCUMSTANCES["KEY-002"][2]
