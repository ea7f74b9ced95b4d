"""The words of a team: roles, how a member's key stands, a fingerprint as two people read it to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.gui import formats
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.plain import one_line

if TYPE_CHECKING:
    from backoffice_gui.domain.team import Member

__all__ = [
    "MEMBER_FAILURES",
    "ROLES",
    "grouped",
    "key_text",
    "named_text",
    "role_hint",
    "role_text",
    "roles_text",
    "seen_text",
    "services_text",
]

translate = QCoreApplication.translate

ROLES: dict[TeamRole, tuple[str, str]] = {
    TeamRole.AGENT: (
        QT_TRANSLATE_NOOP("Team", "Agent"),
        QT_TRANSLATE_NOOP("Team", "Traite les demandes de ses services."),
    ),
    TeamRole.LEAD: (
        QT_TRANSLATE_NOOP("Team", "Responsable"),
        QT_TRANSLATE_NOOP("Team", "Traite et attribue toutes les demandes, admet les membres."),
    ),
    TeamRole.COLLECTOR: (
        QT_TRANSLATE_NOOP("Team", "Relève"),
        QT_TRANSLATE_NOOP("Team", "Un programme qui relève le site ; il ne lit aucune demande."),
    ),
    TeamRole.AUDITOR: (
        QT_TRANSLATE_NOOP("Team", "Contrôle"),
        QT_TRANSLATE_NOOP("Team", "Lit le journal, et aucune demande."),
    ),
    TeamRole.DPO: (
        QT_TRANSLATE_NOOP("Team", "Protection des données"),
        QT_TRANSLATE_NOOP("Team", "Lit les demandes et le journal, décide des purges."),
    ),
    TeamRole.ADMINISTRATOR: (
        QT_TRANSLATE_NOOP("Team", "Administration"),
        QT_TRANSLATE_NOOP("Team", "Gère les membres, les services et les clés ; ne lit aucune demande."),
    ),
}
"""Role → word, what it is for."""

_KEPT = QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé.")
MEMBER_FAILURES: dict[str, tuple[str, str, str, str]] = {
    "member-fingerprint": (
        QT_TRANSLATE_NOOP("Failures", "L’empreinte n’est plus la même"),
        QT_TRANSLATE_NOOP("Failures", "Ce poste a une autre clé que celle que vous avez comparée."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Actualisez, et comparez la nouvelle empreinte de vive voix."),
    ),
    "member-oneself": (
        QT_TRANSLATE_NOOP("Failures", "Pas pour soi-même"),
        QT_TRANSLATE_NOOP("Failures", "Personne ne s’admet, ne se change ni ne se retire soi-même."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Demandez-le à un autre responsable ou administrateur."),
    ),
    "member-changed": (
        QT_TRANSLATE_NOOP("Failures", "Droits modifiés entre-temps"),
        QT_TRANSLATE_NOOP(
            "Failures", "Quelqu’un d’autre a changé les droits de ce membre depuis que la page les montre."
        ),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Regardez ses droits de maintenant, puis recommencez."),
    ),
    "member-last": (
        QT_TRANSLATE_NOOP("Failures", "Seul membre encore admis"),
        QT_TRANSLATE_NOOP("Failures", "Sans ce membre, plus personne n’aurait la clé de l’équipe."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Admettez d’abord quelqu’un d’autre."),
    ),
    "member-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Membre inconnu"),
        QT_TRANSLATE_NOOP("Failures", "Ce membre n’est plus dans l’équipe."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Actualisez la liste."),
    ),
    "member-roles": (
        QT_TRANSLATE_NOOP("Failures", "Il manque un rôle"),
        QT_TRANSLATE_NOOP("Failures", "Un membre a au moins un rôle."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Choisissez un rôle, ou retirez l’accès."),
    ),
    "member-collector": (
        QT_TRANSLATE_NOOP("Failures", "Ces rôles ne vont pas ensemble"),
        QT_TRANSLATE_NOOP(
            "Failures", "Qui relève lit tout ce qui est arrivé : ce membre verrait ce que ses autres rôles lui cachent."
        ),
        _KEPT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Laissez relever un compte de service, ou qui voit toutes les demandes. Un droit de relever donné "
            "autrefois se retire à la console : backoffice team change {member} --role agent (ses rôles, sans "
            "collector).",
        ),
    ),
    "service-same": (
        QT_TRANSLATE_NOOP("Failures", "Déjà confiée à ce service"),
        QT_TRANSLATE_NOOP("Failures", "La demande est déjà confiée à ce service."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Choisissez-en un autre."),
    ),
    "service-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Service inconnu"),
        QT_TRANSLATE_NOOP("Failures", "Aucun service de l’équipe ne porte ce nom."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Choisissez-en un dans la liste."),
    ),
}
"""The code words of what is refused, as in `text.FAILURES`."""


def role_text(role: TeamRole) -> str:
    """Its word."""
    return translate("Team", ROLES[role][0])


def role_hint(role: TeamRole) -> str:
    """What it is for."""
    return translate("Team", ROLES[role][1])


def roles_text(member: Member) -> str:
    """What somebody is."""
    return ", ".join(role_text(role) for role in TeamRole if role in member.roles) or "—"


def services_text(member: Member) -> str:
    """Where somebody works."""
    if member.services is None:
        return translate("Team", "tous les services")
    return ", ".join(map(one_line, member.services)) or "—"


def key_text(member: Member) -> str:
    """How his key of the team stands."""
    if member.ended_at is not None:
        return translate("Team", "accès retiré le {when}").format(when=formats.full_moment(member.ended_at))
    if member.admitted_at is not None:
        return translate("Team", "admis le {when} par {who}").format(
            when=formats.full_moment(member.admitted_at), who=one_line(member.admitted_by)
        )
    if member.asked_at is not None:
        return translate("Team", "attend d’être admis depuis le {when}").format(
            when=formats.full_moment(member.asked_at)
        )
    if member.opens_no_desk:
        return translate("Team", "relève seulement, n’ouvre aucun poste")
    return translate("Team", "n’a encore ouvert aucun poste")


def seen_text(member: Member) -> str:
    """When he was last at work; nothing where that is not known."""
    if member.connected:
        return translate("Team", "connecté")
    if member.seen_at is None:
        return ""
    return translate("Team", "vu le {when}").format(when=formats.full_moment(member.seen_at))


def named_text(member: Member) -> str:
    """His login, and what the server's people call it."""
    return one_line(f"{member.agent} ({member.name})" if member.name else member.agent)


def grouped(fingerprint: str) -> str:
    """In groups of four, as it is read aloud; how it was made is not read."""
    plain = "".join(fingerprint.split()).removeprefix("sha256-").replace(":", "")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
