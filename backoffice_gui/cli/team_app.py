"""`backoffice team`: members added, changed, disabled, admitted; services; who may what, as a table."""

from __future__ import annotations

from typing import Annotated

import typer

from backoffice_gui.cli.options import Config, Json, console_of

__all__ = ["service", "team"]

team = typer.Typer(help="help.team", no_args_is_help=True, rich_markup_mode=None)
service = typer.Typer(help="help.team.service", no_args_is_help=True, rich_markup_mode=None)
team.add_typer(service, name="service")

Agent = Annotated[str, typer.Argument(help="help.team.agent", metavar="LOGIN", show_default=False)]
Roles = Annotated[list[str] | None, typer.Option("--role", help="help.team.role", metavar="ROLE")]
Services = Annotated[list[str] | None, typer.Option("--service", help="help.team.services", metavar="NAME")]


@team.command("list", help="help.team.list")
def list_members(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`team list`."""
    from backoffice_gui.cli import teaming

    return teaming.listed(console_of(context, config, json))


@team.command("matrix", help="help.team.matrix")
def matrix(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`team matrix`."""
    from backoffice_gui.cli import teaming

    return teaming.matrix(console_of(context, config, json))


@team.command("add", help="help.team.add")
def add(
    context: typer.Context,
    *,
    agent: Agent,
    role: Roles = None,
    service: Services = None,
    password: Annotated[bool, typer.Option("--password", help="help.team.password")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`team add LOGIN [--role ROLE]… [--service NAME]… [--password]`."""
    from backoffice_gui.cli import teaming

    wanted = teaming.wanted(role, service)
    return teaming.add(console_of(context, config, json), agent, wanted, password=password)


@team.command("change", help="help.team.change")
def change(
    context: typer.Context,
    *,
    agent: Agent,
    role: Annotated[list[str] | None, typer.Option("--role", help="help.team.roles.changed", metavar="ROLE")] = None,
    service: Annotated[
        list[str] | None, typer.Option("--service", help="help.team.services.changed", metavar="NAME")
    ] = None,
    everywhere: Annotated[bool, typer.Option("--all-services", help="help.team.everywhere")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`team change LOGIN [--role ROLE]… [--service NAME]… [--all-services]`: what is not named stays."""
    from backoffice_gui.cli import teaming

    return teaming.change(console_of(context, config, json), agent, role, service, everywhere=everywhere)


@team.command("admit", help="help.team.admit")
def admit(
    context: typer.Context,
    *,
    agent: Agent,
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="help.team.fingerprint", metavar="SHA256")] = "",
    config: Config = None,
    json: Json = False,
) -> int:
    """`team admit LOGIN [--fingerprint SHA256]`."""
    from backoffice_gui.cli import teaming

    return teaming.admit(console_of(context, config, json), agent, fingerprint)


@team.command("ask", help="help.team.ask")
def ask(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`team ask`."""
    from backoffice_gui.cli import teaming

    return teaming.ask(console_of(context, config, json))


@team.command("renew", help="help.team.renew")
def renew(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`team renew`."""
    from backoffice_gui.cli import teaming

    return teaming.renew(console_of(context, config, json))


@team.command("disable", help="help.team.disable")
def disable(context: typer.Context, agent: Agent, config: Config = None, json: Json = False) -> int:
    """`team disable LOGIN`."""
    from backoffice_gui.cli import teaming

    return teaming.disable(console_of(context, config, json), agent)


@team.command("enable", help="help.team.enable")
def enable(
    context: typer.Context,
    *,
    agent: Agent,
    role: Roles = None,
    service: Services = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`team enable LOGIN [--role ROLE]… [--service NAME]…`."""
    from backoffice_gui.cli import teaming

    return teaming.enable(console_of(context, config, json), agent, teaming.wanted(role, service))


@service.command("list", help="help.team.service.list")
def list_services(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`team service list`."""
    from backoffice_gui.cli import teaming

    return teaming.services(console_of(context, config, json))


@service.command("add", help="help.team.service.add")
def add_service(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="help.team.service.name", metavar="NAME", show_default=False)],
    config: Config = None,
    json: Json = False,
) -> int:
    """`team service add NAME`."""
    from backoffice_gui.cli import teaming

    return teaming.add_service(console_of(context, config, json), name)


@service.command("route", help="help.team.service.route")
def route(
    context: typer.Context,
    *,
    kind: Annotated[str, typer.Argument(help="help.team.service.kind", metavar="KIND", show_default=False)],
    name: Annotated[str, typer.Argument(help="help.team.service.to", metavar="[NAME]", show_default=False)] = "",
    config: Config = None,
    json: Json = False,
) -> int:
    """`team service route KIND [NAME]`."""
    from backoffice_gui.cli import teaming

    return teaming.route(console_of(context, config, json), kind, name)
