"""`store init`, `extract`, `verify`, `doctor`: making the store, taking out of it, looking after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.extract import extract as extract_submission
from backoffice_gui.actions.verify_store import Verification, verify_store
from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import STDIN, typed
from backoffice_gui.errors import ConfigurationError, KeyringError, StoreMissing, UnlockRefused, WrongKey
from backoffice_gui.settings import Settings, with_values
from backoffice_gui.wiring import checkup, homes, parts

if TYPE_CHECKING:
    from backoffice_gui.actions.desk import Desk
    from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["doctor", "extract", "init", "migrate", "verify"]

_FAULT = 1


def _settings(console: Console, server: str | None) -> Settings:
    """The configuration, with the team's store that the call names."""
    settings = console.settings()
    return settings if server is None else with_values(settings, {"store.server": server})


def migrate(console: Console, server: str | None) -> int:
    """Bring the schema of a team's store to this program's."""
    settings = _settings(console, server)
    version = homes.migrate(settings, console.clock)
    said = console.words.say("migrate.done", server=settings.store.server, version=version)
    console.result({"server": settings.store.server, "version": version}, said)
    return 0


def init(console: Console, recovery_file: Path | None, server: str | None = None) -> int:
    """Make the store, or complete it; what comes in is stored on a server where one is named."""
    settings = _settings(console, server)
    file = None if recovery_file is None else recovery_file.expanduser().absolute()
    made = parts.new_store(settings, console.clock, recovery_file=file)
    words = console.words
    facts = {"folder": made.folder, "store_id": made.store_id, "server": settings.store.server}
    said = [words.say("init.team" if settings.store.server else "init.done", **facts)]
    if made.completed:
        said.append(words.say("init.completed"))
    copy = "init.copy_team" if settings.store.server else "init.copy"
    said.append(words.say(copy) if file is None else words.say("init.recovery", file=file))
    if settings.store.server:
        said.append(words.say("init.server", **facts))
    members: dict[str, object] = {"store_id": made.store_id, "folder": str(made.folder)}
    console.result(members | ({"server": settings.store.server} if settings.store.server else {}), "\n".join(said))
    return 0


def extract(console: Console, name: str, folder: Path, reason: str) -> int:
    """Write one submission out, byte for byte; audited."""
    if reason != STDIN:
        checked_reason(reason)
    settings = console.settings()
    target = folder.expanduser().absolute()
    with (
        parts.workplace(settings, console.clock) as opened,
        parts.desk(settings, opened, console.clock, console.passphrase, looking=True) as desk,
    ):
        out = extract_submission(opened, desk, name, target, reason=typed(reason), at=console.clock.now())
    words = console.words
    if not out.verified:
        console.note(words.say("extract.unverified", stage=words.stage(out.stage.value)))
    said = words.say("extract.done", count=len(out.files), folder=target)
    console.result({"id": out.id, "files": list(out.files)}, said)
    return 0


def _desk(settings: Settings, opened: Inbox, console: Console) -> Desk | None:
    """The desk, or nothing where there is no key for it here; what is damaged is said, not left out."""
    try:
        return parts.unlock(settings, opened, console.clock, console.passphrase, looking=True)
    except UnlockRefused as error:
        if error.reason != "passphrase-needed":
            raise
        console.note(console.words.circumstance(error))
        return None
    except (WrongKey, KeyringError, ConfigurationError, StoreMissing) as error:
        console.note(console.words.circumstance(error))
        return None


def verify(console: Console) -> int:
    """Verify all that can be with the keys at hand; 1 where something does not hold."""
    settings = console.settings()
    with parts.inbox(settings, console.clock) as opened:
        desk = _desk(settings, opened, console)
        try:
            found = verify_store(opened, desk, parts.pin_of(settings, opened), settings.mirror_folder)
        finally:
            if desk is not None:
                desk.close()
    _report(console, found)
    return 0 if found.ok else _FAULT


def _report(console: Console, found: Verification) -> None:
    words = console.words
    first = found.faults[0] if found.faults else None
    checked: dict[str, object] = dict(found.checked)
    said = [words.say("verify.checked", checked=", ".join(f"{name} {number}" for name, number in found.checked))]
    if found.left_out:
        said.append(words.say("verify.left_out", left_out=", ".join(found.left_out)))
    checked |= dict.fromkeys(found.left_out)
    checked["left_out"] = list(found.left_out)
    if first is None:
        said.insert(0, words.say("verify.ok"))
    else:
        said.insert(0, words.say("verify.fault", fault=f"{first.what} {first.where} ({first.reason})"))
    fault = None if first is None else {"what": first.what, "where": first.where, "reason": first.reason}
    console.result({"ok": found.ok, "checked": checked, "first_fault": fault}, "\n".join(said))


def doctor(console: Console) -> int:
    """A line a check, what to do below what failed, and a last sentence; the exit code of the first that failed."""
    code = failed = warned = 0
    words = console.words
    for check in checkup.checkup(console.settings(), console.clock):
        error = check.error
        members: dict[str, object] = {"check": check.name, "state": check.state.value}
        advice: list[str] = []
        if error is not None:
            members |= {"code": error.code, "reason": error.reason}
            first, *advice = words.circumstance(error).splitlines()
            said = f"{first} [{error.code}]"
        else:
            members |= {"says": check.says, **check.facts}
            said = words.say(f"doctor.says.{check.says}", **check.facts)
        state, name = words.say(f"doctor.{check.state.value}"), words.say(f"doctor.{check.name}")
        line = words.say("doctor.line", state=state, name=name, said=said)
        console.result(members, "\n".join([line, *(f"    {each.strip()}" for each in advice)]))
        failed += check.state is checkup.CheckState.FAILED
        warned += check.state is checkup.CheckState.WARNING
        if check.state is checkup.CheckState.FAILED and code == 0:
            code = _FAULT if error is None else error.exit_code
    console.say(words.say("doctor.ended" if failed else "doctor.sound", failed=failed, warned=warned))
    return code
