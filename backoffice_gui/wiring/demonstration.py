"""What keeps a demonstration to itself: its configuration alone counts, and all it names lies in its own folder.

Two walls. The first: neither the environment nor the machine's policy is asked, for both may name the real
site and the real store. The second, should the first ever be passed by: what would reach out is refused.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.policy import PolicyPlace
from backoffice_gui.settings import LOOPBACK, Settings, load

__all__ = ["check_apart", "demonstration_settings"]

_FILES = ("ca_file", "client_cert", "client_key", "front_end_keys")


def demonstration_settings(file: Path) -> Settings:
    """The configuration in this file and nothing else; raises `ConfigurationError` as `load` and `check_apart` do."""
    nothing = PolicyPlace(lambda: file / "none", dict, lambda _: False)  # below a file there is nothing
    settings = load(file, {}, nothing)
    check_apart(settings)
    return settings


def check_apart(settings: Settings) -> None:
    """Refuse what could touch anything real, before it is opened.

    Everything that is read or written lies in the configuration's own folder, links followed; the site is on
    this machine; the keyring and the system's journal are left alone; all of it is said to be invented.
    Raises `ConfigurationError("demo-not-apart")` with the key.
    """
    if not _is_here(settings.transfer.url):
        raise _reaching_out("transfer.url")
    if not settings.cases.practice:
        raise _reaching_out("cases.practice")
    if not settings.store.key_file:
        raise _reaching_out("store.key_file")
    if settings.audit.syslog:
        raise _reaching_out("audit.syslog")
    home = settings.folder.resolve()
    for key, place in _places(settings):
        if not place.resolve().is_relative_to(home):
            raise _reaching_out(key)


def _is_here(url: str) -> bool:
    try:
        return urlsplit(url).hostname in LOOPBACK
    except ValueError:
        return False


def _reaching_out(key: str) -> ConfigurationError:
    return ConfigurationError("demo-not-apart", key=key)


def _places(settings: Settings) -> list[tuple[str, Path]]:
    """What is read or written, by its key."""
    optional = (
        ("store.mirror", settings.mirror_folder),
        ("backup.folder", settings.backup_folder),
        ("audit.anchor", settings.anchor_folder),
    )
    return [
        ("store.folder", settings.store_folder),
        ("store.key_file", settings.path(settings.store.key_file or "")),
        ("pins", settings.pins_folder),
        *((f"transfer.{name}", settings.path(getattr(settings.transfer, name))) for name in _FILES),
        *((key, place) for key, place in optional if place is not None),
    ]
