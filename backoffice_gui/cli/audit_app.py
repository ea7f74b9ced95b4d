"""The commands of the journal: read it, ask who opened a case, verify it, take it out, purge it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from backoffice_gui.cli.options import Config, Json, console_of

__all__ = ["audit"]

audit = typer.Typer(help="help.audit", no_args_is_help=True, rich_markup_mode=None)

_DAY = ["%Y-%m-%d"]
Chain = Annotated[str, typer.Option("--chain", help="help.audit.chain", metavar="CHAIN")]
Agent = Annotated[str, typer.Option("--agent", help="help.audit.agent", metavar="LOGIN")]
Verb = Annotated[list[str] | None, typer.Option("--verb", help="help.audit.verb", metavar="VERB")]
Since = Annotated[datetime | None, typer.Option("--since", help="help.audit.since", metavar="DAY", formats=_DAY)]
Until = Annotated[datetime | None, typer.Option("--until", help="help.audit.until", metavar="DAY", formats=_DAY)]
Limit = Annotated[int, typer.Option("--limit", help="help.audit.limit", metavar="N", min=1)]


@audit.command("list", help="help.audit.list")
def list_events(
    context: typer.Context,
    *,
    chain: Chain = "casebook",
    agent: Agent = "",
    verb: Verb = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 1_000,
    config: Config = None,
    json: Json = False,
) -> int:
    """`audit list [--chain C] [--agent A] [--verb V]... [--since DAY] [--until DAY] [--limit N]`."""
    from backoffice_gui.cli import auditing

    wanted = auditing.AuditWanted(chain, agent, tuple(verb or ()), since, until)
    return auditing.list_events(console_of(context, config, json), wanted, limit)


@audit.command("who", help="help.audit.who")
def who(
    context: typer.Context,
    case: Annotated[str, typer.Argument(help="help.cases.number", metavar="NUMBER")],
    limit: Limit = 1_000,
    config: Config = None,
    json: Json = False,
) -> int:
    """`audit who NUMBER [--limit N]`."""
    from backoffice_gui.cli import auditing

    return auditing.who(console_of(context, config, json), case, limit)


@audit.command("verify", help="help.audit.verify")
def verify(
    context: typer.Context,
    anchors: Annotated[Path | None, typer.Option("--anchors", help="help.audit.anchors", metavar="DIR")] = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`audit verify [--anchors DIR]`."""
    from backoffice_gui.cli import auditing

    return auditing.verify(console_of(context, config, json), anchors)


@audit.command("export", help="help.audit.export")
def export(
    context: typer.Context,
    *,
    to: Annotated[Path, typer.Option("--to", help="help.audit.to", metavar="FILE")],
    purpose: Annotated[str, typer.Option("--purpose", help="help.reason", metavar="TEXT")],
    chain: Chain = "casebook",
    agent: Agent = "",
    verb: Verb = None,
    since: Since = None,
    until: Until = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`audit export --to FILE --purpose TEXT [--chain C] [--agent A] [--verb V]... [--since DAY] [--until DAY]`."""
    from backoffice_gui.cli import auditing

    wanted = auditing.AuditWanted(chain, agent, tuple(verb or ()), since, until)
    return auditing.export(console_of(context, config, json), wanted, to, purpose)


@audit.command("purge", help="help.audit.purge")
def purge(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`audit purge`."""
    from backoffice_gui.cli import auditing

    return auditing.purge(console_of(context, config, json))
