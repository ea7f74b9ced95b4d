from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.actions.configure import OPEN_KEYS, changed_text, configure
from backoffice_gui.errors import ConfigurationError, UsageError
from backoffice_gui.settings import load

_URL = "https://front.exemple.invalid/transfer/v1"
_OLD = """# écrit par l’administration
[store]
peers = [
  "a",  # une base sœur
]

[transfer]   # le site
url = "https://ancien.invalid"   # à changer
client_cert = 'ancien.pem'

# la fin
[cases]
practice = true
"""


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    """Closed to others, with its folder; it is what `load` reads."""
    file = tmp_path / "config" / "config.toml"
    configure(file, {"transfer.url": _URL, "transfer.client_cert": "client.pem"})
    assert load(file, {}).transfer.url == _URL
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_what_is_not_asked_for_stays_as_it_was(tmp_path: Path) -> None:
    """Comments, order, other sections; the changed line keeps its comment, a new key stands at its section's end."""
    after = changed_text(_OLD, {"transfer.url": _URL, "transfer.ca_file": 'C:\\autorité "x".pem'})
    gone = set(_OLD.splitlines()) - set(after.splitlines())
    new = [line for line in after.splitlines() if line not in _OLD.splitlines()]
    assert gone == {'url = "https://ancien.invalid"   # à changer'}
    assert new == [f'url = "{_URL}"   # à changer', 'ca_file = "C:\\\\autorité \\"x\\".pem"']
    assert tomllib.loads(after)["transfer"]["ca_file"] == 'C:\\autorité "x".pem'


def test_line_ends_stay_as_they_were() -> None:
    """Of a file that was written on Windows."""
    after = changed_text("# EXEMPLE\r\n[transfer]\r\n", {"transfer.url": _URL})
    assert after == f'# EXEMPLE\r\n[transfer]\r\nurl = "{_URL}"\r\n'


@given(
    st.dictionaries(
        st.sampled_from(OPEN_KEYS[:5]),
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Cn", "Co"))),
    )
)
def test_what_is_written_is_what_is_read(changes: dict[str, str]) -> None:
    """Any value of one line; twice is as good as once."""
    after = changed_text(_OLD, changes)
    read = tomllib.loads(after)
    assert all(read["transfer"][key.partition(".")[2]] == value for key, value in changes.items())
    assert read["store"] == {"peers": ["a"]}
    assert changed_text(after, changes) == after


@pytest.mark.parametrize(
    "text",
    [
        'transfer = { url = "x" }\n',
        '[transfer]\nurl = """\nx"""\n',
        'transfer.url = "x"\n',
        "transfer = 5\n",
        "[transfer\n",
        '[store]\nkey_file = """\n[transfer]\nurl = "x"\n"""\n',
    ],
)
def test_a_form_that_is_not_changed_line_by_line_is_left_alone(tmp_path: Path, text: str) -> None:
    """Refused, and not an octet is touched."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        configure(file, {"transfer.url": _URL})
    assert raised.value.reason == "unreadable"
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("changes", "fixed"),
    [
        ({"transfer.url": _URL}, frozenset({"transfer.url"})),
        ({"store.key_file": "x"}, frozenset()),
        ({"transfer.poll_seconds": "15"}, frozenset()),
    ],
)
def test_what_is_fixed_or_not_open_is_refused(tmp_path: Path, changes: dict[str, str], fixed: frozenset[str]) -> None:
    """Not by hiding it alone."""
    with pytest.raises(UsageError):
        configure(tmp_path / "config.toml", changes, fixed)
    assert not list(tmp_path.iterdir())


def test_an_address_that_is_none_and_a_folder_that_takes_nothing_are_said(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(ConfigurationError):
        configure(tmp_path / "config.toml", {"transfer.url": "http://front.exemple.invalid"})
    (tmp_path / "file").write_text("EXEMPLE")
    with pytest.raises(UsageError) as raised:
        configure(tmp_path / "file" / "config.toml", {"transfer.url": _URL})
    assert raised.value.reason == "folder"


def test_numbers_and_choices_are_written_as_such(tmp_path: Path) -> None:
    """As TOML has them; another number takes the place of the first, its comment stays."""
    file = tmp_path / "config.toml"
    configure(file, {"security.lock_minutes": "12", "security.exclude_capture": "true"})
    file.write_text(file.read_text().replace("= 12", "= 12  # EXEMPLE"))
    configure(file, {"security.lock_minutes": "3", "security.exclude_capture": "false"})
    assert "lock_minutes = 3  # EXEMPLE" in file.read_text()
    assert load(file, {}).security.lock_minutes == 3
    assert not load(file, {}).security.exclude_capture


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("security.lock_minutes", "16", "setting-value"),
        ("security.lock_minutes", "", "setting-value"),
        ("security.lock_minutes", "5\nx", "setting-value"),
        ("backup.folder", "nulle/part", "setting-folder"),
        ("retention.case_days", "1", "setting-fixed"),
        ("security.passphrase", "false", "setting-fixed"),
    ],
)
def test_what_is_not_allowed_is_not_written(tmp_path: Path, key: str, value: str, reason: str) -> None:
    """Beyond the policy's range, no folder, or not the agent's to settle."""
    with pytest.raises(UsageError) as raised:
        configure(tmp_path / "config.toml", {key: value})
    assert raised.value.reason == reason
    assert not (tmp_path / "config.toml").exists()
