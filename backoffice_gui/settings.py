"""The configuration: defaults < file < environment < the machine's policy, read once, checked at once.

Every key is also an environment variable: `BACKOFFICE_TRANSFER__URL`, `BACKOFFICE_STORE__FOLDER`
and so on. Relative paths count from the configuration file's folder, which also keeps the pinned
fingerprints (`pins`). What the policy fixes is checked by the same rules, and named with its own file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
import platformdirs

from backoffice_gui import __version__
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.policy import FixedValues, PolicyPlace, older, read_policy

__all__ = [
    "APP_ID",
    "CREDENTIAL",
    "LOOPBACK",
    "AuditSettings",
    "BackupSettings",
    "CasesSettings",
    "Fixed",
    "RetentionSettings",
    "SecuritySettings",
    "Settings",
    "StoreSettings",
    "TransferSettings",
    "check_url",
    "default_config_file",
    "load",
    "value_of",
    "with_values",
]

APP_ID = "fr.ofpra.BackOffice"
CREDENTIAL = "credential:"
"""What a path begins with that the service manager hands over."""
_CREDENTIAL_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
_FOLDER = "ofpra-backoffice"
_PREFIX = "BACKOFFICE_"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_UNKNOWN_KEY = re.compile(r"unknown field `([^`]*)`")
_PLACE = re.compile(r"at `\$\.([^`]*)`")


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
    """`[store]`: where the databases lie, for services the key's file, and where everything is written again.

    `mirror`: a folder on another disk or a share, none where it is empty. `mirror_policy`: while it
    is gone, acknowledging is held back until ten minutes before expiry (`hold`), or goes on (`continue`).
    `unopened_days`: for how long no desk may have opened what comes in, before that is an alarm.
    `server`: the address of a team's PostgreSQL, where what comes in is stored then; never with a password.
    """

    folder: str = ""
    server: str = ""
    key_file: str | None = None
    peers: tuple[str, ...] = ()
    mirror: str = ""
    mirror_policy: Literal["hold", "continue"] = "hold"
    unopened_days: Annotated[int, msgspec.Meta(ge=1, le=60)] = 5


class CasesSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[cases]`: how many cases one export may hold, in how many working days things are due, and practice.

    `practice`: everything that comes into this store is invented (a demonstration, an exercise). The delays are
    those of `domain.deadlines.Delays`.
    """

    export_rows: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 20_000
    practice: bool = False
    acknowledgement_days: Annotated[int, msgspec.Meta(ge=1, le=250)] = 10
    certificate_days: Annotated[int, msgspec.Meta(ge=1, le=250)] = 10
    contact_change_days: Annotated[int, msgspec.Meta(ge=1, le=250)] = 2
    unread_days: Annotated[int, msgspec.Meta(ge=1, le=250)] = 1


class SecuritySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[security]`: how the desk is locked and what it keeps to itself (reliability.md §5.6, §5.7).

    `passphrase`: a passphrase is demanded beside the keyring. `lock_minutes`: idle time before the desk locks.
    `clipboard_seconds`: how long what was copied stays. `exclude_capture`: the window is left out of screen captures.
    """

    passphrase: bool = False
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=15)] = 10
    clipboard_seconds: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10
    exclude_capture: bool = False


class AuditSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[audit]`: where the heads of the journals are anchored, and how many months a journal is kept.

    `anchor`: a folder on another machine, none where it is empty; `syslog`: the system's journal as well.
    """

    anchor: str = ""
    syslog: bool = False
    months: Annotated[int, msgspec.Meta(ge=6, le=36)] = 12


class BackupSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[backup]`: into which folder (none where it is empty), how often in hours, and how many are kept."""

    folder: str = ""
    every_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24
    keep: Annotated[int, msgspec.Meta(ge=1, le=30)] = 7


class RetentionSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[retention]`: how long what we hold is kept, in days (domain.md §6.3); `owner` answers for the rules.

    `payload_days`: what was sent, after its case was closed. `case_days`: the case itself. `apart_days`: what is in
    quarantine, foreign, unverified or lost, after its incident was closed.
    """

    payload_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 90
    case_days: Annotated[int, msgspec.Meta(ge=1, le=36500)] = 730
    account_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 365
    apart_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 30
    owner: str = ""


class _ProgramPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[program]`, in a policy alone: the oldest version that may be worked with without being told."""

    minimum_version: Annotated[str, msgspec.Meta(pattern=r"^([0-9]+(\.[0-9]+){0,2})?$")] = ""


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    transfer: TransferSettings = TransferSettings()
    store: StoreSettings = StoreSettings()
    cases: CasesSettings = CasesSettings()
    security: SecuritySettings = SecuritySettings()
    audit: AuditSettings = AuditSettings()
    backup: BackupSettings = BackupSettings()
    retention: RetentionSettings = RetentionSettings()


class _Policy(_File, frozen=True, kw_only=True, forbid_unknown_fields=True):
    program: _ProgramPolicy = _ProgramPolicy()


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """What the machine's policy fixes: where it stands, its keys (`transfer.url`), the version it demands."""

    source: str = ""
    keys: tuple[str, ...] = ()
    minimum_version: str = ""
    environment: tuple[str, ...] = ()
    """Keys that the environment sets: what a file says of them does not hold."""

    @property
    def update_needed(self) -> bool:
        """Whether this program is older than the policy wants it."""
        return older(__version__, self.minimum_version)


def _credential(name: str) -> Path:
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    if not folder or not _CREDENTIAL_NAME.fullmatch(name):
        raise ConfigurationError("credential-absent", name=name)
    return Path(folder) / name


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The configuration as the product uses it, with every path resolved.

    `file` is where it was read from (it may not exist), `folder` its folder.
    """

    file: Path
    folder: Path
    exists: bool
    transfer: TransferSettings
    store: StoreSettings
    cases: CasesSettings = CasesSettings()
    security: SecuritySettings = SecuritySettings()
    audit: AuditSettings = AuditSettings()
    backup: BackupSettings = BackupSettings()
    retention: RetentionSettings = RetentionSettings()
    fixed: Fixed = Fixed()

    def path(self, value: str) -> Path:
        """A path of the configuration, counted from the configuration file's folder.

        `credential:NAME` is what the service manager hands over (`LoadCredentialEncrypted=`). Raises
        `ConfigurationError` outside of such a service, and where a path begins with the home of somebody who has none.
        """
        if value.startswith(CREDENTIAL):
            return _credential(value.removeprefix(CREDENTIAL))
        try:
            return self.folder / Path(value).expanduser()
        except RuntimeError as error:
            raise ConfigurationError("home", file=str(self.file)) from error

    @property
    def store_folder(self) -> Path:
        """The folder of `inbox.db` and `casebook.db`."""
        if self.store.folder:
            return self.path(self.store.folder)
        return Path(platformdirs.user_data_dir(_FOLDER, appauthor=False)) / "store"

    @property
    def mirror_folder(self) -> Path | None:
        """The folder of the second copies, where there is to be one."""
        return self.path(self.store.mirror) if self.store.mirror else None

    @property
    def backup_folder(self) -> Path | None:
        """The folder of the backups, where there are to be some: a team's store is backed up by its server."""
        return self.path(self.backup.folder) if self.backup.folder and not self.store.server else None

    @property
    def anchor_folder(self) -> Path | None:
        """The folder on another machine where the heads of the journals are kept, where there is to be one."""
        return self.path(self.audit.anchor) if self.audit.anchor else None

    @property
    def pins_folder(self) -> Path:
        """Where the fingerprint of each store's public key is pinned."""
        return self.folder / "pins"


def default_config_file() -> Path:
    """`config.toml` in the platform's configuration folder."""
    return Path(platformdirs.user_config_dir(_FOLDER, appauthor=False)) / "config.toml"


_SECTIONS = (
    (TransferSettings, "transfer"),
    (StoreSettings, "store"),
    (CasesSettings, "cases"),
    (SecuritySettings, "security"),
    (AuditSettings, "audit"),
    (BackupSettings, "backup"),
    (RetentionSettings, "retention"),
)


def _from_environment(environment: Mapping[str, str], into: dict[str, Any]) -> None:
    """Lay the environment over the file; a name of ours that is no key is a mistake, and is said."""
    for struct, section in _SECTIONS:
        prefix = f"{_PREFIX}{section}__".upper()
        names = {f"{prefix}{field.name.upper()}": field.name for field in msgspec.structs.fields(struct)}
        for variable in sorted(name for name in environment if name.startswith(prefix)):
            if variable not in names:
                raise ConfigurationError("unknown-key", key=variable)
            value: Any = environment[variable]
            if names[variable] == "peers":
                value = value.replace(",", " ").split()
            table = into.setdefault(section, {})
            if isinstance(table, dict):  # where it is none, the file's fault is found below
                table[names[variable]] = value


