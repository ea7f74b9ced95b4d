"""The commands of retention and purges, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backoffice_gui.cli.options import Config, Json, console_of

__all__ = ["purge", "retention"]

retention = typer.Typer(help="help.retention", no_args_is_help=True, rich_markup_mode=None)
purge = typer.Typer(help="help.purge", no_args_is_help=True, rich_markup_mode=None)

Number = Annotated[str, typer.Argument(help="help.cases.number", metavar="NUMBER", show_default=False)]
Purge = Annotated[int, typer.Argument(help="help.purge.n", metavar="N", show_default=False)]
Digest = Annotated[str, typer.Option("--digest", help="help.purge.digest", metavar="SHA256")]


@retention.command("rules", help="help.retention.rules")
def rules(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`retention rules`."""
    from backoffice_gui.cli import retaining

    return retaining.rules(console_of(context, config, json))


@retention.command("due", help="help.retention.due")
def due(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`retention due`."""
    from backoffice_gui.cli import retaining

    return retaining.due(console_of(context, config, json))


@retention.command("hold", help="help.retention.hold")
def hold(
    context: typer.Context,
    *,
    number: Number,
    until: Annotated[str, typer.Option("--until", help="help.retention.until", metavar="DAY")],
    reason: Annotated[str, typer.Option("--reason", help="help.reason", metavar="TEXT")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`retention hold NUMBER --until DAY --reason TEXT`."""
    from backoffice_gui.cli import retaining

    return retaining.hold(console_of(context, config, json), number, reason, until)


@retention.command("release", help="help.retention.release")
def release(
    context: typer.Context,
    *,
    number: Number,
    hold: Annotated[int, typer.Option("--hold", help="help.retention.which", metavar="N", min=1)],
    config: Config = None,
    json: Json = False,
) -> int:
    """`retention release NUMBER --hold N`."""
    from backoffice_gui.cli import retaining

    return retaining.release(console_of(context, config, json), number, hold)


@retention.command("holds", help="help.retention.holds")
def holds(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`retention holds`."""
    from backoffice_gui.cli import retaining

    return retaining.holds(console_of(context, config, json))


@purge.command("request", help="help.purge.request")
def request(context: typer.Context, *, digest: Digest, config: Config = None, json: Json = False) -> int:
    """`purge request --digest SHA256`."""
    from backoffice_gui.cli import retaining

    return retaining.request(console_of(context, config, json), digest)


@purge.command("list", help="help.purge.list")
def list_purges(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`purge list`."""
    from backoffice_gui.cli import retaining

    return retaining.listed(console_of(context, config, json))


@purge.command("approve", help="help.purge.approve")
def approve(context: typer.Context, *, number: Purge, digest: Digest, config: Config = None, json: Json = False) -> int:
    """`purge approve N --digest SHA256`."""
    from backoffice_gui.cli import retaining

    return retaining.approve(console_of(context, config, json), number, digest)


@purge.command("withdraw", help="help.purge.withdraw")
def withdraw(context: typer.Context, number: Purge, config: Config = None, json: Json = False) -> int:
    """`purge withdraw N`."""
    from backoffice_gui.cli import retaining

    return retaining.withdraw(console_of(context, config, json), number)


@purge.command("run", help="help.purge.run")
def run(context: typer.Context, number: Purge, config: Config = None, json: Json = False) -> int:
    """`purge run N`."""
    from backoffice_gui.cli import retaining

    return retaining.run(console_of(context, config, json), number)


@purge.command("certificate", help="help.purge.certificate")
def certificate(
    context: typer.Context,
    *,
    number: Purge,
    to: Annotated[Path, typer.Option("--to", help="help.purge.to", metavar="FILE.pdf")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`purge certificate N --to FILE.pdf`."""
    from backoffice_gui.cli import retaining

    return retaining.certificate(console_of(context, config, json), number, to)
