"""The casebook's triggers: its chain only grows."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook.store import Casebook


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE audit SET event = '{}'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit (n, event, hash) VALUES (1, '{}', x'00')",
    ],
)
def test_the_chain_only_grows(words: str, casebook: Casebook) -> None:
    """No edit, no deletion, no replacement, whoever asks."""
    with pytest.raises(Defect), casebook.transaction() as tx:
        tx.execute(text(words))
