"""Notes and drafts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.domain.case_detail import Draft, NoteView
from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook import notes
from tests.support.cases import certificate_form, take
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def test_notes_are_never_changed_and_drafts_always_the_last(tmp_path: Path) -> None:
    """The database refuses an edit of a note, and a draft over one that is not what was forgotten."""
    with a_store(tmp_path) as store:
        take(store, certificate_form())
        casebook = store.desk.casebook
        with casebook.transaction() as tx:
            assert notes.add_note(tx, 1, "moi", "Un", MOMENT) == 1
            notes.keep_draft(tx, 1, "moi", Draft("note", "a", MOMENT))
            notes.forget_draft(tx, 1, "moi", Draft("note", "a", MOMENT))
            notes.keep_draft(tx, 1, "moi", Draft("note", "b", MOMENT))
            notes.forget_draft(tx, 1, "moi", Draft("note", "b", MOMENT + timedelta(microseconds=1)))
            notes.forget_draft(tx, 1, "moi", Draft("note", "bc", MOMENT))
        with casebook.reading() as connection:
            assert notes.notes(connection, 1) == (NoteView(1, MOMENT, "moi", "Un"),)
            assert notes.drafts(connection, 1, "moi") == (Draft("note", "b", MOMENT),)
        with pytest.raises(Defect), casebook.transaction() as tx:
            notes.keep_draft(tx, 1, "moi", Draft("note", "c", MOMENT))
        with pytest.raises(Defect), casebook.transaction() as tx:
            tx.execute(text("UPDATE note SET text = 'x'"))
