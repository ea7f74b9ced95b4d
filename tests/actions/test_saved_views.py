"""Saved views."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.saved_views import delete_view, number_of, save_view, view_id
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseView, Condition, Field, Operator
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.view_json import read_view
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import views
from tests.support.cases import lines
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()
AGENT = frozenset({Duty.AGENT})
LEAD = frozenset({Duty.LEAD})
ASKED = CaseQuery(CaseFilter((Condition(Field.STATE, Operator.IS, ("new", "taken")),), "exemple"))
VIEW = CaseView("", "Mariages", ASKED, (CaseColumn.NUMBER, CaseColumn.DUE), "agent-exemple")


def _kept(store: Store, agent: str = "agent-exemple") -> list[CaseView]:
    with store.desk.casebook.reading() as connection:
        return [
            read_view(view_id(each.view), each.name, each.owner, each.query) for each in views.of(connection, agent)
        ]


def _refused(store: Store, view: CaseView, duties: frozenset[Duty] = AGENT) -> str:
    with pytest.raises(UsageError) as caught:
        save_view(store.desk, view, duties, CLOCK)
    return caught.value.reason


def test_a_view_is_kept_changed_and_forgotten(store: Store) -> None:
    """Under its id; another of the same name is refused."""
    kept = save_view(store.desk, replace(VIEW, name=" Mariages "), AGENT, CLOCK)
    assert kept == replace(VIEW, id="view:1")
    assert _kept(store) == [kept]
    assert _kept(store, "autre-exemple") == []
    assert _refused(store, VIEW) == "view-name-taken"
    other = save_view(store.desk, replace(kept, name="Naissances"), AGENT, CLOCK)
    assert _kept(store) == [other]
    delete_view(store.desk, other, AGENT, CLOCK)
    assert _kept(store) == []
    assert _refused(store, other) == "view-unknown"
    logged = [
        (line.verb, line.object, dict(line.details)["shared"])
        for verb in ("view_saved", "view_deleted")
        for line in lines(store, verb)
    ]
    assert logged == [("view_saved", "view:1", 0), ("view_saved", "view:1", 0), ("view_deleted", "view:1", 0)]


def test_everybodys_views_are_a_leads_to_keep(store: Store) -> None:
    """And nobody keeps another's."""
    shared = replace(VIEW, owner="")
    assert _refused(store, shared) == "view-not-yours"
    kept = save_view(store.desk, shared, LEAD, CLOCK)
    assert _kept(store, "autre-exemple") == [kept]
    assert _refused(store, replace(kept, owner="agent-exemple")) == "view-not-yours"
    with pytest.raises(UsageError):
        delete_view(store.desk, kept, AGENT, CLOCK)
    own = save_view(store.desk, VIEW, AGENT, CLOCK)
    other = Desk(store.desk.casebook, {}, "autre-exemple")
    with pytest.raises(UsageError):
        delete_view(other, own, LEAD, CLOCK)


def test_two_leads_change_a_shared_view_apart_and_neither_writes_over_the_other(store: Store) -> None:
    """One names it, the other asks for something else: both hold. Where both ask for something else, one is told."""
    seen = save_view(store.desk, replace(VIEW, owner="", columns=()), LEAD, CLOCK)
    shown = replace(seen, columns=(CaseColumn.NUMBER,))
    save_view(store.desk, replace(shown, name="Unions"), LEAD, CLOCK, seen=shown)
    asked = replace(ASKED, filter=replace(ASKED.filter, words="autre"))
    both = save_view(store.desk, replace(shown, query=asked), LEAD, CLOCK, seen=shown)
    assert (both.name, both.query) == ("Unions", asked)
    assert _kept(store) == [both]
    with pytest.raises(UsageError, match="view-changed"):
        save_view(store.desk, replace(shown, query=CaseQuery()), LEAD, CLOCK, seen=shown)
    assert save_view(store.desk, replace(shown, query=asked), LEAD, CLOCK, seen=shown) == both, "the same is the same"
    assert _kept(store) == [both]
    with pytest.raises(UsageError, match="view-changed"):
        delete_view(store.desk, shown, LEAD, CLOCK)
    delete_view(store.desk, both, LEAD, CLOCK)
    assert _kept(store) == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\nb"])
def test_a_view_has_a_name_in_one_line(store: Store, name: str) -> None:
    """Of at most 80 characters."""
    assert _refused(store, replace(VIEW, name=name)) == "view-name"


@pytest.mark.parametrize("name", ["to_do", "view:", "view:x", "view:²", "view:1234567890"])
def test_only_saved_views_have_a_number(name: str) -> None:
    """Those that come with the program have none."""
    with pytest.raises(UsageError):
        number_of(name)


def test_a_view_keeps_words_of_any_kind(store: Store) -> None:
    """A lone surrogate, which a clipboard can bring along, is spelled out."""
    odd = replace(VIEW, query=CaseQuery(CaseFilter((), "exemple \udc80")))
    save_view(store.desk, odd, AGENT, CLOCK)
    (kept,) = _kept(store)
    assert kept.query.filter.words.startswith("exemple")
