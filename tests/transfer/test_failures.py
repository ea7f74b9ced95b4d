"""Foreign failures have our names: over real sockets, under TLS 1.2 and 1.3."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import BadAnswer, CredentialRefused, FrontEndError, ServerNotTrusted, Unreachable
from backoffice_gui.transfer import Endpoint, FrontEnd, Role, tls_context
from backoffice_gui.transfer.connection import Interrupted, Stale
from backoffice_gui.transfer.failures import failure_of
from tests.support.certificates import Authority, Credential, server_context
from tests.support.hostile import HostileFront, Request, Wire, answer
from tests.support.signing import Signer, page
from tests.transfer.conftest import Connect

DAY = dt.timedelta(days=1)
VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]
EVERY_VERSION = pytest.mark.parametrize("version", VERSIONS, ids=["1.2", "1.3"])


def _good(request: Request, wire: Wire) -> None:
    wire.send(answer(page([])))


class Matrix:
    """One cell of the TLS matrix: who shows what to whom."""

    def __init__(self, authority: Authority, folder: Path, stack: ExitStack) -> None:
        self.authority, self.folder, self._stack = authority, folder, stack
        self.handshakes = 0

    def ask(
        self,
        version: ssl.TLSVersion,
        *,
        server: Credential | None = None,
        client: Credential | None = None,
        anonymous: bool = False,
        trusted: Authority | None = None,
        host: str = "127.0.0.1",
        over: type[httpx.BaseTransport] | None = None,
    ) -> None:
        """List once; raises what the caller of the front end would see."""
        context = server_context(
            self.folder, server or self.authority.server("127.0.0.1"), self.authority.pem, version=version
        )
        front_end = self._stack.enter_context(HostileFront(_good, context))
        certificate, key = (client or self.authority.client()).write(self.folder, "client")
        ours = tls_context(
            (trusted or self.authority).write(self.folder / "ca.pem"),
            None if anonymous else certificate,
            None if anonymous else key,
        )
        url = front_end.url.replace("127.0.0.1", host)
        transport = None if over is None else self._stack.enter_context(over(verify=ours, trust_env=False))  # type: ignore[call-arg]
        front = FrontEnd(
            Endpoint(url, ours, Signer("k1").keys, "1"), role=Role.COLLECTOR, clock=SystemClock(), transport=transport
        )
        self._stack.callback(front.close)
        front.submissions(ready=True)


@pytest.fixture
def matrix(authority: Authority, tmp_path: Path) -> Iterator[Matrix]:
    """Two sides that can be given any certificate."""
    with ExitStack() as stack:
        yield Matrix(authority, tmp_path, stack)


@EVERY_VERSION
def test_both_sides_trusted_is_an_answer(matrix: Matrix, version: ssl.TLSVersion) -> None:
    """The control: with good certificates on both sides the list comes."""
    matrix.ask(version)


@EVERY_VERSION
@pytest.mark.parametrize("over", [None, httpx.HTTPTransport], ids=["ours", "httpx"])
def test_no_client_certificate_is_a_refused_credential(
    matrix: Matrix, version: ssl.TLSVersion, over: type[httpx.BaseTransport] | None
) -> None:
    """Under 1.2 the handshake fails, under 1.3 the first read does: both are told by the alert."""
    for _ in range(3):  # the alert must win against the broken pipe each time
        with pytest.raises(CredentialRefused):
            matrix.ask(version, anonymous=True, over=over)


@EVERY_VERSION
@pytest.mark.parametrize(
    "client",
    [
        pytest.param(lambda _own: Authority("Autre EXEMPLE").client(), id="other CA"),
        pytest.param(lambda own: own.client(starts=-9 * DAY, ends=-DAY), id="expired"),
        pytest.param(lambda own: own.client(starts=DAY, ends=2 * DAY), id="not yet valid"),
        pytest.param(lambda own: own.client(usage=ExtendedKeyUsageOID.SERVER_AUTH), id="wrong usage"),
    ],
)
def test_wrong_client_certificate_is_a_refused_credential(
    matrix: Matrix, version: ssl.TLSVersion, client: object
) -> None:
    """Another authority's, an expired one, one for servers: refused by alert."""
    assert callable(client)
    with pytest.raises(CredentialRefused) as refused:
        matrix.ask(version, client=client(matrix.authority))
    assert refused.value.reason


