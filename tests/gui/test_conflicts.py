"""What met: before, theirs, mine."""

from __future__ import annotations

from dataclasses import replace

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import Answer, CaseAct, CaseKind, CaseState, Decision
from backoffice_gui.domain.conflicts import Clash, Conflict, Side
from backoffice_gui.gui.conflicts import Difference, as_seen, by_whom, chosen, differences, mine_in_words
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME


def case_of(caseload: MemoryCaseload, kind: CaseKind, about: str) -> int:
    """A new case of this kind."""
    return next(
        n for n, one in caseload.details.items()
        if (one.row.kind, one.row.about, one.row.state) == (kind, about, CaseState.NEW)
    )  # fmt: skip


def test_only_what_differs_is_listed(caseload: MemoryCaseload, qapp: object) -> None:
    """State and holder by the act; what is the same three times is left out."""
    case = case_of(caseload, CaseKind.CERTIFICATE, "birth")
    before = caseload.case(case)
    assert differences(before, before, Asked(CaseAct.ASSIGN, agent=""), ME)[0].mine == "Prise"
    caseload.touch(case)
    now = caseload.case(case)
    state, holder = differences(before, now, Asked(CaseAct.TAKE), ME)
    assert (state.before, state.theirs, state.mine) == ("Nouvelle", "Prise", "Prise")
    assert (holder.before, holder.theirs, holder.mine) == ("—", "\u2068d.demo\u2069", f"\u2068{ME}\u2069")
    assert holder.theirs_too
    assert by_whom(before, now, ME) == ("d.demo",)


def test_answers_and_decisions_are_compared_one_by_one(caseload: MemoryCaseload, qapp: object) -> None:
    """Each with its reason, safe to show; what is mine can be copied."""
    case = case_of(caseload, CaseKind.CERTIFICATE, "birth marriage")
    before = caseload.case(case)
    theirs = replace(before.certificates[0], answer=Answer.NO_MATCH, reason="introuvable\u202e")
    now = replace(before, certificates=(theirs, *before.certificates[1:]))
    asked = Asked(CaseAct.ANSWER, certificates=((1, Answer.ISSUED, ""),), reason="pressé")
    first = next(one for one in differences(before, now, asked, ME) if one.what.startswith("1."))
    assert (first.before, first.mine) == ("—", "Délivré")
    assert first.theirs == "Aucun dossier correspondant (\u2068introuvable⟨U+202E⟩\u2069)"
    assert "1. Acte de naissance\u00a0: Délivré" in mine_in_words(differences(before, now, asked, ME), asked)
    assert "pressé" in mine_in_words((), asked)
    change = caseload.case(case_of(caseload, CaseKind.CONTACT, "phone"))
    refused = Asked(CaseAct.ANSWER, decisions=(("phone", Decision.REFUSED, "illisible"),))
    (line,) = [one for one in differences(change, change, refused, ME) if one.what == "Téléphone"]
    assert line.mine == "Refusé (\u2068illisible\u2069)"


def test_who_alone_changed_a_field_has_it(qapp: object) -> None:
    """A choice is asked for where both did; what follows from the act has none."""
    assert Difference("", "a", "a", "b", "1").usual is Side.MINE
    assert Difference("", "a", "b", "a", "1").usual is Side.THEIRS
    assert Difference("", "a", "b", "c", "1").usual is None
    assert Difference("", "a", "a", "b").usual is None


def test_what_is_theirs_is_asked_for_no_more(caseload: MemoryCaseload, qapp: object) -> None:
    """What is mine goes on; where nothing is, there is nothing to ask; theirs that says nothing is no answer."""
    before = caseload.case(case_of(caseload, CaseKind.CERTIFICATE, "birth marriage"))
    theirs = replace(before.certificates[0], answer=Answer.NO_MATCH, reason="introuvable")
    now = replace(before, certificates=(theirs, *before.certificates[1:]))
    asked = Asked(CaseAct.ANSWER, certificates=((1, Answer.ISSUED, ""), (2, Answer.ISSUED, "")))
    found = differences(before, now, asked, ME)
    assert [one.key for one in found if one.what[0].isdecimal()] == ["certificate:1", ""]
    left = chosen(found, asked, now, {"certificate:1": Side.THEIRS})
    assert left is not None
    assert left.certificates == ((2, Answer.ISSUED, ""),)
    assert chosen(found, asked, now, {"certificate:1": Side.MINE}) == asked
    alone = replace(asked, certificates=asked.certificates[:1])
    assert chosen(differences(before, now, alone, ME), alone, now, {"certificate:1": Side.THEIRS}) is None


def test_a_clash_of_an_absence_has_what_was_there_before_it(caseload: MemoryCaseload, qapp: object) -> None:
    """By what met, and by when it was done: what a colleague did since is his, not what was there."""
    before = caseload.case(case_of(caseload, CaseKind.CERTIFICATE, "birth"))
    caseload.touch(before.row.case)
    touched = caseload.case(before.row.case)
    theirs = replace(touched.certificates[0], answer=Answer.NO_MATCH, reason="introuvable")
    now = replace(touched, certificates=(theirs, *touched.certificates[1:]))
    met = Conflict(
        before.row.case, before.row.version, now.row.version, ("d.demo",),
        (
            Clash("state", "new", "taken", "taken"),
            Clash("agent", "", "d.demo", ME),
            Clash("certificate:1", "", "no_match\nintrouvable", "issued"),
        ),
    )  # fmt: skip
    seen = as_seen(now, met, max(each.at for each in before.timeline))
    assert (seen.row.state, seen.row.agent) == (CaseState.NEW, "")
    assert (seen.certificates[0].answer, seen.certificates[0].reason) == (None, "")
    assert by_whom(seen, now, ME) == ("d.demo",)
    unknown = as_seen(now, None, now.timeline[-1].at)
    assert (unknown.row, unknown.certificates) == (now.row, now.certificates)
