"""One folder: what is made there, and what a collector is given."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.jose import Signer
from backoffice_gui.reference_front.serve import Hooks, Options, serve_folder
from backoffice_gui.reference_front.site import Site, prepare


def _site(folder: Path) -> Site:
    (folder / "front").mkdir(exist_ok=True)
    return prepare(folder, Signer.kept_in(folder / "front" / "signing.pem"), SystemClock())


def test_the_configuration_works_as_it_is(tmp_path: Path) -> None:
    """The product reads it: every file it names is there, the store lies in the folder, with a key file."""
    site = _site(tmp_path)
    site.write_config("https://127.0.0.1:4711/transfer/v1")
    read = settings.load(site.config, {})
    assert read.transfer.url == "https://127.0.0.1:4711/transfer/v1"
    named = (read.transfer.ca_file, read.transfer.client_cert, read.transfer.client_key, read.transfer.front_end_keys)
    assert all(read.path(name).is_file() for name in named)
    assert read.store_folder == tmp_path / "store"
    assert read.store.key_file == "store.key"
    assert not (tmp_path / "store").exists()
    assert len(json.loads(site.keys.read_bytes())["keys"]) == 1


def test_a_restart_changes_the_url_alone(tmp_path: Path) -> None:
    """What somebody wrote into the configuration stays."""
    site = _site(tmp_path)
    assert site.last_port() == 0
    site.write_config("https://127.0.0.1:4711/transfer/v1")
    text = site.config.read_text() + 'peers = ["abc"]\n# url = "x"\n'
    site.config.write_text(text)
    assert site.last_port() == 4711
    site.write_config("https://127.0.0.1:4712/transfer/v1")
    assert site.config.read_text() == text.replace(":4711/", ":4712/")


def test_an_odd_url_has_no_port_of_ours(tmp_path: Path) -> None:
    """A port is taken up again only where it was one."""
    site = Site(tmp_path)
    for url in ("https://front.example/transfer/v1", "https://127.0.0.1:99999/transfer/v1", ""):
        site.config.write_text(f'[transfer]\nurl = "{url}"\n')
        assert site.last_port() == 0
    site.config.write_text("")
    assert site.last_port() == 0


def test_two_collectors_have_certificates(tmp_path: Path) -> None:
    """Two of them, so that one can be faster than the other."""
    site = _site(tmp_path)
    pairs = (site.server, site.client, site.second_client)
    assert all(pair.certificate.is_file() and pair.key.is_file() for pair in pairs)


def test_a_real_configuration_is_not_written_over(tmp_path: Path) -> None:
    """Nothing is made in its folder; that of an earlier start, and one without any, is used."""
    site = Site(tmp_path)
    site.refuse_real()
    site.write_config("https://127.0.0.1:4711/transfer/v1")
    site.refuse_real()
    site.config.write_text('[transfer]\nurl = "https://front.exemple.invalid/transfer/v1"\n', "utf-8")
    with pytest.raises(ConfigurationError, match="front-real"):
        serve_folder(tmp_path, Options(), Hooks(lambda _url, _config: None, threading.Event()))
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]
