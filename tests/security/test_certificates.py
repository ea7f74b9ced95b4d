from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.security.certificates import client_certificate


def test_the_dates_and_the_subject_are_read(tmp_path: Path) -> None:
    """A certificate's end is known to the second, and warned of 30 days before."""
    ends = datetime(2030, 1, 31, 12, tzinfo=UTC)
    authority = trustme.CA()
    leaf = authority.issue_cert("demo.example", common_name="collector-1", not_after=ends)
    path = tmp_path / "client.pem"
    leaf.cert_chain_pems[0].write_to_path(path)
    read = client_certificate(path)
    assert read.not_after == ends
    assert "CN=collector-1" in read.subject
    assert read.valid_at(ends - timedelta(days=31))
    assert not read.valid_at(ends + timedelta(seconds=1))
    assert not read.valid_at(read.not_before - timedelta(seconds=1))
    assert not read.expires_soon(ends - timedelta(days=31))
    assert read.expires_soon(ends - timedelta(days=30))
    assert read.expires_soon(ends + timedelta(days=1))


def test_an_absent_or_odd_file_is_named(tmp_path: Path) -> None:
    """What can't be read is the configuration's trouble."""
    with pytest.raises(ConfigurationError) as caught:
        client_certificate(tmp_path / "no.pem")
    assert caught.value.reason == "certificate-absent"
    for octets in (b"", b"not PEM", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        (tmp_path / "odd.pem").write_bytes(octets)
        with pytest.raises(ConfigurationError) as caught:
            client_certificate(tmp_path / "odd.pem")
        assert caught.value.reason == "certificate-unreadable"
    with pytest.raises(ConfigurationError):
        client_certificate(tmp_path)
