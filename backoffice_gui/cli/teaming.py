"""`team …`: who is in the team, who may what, and what is changed about it."""

from __future__ import annotations

from collections.abc import Sequence

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.text import Words
from backoffice_gui.clock import iso
from backoffice_gui.domain.authority import MATRIX, ROWS, Action, Row, TeamRole, may
from backoffice_gui.domain.team import Member, Wanted
from backoffice_gui.errors import Circumstance, UsageError
from backoffice_gui.wiring.team import team

__all__ = [
    "add",
    "add_service",
    "admit",
    "ask",
    "change",
    "disable",
    "enable",
    "listed",
    "matrix",
    "renew",
    "route",
    "services",
    "wanted",
]

_ROLES = {role.value: role for role in TeamRole}
_CELL = 10
_LEFT = 1
"""How a call ends that did what was asked, and not what follows from it."""


def wanted(roles: Sequence[str] | None, services: Sequence[str] | None) -> Wanted:
    """What was asked for: an agent who sees all services where nothing is said; raises `UsageError("role-unknown")`."""
    for name in roles or ():
        if name not in _ROLES:
            raise UsageError("role-unknown", role=name)
    return Wanted(frozenset(_ROLES[name] for name in roles or ["agent"]), tuple(services) if services else None)


def listed(console: Console) -> int:
    """Every member: his roles, his services, and how his key stands."""
    with team(console.settings(), console.clock) as opened:
        found = opened.members()
    for each in found:
        console.result(_members(each), _line(console.words, each))
    if not found:
        console.say(console.words.say("team.nobody"))
    return 0


def _members(each: Member) -> dict[str, object]:
    return {
        "agent": each.agent,
        "roles": sorted(role.value for role in each.roles),
        "services": None if each.services is None else list(each.services),
        "enabled": each.enabled,
        "fingerprint": each.fingerprint,
        "asked_at": each.asked_at.isoformat() if each.asked_at else None,
        "admitted_by": each.admitted_by,
        "admitted_at": each.admitted_at.isoformat() if each.admitted_at else None,
        "ended_at": each.ended_at.isoformat() if each.ended_at else None,
        "name": each.name,
        "connected": each.connected,
        "seen_at": each.seen_at.isoformat() if each.seen_at else None,
    }


def _line(words: Words, each: Member) -> str:
    roles = ", ".join(words.say(f"team.role.{role.value}") for role in TeamRole if role in each.roles)
    served = words.say("team.all" if each.services is None else "team.no_service")
    served = ", ".join(each.services or ()) or served
    named = f"{each.agent} ({each.name})" if each.name else each.agent
    stands = ", ".join(filter(None, (words.say(f"team.key.{_key(each)}"), _seen(words, each))))
    line = f"{named:<24}  {roles}  [{served}]  {stands}"
    return line if not each.asked_at or each.admitted_at else f"{line}\n    {each.fingerprint}"


def _seen(words: Words, each: Member) -> str:
    if each.connected:
        return words.say("team.seen.now")
    return "" if each.seen_at is None else words.say("team.seen.at", at=iso(each.seen_at))


def _key(each: Member) -> str:
    if not each.enabled:
        return "disabled"
    if each.ended_at is not None:
        return "ended"
    if each.opens_no_desk:
        return "collector"
    if each.admitted_at is not None:
        return "admitted"
    return "asked" if each.asked_at is not None else "none"


def matrix(console: Console) -> int:
    """Who may what: a line for each action and whose the thing is; what stands is what the server enforces."""
    words = console.words
    names = [words.say(f"team.role.{role.value}") for role in TeamRole]
    width = max(len(words.say(f"team.action.{action.value}")) for action in Action) + 2
    console.say(" " * (width + _CELL) + "".join(f"{name:<{_CELL + 5}}" for name in names))
    for action in MATRIX:
        for row in ROWS[action]:
            who = {role.value: may(role, action, row) for role in TeamRole}
            cells = "".join(f"{words.say('team.may') if done else '·':<{_CELL + 5}}" for done in who.values())
            whose = "" if row is Row.NONE else words.say(f"team.row.{row.value}")
            said = f"{words.say(f'team.action.{action.value}'):<{width}}{whose:<{_CELL}}{cells}".rstrip()
            console.result({"action": action.value, "row": row.value, **who}, said)
    return 0


def add(console: Console, agent: str, asked: Wanted, *, password: bool) -> int:
    """Add a member; how he sets his password, or brings his certificate, is said."""
    word = (lambda: console.secret("ask.member")) if password else None
    with team(console.settings(), console.clock) as opened:
        opened.add(agent, asked, word)
        found = opened.member(agent)
    console.result(_members(found), console.words.say("team.added", agent=agent))
    console.say(console.words.say("team.added.password" if password else "team.added.login", agent=agent))
    return 0


