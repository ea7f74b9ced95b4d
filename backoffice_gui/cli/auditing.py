"""`audit list`, `who`, `verify`, `export`, `purge`: the journal on the console, as the window has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import typed
from backoffice_gui.cli.text import ENGLISH
from backoffice_gui.clock import iso
from backoffice_gui.domain.case_exports import Going
from backoffice_gui.domain.journal import Chain, JournalFilter, JournalLine, Walked
from backoffice_gui.domain.paris import midnight
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_session import case_session
from backoffice_gui.wiring.journal import JournalDesk, action

__all__ = ["AuditWanted", "export", "list_events", "purge", "verify", "who"]

_FAULT = 1
_PAGE = 500


@dataclass(frozen=True, slots=True)
class AuditWanted:
    """What was asked for on the command line: days are Paris's, `until` is one of them."""

    chain: str
    agent: str
    verbs: tuple[str, ...]
    since: datetime | None
    until: datetime | None

    def filter(self) -> JournalFilter:
        """As a filter; raises `UsageError("chain-unknown")`."""
        chain = next((each for each in Chain if each.value == self.chain), None)
        if chain is None:
            raise UsageError("chain-unknown", chains=" ".join(each.value for each in Chain))
        since = None if self.since is None else midnight(self.since.date())
        until = None if self.until is None else midnight(self.until.date() + timedelta(days=1))
        return JournalFilter(chain, "", self.agent, frozenset(self.verbs), since, until)


def _line(console: Console, line: JournalLine) -> None:
    members = {
        "n": line.n,
        "at": iso(line.at),
        "verb": line.verb,
        "role": line.role,
        "object": line.object,
        "reference": line.reference,
        "post": line.post,
        "details": dict(line.details),
    }
    details = " ".join(f"{name}={value}" for name, value in line.details if name != "agent")
    who_did = line.agent or console.words.code("audit.role", line.role)
    done = action(line.verb, english=console.words.language == ENGLISH)
    object_ = line.reference or line.object
    console.result(members, f"{line.n:>8}  {iso(line.at)}  {who_did:<16}  {done:<36}  {object_:<18}  {details}")


def _listed(console: Console, journal: JournalDesk, wanted: JournalFilter, limit: int) -> int:
    shown = 0
    while shown < limit:
        page = journal.page(wanted, shown, min(_PAGE, limit - shown))
        for line in page:
            _line(console, line)
        shown += len(page)
        if len(page) < _PAGE:
            break
    if not shown:
        console.say(console.words.say("audit.none"))
    return 0


def list_events(console: Console, wanted: AuditWanted, limit: int) -> int:
    """The newest events, one a line; that they were read is an event."""
    asked = wanted.filter()
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        return _listed(console, session.cases.journal, asked, limit)


def who(console: Console, number: str, limit: int) -> int:
    """Who opened a case, and who did what to it."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        case = session.cases.numbered(number).case
        return _listed(console, session.cases.journal, JournalFilter(object=f"case:{case}"), limit)


def verify(console: Console, folder: Path | None) -> int:
    """Both chains, against the heads that lie elsewhere where there are any; 1 where one does not hold."""
    settings = console.settings()
    anchors = settings.anchor_folder if folder is None else folder.expanduser().absolute()
    code = 0
    with case_session(settings, console.clock, console.passphrase) as session:
        journal = session.cases.journal
        for chain in Chain:
            try:
                known = journal.anchored(anchors, chain)
            except OSError as error:
                raise UsageError("folder", folder=str(anchors)) from error
            found = journal.verify_against(chain, known)
            lacking = known is not None and not known.there
            code = code if found.ok and not lacking else _FAULT
            missing = () if known is None else known.missing
            members = _members(found) | {
                "anchors": None if known is None else len(known.heads),
                "anchored_to": None if known is None else known.last,
                "unanchored": None if known is None else found.last_good - known.last,
                "not_anchored": list(missing),
                "unreadable": 0 if known is None else known.unreadable,
            }
            console.result(members, _said(console, found))
            if known is not None:
                console.say(_anchors_said(console, lacking, members))
    return code


def _members(found: Walked) -> dict[str, object]:
    return {
        "chain": found.chain.value,
        "ok": found.ok,
        "events": found.events,
        "first": found.first,
        "last_good": found.last_good,
        "last_good_at": None if found.last_good_at is None else iso(found.last_good_at),
        "broken": found.broken,
        "reason": found.reason,
    }


def _said(console: Console, found: Walked) -> str:
    chain = console.words.say(f"audit.chain.{found.chain.value}")
    if found.ok:
        at = "–" if found.last_good_at is None else iso(found.last_good_at)
        return console.words.say("audit.holds", chain=chain, first=found.first, last=found.last_good, at=at)
    why = console.words.say(f"audit.break.{found.reason}")
    return console.words.say("audit.broken", chain=chain, broken=found.broken, why=why, last=found.last_good)


def _anchors_said(console: Console, lacking: bool, members: dict[str, object]) -> str:
    if lacking:
        return console.words.say("audit.no_anchors")
    said = [console.words.say("audit.anchored", **members)]
    if members["not_anchored"]:
        missing = members["not_anchored"]
        assert isinstance(missing, list)
        said.append(console.words.say("audit.gaps", count=len(missing), first=missing[0]))
    if members["unreadable"]:
        said.append(console.words.say("audit.unreadable", count=members["unreadable"]))
    return "\n".join(said)


def export(console: Console, wanted: AuditWanted, to: Path, purpose: str) -> int:
    """The events as a file, CSV, ODS or XLSX by its name, with its manifest and its signature beside it."""
    asked, file = wanted.filter(), to.expanduser().absolute()
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        kind = file.suffix.removeprefix(".").lower()
        going = Going(str(file), typed(purpose))
        made = session.cases.journal.export(asked, kind, going, lambda _: None, lambda: False)
    members = {"file": made.file, "format": made.format, "rows": made.rows, "sha256": made.sha256}
    console.result(members, console.words.say("audit.exported", **members))
    return 0


def purge(console: Console) -> int:
    """Purge what is older than `[audit] months`."""
    settings = console.settings()
    with case_session(settings, console.clock, console.passphrase) as session:
        gone = session.cases.journal.purge(settings.audit.months, lambda _: None, lambda: False)
    console.result({"purged": gone}, console.words.say("audit.purged", count=gone, months=settings.audit.months))
    return 0
