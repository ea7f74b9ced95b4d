"""One demonstration folder: where everything lies, and the configuration a collector starts from.

D/config.toml  ca.pem  client.pem  client.key  front-end.jwks.json     what the collector's side is given
D/collector-2.pem  collector-2.key                                     a second collector's certificate
D/front/                                                               what is the front end's own
D/outbox/status  D/outbox/mail  D/truth.jsonl                          what it tells persons, and checkers
D/store/  D/store.key                                                  made by the collector's side, never here
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.clock import Clock
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.authority import Authority, Pair
from backoffice_gui.reference_front.files import write_whole
from backoffice_gui.reference_front.jose import Signer

__all__ = ["Site", "prepare"]

_CONFIG = """# Made by the reference front end, for a demonstration. Only `url` is rewritten at its next start.
[transfer]
url = "{url}"
ca_file = "ca.pem"
client_cert = "client.pem"
client_key = "client.key"
front_end_keys = "front-end.jwks.json"

[store]
folder = "store"
key_file = "store.key"

[cases]
practice = true
"""

_URL = re.compile(r'^url\s*=\s*"([^"\n]*)"', re.MULTILINE)
_PORT = re.compile(r"^https://127\.0\.0\.1:(\d{1,5})/")


@dataclass(frozen=True, slots=True)
class Site:
    """The paths of one folder."""

    folder: Path

    @property
    def config(self) -> Path:
        """The collector's configuration."""
        return self.folder / "config.toml"

    @property
    def authority(self) -> Path:
        """The certificate of the authority that both sides trust."""
        return self.folder / "ca.pem"

    @property
    def keys(self) -> Path:
        """The public keys that the front end signs with."""
        return self.folder / "front-end.jwks.json"

    @property
    def server(self) -> Pair:
        """The server's certificate."""
        return Pair(self.folder / "front" / "server.pem", self.folder / "front" / "server.key")

    @property
    def client(self) -> Pair:
        """The certificate `CN=collector-1`."""
        return Pair(self.folder / "client.pem", self.folder / "client.key")

    @property
    def second_client(self) -> Pair:
        """The certificate `CN=collector-2`."""
        return Pair(self.folder / "collector-2.pem", self.folder / "collector-2.key")

    def last_port(self) -> int:
        """The port of the last start, 0 where there was none: collectors find us again if it is still free."""
        found = _URL.search(self.config.read_text("utf-8")) if self.config.exists() else None
        port = _PORT.match(found[1]) if found else None
        return int(port[1]) if port and int(port[1]) < 65536 else 0

    def refuse_real(self) -> None:
        """Raise `ConfigurationError` (`front-real`) where a configuration lies here whose site is not this machine's.

        Its address and its site's keys would be written over: a collector would ask for nothing real any more.
        """
        found = _URL.search(self.config.read_text("utf-8")) if self.config.exists() else None
        if found and _PORT.match(found[1]) is None:
            raise ConfigurationError("front-real", file=str(self.config))

    def write_config(self, url: str) -> None:
        """Write the configuration, or only the new `url` into the one that is there."""
        if self.config.exists():
            text = _URL.sub(f'url = "{url}"', self.config.read_text("utf-8"), count=1)
        else:
            text = _CONFIG.format(url=url)
        write_whole(self.config, text.encode())


def prepare(folder: Path, signer: Signer, clock: Clock) -> Site:
    """Make what is absent: authority, certificates, key set."""
    site = Site(folder)
    authority = Authority(Pair(site.authority, folder / "front" / "ca.key"), clock)
    authority.server(site.server)
    authority.client(site.client, "collector-1")
    authority.client(site.second_client, "collector-2")
    write_whole(site.keys, signer.key_set())
    return site
