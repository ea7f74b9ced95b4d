"""The configuration: defaults < file < environment, read once, checked at once.

Every key is also an environment variable: `BACKOFFICE_TRANSFER__URL`, `BACKOFFICE_STORE__FOLDER`
and so on. Relative paths count from the configuration file's folder, which also keeps the pinned
fingerprints (`pins`).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
import platformdirs

from backoffice_gui.errors import ConfigurationError

__all__ = ["APP_ID", "Settings", "StoreSettings", "TransferSettings", "default_config_file", "load"]

APP_ID = "fr.ofpra.BackOffice"
_FOLDER = "ofpra-backoffice"
_PREFIX = "BACKOFFICE_"
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class TransferSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[transfer]`: where the front end is and how both sides prove who they are."""

    url: str = ""
    ca_file: str = "ca.pem"
    client_cert: str = "client.pem"
    client_key: str = "client.key"
    front_end_keys: str = "front-end.jwks.json"
    poll_seconds: Annotated[float, msgspec.Meta(ge=1, le=300)] = 15
    probe_one_in: Annotated[int, msgspec.Meta(ge=1)] = 20


class StoreSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[store]`: where the databases lie, and for services the key's file."""

    folder: str = ""
    key_file: str | None = None
    peers: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    transfer: TransferSettings = TransferSettings()
    store: StoreSettings = StoreSettings()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The configuration as the product uses it, with every path resolved.

    `file` is where it was read from (it may not exist), `folder` its folder.
    """

    file: Path
    folder: Path
    exists: bool
    transfer: TransferSettings
    store: StoreSettings

    def path(self, value: str) -> Path:
        """A path of the configuration, counted from the configuration file's folder."""
        return self.folder / Path(value).expanduser()

    @property
    def store_folder(self) -> Path:
        """The folder of `inbox.db` and `casebook.db`."""
        if self.store.folder:
            return self.path(self.store.folder)
        return Path(platformdirs.user_data_dir(_FOLDER, appauthor=False)) / "store"

    @property
    def pins_folder(self) -> Path:
        """Where the fingerprint of each store's public key is pinned."""
        return self.folder / "pins"


def default_config_file() -> Path:
    """`config.toml` in the platform's configuration folder."""
    return Path(platformdirs.user_config_dir(_FOLDER, appauthor=False)) / "config.toml"


def _from_environment(environment: Mapping[str, str], into: dict[str, Any]) -> None:
    for struct, section in ((TransferSettings, "transfer"), (StoreSettings, "store")):
        for field in msgspec.structs.fields(struct):
            name = f"{_PREFIX}{section}__{field.name}".upper()
            if name in environment:
                value: Any = environment[name]
                if field.name == "peers":
                    value = [peer for peer in value.replace(",", " ").split() if peer]
                into.setdefault(section, {})[field.name] = value


def check_url(url: str) -> None:
    """Refuse an address that is not `https`, but for plain `http` to a loopback address (protocol §1)."""
    parts = urlsplit(url)
    if not url:
        return
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return
    raise ConfigurationError("url", key="transfer.url")


def load(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the configuration; an absent default file means defaults, an absent named one an error.

    Raises `ConfigurationError` naming the file or key, never the value.
    """
    named = file is not None
    path = (file if file is not None else default_config_file()).absolute()
    raw: dict[str, Any] = {}
    exists = path.is_file()
    if exists:
        try:
            raw = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError("unreadable", file=str(path)) from error
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError("not-toml", file=str(path)) from error
    elif named:
        raise ConfigurationError("absent", file=str(path))
    _from_environment(os.environ if environment is None else environment, raw)
    try:
        read = msgspec.convert(raw, _File, strict=False)
    except msgspec.ValidationError as error:
        where = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else "?"
        raise ConfigurationError("value", file=str(path), key=where) from error
    check_url(read.transfer.url)
    return Settings(file=path, folder=path.parent, exists=exists, transfer=read.transfer, store=read.store)
