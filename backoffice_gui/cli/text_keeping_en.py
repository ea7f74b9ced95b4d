"""What the console says in English of backups, of putting them back, and of keys that change."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

_KEPT = "The store itself is not touched; the backups that were made stay."

CIRCUMSTANCES = {
    "STO-014": (
        "The backup can't be made, or can't be relied on ({reason}): {folder}.",
        _KEPT,
        'Put right what is named, then "backoffice backup"; "backoffice doctor" says how the backups stand.',
    ),
}

REASONS = {
    "STO-014/gone": (
        "The folder of the backups, {folder}, is not there.",
        "Connect the disk or mount the share again; the way to it is never made by this program.",
    ),
    "STO-014/unwritable": (
        "The folder of the backups, {folder}, can't be written to.",
        "Let this program's account write there, or name another folder: [backup] folder.",
    ),
    "STO-014/manifest": (
        "What lies in {folder} is no backup that this program can read.",
        "Name the folder of one backup (backup-…), whole; else take the one before.",
    ),
    "STO-014/content": (
        "In the backup {folder}, the file {file} is not what was written there.",
        "It is damaged: take the one before, and check the disk.",
    ),
    "STO-014/forged": (
        "The backup {folder} was not made by this program with this key.",
        "Don't go past this: somebody may have written it; tell whoever answers for security.",
    ),
    "STO-014/not-proven": (
        "The backup was opened, and does not hold ({what}): it does not count as one.",
        'Run "backoffice verify" on the store; if the store holds, check the disk of the backups.',
    ),
    "STO-010/upkeep": ("A backup or a change of keys is under way.", "Wait for its end, then try again."),
    "STO-007/restore-key": (
        "Neither this machine's key nor the recovery key opens this backup.",
        "Give --recovery-key FILE; with a key file (key_file), put back the copy of that time.",
    ),
    "STO-007/rekey-cut": (
        "The casebook's change of key is under way, or was cut.",
        'If it is under way, wait; else run "backoffice store rekey" again: it ends what was begun.',
    ),
    "STO-001/rekey-refused": (
        "The casebook's change of key came to nothing: the disk, or another program, refused.",
        'Check the disk, then run "backoffice store rekey" again: it ends what was begun.',
    ),
    "STO-010/copying": (
        "Another program brings the store up to date, and copies it first.",
        "Wait for its end, then try again: a large store takes some minutes.",
    ),
    "STO-001/not-migrated": (
        "The store is not up to date yet: it is at {found}, this program works with {known}.",
        "What only looks does not bring it up: start the collector, or the window.",
    ),
    "STO-010/in-use": (
        "The casebook is open elsewhere: its key can't change.",
        "Close or lock the window (Ctrl+L) on this machine, then try again. Nothing has changed.",
    ),
    "STO-001/recovery-not-proven": (
        "The new recovery key did not open everything: the old one stays in use.",
        "Try again with the same file; if it lasts, pass this code on.",
    ),
    "CFG-001/key-handed-over": (
        "The key is handed over by the service manager ({name}): only it can change it.",
        "Change it with a key file (key_file) for as long as it takes; see docs/administration.md.",
    ),
    "USE-001/no-backup-folder": (
        "No folder for backups is configured.",
        "Name one: --to FOLDER, or [backup] folder.",
    ),
    "USE-001/backup-none": ("There is no backup in {folder}.", "Name the folder of [backup] folder."),
    "USE-001/backup-several": (
        "Several stores have their backups in {folder}.",
        "Name the folder of the one that you want (backup-…).",
    ),
    "USE-001/epoch-mirror": (
        "The second copy ({folder}) holds {copies} submissions that this store has not; their keys would end.",
        "Make the store anew from it (store rebuild), or name a new folder (store mirror); then run it again.",
    ),
    "USE-001/epoch-mirror-unnamed": (
        "This store has a second copy that the configuration names no more: its keys would end. Nothing has changed.",
        "Put [store] mirror back. If that copy is no more: backoffice store mirror --none; then run it again.",
    ),
    "USE-001/mirror-named": (
        "The configuration names a second copy, in {folder}: nothing is given up.",
        "Take [store] mirror out of the configuration first, if that copy is no more.",
    ),
    "USE-001/restore-begun": (
        "Another backup, made at {at}, is being put back in {folder}.",
        "Run the same command as then again; it will end it.",
    ),
}

PHRASES = {
    "help.backup": "Copies both databases to a folder, and proves the copy by opening it.",
    "help.backup.to": "Folder of the backups (default: [backup] folder).",
    "help.restore": "Puts a backup in the place of a lost store; a store that is there is never touched.",
    "help.restore.from": "One backup, or the folder of the backups (its newest).",
    "help.restore.recovery": "Recovery key, on a new machine or where the key has changed since.",
    "help.restore.casebook": "Only the casebook, beside an inbox that is there.",
    "backup.done": "Backup made and proven: {folder} ({submissions} submissions, {size} MiB).",
    "backup.pruned": "Old backups removed: {pruned}.",
    "restore.done": "The store is back in {folder} as of {made_at}, under a new name ({store_id}).",
    "restore.lost": "What was acknowledged since is not in it: it is lost to us, the site has it no more. An incident"
    ' says so; the next collection will name each from the site\'s ledger ("missing").',
    "restore.casebook": "The casebook is back in {folder} as of {made_at}.",
    "restore.casebook_lost": "What agents did since is lost; what was collected since is there and will be taken in"
    " again once it is opened. An incident says so.",
    "restore.stale": "Beware: this backup is {days} days old, older than the shortest retention."
    " What was erased since is back: erase it again.",
    "restore.key_saved": "The key that was found is kept on this machine.",
    "restore.mirror": "There may be a second copy in {folder}: it goes further. To have all of it back:"
    ' "backoffice store rebuild --from", then "backoffice restore --casebook --from".',
    "help.mirror.none": "There is no second copy any more: keys may change without it.",
    "mirror.given_up": "The second copy is given up: it brings nothing back any more. Destroy its folder.",
    "mirror.none": "This store has no second copy.",
    "help.epoch": "Changes every key after the month's purges: nothing opens what was purged any more.",
    "help.epoch.recovery_key": "New file for another recovery key.",
    "epoch.done": "Every key has changed: {kept} keys made anew and tried; {run_keys} run keys and {private_keys}"
    " private keys destroyed. No key from here opens what was purged any more. Make a backup now, then destroy those"
    " of before.",
    "epoch.left": "{left} submissions, or notes of a lock, of another store or damaged keep the key of before.",
    "epoch.recovery_old": "The recovery key has not changed: with it, the backups of before still open.",
    "epoch.recovery_new": "New recovery key in {file}: lock it away and destroy the old one.",
    "help.rekey": "Changes the casebook's key; nobody may have it open.",
    "help.new_keys": "Changes the inbox's key pair; what is there stays readable.",
    "help.recovery_key": "Makes a new recovery key, tries it, then drops the old one.",
    "help.recovery_key.to": "New file to write it to.",
    "rekey.done": "The casebook has a new key, tried; the old one opens nothing here any more. Backups that were made"
    " before open with the recovery key, or with the copy of the key file of then: keep it until they end."
    " With a key file, keep a copy of the new one too. Make a backup now.",
    "new_keys.done": "New key pair (generation {generation}, {fingerprint}). A collector that runs takes it up within"
    ' the hour; at once with "systemctl reload". Make a backup now.',
    "recovery_key.done": "New recovery key in {file}, tried on everything ({tried} run keys); the old one opens nothing"
    " here any more, but still the backups and the second copy of before. Lock it away, far from this machine. If the"
    ' old one may have been seen: "backoffice store rekey" and "backoffice store new-keys" as well.',
    "cause.certificate_gone": "the client certificate can't be read",
    "cause.list_ahead": "the last list is dated at a time to come: a clock is wrong, or was",
    "cause.nobody": "nobody collects",
    "cause.certificate_week": "the client certificate ends within a week",
    "cause.certificate_day": "the client certificate ends within a day",
    "cause.certificate_ended": "the client certificate has ended",
    "doctor.says.certificate_month": "{subject}, until {until}: less than thirty days, ask for the next one",
    "doctor.says.certificate_week": "{subject}, until {until}: less than a week, the next one is needed",
    "doctor.says.certificate_day": "{subject}, until {until}: less than a day, then nothing is collected any more",
    "doctor.says.certificate_ended": "{subject}, ended at {until}: nothing is collected any more",
    "cause.anchor": "the journal's head could not be put elsewhere",
    "cause.canary_unopened": "no desk has opened what comes in for days: unlock one",
    "cause.lead_silent": "whoever collects shows no sign of life: restart it",
    "cause.intake": "what was collected becomes no case: the log of the desk says why",
    "cause.backup": "backups are missing or fail",
    "cause.credential": "a certificate is refused, ours or the site's",
    "cause.not_reloaded": "the certificates or keys in place can't be used: the collector lives on the former ones",
    "cause.redirect": "the site sends us elsewhere",
    "cause.deadline_blocked": "the site makes us wait for longer than is left",
    "cause.disk_full": "not enough room",
    "cause.clock_skew": "this machine's clock and the site's differ",
    "cause.locked": "the database stays locked",
    "cause.server_clock": "the server's clock and this machine's differ by more than a day",
    "cause.upkeep": "the server could not judge old copies",
    "cause.front_unreachable": "the site does not answer",
    "cause.key_not_proven": "the key could not be proven",
    "cause.not_ready": "the collector acknowledges nothing for now",
    "doctor.backup": "Backups",
    "doctor.says.epoch_due": "{days} days since a purge without a change of keys: backoffice store epoch",
    "doctor.says.no_backup": "none is configured ([backup] folder)",
    "doctor.says.backup": "{folder}: {count}, the last at {newest}",
    "doctor.says.backup_none": "{folder}: none yet",
    "doctor.says.backup_overdue": "{folder}: overdue; the last at {newest}",
    "doctor.says.backup_failed": "{folder}: the last one failed ({detail}); the last good one at {newest}",
    "doctor.says.backup_stale": "{folder}: {stale} older than the shortest retention ({days} days); remove them",
    "doctor.says.backup_same_disk": "{folder} is on the same disk as the store: one failure would take both"
    " ({count}, the last at {newest})",
    "status.backup": "Backups: {count}, the last {age}.",
    "status.backup_trouble": "Backups: {trouble}; {count}, the last {age}.",
    "trouble.overdue": "overdue",
    "trouble.gone": "folder absent",
    "trouble.hung": "folder that does not answer",
}
