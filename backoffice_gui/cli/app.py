"""The commands and their options, exactly as the issue has them.

Help texts stand here as code words; `translated` puts the language's sentences in their place
once, when the program starts. `--json` and `--config` are understood before and after a command.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from backoffice_gui import __version__
from backoffice_gui.cli.audit_app import audit
from backoffice_gui.cli.cases_app import cases, practice
from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import Config, Json, console_of
from backoffice_gui.cli.retention_app import purge, retention
from backoffice_gui.cli.store_app import store
from backoffice_gui.cli.team_app import team
from backoffice_gui.cli.text import Words
from backoffice_gui.domain.monitor import WEB_SECONDS

__all__ = ["PROGRAM", "Program", "app", "translated"]

PROGRAM = "backoffice"

app = typer.Typer(
    name=PROGRAM,
    help="help.app",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
incident = typer.Typer(help="help.incident", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(store, name="store")
app.add_typer(incident, name="incident")
app.add_typer(cases, name="cases")
app.add_typer(audit, name="audit")
app.add_typer(retention, name="retention")
app.add_typer(purge, name="purge")
app.add_typer(team, name="team")
app.command("practice", help="help.practice")(practice)


class Program(Protocol):
    """The commands, ready to be run with arguments; returns what the command returned, raises what it raised."""

    def main(self, args: list[str], prog_name: str, *, standalone_mode: bool, obj: Console) -> object:
        """Run."""
        ...


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def before(
    context: typer.Context,
    config: Config = None,
    json: Json = False,
    _version: Annotated[
        bool, typer.Option("--version", help="help.version", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """What stands before the command."""
    console_of(context, config, json)


@app.command(help="help.collect")
def collect(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="help.once")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`collect [--once]`."""
    from backoffice_gui.cli import collecting

    return collecting.collect(console_of(context, config, json), once=once)


