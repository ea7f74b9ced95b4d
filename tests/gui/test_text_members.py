"""The words of a team."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Member
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.text_members import (
    MEMBER_FAILURES,
    ROLES,
    grouped,
    key_text,
    named_text,
    role_hint,
    role_text,
    roles_text,
    seen_text,
    services_text,
)
from tests.support.office import NOW

ONE = Member("d.demo", frozenset({TeamRole.LEAD, TeamRole.AGENT}), ("Courrier",), True)


def test_every_role_has_a_word_and_what_it_is_for(qapp: object) -> None:
    """In their order; nobody without one."""
    assert set(ROLES) == set(TeamRole)
    assert roles_text(ONE) == f"{role_text(TeamRole.AGENT)}, {role_text(TeamRole.LEAD)}"
    assert role_hint(TeamRole.AUDITOR).startswith("Lit le journal")
    assert roles_text(replace(ONE, roles=frozenset())) == "—"


def test_how_a_key_stands(qapp: object) -> None:
    """Never unlocked, waiting, admitted, ended."""
    assert "aucun poste" in key_text(ONE)
    asked = replace(ONE, asked_at=NOW)
    assert "attend d’être admis depuis le 23/11/2026 10:00" in key_text(asked)
    admitted = replace(asked, admitted_at=NOW, admitted_by="c.exemple")
    assert "par \u2068c.exemple\u2069" in key_text(admitted)
    assert "retiré" in key_text(replace(admitted, ended_at=NOW))


def test_a_collectors_login_opens_no_desk(qapp: object) -> None:
    """It is not said that it has not yet; one that is somebody's too may still."""
    releve = replace(ONE, roles=frozenset({TeamRole.COLLECTOR}))
    assert key_text(releve) == "relève seulement, n’ouvre aucun poste"
    assert "encore" in key_text(replace(ONE, roles=frozenset({TeamRole.COLLECTOR, TeamRole.LEAD})))
    assert (seen_text(releve), named_text(releve)) == ("", "\u2068d.demo\u2069")
    assert seen_text(replace(releve, seen_at=NOW)) == "vu le 23/11/2026 10:00"
    assert seen_text(replace(releve, seen_at=NOW, connected=True)) == "connecté"
    assert "EXEMPLE" in named_text(replace(releve, name="EXEMPLE"))


def test_services_and_fingerprints_as_they_are_read(qapp: object) -> None:
    """All, some, none; in groups of four."""
    assert services_text(replace(ONE, services=None)) == "tous les services"
    assert "Courrier" in services_text(ONE)
    assert services_text(replace(ONE, services=())) == "—"
    assert grouped("ab:cd:ef:01:23") == "abcd ef01 23"
    assert grouped("sha256-abcdef01") == "abcd ef01"


@pytest.mark.parametrize("code", sorted(MEMBER_FAILURES))
def test_what_is_refused_has_a_sentence(qapp: object, code: str) -> None:
    """By its code word."""
    assert MEMBER_FAILURES[code][0] in in_a_line(Failure("USE-001", code))
