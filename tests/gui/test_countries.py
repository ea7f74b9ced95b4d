"""Countries by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui.countries import country_names


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        ("UA", "Ukraine"),
        ("AF, CI", "Afghanistan, Côte d’Ivoire"),
        ("XK", "Kosovo"),
        ("QQ", "QQ"),
        ("??", "??"),
        ("EU", "EU"),
        ("Afghanistan", "Afghanistan"),
        ("ua", "ua"),
        ("", ""),
    ],
)
def test_a_code_is_read_as_a_name_and_nothing_else_is_touched(qapp: QApplication, codes: str, names: str) -> None:
    """Several are read one by one; what nobody assigned stays as it was typed."""
    assert country_names(codes) == names


def test_english_has_its_own_names(qapp: QApplication) -> None:
    """The names follow the language of the window."""
    QLocale.setDefault(QLocale("en_GB"))
    try:
        assert country_names("DE, CI") == "Germany, Côte d’Ivoire"
    finally:
        QLocale.setDefault(QLocale("fr_FR"))