def _named(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that the environment sets."""
    known = (f"{section}.{field.name}" for struct, section in _SECTIONS for field in msgspec.structs.fields(struct))
    return tuple(key for key in known if f"{_PREFIX}{key.replace('.', '__')}".upper() in environment)


def value_of(key: str, text: str) -> str | int | bool:
    """The value of `security.lock_minutes` from its text, within what is allowed; raises `ConfigurationError`."""
    section, _, name = key.partition(".")
    struct = next((struct for struct, known in _SECTIONS if known == section), None)
    try:
        if struct is None:
            raise ConfigurationError("unknown-key", key=key)
        value: str | int | bool = getattr(msgspec.convert({name: text}, struct, strict=False), name)
    except (msgspec.ValidationError, AttributeError) as error:
        raise ConfigurationError("value", key=key) from error
    return value


def with_values(settings: Settings, values: Mapping[str, str | int | bool]) -> Settings:
    """The same configuration with these keys changed; nothing is written."""
    for key, value in values.items():
        section, _, name = key.partition(".")
        changed = msgspec.structs.replace(getattr(settings, section), **{name: value})
        settings = msgspec.structs.replace(settings, **{section: changed})
    return settings


def check_url(url: str) -> None:
    """Refuse an address that is not `https`, but for plain `http` to a loopback address (protocol §1).

    Nothing is not yet an address, and passes. Raises `ConfigurationError`.
    """
    if not url:
        return
    try:
        parts = urlsplit(url)
        bare = parts.username is None and parts.password is None and not parts.query and not parts.fragment
        sound = bare and parts.port != 0 and url.isprintable() and " " not in url
    except ValueError as error:
        raise ConfigurationError("url", key="transfer.url") from error
    secure = parts.scheme == "https" and bool(parts.hostname)
    here = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not sound or not (secure or here):
        raise ConfigurationError("url", key="transfer.url")


def _read(path: Path) -> dict[str, Any] | None:
    """The tables of a configuration file, or nothing where there is no file."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError("not-toml", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise ConfigurationError("unreadable", file=str(path)) from error


def _refusal(path: Path, error: msgspec.ValidationError) -> ConfigurationError:
    """Name the key that is off, and never its value."""
    place, unknown = _PLACE.search(str(error)), _UNKNOWN_KEY.search(str(error))
    keys = [found[1] for found in (place, unknown) if found is not None]
    return ConfigurationError("unknown-key" if unknown else "value", file=str(path), key=".".join(keys))


def _checked(fixed: FixedValues) -> Fixed:
    """What the policy fixes, its keys and values checked alone, so that its own mistakes are named as its own."""
    try:
        read = msgspec.convert(fixed.tables, _Policy, strict=False)
        check_url(read.transfer.url)
    except msgspec.ValidationError as error:
        refusal = _refusal(Path(fixed.source), error)
        facts = {**refusal.facts, "file": fixed.source}
        if refusal.reason == "unknown-key":
            raise ConfigurationError("policy-unknown-key", **facts) from error
        raise ConfigurationError("policy-value", **facts) from error
    except ConfigurationError as error:
        raise ConfigurationError("policy-value", file=fixed.source, key="transfer.url") from error
    keys = tuple(f"{name}.{key}" for name, table in fixed.tables.items() if name != "program" for key in table)
    return Fixed(source=fixed.source, keys=keys, minimum_version=read.program.minimum_version)


def _lay_over(raw: dict[str, Any], fixed: FixedValues) -> None:
    for name, table in fixed.tables.items():
        if name != "program":
            below = raw.get(name)
            raw[name] = {**(below if isinstance(below, dict) else {}), **table}


def load(
    file: Path | None = None, environment: Mapping[str, str] | None = None, place: PolicyPlace | None = None
) -> Settings:
    """Read the configuration; an absent default file means defaults, an absent named one an error.

    Raises `ConfigurationError` naming the file or key, never the value.
    """
    path = (file if file is not None else default_config_file()).absolute()
    values = read_policy(place or PolicyPlace())
    variables = os.environ if environment is None else environment
    fixed = msgspec.structs.replace(_checked(values), environment=_named(variables))
    found = _read(path)
    if found is None and file is not None:
        raise ConfigurationError("absent", file=str(path))
    raw = found or {}
    _from_environment(variables, raw)
    _lay_over(raw, values)
    try:
        read = msgspec.convert(raw, _File, strict=False)
    except msgspec.ValidationError as error:
        raise _refusal(path, error) from error
    check_url(read.transfer.url)
    return Settings(
        file=path,
        folder=path.parent,
        exists=found is not None,
        fixed=fixed,
        **{name: getattr(read, name) for _, name in _SECTIONS},
    )
