"""Why the desk stays locked, in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTranslator

from backoffice_gui.cli import text_unlock_fr
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_unlock import UNLOCK, UNLOCK_USAGE
from backoffice_gui.resources import resource

_KEYS = [*(key.partition(":") for key in UNLOCK), *(("USE-001", ":", reason) for reason in UNLOCK_USAGE)]


@pytest.mark.parametrize("key", _KEYS, ids="".join)
def test_each_reason_says_what_is_safe_and_what_to_do(qapp: object, key: tuple[str, str, str]) -> None:
    """The window says it as the console does, with sentences of its own."""
    code, _, reason = key
    said = explain(Failure(code, reason, {"seconds": 30, "mebibytes": 256}))
    assert all((said.title, said.happened, said.safe, said.advice))
    assert "{" not in said.happened
    assert code in text_unlock_fr.CIRCUMSTANCES or f"{code}/{reason}" in text_unlock_fr.REASONS
    assert not reason or said.happened != explain(Failure(code)).happened


def test_what_a_passphrase_lacks_is_said_in_english_too() -> None:
    """Each sentence that `FAILURES` doesn't have."""
    catalogue = QTranslator()
    assert catalogue.load("backoffice_en", str(resource("i18n")))
    for texts in UNLOCK_USAGE.values():
        assert all(catalogue.translate("Failures", text) not in {"", text} for text in texts)
