"""The machine's policy: read whole or refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.policy import PolicyPlace, older, read_policy
from tests.support.policies import policy_in


def test_without_a_policy_nothing_is_fixed(tmp_path: Path) -> None:
    """Neither a file nor the registry: no source, no table; the folder need not be there."""
    assert read_policy(policy_in(tmp_path)).tables == {}
    (tmp_path / "file").write_text("")
    place = PolicyPlace(lambda: tmp_path / "file" / "policy.toml", dict, lambda _: True)
    assert read_policy(place).source == ""


def test_the_registry_lies_over_the_file(tmp_path: Path) -> None:
    """Key by key, and both are named as where it stands."""
    registry: dict[str, dict[str, object]] = {"window": {"tray": 0}, "transfer": {"url": "https://b.example"}}
    found = read_policy(policy_in(tmp_path, '[transfer]\nurl = "https://a.example"\nca_file = "x"', registry=registry))
    assert found.tables == {"transfer": {"url": "https://b.example", "ca_file": "x"}, "window": {"tray": 0}}
    assert found.source == f"{tmp_path / 'policy.toml'}, HKLM\\Software\\Policies\\Ofpra\\BackOffice"


@pytest.mark.parametrize("octets", [b"[transfer", b"\xff", b"a = " + b"[" * 5000])
def test_a_policy_that_does_not_read_is_refused(tmp_path: Path, octets: bytes) -> None:
    """It is not ignored: nobody knows what it would have fixed."""
    with pytest.raises(ConfigurationError) as caught:
        read_policy(policy_in(tmp_path, octets))
    assert (caught.value.reason, caught.value.facts) == ("policy-broken", {"file": str(tmp_path / "policy.toml")})


def test_a_policy_that_cannot_be_opened_or_judged_is_refused(tmp_path: Path) -> None:
    """A folder in its place, and an access list that can't be read."""
    (tmp_path / "policy.toml").mkdir()
    with pytest.raises(ConfigurationError, match="policy-broken"):
        read_policy(policy_in(tmp_path))
    (tmp_path / "policy.toml").rmdir()

    def judge(_: Path) -> bool:
        raise PermissionError

    place = policy_in(tmp_path, "")
    with pytest.raises(ConfigurationError, match="policy-broken"):
        read_policy(PolicyPlace(place.file, place.registry, judge))


def test_a_policy_that_others_could_have_written_is_refused(tmp_path: Path) -> None:
    """Before a word of it is read."""
    with pytest.raises(ConfigurationError) as caught:
        read_policy(policy_in(tmp_path, b"[broken", open_to_others=True))
    assert caught.value.reason == "policy-writable"


@pytest.mark.parametrize(
    ("version", "wanted", "expected"),
    [
        *(("0.1.0", "0.1.0", False), ("0.1.0", "0.1.1", True), ("0.1.0", "0.2", True), ("1.0.0", "0.9.9", False)),
        *(
            ("0.1.0", "", False),
            ("0.10.0", "0.9", False),
            ("0.2.0.dev3+gabc", "0.2", False),
            ("0.1.9.dev1", "0.2", True),
        ),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, wanted: str, expected: bool) -> None:
    """Each number as a number; what a build adds behind them changes nothing."""
    assert older(version, wanted) is expected
