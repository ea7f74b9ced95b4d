"""The 24 certificate conditions of the TLS matrix (issue 7), each with what must come of it.

A condition is one or several meetings of the two sides, so that a refusal stands beside the
acceptance it differs from by one thing. `verdict` is empty where the list must come, else the
code and reason that the agent is shown, under TLS 1.2 and under 1.3 where they differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.support.certificates import Authority, Credential, signed_with_sha1
from tests.support.tls import Sides

__all__ = ["ADDRESS", "CONDITIONS", "HOST", "ZONE", "Condition", "Meeting", "Papers"]

ADDRESS = "127.0.0.1"
ZONE = "front.exemple"
HOST = f"depot.{ZONE}"
_DAY = dt.timedelta(days=1)


class Papers:
    """The certificates of a run, made when they are first asked for."""

    @cached_property
    def own(self) -> Authority:
        """The authority that both sides trust."""
        return Authority("Autorité EXEMPLE")

    @cached_property
    def other(self) -> Authority:
        """An authority that nobody here has named."""
        return Authority("Autre autorité EXEMPLE")

    @cached_property
    def interceptor(self) -> Authority:
        """A network device's authority, which the operating system has been made to trust."""
        return Authority("Mandataire EXEMPLE")

    @cached_property
    def between(self) -> Authority:
        """An intermediate authority of ours."""
        return Authority("Intermédiaire EXEMPLE", parent=self.own)

    @cached_property
    def client(self) -> Credential:
        """Our client's certificate, as it should be."""
        return self.own.client("collector-1")

    @cached_property
    def server(self) -> Credential:
        """The server's certificate, as it should be."""
        return self.own.server(ADDRESS)

    def shown(self, server: Credential, **more: object) -> Sides:
        """Everything as it should be, but for what is named."""
        usual: dict[str, object] = {"trusted": self.own.pem, "client": self.client, "client_ca": self.own.pem}
        return Sides(server=server, **(usual | more))  # type: ignore[arg-type]

    def from_client(self, client: Credential | None, **more: object) -> Sides:
        """A good server, and a client that shows this."""
        return self.shown(self.server, client=client, **more)


@dataclass(frozen=True)
class Meeting:
    """Who meets whom, and what must come of it; `verdicts` under TLS 1.2 and 1.3."""

    sides: Callable[[Papers], Sides]
    verdicts: tuple[str, str]
    speaks_h2: bool = False


@dataclass(frozen=True)
class Condition:
    """One row of the matrix.

    `lowered`: our Python takes its suites from a system that lets anything pass. `in_the_system`:
    the interceptor's authority is in the operating system's store. `proxied`: every variable that
    names a proxy is set.
    """

    name: str
    meetings: Sequence[Meeting]
    lowered: bool = False
    in_the_system: bool = False
    proxied: bool = False
    shares: frozenset[str] = field(default_factory=frozenset)


def _met(sides: Callable[[Papers], Sides], verdict: str = "", under_13: str | None = None) -> Meeting:
    return Meeting(sides, (verdict, verdict if under_13 is None else under_13))


def _chain(leaf: Credential, *above: Authority) -> Credential:
    return Credential(leaf.certificate + b"".join(each.pem for each in above), leaf.key)


def _served(*names: str, **more: object) -> Callable[[Papers], Sides]:
    return lambda papers: papers.shown(papers.own.server(*names, **more))  # type: ignore[arg-type]


def _named(name: str, host: str) -> Callable[[Papers], Sides]:
    return lambda papers: papers.shown(papers.own.server(name), host=host)


def _self_signed(papers: Papers) -> Sides:
    alone = Authority("Site EXEMPLE", is_ca=False)
    made = alone.server(ADDRESS, common_name="Site EXEMPLE", key=alone.key)  # subject, issuer and key are one
    return papers.shown(made)


def _by_other(papers: Papers) -> Sides:
    return papers.shown(_chain(papers.other.server(ADDRESS), papers.other))


def _cross_signed(papers: Papers) -> Sides:
    crossed = Authority("Autorité EXEMPLE", parent=papers.other, key=papers.own.key)
    return papers.shown(_chain(papers.server, crossed, papers.other))


def _without_middle(papers: Papers) -> Sides:
    return papers.shown(papers.between.server(ADDRESS))


def _with_middle(papers: Papers) -> Sides:
    return papers.shown(_chain(papers.between.server(ADDRESS), papers.between))


def _by_no_authority(papers: Papers) -> Sides:
    fake = Authority("Faux EXEMPLE", is_ca=False, parent=papers.own)
    return papers.shown(_chain(fake.server(ADDRESS), fake))


def _with_sha1(papers: Papers) -> Sides:
    issuer = Authority("Ancienne autorité EXEMPLE", key=rsa.generate_private_key(65537, 2048))
    return papers.shown(signed_with_sha1(issuer.server(ADDRESS), issuer), trusted=issuer.pem)


def _with_sha256(papers: Papers) -> Sides:
    issuer = Authority("Ancienne autorité EXEMPLE", key=rsa.generate_private_key(65537, 2048))
    return papers.shown(issuer.server(ADDRESS), trusted=issuer.pem)


def _rsa(bits: int) -> Callable[[Papers], Sides]:
    return lambda papers: papers.shown(papers.own.server(ADDRESS, key=rsa.generate_private_key(65537, bits)))


