"""The configuration: defaults under the file under the environment, and every mistake named."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.settings import check_url, default_config_file, load
from tests.support.policies import policy_in

_EXAMPLE = """
[transfer]
url = "https://front.example/transfer/v1"
ca_file = "tls/ca.pem"
poll_seconds = 5
[store]
folder = "store"
key_file = "store.key"
peers = ["a", "b"]
"""


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _refused(file: Path | None, environment: dict[str, str] | None = None) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        load(file, environment or {})
    return caught.value


def test_a_file_is_read_and_its_paths_count_from_its_folder(tmp_path: Path) -> None:
    """What the file says holds, the rest are defaults, and relative paths don't depend on where one stands."""
    settings = load(_file(tmp_path, _EXAMPLE), {})
    assert settings.exists
    assert settings.folder == tmp_path
    assert settings.transfer.url == "https://front.example/transfer/v1"
    assert settings.transfer.poll_seconds == 5
    assert settings.transfer.probe_one_in == 20
    assert settings.path(settings.transfer.ca_file) == tmp_path / "tls" / "ca.pem"
    assert settings.path(settings.transfer.client_key) == tmp_path / "client.key"
    assert settings.store_folder == tmp_path / "store"
    assert settings.pins_folder == tmp_path / "pins"
    assert settings.store.peers == ("a", "b")


def test_an_absolute_path_and_a_home_stand_for_themselves(tmp_path: Path) -> None:
    """`~` is the reader's home; an absolute path is left alone."""
    settings = load(_file(tmp_path, ""), {})
    assert settings.path("~/store") == Path.home() / "store"
    assert settings.path(str(tmp_path / "x")) == tmp_path / "x"


def test_a_home_that_is_nobodys_is_refused(tmp_path: Path) -> None:
    """The home of an unknown login is a mistake of the file."""
    with pytest.raises(ConfigurationError, match="home"):
        load(_file(tmp_path, ""), {}).path("~nobody-of-that-name/store")


def test_without_a_file_there_are_defaults() -> None:
    """The first start finds no file in the platform's folder, and that is no mistake."""
    settings = load(environment={})
    assert not settings.exists
    assert settings.file == default_config_file()
    assert settings.transfer.url == ""
    assert settings.store.key_file is None
    assert settings.store_folder.name == "store"
    assert settings.store_folder.is_relative_to(Path.home())


def test_the_environment_is_read_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service can be configured by its unit alone."""
    monkeypatch.setenv("BACKOFFICE_TRANSFER__URL", "https://front.example/")
    assert load().transfer.url == "https://front.example/"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """Every key has its variable; numbers and lists are read from text."""
    environment = {
        "BACKOFFICE_TRANSFER__POLL_SECONDS": "30",
        "BACKOFFICE_TRANSFER__PROBE_ONE_IN": "1",
        "BACKOFFICE_STORE__PEERS": "c, d e",
        "BACKOFFICE_STORE__KEY_FILE": "credential:store",
        "UNRELATED": "x",
    }
    settings = load(_file(tmp_path, _EXAMPLE), environment)
    assert settings.transfer.poll_seconds == 30
    assert settings.transfer.probe_one_in == 1
    assert settings.store.peers == ("c", "d", "e")
    assert settings.store.key_file == "credential:store"
    assert settings.transfer.ca_file == "tls/ca.pem"


def test_a_variable_that_is_no_key_is_named() -> None:
    """A misspelt variable would otherwise be a setting that silently isn't."""
    error = _refused(None, {"BACKOFFICE_STORE__FODLER": "x"})
    assert (error.reason, error.facts) == ("unknown-key", {"key": "BACKOFFICE_STORE__FODLER"})


