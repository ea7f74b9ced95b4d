"""The TLS matrix: 24 certificate conditions under TLS 1.2 and 1.3, met by the real client over real sockets.

In each cell: accepted or refused as it must be; not one octet of ours is readable to a server that is
not trusted; and the refusal is a sentence of its own, in the console and in the window, in French and
in English. Run one alone: `pytest tests/proof/tls -k 'server-sha1 and 1.3'`.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTranslator

from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for
from backoffice_gui.collector import Collector
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.monitor import Connection
from backoffice_gui.errors import CredentialRefused, FrontEndError, ServerNotTrusted
from backoffice_gui.gui.failure import named
from backoffice_gui.gui.text import FAILURES, explain
from backoffice_gui.resources import resource
from backoffice_gui.storage.inbox import heartbeat
from backoffice_gui.transfer import endpoint
from tests.proof.tls.conditions import CONDITIONS, HOST, ZONE, Condition, Meeting, Papers
from tests.support import proof
from tests.support.certificates import lowered_ssl
from tests.support.collecting import Desk, a_desk
from tests.support.errands import alarms
from tests.support.hostile import Request, Script, Wire
from tests.support.signing import Submission
from tests.support.tls import Met, empty_front, meeting

VERSIONS = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}
STORE = StoreId("store-EXEMPLE")
NAMES = {HOST, ZONE, f"a.{HOST}"}
_PROXY_NAMES = [f"{kind}_proxy" for kind in ("http", "https", "all")]
_SETTINGS_FRAME = bytes.fromhex("000000040000000000")


@pytest.fixture(scope="module")
def papers() -> Papers:
    """The certificates of this run."""
    return Papers()


@pytest.fixture(scope="module")
def english() -> QTranslator:
    """The window's English."""
    catalogue = QTranslator()
    assert catalogue.load("backoffice_en", str(resource("i18n")))
    return catalogue


@dataclass(frozen=True)
class Scene:
    """What a cell is played with: certificates, a store to collect into, a folder."""

    papers: Papers
    desk: Desk
    folder: Path


@pytest.fixture
def scene(papers: Papers, tmp_path: Path) -> Iterator[Scene]:
    """A store, collected into over whatever channel a cell gives."""
    with a_desk(tmp_path / "store", tmp_path / "config.toml") as made:
        yield Scene(papers, made, tmp_path)


@pytest.fixture(autouse=True)
def names_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented names are names of loopback."""
    real = socket.getaddrinfo

    def found(host: str, *more: Any, **named_ones: Any) -> Any:
        return real("127.0.0.1" if host in NAMES else host, *more, **named_ones)

    monkeypatch.setattr(socket, "getaddrinfo", found)


@contextlib.contextmanager
def _surroundings(condition: Condition, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine as the condition has it; what is set is shown to work on others than us."""
    papers, folder = scene.papers, scene.folder
    if condition.lowered:
        monkeypatch.setattr(endpoint, "ssl", lowered_ssl())
    if condition.in_the_system:
        (folder / "system.pem").write_bytes(papers.interceptor.pem)
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "system.pem"))
        monkeypatch.setenv("SSL_CERT_DIR", str(folder))
        known = ssl.create_default_context().get_ca_certs(binary_form=True)
        assert ssl.PEM_cert_to_DER_cert(papers.interceptor.pem.decode()) in known
    if not condition.proxied:
        yield
        return
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        for name in (*_PROXY_NAMES, *map(str.upper, _PROXY_NAMES)):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert os.environ["HTTPS_PROXY"]
        yield
        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()


def _frames(request: Request, wire: Wire) -> None:
    """What a server that speaks HTTP/2 alone says first, and the end."""
    wire.send(_SETTINGS_FRAME + b"\r\n\r\n")
    wire.close()


def _refusals(met: Met) -> list[FrontEndError]:
    """What a list, a manifest and an acknowledgement meet, each over a connection of its own."""
    found = []
    waiting = Submission(1)
    for ask in (
        lambda: met.front.submissions(ready=True),
        lambda: met.front.manifest(waiting.name),
        lambda: met.front.acknowledge(waiting.copy(), STORE),
    ):
        with pytest.raises(FrontEndError) as refused:
            ask()
        found.append(refused.value)
    return found


