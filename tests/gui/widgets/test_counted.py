"""Words at the left, something short at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.counted import COUNT, WORDS, Counted


def test_words_give_way_to_the_count(qtbot: QtBot) -> None:
    """A long name is cut where the count begins; the whole stays for a screen reader."""
    shown = QListWidget()
    qtbot.addWidget(shown)
    delegate = Counted(shown)
    shown.setItemDelegate(delegate)
    for words, count in (("Une vue dont le nom est long, très long", "1 200"), ("Courte", ""), ("", "")):
        item = QListWidgetItem(f"{words}  {count}", shown)
        item.setData(WORDS, words)
        item.setData(COUNT, count)
    shown.resize(160, 120)
    shown.setCurrentRow(0)
    shown.show()
    shown.grab()
    option = QStyleOptionViewItem()
    option.rect = shown.visualItemRect(shown.item(0))
    delegate.initStyleOption(option, shown.indexFromItem(shown.item(0)))
    assert option.text.endswith("…")
    assert shown.item(0).text().endswith("1 200")