@pytest.mark.parametrize(
    ("text", "reason", "key"),
    [
        ("[transfer]\npol_seconds = 5", "unknown-key", "transfer.pol_seconds"),
        ("[transfers]", "unknown-key", "transfers"),
        ("[transfer]\npoll_seconds = 0.5", "value", "transfer.poll_seconds"),
        ("[transfer]\npoll_seconds = 301", "value", "transfer.poll_seconds"),
        ("[transfer]\npoll_seconds = nan", "value", "transfer.poll_seconds"),
        ("[transfer]\nprobe_one_in = 0", "value", "transfer.probe_one_in"),
        ("[transfer]\nurl = 5", "value", "transfer.url"),
        ('[store]\npeers = "a"', "value", "store.peers"),
        ("[store]\npeers = [1]", "value", "store.peers[0]"),
        ("store = 5", "value", "store"),
        ("[[store]]\n", "value", "store"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(tmp_path: Path, text: str, reason: str, key: str) -> None:
    """The mistake is named by file and key, also where the environment lies over it."""
    path = _file(tmp_path, text)
    for environment in ({}, {"BACKOFFICE_STORE__FOLDER": "x"}):
        error = _refused(path, environment)
        assert (error.reason, error.facts) == (reason, {"file": str(path), "key": key})


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"not toml", "not-toml"),
        (b'[store]\nfolder = "\xff"', "unreadable"),
        (b"a = " + b"[" * 5000, "not-toml"),
    ],
)
def test_a_file_that_does_not_read_is_named(tmp_path: Path, octets: bytes, reason: str) -> None:
    """What isn't TOML, or isn't text, is said as such."""
    path = _file(tmp_path, octets)
    error = _refused(path)
    assert (error.reason, error.facts) == (reason, {"file": str(path)})


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """`--config` with a name that is no file is a mistake, wherever the name goes wrong."""
    _file(tmp_path, "")
    for absent in (tmp_path / "none.toml", tmp_path, tmp_path / "config.toml" / "x"):
        assert _refused(absent).reason == "absent"
    assert _refused(tmp_path / ("x" * 300)).reason == "unreadable"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://front.example",
        "https://front.example:8443/transfer/v1",
        "https://[2001:db8::1]/v1",
        "http://127.0.0.1:8080/v1",
        "http://[::1]:8080/",
        "http://localhost/",
    ],
)
def test_a_safe_address_passes(url: str) -> None:
    """`https` anywhere, plain `http` to this machine only, and nothing yet is no mistake."""
    check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://front.example/",
        "http://127.0.0.1.front.example/",
        "http://127.0.0.1@front.example/",
        "https://someone:secret@front.example/",
        "https://front.example/?key=secret",
        "https://front.example/#x",
        "https://front.example:99999/",
        "https://front.example:0/",
        "https://front.example:port/",
        "https://[2001:db8::1/",
        "https://front example/",
        "https://front.example/\n",
        "https://",
        "https:front.example",
        "ftp://front.example/",
        "file:///etc/hosts",
        "front.example",
    ],
)
def test_an_unsafe_address_is_refused_without_repeating_it(url: str) -> None:
    """What could send submissions in clear, or carry a secret, is named by its key alone."""
    error = _refused(None, {"BACKOFFICE_TRANSFER__URL": url})
    assert error.facts == {"key": "transfer.url"}


@given(st.text())
def test_any_address_is_accepted_or_refused(url: str) -> None:
    """No text breaks the check."""
    try:
        check_url(url)
    except ConfigurationError:
        return
    assert not url or url.lower().startswith(("https://", "http://"))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"[store]\n{text}".encode()))
def test_no_file_breaks_the_reading(tmp_path: Path, octets: bytes) -> None:
    """Whatever lies there is read or refused by our own error."""
    with contextlib.suppress(ConfigurationError):
        load(_file(tmp_path, octets), {})