def change(
    console: Console, agent: str, roles: Sequence[str] | None, services: Sequence[str] | None, *, everywhere: bool
) -> int:
    """Give a member other roles or services; what is not named stays as it is."""
    if not roles and not services and not everywhere:
        raise UsageError("member-roles", member=agent)
    asked = wanted(roles, services)
    with team(console.settings(), console.clock) as opened:
        seen = opened.member(agent).rights
        kept = seen.services if services is None and not everywhere else asked.services
        opened.change(agent, Wanted(asked.roles if roles else seen.roles, kept), seen)
        found = opened.member(agent)
    console.result(_members(found), _line(console.words, found))
    return 0


def admit(console: Console, agent: str, fingerprint: str) -> int:
    """Admit a member whose fingerprint two people have compared; without it, only say what is to be compared."""
    from backoffice_gui.wiring.case_session import case_session

    with case_session(console.settings(), console.clock, console.passphrase, keys_only=True) as session:
        if fingerprint:
            session.admit(agent, fingerprint)
            found = fingerprint
        else:
            found = session.asking(agent)
    members: dict[str, object] = {"agent": agent, "fingerprint": found, "admitted": bool(fingerprint)}
    said = "team.admitted" if fingerprint else "team.compare"
    console.result(members, console.words.say(said, agent=agent, fingerprint=found))
    return 0


def renew(console: Console) -> int:
    """Make the team's key anew for those who are admitted: somebody has left."""
    from backoffice_gui.wiring.case_session import case_session

    with case_session(console.settings(), console.clock, console.passphrase, keys_only=True) as session:
        count = session.renew()
    console.result({"members": count}, console.words.say("team.renewed", count=count))
    return 0


def ask(console: Console) -> int:
    """Ask to be admitted at this workstation, in place of one that is lost; what is to be compared is said."""
    from backoffice_gui.wiring.team_recovering import ask_anew

    found = ask_anew(console.settings(), console.clock, console.passphrase)
    console.result({"fingerprint": found}, console.words.say("team.asked", fingerprint=found))
    return 0


def disable(console: Console, agent: str) -> int:
    """End a member's access, and make the team's key anew where he had it; what could not be done is said, and 1."""
    with team(console.settings(), console.clock) as opened:
        had = opened.member(agent).admitted_at is not None
        opened.disable(agent)
    console.say(console.words.say("team.disabled", agent=agent))
    members: dict[str, object] = {"agent": agent, "enabled": False}
    if not had:
        console.result({**members, "renewed": 0}, console.words.say("team.disabled.keyless", agent=agent))
        return 0
    from backoffice_gui.wiring.case_session import case_session

    try:
        with case_session(console.settings(), console.clock, console.passphrase, keys_only=True) as session:
            count = session.renew()
    except Circumstance as error:
        console.note(console.words.circumstance(error))
        console.result({**members, "renewed": None}, console.words.say("team.disabled.left", agent=agent))
        return _LEFT
    console.result({**members, "renewed": count}, console.words.say("team.renewed", count=count))
    return 0


def enable(console: Console, agent: str, asked: Wanted) -> int:
    """Let a member in again."""
    with team(console.settings(), console.clock) as opened:
        opened.enable(agent, asked)
        found = opened.member(agent)
    console.result(_members(found), console.words.say("team.enabled", agent=agent))
    return 0


def services(console: Console) -> int:
    """Every service, what goes to it, and how many agents are in it."""
    with team(console.settings(), console.clock) as opened:
        found = opened.services()
    for each in found:
        kinds = ", ".join(console.words.code("cases.kind", kind) for kind in each.kinds) or "–"
        members = {"service": each.number, "name": each.name, "kinds": list(each.kinds), "agents": each.agents}
        said = console.words.say("team.service", name=each.name, kinds=kinds, agents=each.agents)
        console.result(members, said)
    if not found:
        console.say(console.words.say("team.no_services"))
    return 0


def add_service(console: Console, name: str) -> int:
    """Add a service."""
    with team(console.settings(), console.clock) as opened:
        number = opened.add_service(name)
    console.result({"service": number, "name": name}, console.words.say("team.service.added", name=name))
    return 0


def route(console: Console, kind: str, name: str) -> int:
    """Say where what comes in of a kind goes from now on."""
    with team(console.settings(), console.clock) as opened:
        opened.route(kind, name)
    said = "team.routed" if name else "team.routed.none"
    console.result(
        {"kind": kind, "service": name}, console.words.say(said, kind=console.words.code("cases.kind", kind), name=name)
    )
    return 0
