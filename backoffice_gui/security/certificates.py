"""Our client certificate, by its dates: an expired one stops everything, so it is announced early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from backoffice_gui.errors import ConfigurationError

__all__ = ["SOON", "ClientCertificate", "client_certificate"]

SOON = timedelta(days=30)
"""From when on `status --check` warns."""

_MAX_OCTETS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """What a certificate says of itself: `subject` in RFC 4514 form, the machine's name, no person's."""

    subject: str
    not_before: datetime
    not_after: datetime

    def valid_at(self, moment: datetime) -> bool:
        """Whether it holds at an aware moment."""
        return self.not_before <= moment <= self.not_after

    def expires_soon(self, moment: datetime) -> bool:
        """Whether it ends within 30 days of an aware moment, or has ended."""
        return self.not_after - moment <= SOON


def client_certificate(path: Path) -> ClientCertificate:
    """Read the first certificate of a PEM file; raises `ConfigurationError`."""
    try:
        with path.open("rb") as file:
            certificate = x509.load_pem_x509_certificate(file.read(_MAX_OCTETS))
        return ClientCertificate(
            subject=certificate.subject.rfc4514_string(),
            not_before=certificate.not_valid_before_utc.astimezone(UTC),
            not_after=certificate.not_valid_after_utc.astimezone(UTC),
        )
    except FileNotFoundError as error:
        raise ConfigurationError("certificate-absent", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise ConfigurationError("certificate-unreadable", file=str(path)) from error
