"""`backoffice store`: a store made, moved on to new keys, brought up, rebuilt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backoffice_gui.cli.options import Address, Config, Json, console_of

__all__ = ["store"]

store = typer.Typer(help="help.store", no_args_is_help=True, rich_markup_mode=None)


@store.command("init", help="help.init")
def store_init(
    context: typer.Context,
    recovery_key: Annotated[Path | None, typer.Option("--recovery-key", help="help.recovery", metavar="FILE")] = None,
    address: Address = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`store init [--recovery-key FILE] [--store URL]`."""
    from backoffice_gui.cli import keeping

    return keeping.init(console_of(context, config, json), recovery_key, address)


@store.command("migrate", help="help.migrate")
def store_migrate(context: typer.Context, address: Address = None, config: Config = None, json: Json = False) -> int:
    """`store migrate [--store URL]`."""
    from backoffice_gui.cli import keeping

    return keeping.migrate(console_of(context, config, json), address)


@store.command("move", help="help.move")
def store_move(
    context: typer.Context,
    *,
    to: Annotated[str, typer.Option("--to", help="help.move.to", metavar="URL|FOLDER")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`store move --to URL|FOLDER`."""
    from backoffice_gui.cli import moving

    return moving.move(console_of(context, config, json), to)


@store.command("rebuild", help="help.rebuild")
def store_rebuild(
    context: typer.Context,
    *,
    mirror: Annotated[Path, typer.Option("--from", help="help.from", metavar="MIRROR")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`store rebuild --from MIRROR`."""
    from backoffice_gui.cli import mirroring

    return mirroring.rebuild(console_of(context, config, json), mirror)


@store.command("mirror", help="help.mirror")
def store_mirror(
    context: typer.Context,
    none: Annotated[bool, typer.Option("--none", help="help.mirror.none")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`store mirror`."""
    from backoffice_gui.cli import mirroring

    console = console_of(context, config, json)
    return mirroring.give_up(console) if none else mirroring.begin(console)


@store.command("rekey", help="help.rekey")
def store_rekey(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`store rekey`."""
    from backoffice_gui.cli import new_keys

    return new_keys.rekey(console_of(context, config, json))


@store.command("new-keys", help="help.new_keys")
def store_new_keys(context: typer.Context, config: Config = None, json: Json = False) -> int:
    """`store new-keys`."""
    from backoffice_gui.cli import new_keys

    return new_keys.new_keys(console_of(context, config, json))


@store.command("recovery-key", help="help.recovery_key")
def store_recovery_key(
    context: typer.Context,
    *,
    to: Annotated[Path, typer.Option("--to", help="help.recovery_key.to", metavar="FILE")],
    config: Config = None,
    json: Json = False,
) -> int:
    """`store recovery-key --to FILE`."""
    from backoffice_gui.cli import new_keys

    return new_keys.recovery_key(console_of(context, config, json), to)


@store.command("epoch", help="help.epoch")
def store_epoch(
    context: typer.Context,
    *,
    recovery: Annotated[
        Path | None, typer.Option("--recovery-key", help="help.epoch.recovery_key", metavar="FILE")
    ] = None,
    config: Config = None,
    json: Json = False,
) -> int:
    """`store epoch`."""
    from backoffice_gui.cli import new_keys

    return new_keys.epoch(console_of(context, config, json), recovery)


@store.command("passphrase", help="help.passphrase")
def store_passphrase(
    context: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="help.passphrase.remove")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`store passphrase [--remove]`."""
    from backoffice_gui.cli import keys

    return keys.passphrase(console_of(context, config, json), remove=remove)


@store.command("recover", help="help.recover")
def store_recover(
    context: typer.Context,
    *,
    recovery_key: Annotated[
        Path | None, typer.Option("--recovery-key", help="help.recover.file", metavar="FILE")
    ] = None,
    passphrase: Annotated[bool, typer.Option("--passphrase", help="help.recover.passphrase")] = False,
    new_casebook: Annotated[bool, typer.Option("--new-casebook", help="help.recover.casebook")] = False,
    config: Config = None,
    json: Json = False,
) -> int:
    """`store recover [--recovery-key FILE] [--passphrase] [--new-casebook]`."""
    from backoffice_gui.cli import keys

    console = console_of(context, config, json)
    return keys.recover(console, recovery_key, choose=passphrase, new_casebook=new_casebook)
