"""What the console says in English of the machine it runs on: its policy, its service, updates."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "CFG-001/demo-not-apart": (
        "A demonstration must stay apart, and a setting names what is not its own ({key}).",
        "Nothing real was opened: take that setting out, or start the demonstration without it.",
    ),
    "CFG-001/front-real": (
        "In this folder {file} names a real site: a demonstration site would change its address and keys there.",
        "Nothing has changed: name another folder (--dir).",
    ),
    "CFG-001/policy-broken": (
        "This machine's policy ({file}) can't be read.",
        "It is never ignored: an administrator must correct it (TOML, UTF-8) or remove it.",
    ),
    "CFG-001/policy-writable": (
        "This machine's policy ({file}) can be written by others than the administrator.",
        "Give file and folder to root (or to Administrators), with no right to write for anybody else.",
    ),
    "CFG-001/policy-unknown-key": (
        "In this machine's policy ({file}), {key} is not a known key.",
        "It is never ignored: an administrator must correct its name or remove it.",
    ),
    "CFG-001/policy-value": (
        "In this machine's policy ({file}), the value of {key} is not allowed.",
        "It is never ignored: an administrator must correct it; see docs/administration.md.",
    ),
}

PHRASES = {
    "doctor.policy": "Machine policy",
    "doctor.version": "Version",
    "doctor.says.no_policy": "none",
    "doctor.says.policy": "{source}; fixed keys: {keys}",
    "doctor.says.version": "{version}",
    "doctor.says.update_needed": "{version}; this machine's policy wants {wanted}: update this program",
    "update.needed": "Update needed: this program is version {version}, this machine's policy wants {wanted}.",
    "reloaded": "Certificates and keys read again.",
    "not_reloaded": "The new files can't be used ({code} {reason}): the former ones stay in use.",
    "service.starting": "opening the store",
    "service.collecting": "collecting; {stored} submissions stored since the start",
    "service.waiting": "waiting: another collector leads, or the server does not answer",
    "service.unusable": "waiting; certificates or keys can't be used ({why})",
    "service.stopping": "stopping",
    "doctor.sound": "Nothing hinders collecting; points to watch: {warned}.",
    "doctor.ended": "Points to settle: {failed}, with what to do above; points to watch: {warned}.",
}