def test_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--config config.toml` counts from where one stands, and from then on the path is whole."""
    _file(tmp_path, _EXAMPLE)
    monkeypatch.chdir(tmp_path)
    settings = load(Path("config.toml"), {})
    assert settings.folder == Path.cwd()
    assert settings.store_folder.is_absolute()


def test_a_mirror_is_a_folder_and_a_policy(tmp_path: Path) -> None:
    """None by default, held back by default; another word than the two is refused by its key."""
    settings = load(_file(tmp_path, b""), {})
    assert (settings.mirror_folder, settings.store.mirror_policy) == (None, "hold")
    environment = {"BACKOFFICE_STORE__MIRROR": "second", "BACKOFFICE_STORE__MIRROR_POLICY": "continue"}
    settings = load(_file(tmp_path, b""), environment)
    assert (settings.mirror_folder, settings.store.mirror_policy) == (tmp_path / "second", "continue")
    error = _refused(None, {"BACKOFFICE_STORE__MIRROR_POLICY": "never"})
    assert error.facts["key"] == "store.mirror_policy"


def test_how_much_may_leave_the_house_is_settled_here(tmp_path: Path) -> None:
    """A default, a key of its own, and a variable; none is not a number."""
    assert load(_file(tmp_path, ""), {}).cases.export_rows == 20_000
    assert load(_file(tmp_path, "[cases]\nexport_rows = 5"), {}).cases.export_rows == 5
    assert load(None, {"BACKOFFICE_CASES__EXPORT_ROWS": "7"}).cases.export_rows == 7
    assert _refused(_file(tmp_path, "[cases]\nexport_rows = 0")).facts["key"] == "cases.export_rows"


def test_the_policy_wins_over_file_and_environment(tmp_path: Path) -> None:
    """Key by key; what it does not fix stays the person's, and what it fixed is named."""
    place = policy_in(tmp_path, '[transfer]\nurl = "https://fixed.example/t"\n[cases]\nexport_rows = 7')
    settings = load(_file(tmp_path, _EXAMPLE), {"BACKOFFICE_TRANSFER__URL": "https://other.example/t"}, place)
    assert settings.transfer.url == "https://fixed.example/t"
    assert settings.transfer.poll_seconds == 5
    assert settings.cases.export_rows == 7
    assert settings.fixed.keys == ("transfer.url", "cases.export_rows")
    assert settings.fixed.source == str(tmp_path / "policy.toml")


def test_without_a_policy_nothing_is_fixed() -> None:
    """No key, no source, no update asked for."""
    fixed = load(None, {}).fixed
    assert (fixed.keys, fixed.source, fixed.update_needed) == ((), "", False)


@pytest.mark.parametrize(
    ("text", "reason", "key"),
    [
        ('[transfer]\nurll = "x"', "policy-unknown-key", "transfer.urll"),
        ("[nothing]\na = 1", "policy-unknown-key", "nothing"),
        ("[transfer]\npoll_seconds = 0", "policy-value", "transfer.poll_seconds"),
        ("cases = 1", "policy-value", "cases"),
        ('[transfer]\nurl = "http://open.example"', "policy-value", "transfer.url"),
        ('[program]\nminimum_version = "new"', "policy-value", "program.minimum_version"),
    ],
)
def test_a_mistake_of_the_policy_is_named_as_its_own(tmp_path: Path, text: str, reason: str, key: str) -> None:
    """With its file and key, though the person's configuration is in order."""
    with pytest.raises(ConfigurationError) as caught:
        load(_file(tmp_path, _EXAMPLE), {}, policy_in(tmp_path, text))
    assert caught.value.reason == reason
    assert caught.value.facts == {"file": str(tmp_path / "policy.toml"), "key": key}


def test_a_person_cannot_set_what_only_a_policy_has(tmp_path: Path) -> None:
    """`[program]` is no section of a configuration file."""
    assert _refused(_file(tmp_path, '[program]\nminimum_version = "1"')).reason == "unknown-key"


@pytest.mark.parametrize(("wanted", "needed"), [("0.0.1", False), ("999.0", True)])
def test_a_policy_can_ask_for_a_newer_program(tmp_path: Path, wanted: str, needed: bool) -> None:
    """By a version: an older program says that it needs an update, and is not stopped by it."""
    place = policy_in(tmp_path, f'[program]\nminimum_version = "{wanted}"')
    fixed = load(None, {}, place).fixed
    assert (fixed.update_needed, fixed.minimum_version, fixed.keys) == (needed, wanted, ())


def test_a_credential_is_where_the_service_manager_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name alone; outside of a service, or with a name that would lead elsewhere, it is absent."""
    settings = load(_file(tmp_path, '[transfer]\nclient_key = "credential:client.key"'), {})
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "given"))
    assert settings.path(settings.transfer.client_key) == tmp_path / "given" / "client.key"
    for name in ("../client.key", "", "a/b"):
        with pytest.raises(ConfigurationError, match="credential-absent"):
            settings.path(f"credential:{name}")
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    with pytest.raises(ConfigurationError, match="credential-absent"):
        settings.path("credential:client.key")