def _limited_to(network: str) -> Callable[[Papers], Sides]:
    def sides(papers: Papers) -> Sides:
        limited = Authority("Autorité bornée EXEMPLE", parent=papers.own, permitted=network)
        return papers.shown(_chain(limited.server(ADDRESS), limited))

    return sides


def _revoked(papers: Papers) -> Sides:
    client = papers.own.client("collector-1")
    return papers.from_client(client, crl=papers.own.revoking(client))


def _not_revoked(papers: Papers) -> Sides:
    return papers.from_client(papers.client, crl=papers.own.revoking(papers.own.client("collector-2")))


def _client(**more: object) -> Callable[[Papers], Sides]:
    return lambda papers: papers.from_client(papers.own.client("collector-1", **more))  # type: ignore[arg-type]


def _admitted(name: str) -> Callable[[Papers], Sides]:
    return lambda papers: papers.from_client(papers.own.client(name), admits=frozenset({"collector-1"}))


def _intercepted(papers: Papers) -> Sides:
    return papers.shown(_chain(papers.interceptor.server(ADDRESS), papers.interceptor))


def _good(papers: Papers) -> Sides:
    return papers.shown(papers.server)


def _offering(*protocols: str) -> Callable[[Papers], Sides]:
    return lambda papers: papers.shown(papers.server, alpn=protocols)


_CLIENT_AUTH, _SERVER_AUTH = ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH
_OF_A_NAME = frozenset({"server-other-name", "server-address", "server-common-name-only", "server-wildcard"})
"""One mend for all of these: a certificate that bears the configured address."""

CONDITIONS: tuple[Condition, ...] = (
    Condition("server-expired", [_met(_served(ADDRESS, starts=-9 * _DAY, ends=-_DAY), "TRF-004:expired")]),
    Condition("server-not-yet-valid", [_met(_served(ADDRESS, starts=_DAY, ends=9 * _DAY), "TRF-004:not-yet-valid")]),
    Condition(
        "server-other-name",
        [_met(_named("autre.exemple", HOST), "TRF-004:hostname"), _met(_named(HOST, HOST))],
        shares=_OF_A_NAME,
    ),
    Condition(
        "server-address",
        [_met(_served(ADDRESS)), _met(_served("127.0.0.2"), "TRF-004:hostname")],
        shares=_OF_A_NAME,
    ),
    Condition("server-self-signed", [_met(_self_signed, "TRF-004:self-signed")]),
    Condition(
        "server-other-authority",
        [_met(_by_other, "TRF-004:unknown-ca")],
        shares=frozenset({"interceptor-in-the-system"}),
    ),
    Condition("server-cross-signed", [_met(_cross_signed)]),
    Condition("server-missing-intermediate", [_met(_without_middle, "TRF-004:chain"), _met(_with_middle)]),
    Condition("server-wrong-usage", [_met(_served(ADDRESS, usage=_CLIENT_AUTH), "TRF-004:purpose")]),
    Condition("server-issuer-no-authority", [_met(_by_no_authority, "TRF-004:invalid-ca")]),
    Condition("server-sha1", [_met(_with_sha1, "TRF-004:weak-signature"), _met(_with_sha256)], lowered=True),
    Condition("server-rsa-1024", [_met(_rsa(1024), "TRF-004:weak-key"), _met(_rsa(2048))], lowered=True),
    Condition(
        "server-name-constraint",
        [_met(_limited_to("10.0.0.0/8"), "TRF-004:name-constraint"), _met(_limited_to("127.0.0.0/8"))],
    ),
    Condition(
        "server-common-name-only",
        [
            _met(lambda papers: papers.shown(papers.own.server(common_name=ADDRESS)), "TRF-004:hostname"),
            _met(lambda papers: papers.shown(papers.own.server(common_name=HOST), host=HOST), "TRF-004:hostname"),
        ],
        shares=_OF_A_NAME,
    ),
    Condition(
        "server-wildcard",
        [
            _met(_named(f"*.{ZONE}", HOST)),
            _met(_named(f"*.{ZONE}", f"a.{HOST}"), "TRF-004:hostname"),
            _met(_named(f"*.{ZONE}", ZONE), "TRF-004:hostname"),
            _met(_named(f"d*.{ZONE}", HOST), "TRF-004:hostname"),
        ],
        shares=_OF_A_NAME,
    ),
    Condition("client-none", [_met(lambda papers: papers.from_client(None), "TRF-003:handshake", "TRF-003:missing")]),
    Condition("client-other-authority", [_met(lambda p: p.from_client(p.other.client()), "TRF-003:unknown-ca")]),
    Condition("client-expired", [_met(_client(starts=-9 * _DAY, ends=-_DAY), "TRF-003:expired")]),
    Condition("client-revoked", [_met(_revoked, "TRF-003:revoked"), _met(_not_revoked)]),
    Condition("client-wrong-usage", [_met(_client(usage=_SERVER_AUTH), "TRF-003:purpose")]),
    Condition("client-other-name", [_met(_admitted("stranger"), "TRF-003:status-403"), _met(_admitted("collector-1"))]),
    Condition(
        "interceptor-in-the-system",
        [_met(_intercepted, "TRF-004:unknown-ca")],
        in_the_system=True,
        shares=frozenset({"server-other-authority"}),
    ),
    Condition("proxies-in-the-environment", [_met(_good)], proxied=True),
    Condition(
        "alpn",
        [_met(_offering("h2", "http/1.1")), Meeting(_offering("h2"), ("TRF-007:headers", "TRF-007:headers"), True)],
    ),
)
