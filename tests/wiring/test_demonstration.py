"""A demonstration stays apart: nothing outside it settles anything, and what would reach out is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui import __main__ as program
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.site import Site
from backoffice_gui.settings import Settings, load, with_values
from backoffice_gui.wiring.demonstration import check_apart, demonstration_settings
from backoffice_gui.wiring.office import open_office
from backoffice_gui.wiring.retention import in_demonstration, keeping_of
from tests.support.policies import policy_in

URL = "https://127.0.0.1:9/transfer/v1"
REAL = "https://front.exemple.invalid/transfer/v1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The configuration that a reference front end makes, on an address nobody answers at."""
    site = Site(tmp_path / "demo")
    site.folder.mkdir()
    site.write_config(URL)
    return site.config


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is real: this machine's policy and environment name it, and the real site."""
    folder = tmp_path / "real"
    folder.mkdir()
    here = folder.as_posix()
    text = (
        f'[transfer]\nurl = "{REAL}"\nca_file = "{here}/ca.pem"\n[store]\nfolder = "{here}/store"\n'
        f'key_file = "{here}/store.key"\n[audit]\nanchor = "{here}/anchor"\n'
    )
    place = policy_in(tmp_path, text)
    monkeypatch.setattr("backoffice_gui.settings.PolicyPlace", lambda: place)
    for name in ("STORE__FOLDER", "STORE__MIRROR", "BACKUP__FOLDER", "TRANSFER__CLIENT_CERT"):
        monkeypatch.setenv(f"BACKOFFICE_{name}", f"{here}/{name.lower()}")
    monkeypatch.setenv("BACKOFFICE_TRANSFER__URL", REAL)
    monkeypatch.setenv("BACKOFFICE_CASES__PRACTICE", "false")
    return folder


def test_neither_the_policy_nor_the_environment_is_asked(file: Path, real: Path) -> None:
    """They name the real site and the real store, and an agent's window obeys; the demonstration does not."""
    agents = load(file)
    assert (agents.transfer.url, agents.store_folder, agents.mirror_folder) == (
        REAL,
        real / "store",
        real / "store__mirror",
    )
    ours = demonstration_settings(file)
    assert ours.transfer.url == URL
    assert (ours.fixed.source, ours.fixed.keys, ours.fixed.environment) == ("", (), ())
    office = program.open_office(file, demo=True)
    try:
        assert (office.condition().state, office.condition().demo) == (OfficeState.NO_STORE, True)
        office.make_store(office.prepare_store())
        assert office.condition().state is OfficeState.OPEN
    finally:
        office.close()
    assert {"store", "store.key", "pins"} <= {each.name for each in file.parent.iterdir()}
    assert list(real.iterdir()) == []


def test_a_broken_policy_does_not_stop_it(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never read, so it can't be refused either."""
    place = policy_in(tmp_path, "no TOML")
    monkeypatch.setattr("backoffice_gui.settings.PolicyPlace", lambda: place)
    with pytest.raises(ConfigurationError, match="policy-broken"):
        load(file)
    assert demonstration_settings(file).store_folder == file.parent / "store"


def test_passed_by_the_second_wall_stands(file: Path, real: Path) -> None:
    """Settings read as an agent's are refused before anything is opened: no day of retention, no colleague."""
    agents = load(file)
    for opened in (
        lambda: open_office(agents, SystemClock(), demo=True),
        lambda: in_demonstration(agents),
        lambda: keeping_of(agents, demo=True),
    ):
        with pytest.raises(ConfigurationError, match="demo-not-apart") as caught:
            opened()
        assert (caught.value.exit_code, caught.value.facts) == (2, {"key": "transfer.url"})
    assert keeping_of(agents).colleague == ""
    assert list(real.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("transfer.url", REAL),
        ("transfer.url", "https://127.0.0.1.exemple.invalid/"),
        ("transfer.url", "https://[EXEMPLE/"),
        ("transfer.url", ""),
        ("transfer.ca_file", "../ca.pem"),
        ("transfer.client_cert", "../client.pem"),
        ("transfer.client_key", "../client.key"),
        ("transfer.front_end_keys", "../front-end.jwks.json"),
        ("store.folder", ""),
        ("store.folder", "../store"),
        ("store.folder", "../demo-2"),
        ("store.key_file", ""),
        ("store.key_file", "~/store.key"),
        ("store.mirror", "link"),
        ("backup.folder", "store/../../backup"),
        ("audit.anchor", "../anchor"),
        ("audit.syslog", True),
        ("cases.practice", False),
    ],
)
def test_what_is_not_its_own_is_refused_by_its_key(file: Path, key: str, value: str | bool) -> None:
    """A site elsewhere, a file or folder outside, be it by a link; the keyring; a store of real people."""
    (file.parent / "link").symlink_to(file.parent.parent)
    sound = load(file, {})
    check_apart(sound)
    with pytest.raises(ConfigurationError, match="demo-not-apart") as caught:
        check_apart(with_values(sound, {key: value}))
    assert caught.value.facts == {"key": key}


def test_pins_elsewhere_are_refused(file: Path) -> None:
    """What is noted of a store is not noted among what is noted of the real one."""
    outside = file.parent.parent / "pins"
    outside.mkdir()
    (file.parent / "pins").symlink_to(outside)
    with pytest.raises(ConfigurationError, match="key=pins"):
        demonstration_settings(file)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_copies_within_are_its_own(file: Path, host: str) -> None:
    """A second copy, backups and an anchor in its folder are let be."""
    inside: dict[str, str | int | bool] = {"store.mirror": "m", "backup.folder": "b", "audit.anchor": "store/a"}
    settings: Settings = with_values(load(file, {}), {**inside, "transfer.url": f"https://{host}:9/"})
    check_apart(settings)
    assert in_demonstration(settings).retention.case_days == 0


def test_a_window_does_not_lead_it_outside(file: Path, tmp_path: Path) -> None:
    """Backups of a demonstration into a folder chosen in its window: refused, and nothing of it written."""
    office = program.open_office(file, demo=True)
    try:
        before = file.read_text("utf-8")
        with pytest.raises(ConfigurationError, match=r"demo-not-apart key=backup\.folder"):
            office.configure({"backup.folder": str(tmp_path / "real")})
        assert file.read_text("utf-8") == before
        office.configure({"security.lock_minutes": "3"})
    finally:
        office.close()
