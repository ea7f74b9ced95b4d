"""What the console says of a team's members, in English."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "STO-001/member-refused": (
        "The server does not let this role make or change roles: nothing was changed.",
        "Have the people who run the server run this, then run the command again: {sql}",
    ),
    "USE-001/member-name": (
        "“{member}” can't be the name of a role: small letters, digits, . - _ ; 63 characters at most.",
        "Take the login of the workstation, in small letters.",
    ),
    "USE-001/member-roles": ("A member has at least one role.", "Name it: --role agent, for example."),
    "USE-001/member-collector": (
        "Who collects reads all that came in: {member} would see by it what the other roles hide.",
        "Give collector alone, or to somebody who sees every case: lead, dpo, or an agent of all services.",
    ),
    "USE-001/member-there": (
        "{member} is in the team already.",
        "To change roles or services: backoffice team change {member} --role …",
    ),
    "USE-001/member-changed": (
        "Somebody else has just changed what {member} may do: nothing was changed.",
        "backoffice team list says what it is; then try again.",
    ),
    "USE-001/member-unknown": ("{member} is not in the team.", "backoffice team list says who is."),
    "USE-001/member-oneself": ("Nobody changes his own roles.", "Ask another administrator."),
    "USE-001/member-password": ("This password is too short: {least} characters at least.", ""),
    "USE-001/role-unknown": ("“{role}” is no role.", "The roles: agent, lead, collector, auditor, dpo, admin."),
    "USE-001/service-unknown": ("No service is called “{service}”.", "backoffice team service list names them."),
    "USE-001/service-there": ("A service is called “{service}” already.", ""),
    "USE-001/service-name": ("A service has a name of 1 to 80 characters.", ""),
    "USE-001/service-same": ("This case has that service already.", ""),
    "USE-001/member-not-asking": (
        "{member} does not ask to be admitted.",
        "The workstation asks when it is first unlocked.",
    ),
    "USE-001/member-fingerprint": ("{member} has another key by now: not admitted.", "Compare the fingerprint again."),
    "USE-001/kind-unknown": (
        "“{kind}” is no kind of request.",
        "The kinds: certificate_request, contact_change, unread.",
    ),
}

PHRASES = {
    "help.team.ask": "ask to be admitted at this workstation, in place of a former one that is lost",
    "team.asked": (
        "Asked. Read this fingerprint to somebody in charge, who will admit you: {fingerprint}. "
        "Your former workstation opens nothing any more."
    ),
    "help.team.renew": "make the team's key anew for those who are admitted: somebody has left",
    "team.renewed": (
        "The team's key is made anew (members: {count}); their open desks take it in by themselves. The inbox's keys "
        "are made anew by “backoffice store new-keys”."
    ),
    "help.team.admit": "admit a member to the team's key, once the fingerprint was compared",
    "help.team.fingerprint": ("the fingerprint that the workstation shows (without it: say which is to be compared)"),
    "team.admitted": ("{agent} is admitted: the workstation opens the casebook when it is unlocked next."),
    "team.compare": (
        "{agent} asks to be admitted, with the fingerprint\n"
        "    {fingerprint}\n"
        "Compare it with what the workstation shows, by voice; then: --fingerprint and this "
        "fingerprint."
    ),
    "cases.failed.service-same": "has that service already",
    "help.cases.hand_over": "hand cases over to another service of the team",
    "help.cases.service": "the service",
    "help.team": "the team on its server: members, roles, services",
    "help.team.list": "the members, their roles and their services",
    "help.team.matrix": "who may what, cell by cell",
    "help.team.add": "add a member: a role on the server, roles here, services",
    "help.team.change": "give a member other roles or services; what is not named stays",
    "help.team.disable": "end a member's access, and make the team's key anew for the others",
    "help.team.enable": "let a member in again",
    "help.team.agent": "the login role on the server",
    "help.team.role": "agent (by default), lead, collector, auditor, dpo, admin; several times for several",
    "help.team.everywhere": "the requests of all services are seen from now on",
    "help.team.roles.changed": "the roles from now on, and no others; without it, they stay",
    "help.team.services.changed": "the services from now on, and no others; without it, they stay",
    "help.team.services": "a service whose requests are seen; several times for several; without it, all are",
    "help.team.password": "ask for a password (12 characters at least); without it the role has none",
    "help.team.service": "the services, and what goes to them",
    "help.team.service.list": "the services",
    "help.team.service.add": "add a service",
    "help.team.service.route": "send a kind of request to a service (without a name: to none)",
    "help.team.service.name": "its name",
    "help.team.service.kind": "certificate_request, contact_change, unread",
    "help.team.service.to": "the service",
    "ask.member": "Password of the new role: ",
    "team.nobody": "Nobody yet: backoffice team add LOGIN --role …",
    "team.no_services": "No service: everybody sees all requests.",
    "team.all": "all services",
    "team.no_service": "no service",
    "team.added": "{agent} is in the team.",
    "team.added.password": "The password is kept as SCRAM; {agent} can change it: \\password in psql.",
    "team.added.login": (
        "The role has no password. Let it log in by certificate (clientcert, name "
        "{agent}), or let somebody who may give it one: \\password {agent} in psql (docs/team.md)."
    ),
    "team.disabled": "{agent} can't log in any more, and the copy of the team's key sealed to it is deleted.",
    "team.disabled.keyless": "{agent} did not have the team's key: it stays as it is.",
    "team.disabled.left": (
        "The team's key was not made anew, and {agent} may have kept it: run “backoffice team renew”, at the "
        "workstation of an administrator who is admitted."
    ),
    "team.enabled": "{agent} can log in again, and will ask to be admitted when unlocking next.",
    "team.service": "{name} — takes: {kinds} — agents: {agents}",
    "team.service.added": "The service “{name}” is added.",
    "team.routed": "What comes in as “{kind}” will go to “{name}”.",
    "team.routed.none": "What comes in as “{kind}” will go to no service: those who see all see it.",
    "team.key.none": "has not unlocked yet",
    "team.key.collector": "collects only, opens no desk",
    "team.seen.now": "connected",
    "team.seen.at": "seen {at}",
    "team.key.asked": "asks to be admitted",
    "team.key.admitted": "admitted",
    "team.key.ended": "access ended",
    "team.key.disabled": "can't log in",
    "team.may": "yes",
    "team.row.own": "own",
    "team.row.other": "others",
    "team.role.agent": "agent",
    "team.role.lead": "lead",
    "team.role.collector": "collector",
    "team.role.auditor": "auditor",
    "team.role.dpo": "DPO",
    "team.role.admin": "admin",
    "team.action.list": "list, search",
    "team.action.open": "open",
    "team.action.take": "take, give back, wait",
    "team.action.assign": "assign",
    "team.action.answer": "answer",
    "team.action.close": "close, reopen",
    "team.action.note": "write a note",
    "team.action.undo": "undo",
    "team.action.link": "join persons",
    "team.action.hand_over": "hand over to another service",
    "team.action.export": "export",
    "team.action.hold": "keep longer",
    "team.action.open_submission": "read a submission and its parts",
    "team.action.keep_view": "keep views",
    "team.action.share_view": "share a view",
    "team.action.enter": "enter a letter",
    "team.action.take_in": "make cases of what comes in",
    "team.action.request_purge": "ask for a purge",
    "team.action.approve_purge": "approve a purge",
    "team.action.run_purge": "carry out a purge",
    "team.action.read_journal": "read the journal",
    "team.action.export_journal": "export the journal",
    "team.action.note_journal": "write to the journal, in one's own name",
    "team.action.purge_journal": "purge its oldest lines",
    "team.action.rewrite_journal": "change a line of the journal",
    "team.action.read_inbox": "read the inbox's facts",
    "team.action.collect": "collect",
    "team.action.fill_facts": "fill in facts",
    "team.action.remove_attempts": "remove older attempts",
    "team.action.close_incident": "close an incident",
    "team.action.notify_incident": "note a notification",
    "team.action.ask_admission": "ask to be admitted",
    "team.action.admit": "admit an agent",
    "team.action.recover": "admit one's workstation by the recovery key",
    "team.action.end_access": "end an access",
    "team.action.change_roles": "change roles and services",
    "team.action.renew_keys": "renew keys",
    "team.action.migrate": "change the schema (owner)",
}