@EVERY_VERSION
@pytest.mark.parametrize(
    ("server", "reason"),
    [
        pytest.param(lambda own: own.server("127.0.0.1", starts=-9 * DAY, ends=-DAY), "expired", id="expired"),
        pytest.param(lambda own: own.server("127.0.0.1", starts=DAY, ends=9 * DAY), "not-yet-valid", id="future"),
        pytest.param(lambda own: own.server("127.0.0.2"), "hostname", id="other address"),
        pytest.param(lambda own: own.server("front.example"), "hostname", id="other name"),
        pytest.param(lambda own: own.server(common_name="127.0.0.1"), "hostname", id="common name only"),
        pytest.param(
            lambda own: own.server("127.0.0.1", usage=ExtendedKeyUsageOID.CLIENT_AUTH), "purpose", id="wrong usage"
        ),
        pytest.param(lambda _own: Authority("Autre EXEMPLE").server("127.0.0.1"), "chain", id="other CA"),
        pytest.param(
            lambda own: Authority("Faux EXEMPLE", is_ca=False, parent=own).server("127.0.0.1"),
            "chain",
            id="missing intermediate",
        ),
    ],
)
def test_server_that_cannot_be_trusted_is_named(
    matrix: Matrix, version: ssl.TLSVersion, server: object, reason: str
) -> None:
    """Expired, for another host, of another authority: not one request is sent."""
    assert callable(server)
    with pytest.raises(ServerNotTrusted) as refused:
        matrix.ask(version, server=server(matrix.authority))
    assert refused.value.reason == reason


def test_name_must_be_in_the_alternative_names(matrix: Matrix) -> None:
    """A name is checked as a name: `localhost` is not its address."""
    with pytest.raises(ServerNotTrusted) as refused:
        matrix.ask(VERSIONS[1], server=matrix.authority.server("127.0.0.1"), host="localhost")
    assert refused.value.reason == "hostname"
    matrix.ask(VERSIONS[1], server=matrix.authority.server("localhost"), host="localhost")


def test_issuer_that_is_no_authority_is_refused(matrix: Matrix, tmp_path: Path) -> None:
    """A server's certificate can't issue others, its chain shown or not."""
    fake = Authority("Faux EXEMPLE", is_ca=False, parent=matrix.authority)
    issued = fake.server("127.0.0.1")
    with pytest.raises(ServerNotTrusted) as refused:
        matrix.ask(VERSIONS[1], server=Credential(issued.certificate + fake.pem, issued.key))
    assert refused.value.reason == "invalid-ca"


def test_intermediate_authority_shown_by_the_server_is_followed(matrix: Matrix) -> None:
    """A chain to our CA file may have a link in between."""
    between = Authority("Intermédiaire EXEMPLE", parent=matrix.authority)
    issued = between.server("127.0.0.1")
    matrix.ask(VERSIONS[1], server=Credential(issued.certificate + between.pem, issued.key))


def test_weak_key_is_refused(matrix: Matrix) -> None:
    """RSA of 1024 bits is below our security level."""
    key = rsa.generate_private_key(65537, 1024)
    with pytest.raises(ServerNotTrusted) as refused:
        matrix.ask(VERSIONS[0], server=matrix.authority.server("127.0.0.1", key=key))
    assert refused.value.reason == "weak-key"


