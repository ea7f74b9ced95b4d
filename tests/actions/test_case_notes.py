"""Notes, drafts, read and unread."""

from __future__ import annotations

import pytest

from backoffice_gui.actions.case_notes import (
    MAX_DRAFT,
    MAX_NOTE,
    Written,
    keep_draft,
    mark_read,
    mark_unread,
    write_note,
)
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import Badge, CaseAct, Duty
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import notes
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, draft, note
from tests.support.cases import certificate_form, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()


def test_a_note_stays_and_hinders_nobody(store: Store) -> None:
    """It is an event and an audit line without its words, and no new version: who has the case open goes on."""
    (key,) = take(store, certificate_form())
    keep_draft(store.desk, key.case, "note", "Note de dém", CLOCK)
    assert write_note(store.desk, key.case, " Note de démonstration \ud800", CLOCK) == Written(1)
    assert [(each["text"], each["agent"]) for each in rows(store, note)] == [
        ("Note de démonstration \\ud800", "agent-exemple")
    ]
    assert rows(store, draft) == []
    assert rows(store, case_event)[-1]["name"] == "note"
    assert "démonstration" not in str(lines(store, "note_written"))
    done = treat(store.desk, [key], Asked(CaseAct.TAKE), CLOCK, duties=frozenset({Duty.AGENT}))
    assert done.failed == ()


def test_what_looks_like_a_number_of_social_security_is_warned_of(store: Store) -> None:
    """The note is written all the same."""
    (key,) = take(store, certificate_form())
    assert write_note(store.desk, key.case, "Le 2 85 03 99 999 999 07 figure au dossier", CLOCK).warnings == (
        "nir_like",
    )


@pytest.mark.parametrize(("text", "code"), [(" ", "note-empty"), ("x" * (MAX_NOTE + 1), "note-too-long")])
def test_a_note_has_words_and_an_end(store: Store, text: str, code: str) -> None:
    """Neither nothing, nor a book; nor of a case that is not there."""
    take(store, certificate_form())
    with pytest.raises(UsageError) as caught:
        write_note(store.desk, 1, text, CLOCK)
    assert caught.value.reason == code
    with pytest.raises(UsageError) as caught:
        write_note(store.desk, 2, "x", CLOCK)
    assert caught.value.reason == "not-found"


def test_a_draft_is_kept_until_it_is_empty(store: Store) -> None:
    """By agent and kind; the last words count."""
    (key,) = take(store, certificate_form())
    for text in ("un", "deux"):
        keep_draft(store.desk, key.case, "reason", text, CLOCK)
    with store.desk.casebook.reading() as connection:
        assert [(each.what, each.text) for each in notes.drafts(connection, 1, "agent-exemple")] == [("reason", "deux")]
        assert notes.drafts(connection, 1, "autre-exemple") == ()
    keep_draft(store.desk, key.case, "reason", "", CLOCK)
    assert rows(store, draft) == []
    for case, what, text, code in (
        (1, "poem", "x", "draft-unknown"),
        (1, "note", "x" * (MAX_DRAFT + 1), "draft-too-long"),
        (9, "note", "x", "not-found"),
    ):
        with pytest.raises(UsageError) as caught:
            keep_draft(store.desk, case, what, text, CLOCK)
        assert caught.value.reason == code


def test_a_draft_takes_no_unseen_one_s_place(store: Store) -> None:
    """Of two that hold one another the longer stays; else neither goes; a note that is added leaves what is written elsewhere."""
    (key,) = take(store, certificate_form())

    def kept(what: str = "note") -> str:
        with store.desk.casebook.reading() as connection:
            found = notes.drafts(connection, key.case, "agent-exemple")
        return next((each.text for each in found if each.what == what), "")

    def write(text: str, seen: str) -> None:
        keep_draft(store.desk, key.case, "note", text, CLOCK, seen=seen)

    write("là-bas", "")
    with pytest.raises(UsageError) as caught:
        write("ici", "")
    assert (caught.value.reason, kept()) == ("draft-changed", "là-bas")
    write("là-bas, et plus loin", "")
    write("là-bas", "autre chose")
    write("", "ici")
    assert kept() == "là-bas, et plus loin"
    write_note(store.desk, key.case, "Tout autre chose", CLOCK)
    assert kept() == "là-bas, et plus loin"
    write("autrement", "là-bas, et plus loin")
    assert kept() == "autrement"
    write("", "autrement")
    assert kept() == ""


def test_reading_clears_the_news_and_nothing_else(store: Store) -> None:
    """And can be said not to have been."""
    keys = take(store, certificate_form(), certificate_form())
    with store.desk.casebook.transaction() as tx:
        tx.execute(cases.update().values(badges=int(Badge.NEWS | Badge.FORM_DOUBT)))
    assert mark_read(store.desk, [1, 2, 3]) == 2
    assert mark_read(store.desk, [1]) == 0
    assert [(case["unread"], case["badges"]) for case in rows(store, cases)] == [(False, Badge.FORM_DOUBT)] * 2
    assert mark_unread(store.desk, [2], CLOCK.now()) == 1
    assert [case["unread"] for case in rows(store, cases)] == [False, True]
    assert keys_of(store) == keys
