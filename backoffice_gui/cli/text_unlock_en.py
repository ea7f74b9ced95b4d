"""What the console says in English of locking and opening: passphrases, and the way back by the recovery code."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

_WORDS = "Choose four or five words that have nothing to do with each other (12 characters at least)."
_CODE = "`backoffice store recover` opens the store with the recovery code."
_LOST = (
    "With a backup: `backoffice restore --casebook --from`. Without one: `backoffice store recover --new-casebook`,"
    " with the recovery key."
)

CIRCUMSTANCES = {
    "KEY-002": (
        "The casebook stays closed ({reason}).",
        "Nothing was shown or changed; collecting goes on.",
        "Forgotten passphrase: " + _CODE,
    ),
}

REASONS = {
    "KEY-002/passphrase-needed": (
        "A passphrase is needed to open the casebook.",
        "Run the command in a terminal, or give the passphrase as the first line of standard input.",
    ),
    "KEY-002/passphrase-wrong": (
        "This is not the right passphrase; to wait before the next try: {seconds} s.",
        "Check capitals and the keyboard's language. Forgotten passphrase: " + _CODE,
    ),
    "KEY-002/wait": (
        "Too many wrong passphrases ({tries}): wait {seconds} s before the next try.",
        "Wait, then try again. Forgotten passphrase: " + _CODE,
    ),
    "KEY-002/passphrase-choose": (
        "The configuration demands a passphrase ([security] passphrase), and none has been set yet.",
        "`backoffice store passphrase` sets one.",
    ),
    "KEY-002/memory": (
        "There is not enough memory to try the passphrase ({mebibytes} MiB).",
        "Close other programs, then try again.",
    ),
    "STO-007/no-half": (
        "The keyring does not keep its half of this store's key; the passphrase alone opens nothing.",
        "Open the session of this desk's agent; otherwise, " + _CODE,
    ),
    "STO-007/wrap-damaged": (
        "The file master.wrap, beside the store, was changed or damaged.",
        "Restore it from a backup; otherwise, " + _CODE,
    ),
    "STO-002/casebook": (
        "The casebook (casebook.db) is missing in {folder}; the inbox is there.",
        _LOST,
    ),
    "STO-006/casebook": (
        "The casebook (casebook.db) in {folder} is empty, or was never completed.",
        _LOST,
    ),
    "STO-007/not-recovered": (
        "This is the right recovery key, but it does not open the casebook: it is damaged, or another store's.",
        _LOST,
    ),
    "STO-007/recover-cut": (
        "A new casebook is being made, or that was cut.",
        "If it is under way, wait; else run `backoffice store recover --new-casebook` again: it ends what was begun.",
    ),
    "USE-001/casebook-opens": (
        "The casebook is there and opens: it is not replaced.",
        "Without --new-casebook the recovery key opens it and keeps its key on this machine.",
    ),
    "USE-001/recovery-opens-nothing": (
        "This recovery key opens none of this store's run keys.",
        "Nothing has changed. Look for the newest recovery key, or a backup.",
    ),
    "STO-007/locked": ("The casebook was closed during the operation.", "Open it, then try again."),
    "USE-001/passphrase-short": ("A passphrase has 12 characters at least.", _WORDS),
    "USE-001/passphrase-simple": (
        "This passphrase would be guessed too soon (repetitions, rows of the keyboard, common words).",
        _WORDS,
    ),
    "USE-001/passphrase-long": ("A passphrase has 1,024 characters at most.", _WORDS),
    "USE-001/passphrase-differs": ("The new passphrase was typed in two ways.", "Try again."),
    "USE-001/passphrase-required": (
        "The configuration demands a passphrase ([security] passphrase): it can't be removed.",
        "Change it without --remove.",
    ),
    "USE-001/passphrase-key-file": (
        "This store's key lies in a file (key_file): a passphrase adds nothing to it.",
        "The file itself is the key: keep it as such.",
    ),
    "USE-001/recovery-none": (
        "This store was made without a recovery key.",
        "The copy of the key file that the administrator keeps is the only other way.",
    ),
    "USE-001/code-differs": (
        "The code that was typed is not the recovery code that was expected.",
        "Check it group by group; spaces and dashes don't count.",
    ),
}

PHRASES = {
    "help.passphrase": "Sets, changes or removes the passphrase that opens the store together with the keyring.",
    "help.passphrase.remove": "Removes it: the keyring alone will open the store.",
    "help.recover": "Opens the store with the recovery key: keyring lost, passphrase forgotten.",
    "help.recover.file": "File of the recovery key; without it the code is asked for.",
    "help.recover.passphrase": "Sets a new passphrase at the same time.",
    "help.recover.casebook": "Makes the casebook anew, where it is gone or damaged and there is no backup: submissions"
    " come back, what agents did does not.",
    "recover.casebook": "A new casebook is made: {kept} copies open again, {cases} cases are in it"
    " ({unread} of them unreadable).",
    "recover.casebook_lost": "What was collected comes back as new cases, under new numbers. Lost: states, notes,"
    " answers, links, cases that were typed in, holds, views, and the journal of the old casebook."
    " What was erased stays erased. An incident says so.",
    "recover.casebook_left": "{left} copies do not open with this recovery key and stay sealed.",
    "recover.casebook_aside": "The old casebook is kept in {aside}. Once it is of no use: `backoffice store rekey`,"
    " then destroy that folder.",
    "recover.casebook_phrase": "The new passphrase is set.",
    "recover.casebook_next": "The recovery key stays valid; if it may have been seen: `backoffice store recovery-key"
    " --to`. Run `backoffice verify`, then make a backup.",
    "ask.passphrase": "Passphrase: ",
    "ask.new": "New passphrase: ",
    "ask.again": "The same once more: ",
    "ask.code": "Recovery code (14 groups): ",
    "passphrase.set": "The passphrase is set: it will be asked for, with the keyring, at each opening.\n"
    "It is written down nowhere; the recovery code is the only way if it is forgotten.",
    "passphrase.removed": "The passphrase is removed: the keyring alone opens the store.",
    "recover.done": "The store is open again and the key is in the keyring again.",
    "recover.passphrase": "The store is open again, with a new passphrase.",
    "doctor.passphrase": "Passphrase",
    "doctor.says.wrapped": "yes: keyring and passphrase together open the casebook",
    "doctor.says.unwrapped": "no: the keyring alone opens it; `backoffice store passphrase` adds one",
    "doctor.says.passphrase_missing": "demanded by the configuration, absent: run `backoffice store passphrase`",
    "doctor.says.passphrase_wait": "yes; after {tries} wrong passphrases, wait {seconds} s",
    "doctor.says.passphrase_file": "not concerned: a key file opens the store",
    "doctor.says.casebook_locked": "closed by the passphrase; not opened by this check",
    "status.wrapped": "The casebook opens with the keyring and a passphrase; collecting does not need it.",
    "status.passphrase_missing": "Passphrase demanded and absent: run `backoffice store passphrase`.",
}