@pytest.mark.parametrize("over", [None, httpx.HTTPTransport], ids=["ours", "httpx"])
def test_old_tls_is_refused(authority: Authority, tmp_path: Path, over: type[httpx.BaseTransport] | None) -> None:
    """TLS 1.1 is no channel; that is the network's doing, not our certificate's."""
    context = server_context(tmp_path, authority.server("127.0.0.1"), None)
    with pytest.warns(DeprecationWarning, match="TLS"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLS"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    ours = tls_context(authority.write(tmp_path / "ca.pem"), None, None)
    with HostileFront(_good, context) as server, ExitStack() as stack:
        transport = None if over is None else stack.enter_context(over(verify=ours, trust_env=False))  # type: ignore[call-arg]
        endpoint = Endpoint(server.url, ours, Signer("k1").keys, "1")
        front = FrontEnd(endpoint, role=Role.OBSERVER, clock=SystemClock(), transport=transport)
        stack.callback(front.close)
        with pytest.raises(Unreachable) as refused:
            front.submissions(ready=False)
    assert refused.value.reason == "protocol-version"


# --- the network ---


def test_plain_answer_to_a_tls_call_is_unreachable(client_context: ssl.SSLContext, signer: Signer) -> None:
    """Something that doesn't speak TLS is no front end."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as stack:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/transfer/v1"
        front = FrontEnd(Endpoint(url, client_context, signer.keys, "1"), role=Role.OBSERVER, clock=SystemClock())
        stack.callback(front.close)
        peer = stack.enter_context(_Answering(listener, b"HTTP/1.1 400 Bad Request\r\n\r\n"))
        with pytest.raises(Unreachable) as refused:
            front.submissions(ready=False)
        assert refused.value.reason == "tls"
    assert peer.answered


class _Answering:
    """Accepts one call and says its sentence, whatever it hears."""

    def __init__(self, listener: socket.socket, words: bytes) -> None:
        self._listener, self._words = listener, words
        self.answered = False

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.join(10)

    def _run(self) -> None:
        sock, _ = self._listener.accept()
        with sock:
            sock.recv(10)
            sock.sendall(self._words)
            sock.recv(65536)
            self.answered = True


@pytest.mark.parametrize(
    ("url", "reason"),
    [("https://no-such-host.invalid/transfer/v1", "name"), ("https://127.0.0.1:{free}/transfer/v1", "refused")],
)
def test_nobody_there_is_unreachable(client_context: ssl.SSLContext, signer: Signer, url: str, reason: str) -> None:
    """A name that doesn't resolve, a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    endpoint = Endpoint(url.format(free=port), client_context, signer.keys, "1")
    front = FrontEnd(endpoint, role=Role.OBSERVER, clock=SystemClock())
    with pytest.raises(Unreachable) as refused:
        front.submissions(ready=False)
    assert refused.value.reason == reason
    front.close()


@pytest.mark.parametrize(
    ("octets", "reset", "reason"),
    [
        (b"", False, "cut"),
        (b"", True, "reset"),
        (answer(page([]), length=9999), False, "cut"),
        (b"HTTP/1", True, "reset"),
    ],
)
def test_lost_answer_is_unreachable(connect: Connect, octets: bytes, reset: bool, reason: str) -> None:
    """Cut or reset before, in or after the head: try again, nothing was answered."""

    def script(request: Request, wire: Wire) -> None:
        wire.send(octets)
        (wire.reset if reset else wire.close)()

    front, _ = connect(script)
    with pytest.raises(Unreachable) as refused:
        front.submissions(ready=True)
    assert refused.value.reason in {reason, "cut"}


def test_environment_proxies_are_ignored(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy variable, in any spelling, diverts a request."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", "nowhere.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "nowhere.pem")
    front, server = connect(_good)
    front.submissions(ready=True)
    assert len(server.requests) == 1


# --- the table itself ---


def _caused(error: httpx.TransportError, cause: BaseException | None) -> FrontEndError:
    error.__cause__ = cause
    return failure_of(error)


def _ssl(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, reason)
    error.reason = reason
    return error


@pytest.mark.parametrize(
    ("error", "cause", "kind", "reason"),
    [
        (httpx.ConnectTimeout("x"), TimeoutError(), Unreachable, "time-out"),
        (httpx.ReadTimeout("x"), None, Unreachable, "time-out"),
        (httpx.ReadTimeout("deadline"), None, Unreachable, "deadline"),
        (httpx.WriteTimeout("x"), None, Unreachable, "time-out"),
        (httpx.ConnectError("x"), socket.gaierror(), Unreachable, "name"),
        (httpx.ConnectError("x"), UnicodeError(), Unreachable, "name"),
        (httpx.ConnectError("x"), ConnectionRefusedError(), Unreachable, "refused"),
        (httpx.ConnectError("x"), TimeoutError(), Unreachable, "time-out"),
        (httpx.ReadError("x"), ConnectionResetError(), Unreachable, "reset"),
        (httpx.ReadError("x"), BrokenPipeError(), Unreachable, "reset"),
        (httpx.ReadError("x"), OSError(113, "no route"), Unreachable, "network"),
        (httpx.ReadError("x"), None, Unreachable, "network"),
        (Stale("x"), None, Unreachable, "network"),
        (httpx.ConnectError("x"), _ssl("WRONG_VERSION_NUMBER"), Unreachable, "tls"),
        (httpx.ReadError("x"), _ssl("TLSV1_ALERT_INTERNAL_ERROR"), Unreachable, "tls"),
        (httpx.ConnectError("x"), _ssl("TLSV1_ALERT_PROTOCOL_VERSION"), Unreachable, "protocol-version"),
        (httpx.ConnectError("x"), _ssl("TLSV1_UNRECOGNIZED_NAME"), Unreachable, "tls"),
        (httpx.ReadError("x"), _ssl("TLSV13_ALERT_CERTIFICATE_REQUIRED"), CredentialRefused, "missing"),
        (httpx.ReadError("x"), _ssl("TLSV1_ALERT_UNKNOWN_CA"), CredentialRefused, "unknown-ca"),
        (httpx.ConnectError("x"), _ssl("SSLV3_ALERT_BAD_CERTIFICATE"), CredentialRefused, "bad"),
        (httpx.ConnectError("x"), _ssl("SSL/TLS_ALERT_HANDSHAKE_FAILURE"), CredentialRefused, "handshake"),
        (httpx.ReadError("x"), _ssl("SSLV3_ALERT_CERTIFICATE_REVOKED"), CredentialRefused, "revoked"),
        (httpx.RemoteProtocolError("cut"), None, Unreachable, "cut"),
        (httpx.RemoteProtocolError("framing"), None, BadAnswer, "length"),
        (httpx.RemoteProtocolError("anything"), None, BadAnswer, "headers"),
        (Interrupted("x"), _ssl("TLSV13_ALERT_CERTIFICATE_REQUIRED"), Unreachable, "interrupted"),
    ],
)
def test_each_failure_has_one_name(
    error: httpx.TransportError, cause: BaseException | None, kind: type[FrontEndError], reason: str
) -> None:
    """The whole table, by the kinds that sockets, TLS and httpx raise."""
    found = _caused(error, cause)
    assert (type(found), found.reason) == (kind, reason)


def test_circle_of_causes_ends() -> None:
    """A chain of causes that bites its tail is still classified."""
    error = httpx.ReadError("x")
    other = OSError("y")
    error.__cause__, other.__cause__ = other, error
    assert failure_of(error).reason == "network"