def _said(error: FrontEndError, english: QTranslator) -> tuple[str, ...]:
    """The refusal as the console and the window say it, in French and in English."""
    shown = FAILURES.get(error.named) or FAILURES[error.code]
    window = explain(named(error.named))
    console = [words_for(language).circumstance(error) for language in (FRENCH, ENGLISH)]
    translated = [english.translate("Failures", text) for text in shown]
    assert all(translated)
    assert [window.title, window.happened, window.safe, window.advice] == list(shown)
    assert all(said.endswith(f"[{error.code} {error.reason}]") for said in console)
    return console[0], console[1], "\n".join(shown), "\n".join(map(str, translated))


def _meet(scene: Scene, cell: Meeting, version: str) -> FrontEndError | None:
    """One meeting, judged; returns the refusal."""
    desk = scene.desk
    verdict = cell.verdicts[list(VERSIONS).index(version)]
    script: Script = _frames if cell.speaks_h2 else empty_front
    with meeting(scene.folder, cell.sides(scene.papers), VERSIONS[version], script) as met:
        if not verdict:
            assert met.front.submissions(ready=True).items == ()
            _collected(desk, met)
            assert met.server.heard
            return None
        errors = _refusals(met)
        assert [error.named for error in errors] == [verdict] * len(errors)
        if isinstance(errors[0], ServerNotTrusted | CredentialRefused):
            _told(desk, met, errors[0])
    if isinstance(errors[0], ServerNotTrusted):
        assert (met.server.heard, met.server.requests) == (0, [])
        assert met.server.handshake_errors == met.server.connections
    return errors[0]


def _collected(desk: Desk, met: Met) -> None:
    """A collector's run over an accepted channel comes to rest, and ends what an earlier one left."""
    desk_front = Collector(desk.parts(met.front))
    assert desk_front.run(once=True).listed == 0
    with desk.inbox.reading() as connection:
        assert heartbeat.read(connection).connection is Connection.CONNECTED
    assert alarms(desk) == set()


def _told(desk: Desk, met: Met, error: FrontEndError) -> None:
    """A collector meets the same, says so in the inbox, and raises the alarm."""
    with pytest.raises(type(error)) as refused:
        Collector(desk.parts(met.front)).run(once=True)
    assert refused.value.named == error.named
    with desk.inbox.reading() as connection:
        pulse = heartbeat.read(connection)
    assert (pulse.connection, pulse.trouble) == (Connection.REFUSED, error.named)
    assert alarms(desk) == {AlarmKind.CREDENTIAL}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_a_cell_of_the_matrix(
    condition: Condition, version: str, scene: Scene, english: QTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accepted or refused as it must be, nothing said to a stranger, and the agent told why."""
    with proof.suite("tls") as done, _surroundings(condition, scene, monkeypatch):
        for cell in condition.meetings:
            refusal = _meet(scene, cell, version)
            if refusal is not None:
                assert len(set(_said(refusal, english))) == 4
        done["tls_cells"] += 1


def test_there_are_48_cells_and_each_refusal_has_a_sentence_of_its_own(english: QTranslator) -> None:
    """Two conditions share a sentence only where one act mends both, and that is written down with them."""
    assert len({condition.name for condition in CONDITIONS}) * len(VERSIONS) == 48
    who_says: dict[str, set[str]] = {}
    sentences: dict[str, tuple[str, ...]] = {}
    for condition in CONDITIONS:
        for cell in condition.meetings:
            for verdict in filter(None, cell.verdicts):
                who_says.setdefault(verdict, set()).add(condition.name)
                sentences[verdict] = _said(_error(verdict), english)
    for condition in CONDITIONS:
        for said in who_says.values():
            if condition.name in said:
                assert said - {condition.name} <= condition.shares
    for language in range(4):
        told = [said[language].partition("[")[0] for said in sentences.values()]  # without the code
        assert len(set(told)) == len(told)


def _error(verdict: str) -> FrontEndError:
    code, _, reason = verdict.partition(":")
    kinds = {kind.code: kind for kind in FrontEndError.__subclasses__()}
    return kinds[code](reason)


def test_a_refusal_that_is_mended_is_over(scene: Scene) -> None:
    """The alarm and the word that was shown go with their cause, at the next good list."""
    bad, good = CONDITIONS[0].meetings[0], CONDITIONS[3].meetings[0]
    assert _meet(scene, bad, "1.3") is not None
    assert _meet(scene, good, "1.3") is None
    with scene.desk.inbox.reading() as conn:
        assert heartbeat.read(conn).trouble is None