@app.command("list", help="help.list")
def list_command(
    context: typer.Context,
    stage: Annotated[str | None, typer.Option("--stage", help="help.stage", metavar="S")] = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`list [--stage S]`."""
    from backoffice_gui.cli import lists

    return lists.list_submissions(console_of(context, config, json), stage)


@app.command("backup", help="help.backup")
def backup_command(
    context: typer.Context,
    *,
    to: Annotated[Path | None, typer.Option("--to", help="help.backup.to", metavar="DIR")] = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`backup [--to DIR]`."""
    from backoffice_gui.cli import backing

    return backing.backup(console_of(context, config, json), to)


@app.command("restore", help="help.restore")
def restore_command(
    context: typer.Context,
    *,
    backup: Annotated[Path, typer.Option("--from", help="help.restore.from", metavar="DIR")],
    recovery_key: Annotated[
        Path | None, typer.Option("--recovery-key", help="help.restore.recovery", metavar="FILE")
    ] = None,
    casebook: Annotated[bool, typer.Option("--casebook", help="help.restore.casebook")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`restore --from DIR [--recovery-key FILE] [--casebook]`."""
    from backoffice_gui.cli import backing

    return backing.restore(console_of(context, config, json), backup, recovery_key, casebook_only=casebook)


@app.command(help="help.extract")
def extract(
    context: typer.Context,
    *,
    submission: Annotated[str, typer.Argument(help="help.id", metavar="ID")],
    to: Annotated[Path, typer.Option("--to", help="help.to", metavar="DIR")],
    reason: Annotated[str, typer.Option("--reason", help="help.reason", metavar="TEXT")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`extract ID --to DIR --reason TEXT`."""
    from backoffice_gui.cli import keeping

    return keeping.extract(console_of(context, config, json), submission, to, reason)


@app.command(hidden=True)
def canary(context: typer.Context, *, config: Config = None, json: Json = False) -> int:
    """`canary`: what `collect` runs in a process of its own before it acknowledges anything."""
    from backoffice_gui.cli import collecting

    return collecting.prove(console_of(context, config, json))


@app.command(hidden=True)
def tidy(context: typer.Context, *, config: Config = None, json: Json = False) -> int:
    """`tidy`: what `collect` runs once a day in a process of its own: what the policy ends."""
    from backoffice_gui.cli import tidying

    return tidying.tidy(console_of(context, config, json))


@app.command("preview-worker", hidden=True)
def preview_worker() -> None:
    """`preview-worker`: what a bundle's window runs in a process of its own for each attachment."""
    from backoffice_gui.wiring import preview

    preview.serve()


@app.command("status", help="help.status")
def status_command(
    context: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="help.check")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`status [--check]`."""
    from backoffice_gui.cli import status

    return status.status(console_of(context, config, json), check=check)


@app.command("report", help="help.report")
def report_command(
    context: typer.Context,
    *,
    month: Annotated[str, typer.Option("--month", help="help.month", metavar="M")] = "",
    first: Annotated[str, typer.Option("--first", help="help.first", metavar="D")] = "",
    last: Annotated[str, typer.Option("--last", help="help.last", metavar="D")] = "",
    to: Annotated[Path | None, typer.Option("--to", help="help.report.to", metavar="DIR")] = None,
    provisional: Annotated[bool, typer.Option("--provisional", "--provisoire", help="help.provisional")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`report --month M [--to DIR] [--provisional]`, or `--first D --last D`."""
    from backoffice_gui.cli import report

    wanted = report.ReportWanted(month, first, last, provisional)
    return report.report(console_of(context, config, json), wanted, to)


@app.command(help="help.verify")
def verify(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`verify`."""
    from backoffice_gui.cli import keeping

    return keeping.verify(console_of(context, config, json))


@app.command(help="help.doctor")
def doctor(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`doctor`."""
    from backoffice_gui.cli import keeping

    return keeping.doctor(console_of(context, config, json))


@incident.command("list", help="help.incident.list")
def incident_list(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`incident list`."""
    from backoffice_gui.cli import lists

    return lists.incident_list(console_of(context, config, json))


@incident.command("close", help="help.incident.close")
def incident_close(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="help.number", metavar="N")],
    reason: Annotated[str, typer.Option("--reason", help="help.reason", metavar="TEXT")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`incident close N --reason TEXT`."""
    from backoffice_gui.cli import lists

    return lists.incident_close(console_of(context, config, json), number, reason)


@incident.command("notified", help="help.incident.notified")
def incident_notified(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="help.number", metavar="N")],
    *,
    reference: Annotated[str, typer.Option("--reference", help="help.notified.reference", metavar="TEXT")],
    at: Annotated[str, typer.Option("--at", help="help.notified.at", metavar="TIME")] = "",
    capacity: Annotated[str, typer.Option("--as", help="help.notified.as", metavar="WHO")] = "dpo",
    config: Config = None,
    json: Json = False,
) -> int:
    """`incident notified N --reference TEXT [--at TIME] [--as dpo]`."""
    from backoffice_gui.cli import lists

    return lists.incident_notified(console_of(context, config, json), number, at, reference, capacity)


@app.command("reference-front", help="help.front")
def front(
    context: typer.Context,
    *,
    folder: Annotated[Path, typer.Option("--dir", help="help.dir", metavar="D")],
    count: Annotated[int, typer.Option("--count", help="help.count", metavar="N", min=0)] = 0,
    rate: Annotated[float, typer.Option("--rate", help="help.rate", metavar="R", min=0.0)] = 0.0,
    speed: Annotated[float, typer.Option("--speed", help="help.front.speed", metavar="X", min=1.0, max=174.0)] = 1.0,
    demonstrations: Annotated[bool, typer.Option("--demonstrations", help="help.front.demonstrations")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`reference-front --dir D [--count N] [--rate R] [--speed X] [--demonstrations]`."""
    from backoffice_gui.cli import reference_front

    options = reference_front.FrontOptions(count, rate, speed, demonstrations)
    return reference_front.reference_front(console_of(context, config, json), folder, options)


@app.command("check-front-end", help="help.kit")
def kit(
    context: typer.Context,
    *,
    url: Annotated[str, typer.Argument(help="help.kit.url", metavar="[URL]", show_default=False)] = "",
    submit: Annotated[str, typer.Option("--submit", help="help.kit.submit", metavar="COMMAND")] = "",
    lifetime: Annotated[float, typer.Option("--lifetime", help="help.kit.lifetime", metavar="S")] = float(WEB_SECONDS),
    patient: Annotated[bool, typer.Option("--patient", help="help.kit.patient")] = False,
    others: Annotated[bool, typer.Option("--others", help="help.kit.others")] = False,
    second_cert: Annotated[
        Path | None, typer.Option("--second-cert", help="help.kit.second-cert", metavar="FILE")
    ] = None,
    second_key: Annotated[Path | None, typer.Option("--second-key", help="help.kit.second-key", metavar="FILE")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="help.kit.only", metavar="ID")] = None,
    listed: Annotated[bool, typer.Option("--list", help="help.kit.list")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`check-front-end [URL] [--submit COMMAND] …`."""
    from backoffice_gui.cli import check_front_end
    from backoffice_gui.wiring.conformance import Wishes

    console = console_of(context, config, json)
    if listed:
        return check_front_end.list_checks(console, only or ())
    wishes = Wishes(url, submit, lifetime, patient, others, second_cert, second_key)
    return check_front_end.check_front_end(console, wishes, only or ())


def translated(words: Words) -> Program:
    """The commands, with every help text in the words' language."""
    program = typer.main.get_command(app)
    waiting: list[Any] = [program]
    while waiting:
        said = waiting.pop()
        known = getattr(said, "help", None)
        if isinstance(known, str) and known in words.phrases:
            said.help = words.say(known)
        waiting.extend(getattr(said, "params", ()))
        waiting.extend(getattr(said, "commands", {}).values())
    return program
