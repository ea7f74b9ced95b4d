"""Packed answers of a server."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backoffice_gui.caseload import team_facts
from backoffice_gui.storage.casebook.store import Casebook


def test_pieces_are_read_one_behind_the_other(team_book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by number, none twice, and an end that is no whole piece."""
    monkeypatch.setattr(team_facts, "_AT_ONCE", 50)
    with team_book.reading() as connection:
        pieces = [[case for case, *_ in piece] for piece in team_facts.every(connection, 120)]
    assert [len(piece) for piece in pieces] == [50, 50, 20]
    assert [case for piece in pieces for case in piece] == list(range(1, 121))


def test_packed_numbers_are_those_of_the_rows(team_book: Casebook) -> None:
    """In their order, and none for none."""
    with team_book.reading() as connection:
        named = list(connection.scalars(text('SELECT "case" FROM cases ORDER BY sort_key, "case"')))
        assert list(team_facts.numbers(connection, team_facts.BY_NAME)) == named
        assert list(team_facts.numbers(connection, "SELECT ''::bytea")) == []
