"""What the console says of a team's store, in English."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

_KEPT = "What is stored on the server stays there; what is not acknowledged is still on the site."

CIRCUMSTANCES = {
    "STO-015": (
        "The server of the team's store does not answer, or the connection to it went ({reason}).",
        _KEPT,
        "Collecting tries again by itself. If it lasts, tell the people who run the PostgreSQL server.",
    ),
}

REASONS = {
    "STO-015/connect": (
        "No connection to the server of the team's store: address, network, certificate, role or database.",
        "Check [store] server, the server's certificate (sslrootcert) and the file of passwords (passfile).",
    ),
    "STO-015/starting": (
        "The server of the team's store is starting or stopping.",
        "Wait a moment: collecting goes on by itself.",
    ),
    "STO-001/server-too-old": (
        "The server is PostgreSQL {found}: 15 or newer is needed.",
        "Ask the people who run it to upgrade it.",
    ),
    "STO-001/unsafe-server": (
        "The server could lose what it says it has committed: {setting} is {found} there.",
        "Set fsync and full_page_writes to on, synchronous_commit to on or remote_apply, server_encoding to UTF8.",
    ),
    "STO-001/server-standby": (
        "This server is a standby: it only follows, and nothing can be stored there.",
        "Put the address of the one that leads into [store] server, or have this one promoted where that one is gone.",
    ),
    "STO-001/collation": (
        "The database sorts text by a language ({found}): that order changes from one system version to the next.",
        "Have it made with: createdb --template=template0 --encoding=UTF8 --locale=C NAME",
    ),
    "STO-001/schema-older": (
        "The schema of the team's store ({found}) is older than this program's ({known}).",
        "Once its server has backed it up, run “backoffice store migrate” with the owner's role.",
    ),
    "STO-001/not-permitted": (
        "The server refuses this to the program's role.",
        "Check the role in [store] server; “store init” and “store migrate” want the owner's.",
    ),
    "STO-001/roles": (
        "This program's group roles are missing on the server, and this role may not create them.",
        "Have the people who run the server run this, once: {sql}",
    ),
    "STO-002/database": (
        "The database named in [store] server is not on the server.",
        "Have it made with: createdb --template=template0 --encoding=UTF8 --locale=C NAME",
    ),
    "STO-006/tables": (
        "The server's database does not have this program's tables yet.",
        "Run “backoffice store init” with the same configuration.",
    ),
    "STO-010/contended": (
        "Another program was changing the same thing at the same moment: nothing was changed here.",
        "Try again.",
    ),
    "USE-001/store-address": (
        "This is not the address of a team's store ({what}).",
        "It has the form postgresql+psycopg://ROLE@SERVER/DATABASE?sslrootcert=FILE.",
    ),
    "USE-001/store-address-password": (
        "A password stands in the store's address: it was not used.",
        "Take it out, and change it: it may have been read. Its place is the passfile (mode 600), or a certificate.",
    ),
    "USE-001/store-address-insecure": (
        "Over a network the server must prove who it is: sslmode=verify-full, and nothing less.",
        "Take sslmode out of the address and name the server's authority: sslrootcert=FILE.",
    ),
    "USE-001/no-server": (
        "No team's store is configured.",
        "Name it: [store] server, or --store ADDRESS.",
    ),
    "USE-001/team-no-copy": (
        "A team's store is backed up and put back by its server, not by this program.",
        "See docs/team.md: pg_basebackup, and archiving of its logs.",
    ),
    "STO-012/away": (
        "This store was moved: it lives at {to} now.",
        "Here it can still be read (status, list, verify, extract); to work, put that address into [store].",
    ),
    "STO-011/moved": (
        "What was copied does not hold ({what}, {where}): the store was not moved, and stays where it was.",
        "Run “backoffice verify”: where the store itself has this fault, mend it first; else, start again.",
    ),
    "STO-006/arriving": (
        "A move to this place was cut: what lies there is no store yet.",
        "Run the same “backoffice store move” again: it goes on, or begins anew.",
    ),
    "USE-001/move-to-server": (
        "A store of this machine is moved to a team's store: --to postgresql+psycopg://ROLE@SERVER/DATABASE.",
        "From one folder to another it is “backoffice backup”, then “backoffice restore”.",
    ),
    "USE-001/move-to-folder": (
        "A team's store is moved into a new folder of this machine: --to FOLDER.",
        "From one server to another is PostgreSQL's own business (docs/operations.md).",
    ),
    "USE-001/move-cancelled": ("The move was stopped: all is as it was.", ""),
    "STO-007/not-admitted": (
        "This workstation has asked to be admitted to the team: nobody has done so yet. Fingerprint: {fingerprint}.",
        "Read this fingerprint to somebody in charge, who admits it (backoffice team admit), then try again.",
    ),
    "STO-007/key-elsewhere": (
        "You were admitted with another workstation's key ({fingerprint}): it is not here.",
        "Work at that workstation, or have somebody in charge end that access, then try again here.",
    ),
    "STO-007/team-key": (
        "The team's key that this workstation was given does not open the store, or was damaged.",
        "Ask somebody in charge to end your access and to admit you again.",
    ),
    "STO-001/may-not-collect": (
        "This workstation's role does not collect: others do for the team.",
        "To collect here, log in with a role of the group backoffice_collector (docs/team.md).",
    ),
    "STO-001/clock": (
        "The server's clock and this machine's are more than a day apart: the server's journal refuses the line.",
        "Set both right (NTP; “SELECT now()” tells the server's), then try again.",
    ),
    "STO-001/led": (
        "A collector of an earlier version is at work ({holder} on {host}, role {login}): nothing was migrated.",
        "Stop it, and those that would take over from it; migrate; then start those of this version.",
    ),
    "STO-001/pooled": (
        "A connection pooler lends the server's sessions out (PgBouncer, transaction mode): nobody leads through it.",
        "Give whoever collects the server's own address, or a pooler in session mode; desks may go through this one.",
    ),
    "STO-001/other-login": (
        "The server did not get the name of your login: a connection pooler put “{found}” in its place.",
        "Everybody has to log in under his own name: have the pooler changed, or use the server's own address.",
    ),
    "STO-010/locked-by": (
        "A connection of “{login}” has kept the others from saving for more than 5 s.",
        "Try again; if it lasts, ask them to close what they have open, or have that connection ended.",
    ),
    "STO-010/locked-standby": (
        "A commit waits for the standby, which does not answer: nothing else is stored until then.",
        "Tell whoever runs the PostgreSQL server; all goes on by itself once the standby follows.",
    ),
    "STO-001/owner": (
        "This program logged in with the login “{login}”, which owns the tables: no rule would bind it.",
        "Put the login of whoever works here into [store] server: “backoffice team add” makes one (docs/team.md).",
    ),
    "USE-001/may-not-take-in": (
        "Only who sees every service of the team takes in what comes.",
        "It happens by itself as soon as such a desk is open.",
    ),
    "USE-001/team-no-rekey": (
        "A team's key is not that of a file: it changes when an agent's access ends.",
        "See docs/team.md. The inbox's keys change as elsewhere: “backoffice store new-keys”.",
    ),
    "USE-001/team-no-epoch": (
        "A team's store has no purge epoch: its old backups open with the key of each workstation.",
        (
            "“backoffice store new-keys”, then “backoffice team renew” change what can be changed from here; the rest "
            "ends with the server's backups (docs/team.md)."
        ),
    ),
    "USE-001/team-no-recover": (
        "A team's recovery key is not used in the window.",
        (
            "Ask to be admitted first. Where nobody is left: “backoffice store recover”, with the login of a lead or "
            "an administrator."
        ),
    ),
    "USE-001/team-no-casebook": (
        "A team's casebook is on its server: it is not made anew from here.",
        (
            "Lost, it comes back from a backup of the server (docs/operations.md). Where nobody is admitted any more: "
            "“backoffice store recover”, without --new-casebook."
        ),
    ),
    "USE-001/may-not-recover": (
        "The login {member} is neither a lead's nor an administrator's: the recovery key does not admit its machine.",
        "Put the login of a lead or an administrator into [store] server, then try again.",
    ),
    "USE-001/recovery-wordless": (
        "It is the right recovery key, but the server can't know it again: the store is older, or was moved.",
        (
            "Try again with the login that owns the tables, admit an administrator, and have him make another key: "
            "“backoffice store recovery-key --to FILE”."
        ),
    ),
    "USE-001/member-last": (
        "{member} is the only member still admitted: without him nobody would have the team's key.",
        "Admit somebody else first; where his workstation is lost, “backoffice store recover” at another one.",
    ),
    "STO-007/recovery-unvouched": (
        "Nobody who has the team's key has vouched for the recovery key: nothing was made anew.",
        "Make another recovery key, “backoffice store recovery-key --to FILE”, then try again.",
    ),
    "STO-015/refused": (
        (
            "The server of the team's store answers, and refuses this login: access ended, password changed, "
            "certificate, or a line of pg_hba.conf."
        ),
        "Ask an administrator of the team whether this login's access has ended; else check the passfile.",
    ),
}

PHRASES = {
    "help.move": "move the store to a team's server, or from a team's server into a new folder",
    "help.move.to": "where: postgresql+psycopg://ROLE@SERVER/DATABASE, or a folder without a store",
    "move.copied": "… {rows} rows copied",
    "move.cases": "… {rows} rows of the casebook copied",
    "move.verified": "… {rows} rows read again",
    "move.proven": "… {rows} copies and receipts verified",
    "move.stopped": "Stopped: all is as it was.",
    "move.done": "The store lives at {where} now, under the name {store_id} ({rows} rows, read again one by one).",
    "move.checked": "Verified where it arrived: {checked}.",
    "move.of.chunks": "sealed pieces {number}",
    "move.of.receipts": "receipts {number}",
    "move.of.ledger": "ledger {number}",
    "move.of.inbox_audit": "journal of collecting {number}",
    "move.of.cases": "cases {number}",
    "move.of.casebook_audit": "journal of cases {number}",
    "move.next": "The old one is marked and collects no more. Put the new address into [store] of every machine.",
    "move.recovery": "Make another recovery key there (“backoffice store recovery-key --to FILE”): the one of "
    "before is of use to the owner's login only.",
    "health.server": "Server: PostgreSQL {version}, database {database}, {size} MiB, synchronous_commit {waits}.",
    "health.leader": "Collecting is led there since {since}, by the login {login}.",
    "health.programs": "Connected: version {version}, {connections} connections, {roles} roles.",
    "health.notices": "News of changes: heard at once.",
    "health.polling": "News of changes: don't come through (a connection pooler?); workstations look by themselves.",
    "health.no_standby": "Standby: none.",
    "health.standby": "Standby {name}: {state}, {sync}, {behind} MiB behind.",
    "health.oldest": "Oldest open transaction: {seconds} s.",
    "health.unmonitored": "This role sees no more of others than their names (GRANT pg_monitor would show it more).",
    "health.archived": "Last log archived: {at}.",
    "health.backup": "Last backup noted: {at}.",
    "health.no_backup": "No backup is noted on the server (docs/operations.md).",
    "health.audited": "What is read on the server past this program stands in its log (pgaudit).",
    "health.unaudited": "Nothing notes what is read on the server past this program (pgaudit absent, or idle).",
    "health.no_checksums": "The server's pages have no checksums (initdb --data-checksums).",
    "health.schema": "Schema {name}: {found} (this program: {known}).",
    "health.trouble.standby_missing": "ATTENTION: a standby is waited for, and none follows: nothing can be stored.",
    "health.trouble.standby_unwaited": "ATTENTION: no commit waits for the standby: a failover may lose what came in.",
    "health.trouble.standby_late": "ATTENTION: a standby is late.",
    "health.trouble.old_transaction": "ATTENTION: a transaction has been open for more than an hour.",
    "health.trouble.archiving": "ATTENTION: the last log could not be archived.",
    "health.trouble.archive_off": "ATTENTION: logs are not archived, and no standby is waited for.",
    "health.trouble.server_backup": "ATTENTION: the last backup noted is more than two days old.",
    "health.trouble.schema_older": "ATTENTION: a schema is older than this program (backoffice store migrate).",
    "health.trouble.pooled": "ATTENTION: a connection pooler lends sessions out: nobody leads through it.",
    "health.trouble.lead_held": "ATTENTION: that login does not collect, and keeps everybody from collecting: end its "
    "connection.",
    "cause.standby_missing": "no standby follows",
    "cause.standby_unwaited": "standby not waited for",
    "cause.standby_late": "a standby is late",
    "cause.old_transaction": "a transaction open for more than an hour",
    "cause.archiving": "archiving of logs fails",
    "cause.archive_off": "the server's logs are not archived",
    "cause.server_backup": "the server's backup is too old",
    "cause.schema_older": "a schema to migrate",
    "cause.pooled": "a connection pooler in transaction mode",
    "cause.lead_held": "collecting kept off by a login that does not collect",
    "status.lock_held.lead": "ATTENTION: the login “{login}” kept everybody from collecting, and is no collector's.",
    "status.lock_held.write": "ATTENTION: the login “{login}” kept the others from saving for more than a minute.",
    "status.moved": "This store was moved: it lives at {to} now. Here it can only be read.",
    "help.store.address": "the team's store: postgresql+psycopg://ROLE@SERVER/DATABASE (else the configured one)",
    "help.migrate": "bring the schema of the team's store to this program's version",
    "init.team": "The team's store is ready on {server} (name {store_id}). This machine keeps its key in {folder}.",
    "init.copy_team": "There is no recovery key yet: make one now, “backoffice store recovery-key --to FILE”, and put "
    "it away. Without it, the loss of every workstation that is admitted is for good.",
    "init.server": "What to do now: put this address into [store] server of every machine, each with its own login, "
    "and copy the folder pins there; add an administrator and a lead (“backoffice team add LOGIN --role … "
    "--password”); at their first opening their workstation shows a fingerprint: admit them (“backoffice team admit "
    "LOGIN”). After that the owner's login is for “store migrate” only.",
    "recover.team": "This workstation ({agent}, fingerprint {fingerprint}) is admitted to the team by the recovery key "
    "{recovery}; the journal says so.",
    "recover.team_others": "What to do now. Members still registered with their former workstations: {others}. Each "
    "of them, at the new workstation and with a login of his own, runs “backoffice team ask” and reads you the "
    "fingerprint.",
    "recover.team_admit": "Admit each, the fingerprint once compared: “backoffice team admit LOGIN --fingerprint …”.",
    "recover.team_leave": "Who does not come back: “backoffice team disable LOGIN”, by an administrator. Then "
    "“backoffice team renew”: what lost workstations keep opens nothing here any more.",
    "recover.team_keys": "This recovery key was used: make another one, “backoffice store recovery-key --to FILE”, and "
    "destroy this one. Where workstations may have been stolen, “backoffice store new-keys” too.",
    "migrate.done": "The schema of {server} is at version {version}.",
}
