"""What happened to a case, why it resembles another, what to beware of: the desk's code words as sentences.

A code word nobody has a sentence for is shown as it is: nothing that happened is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.cases import Answer, CaseAct, CaseState, Decision, Source
from backoffice_gui.gui import formats
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_cases import about_text, act_text, answer_text, decision_text, source_text, state_text
from backoffice_gui.gui.text_fields import warning_text
from backoffice_gui.gui.text_parts import why_text
from backoffice_gui.gui.text_words import moment_text

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import Happening

__all__ = [
    "DETAILS", "HAPPENINGS", "PROPOSALS", "REASONS", "REFUSALS", "WARNINGS",
    "caution_text", "happening_name", "happening_text", "proposal_text", "reason_text", "refusal_text",
    "who_text",
]  # fmt: skip

translate = QCoreApplication.translate

HAPPENINGS: dict[str, str] = {
    "intake": QT_TRANSLATE_NOOP("Story", "Enregistrée comme demande"),
    "created": QT_TRANSLATE_NOOP("Story", "Enregistrée comme demande"),
    "received": QT_TRANSLATE_NOOP("Story", "Enregistrée comme demande"),
    "entered": QT_TRANSLATE_NOOP("Story", "Saisie à la main"),
    "read_again": QT_TRANSLATE_NOOP("Story", "Formulaire relu par une version plus récente"),
    "opened": QT_TRANSLATE_NOOP("Story", "Ouverte"),
    "note": QT_TRANSLATE_NOOP("Story", "Note ajoutée"),
    "hand_over": QT_TRANSLATE_NOOP("Story", "Confiée à un autre service"),
    "undo": QT_TRANSLATE_NOOP("Story", "Action annulée"),
    "undone": QT_TRANSLATE_NOOP("Story", "Action annulée"),
    "contact_changed": QT_TRANSLATE_NOOP("Story", "Coordonnées mises à jour"),
    "contact_refused": QT_TRANSLATE_NOOP("Story", "Changement de coordonnées refusé"),
    "certificate_answered": QT_TRANSLATE_NOOP("Story", "Réponse donnée pour un acte"),
    "part_saved": QT_TRANSLATE_NOOP("Story", "Copie d’une pièce enregistrée"),
    "printed": QT_TRANSLATE_NOOP("Story", "Fiche imprimée"),
    "exported": QT_TRANSLATE_NOOP("Story", "Exportée"),
    "receipt_sent": QT_TRANSLATE_NOOP("Story", "Accusé de réception envoyé à la personne"),
    "linked": QT_TRANSLATE_NOOP("Story", "Rattachée à une personne connue"),
    "asked_again": QT_TRANSLATE_NOOP("Story", "La même chose a été demandée de nouveau"),
    "case_linked": QT_TRANSLATE_NOOP("Story", "Dite la même qu’une autre demande"),
    "proposal_dismissed": QT_TRANSLATE_NOOP("Story", "Rapprochement écarté"),
    "piece_refused": QT_TRANSLATE_NOOP("Story", "Une pièce ne peut pas être lue"),
    "piece_shown": QT_TRANSLATE_NOOP("Story", "La pièce a pu être lue depuis"),
    "held": QT_TRANSLATE_NOOP("Story", "Conservation prolongée"),
    "hold_released": QT_TRANSLATE_NOOP("Story", "Fin de la conservation prolongée"),
    "payload_purged": QT_TRANSLATE_NOOP("Story", "Contenu envoyé purgé : formulaire et pièces"),
}
"""What happened; the acts of `CaseAct` and the stages of the transfer have words of their own."""

DETAILS: dict[str, str] = {
    "until": QT_TRANSLATE_NOOP("Story", "jusqu’au {value}"),
    "reason": QT_TRANSLATE_NOOP("Story", "motif : {value}"),
    "agent": QT_TRANSLATE_NOOP("Story", "agent : {value}"),
    "agent_before": QT_TRANSLATE_NOOP("Story", "jusqu’ici : {value}"),
    "to": QT_TRANSLATE_NOOP("Story", "désormais : {value}"),
    "service": QT_TRANSLATE_NOOP("Story", "service : {value}"),
    "field": QT_TRANSLATE_NOOP("Story", "champ : {value}"),
    "certificate": QT_TRANSLATE_NOOP("Story", "acte : {value}"),
    "certificates": QT_TRANSLATE_NOOP("Story", "réponses : {value}"),
    "decisions": QT_TRANSLATE_NOOP("Story", "décisions : {value}"),
    "part": QT_TRANSLATE_NOOP("Story", "pièce {value}"),
    "page": QT_TRANSLATE_NOOP("Story", "page {value}"),
    "number": QT_TRANSLATE_NOOP("Story", "demande {value}"),
    "source": QT_TRANSLATE_NOOP("Story", "par : {value}"),
    "kind": QT_TRANSLATE_NOOP("Story", "proposé comme : {value}"),
    "undone": QT_TRANSLATE_NOOP("Story", "était : {value}"),
    "made": QT_TRANSLATE_NOOP("Story", "fait hors ligne le {value}"),
}
"""What is said of a line; the state it came from stands in the line before."""

_SOURCES = {source.value: source for source in Source}
_PROGRAM = "program"
_FORM = "form"

_SILENT = frozenset({"from", "event", "note", "other", "person"})
"""Numbers of the store, which say nothing to people, and where it came from."""

PROPOSALS: dict[str, str] = {
    "duplicate": QT_TRANSLATE_NOOP("Story", "Doublon possible"),
    "repeat": QT_TRANSLATE_NOOP("Story", "Déjà demandé"),
    "same_person": QT_TRANSLATE_NOOP("Story", "Peut-être la même personne"),
}

REASONS: dict[str, str] = {
    "same_ofpra_number": QT_TRANSLATE_NOOP("Story", "même numéro Ofpra"),
    "other_ofpra_number": QT_TRANSLATE_NOOP("Story", "autre numéro Ofpra"),
    "same_foreigner_number": QT_TRANSLATE_NOOP("Story", "même numéro étranger"),
    "other_foreigner_number": QT_TRANSLATE_NOOP("Story", "autre numéro étranger"),
    "same_names": QT_TRANSLATE_NOOP("Story", "mêmes noms"),
    "names_spelled_differently": QT_TRANSLATE_NOOP("Story", "noms écrits autrement"),
    "other_names": QT_TRANSLATE_NOOP("Story", "autres noms"),
    "same_birth": QT_TRANSLATE_NOOP("Story", "même naissance"),
    "same_birth_administrative": QT_TRANSLATE_NOOP("Story", "même naissance, mais au 1er janvier ou au 31 décembre"),
    "birth_compatible": QT_TRANSLATE_NOOP("Story", "naissances compatibles"),
    "birth_near": QT_TRANSLATE_NOOP("Story", "naissances proches"),
    "birth_swapped": QT_TRANSLATE_NOOP("Story", "jour et mois de naissance inversés"),
    "other_birth": QT_TRANSLATE_NOOP("Story", "autre naissance"),
    "same_birth_place": QT_TRANSLATE_NOOP("Story", "même lieu de naissance"),
    "same_birth_country": QT_TRANSLATE_NOOP("Story", "même pays de naissance"),
    "other_birth_country": QT_TRANSLATE_NOOP("Story", "autre pays de naissance"),
    "same_nationality": QT_TRANSLATE_NOOP("Story", "même nationalité"),
    "other_nationality": QT_TRANSLATE_NOOP("Story", "autre nationalité"),
    "other_sex": QT_TRANSLATE_NOOP("Story", "autre sexe"),
    "same_id": QT_TRANSLATE_NOOP("Story", "même identifiant sur le site"),
    "same_person": QT_TRANSLATE_NOOP("Story", "même personne"),
    "same_wish": QT_TRANSLATE_NOOP("Story", "même demande"),
    "within_30_days": QT_TRANSLATE_NOOP("Story", "à moins de 30 jours"),
    "asked_before": QT_TRANSLATE_NOOP("Story", "il y a plus longtemps"),
}
"""Why two cases or persons resemble each other."""

WARNINGS: dict[str, str] = {
    "in_flight": QT_TRANSLATE_NOOP("Story", "Un courrier est en route vers l’ancienne adresse."),
    "second_change": QT_TRANSLATE_NOOP("Story", "Deuxième changement en 30 jours : vérifiez qui demande."),
    "shared_contact": QT_TRANSLATE_NOOP("Story", "Aussi connu pour une personne sans lien avec celle-ci."),
    "shared": QT_TRANSLATE_NOOP("Story", "Aussi connu pour une personne sans lien avec celle-ci."),
    "domiciliation": QT_TRANSLATE_NOOP(
        "Story", "Adresse de domiciliation : beaucoup de personnes la partagent, ce n’est pas un rapprochement."
    ),
    "before_differs": QT_TRANSLATE_NOOP("Story", "L’ancienne valeur déclarée n’est pas celle connue ici."),
}
"""What to beware of beside a changed contact detail."""

REFUSALS: dict[str, str] = {
    "case-changed": QT_TRANSLATE_NOOP("Story", "modifiée entre-temps"),
    "case-not-possible": QT_TRANSLATE_NOOP("Story", "impossible dans son état"),
    "case-not-yours": QT_TRANSLATE_NOOP("Story", "tenue par un autre agent"),
    "case-unknown": QT_TRANSLATE_NOOP("Story", "introuvable"),
    "service-same": QT_TRANSLATE_NOOP("Story", "déjà confiée à ce service"),
    "not-found": QT_TRANSLATE_NOOP("Story", "introuvable"),
    "agent-needed": QT_TRANSLATE_NOOP("Story", "agent inconnu"),
    "reason-needed": QT_TRANSLATE_NOOP("Story", "il manque un motif"),
    "reason-too-long": QT_TRANSLATE_NOOP("Story", "motif trop long"),
    "answer-missing": QT_TRANSLATE_NOOP("Story", "il manque une réponse"),
    "answer-unknown": QT_TRANSLATE_NOOP("Story", "réponse sans objet"),
    "person-needed": QT_TRANSLATE_NOOP("Story", "rattachée à personne"),
    "undo-too-late": QT_TRANSLATE_NOOP("Story", "trop tard pour annuler"),
    "same-case": QT_TRANSLATE_NOOP("Story", "c’est la même demande"),
    "person-unknown": QT_TRANSLATE_NOOP("Story", "l’autre n’est rattachée à personne"),
    "person-elsewhere": QT_TRANSLATE_NOOP("Story", "un autre service est concerné"),
    "proposal-unknown": QT_TRANSLATE_NOOP("Story", "ce rapprochement n’est plus proposé"),
    "several-cases": QT_TRANSLATE_NOOP("Story", "plusieurs demandes portent ce numéro"),
    "hold-day": QT_TRANSLATE_NOOP("Story", "le jour est passé"),
    "hold-none": QT_TRANSLATE_NOOP("Story", "cette conservation prolongée avait déjà pris fin"),
    "too-old": QT_TRANSLATE_NOOP("Story", "a attendu trop longtemps pour partir seule"),
    "not-permitted": QT_TRANSLATE_NOOP("Story", "le serveur ne vous le permet pas"),
    "defect": QT_TRANSLATE_NOOP("Story", "le programme n’a pas su la faire"),
}
"""Why one case of many was left as it was, in a few words."""


def happening_text(happening: Happening) -> str:
    """One line of the timeline, with its details."""
    details = [_detail(name, value) for name, value in happening.details if name not in _SILENT and value]
    line = " — ".join([happening_name(happening.name), *details])
    return translate("Story", "{line} (annulé)").format(line=line) if happening.undone else line


def happening_name(name: str) -> str:
    """What happened, by its code word."""
    acts = {act.value: act for act in CaseAct}
    if name in acts:
        return act_text(acts[name])
    known = HAPPENINGS.get(name)
    return translate("Story", known) if known is not None else moment_text(name)


def _detail(name: str, value: str) -> str:
    if name == "why":
        return why_text(value)
    if name == "source" and value in _SOURCES:
        value = source_text(_SOURCES[value])
    states = {state.value: state for state in CaseState}
    worded = _WORDED.get(name, one_line)
    shown = state_text(states[value]) if value in states else worded(value)
    known = DETAILS.get(name)
    return translate("Story", known).format(value=shown) if known is not None else f"{name} : {shown}"


def _made(moment: str) -> str:
    try:
        return formats.full_moment(datetime.fromisoformat(moment))
    except ValueError:
        return one_line(moment)


def _answered(value: str) -> str:
    """`1=issued 2=no_match`: each certificate by its number, with its answer."""
    known = {answer.value: answer for answer in Answer}
    each = (word.partition("=") for word in value.split())
    return ", ".join(
        f"{n} {answer_text(known[said])}" if said in known else one_line(f"{n}={said}") for n, _, said in each
    )


def _decided(value: str) -> str:
    """`address=accepted phone=refused`: each contact detail, with what was decided."""
    known = {decision.value: decision for decision in Decision}
    each = (word.partition("=") for word in value.split())
    return ", ".join(
        f"{about_text(field)} {decision_text(known[said])}" if said in known else one_line(f"{field}={said}")
        for field, _, said in each
    )


def who_text(who: str) -> str:
    """Who did it: a login, the program itself, or what the person has sent."""
    if who == _FORM:
        return translate("Story", "le formulaire")
    return translate("Story", "le programme") if who == _PROGRAM else one_line(who)


def proposal_text(kind: str) -> str:
    """What a proposal proposes."""
    known = PROPOSALS.get(kind)
    return translate("Story", known) if known is not None else kind


def reason_text(code: str) -> str:
    """Why two resemble each other; a code may carry its score (`name=97`)."""
    word, _, score = code.partition("=")
    known = REASONS.get(word)
    text = translate("Story", known) if known is not None else word
    return f"{text} ({score} %)" if score else text


def caution_text(code: str) -> str:
    """What to beware of beside a changed detail; doubts about the form have their own words."""
    known = WARNINGS.get(code)
    return translate("Story", known) if known is not None else warning_text(code)


_WORDED: Mapping[str, Callable[[str], str]] = {
    "field": about_text,
    "kind": proposal_text,
    "undone": happening_name,
    "made": _made,
    "certificates": _answered,
    "decisions": _decided,
}


def refusal_text(code: str) -> str:
    """Why one case of many was left as it was."""
    known = REFUSALS.get(code)
    return translate("Story", known) if known is not None else code
