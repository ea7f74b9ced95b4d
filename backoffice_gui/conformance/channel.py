"""Checks of the channel (protocol §1): certificates, TLS, and a server that rough words do not fell."""

from __future__ import annotations

import json
import ssl

from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Notes, failed
from backoffice_gui.conformance.wire import Answer, Line, NoAnswer, Place

__all__ = ["CHECKS"]

_TLS_HANDSHAKE = 0x16
_REFUSALS = frozenset({400, 401, 403, 495, 496})
"""400 among them: what nginx says where the certificate is missing or not signed by its authority."""
_ABSENT = frozenset({404, 405})
_ROUGH_SECONDS = 10.0
_PLAIN_SECONDS = 3.0


def _bare(trial: Trial) -> None:
    """Without a client certificate of the right authority nothing is answered, least of all what destroys.

    A refusal in the handshake or by 401 or 403 is one. Asked for an id that nobody has: whoever is let in learns that.
    """
    bench, stranger = trial.bench, trial.shelf.stranger()
    taken = trial.shelf.body(stranger)
    one = {"id": stranger.id, "digest": stranger.digest, "stored_at": taken["stored_at"]}
    batch = {"store_id": bench.store_ids[0], "items": [one]}  # an empty one is malformed, whoever brings it
    requests = {
        "GET /submissions": bench.request("GET", "/submissions?limit=1", role="observer"),
        "GET …/parts/{n}": bench.request("GET", trial.shelf.path(stranger, "/parts/0")),
        "PUT …/acknowledgement": bench.request("PUT", trial.shelf.path(stranger, "/acknowledgement"), body=taken),
        "POST /acknowledgements": bench.request("POST", "/acknowledgements", body=batch),
    }
    callers = {
        "no client certificate": bench.setup.bare,
        "nobody's certificate": bench.setup.nobody,
    }
    with Notes() as notes:
        for who, context in callers.items():
            for what, request in requests.items():
                said = _said(trial, context, request)
                if said in _ABSENT and what.startswith("POST") and _without_batches(trial, batch):
                    continue
                notes.that(said in _REFUSALS, f"{what} ({who}): status", said, "TLS alert | 401 | 403")


def _without_batches(trial: Trial, batch: object) -> bool:
    """Whether there is no 3.5 for ourselves either: a router may say so before it looks at any certificate."""
    return trial.bench.ask("POST", "/acknowledgements", body=batch).status in _ABSENT


def _said(trial: Trial, context: ssl.SSLContext, request: bytes) -> int | str:
    """The status that a caller is answered; the first refusal where it is not let in at all."""
    line = Line(trial.bench.place, context, trial.bench.setup.clock)
    try:
        return line.ask(request, _ROUGH_SECONDS).status
    except NoAnswer as error:
        return error.reason if error.reason == "time-out" else min(_REFUSALS)
    finally:
        line.close()


def _old_tls(trial: Trial) -> None:
    first = _first_octet(trial, _hello())
    if first == _TLS_HANDSHAKE:
        failed("ClientHello (TLS 1.1)", "ServerHello", "alert protocol_version")


def _hello() -> bytes:
    """A ClientHello of TLS 1.1, written by hand: the local library no longer speaks it."""
    suites = bytes.fromhex("c014c013c00ac0090035002f00ff")
    extensions = bytes.fromhex("000a0006000400170018" + "000b00020100")
    body = b"\x03\x02" + b"\x5c" * 32 + b"\x00" + len(suites).to_bytes(2, "big") + suites + b"\x01\x00"
    body += len(extensions).to_bytes(2, "big") + extensions
    message = b"\x01" + len(body).to_bytes(3, "big") + body
    return b"\x16\x03\x01" + len(message).to_bytes(2, "big") + message


def _first_octet(trial: Trial, octets: bytes) -> int:
    """What a connection without TLS of ours is answered first; -1 where it is just closed."""
    line = Line(trial.bench.place, None, trial.bench.setup.clock)
    try:
        line.open(_ROUGH_SECONDS)
        line.say(octets)
        got = line.some()
    except NoAnswer:
        return -1
    finally:
        line.close()
    return got[0] if got else -1


def _plain(trial: Trial) -> None:
    place: Place = trial.bench.place
    line = Line(place, None, trial.bench.setup.clock)
    try:
        answer = line.ask(trial.bench.request("GET", "/submissions?limit=1", role="observer"), _PLAIN_SECONDS)
    except NoAnswer:
        return
    finally:
        line.close()
    if answer.status < 400:
        failed("GET http://…/submissions: status", answer.status, "≥ 400 | closed")


def _rough(trial: Trial, request: bytes) -> Answer | None:
    """Send rough octets on a connection of their own; nothing where it was closed without an answer."""
    line = trial.bench.line()
    try:
        return line.ask(request, _ROUGH_SECONDS)
    except NoAnswer as error:
        if error.reason == "time-out":
            failed("rough request", "time-out", "4xx | closed")
        return None
    finally:
        line.close()


def _still_there(trial: Trial) -> None:
    """After whatever it was told, the front end lists as before."""
    answer = trial.bench.ask("GET", "/submissions?limit=1", role="observer")
    if answer.status != 200:
        failed("GET /submissions (afterwards): status", answer.status, 200)


def _huge_header(trial: Trial) -> None:
    request = trial.bench.request("GET", "/submissions?limit=1", role="observer", fields={"X-Long": "a" * 300_000})
    answer = _rough(trial, request)
    if answer is not None and not 400 <= answer.status < 500:
        failed("GET /submissions (300 kB header): status", answer.status, "431 | 4xx | closed")
    _still_there(trial)


def _huge_body(trial: Trial) -> None:
    body = json.dumps({"store_id": "x", "items": [], "filler": "a" * 8_000_000}).encode()
    answer = _rough(trial, trial.bench.request("POST", "/acknowledgements", body=body))
    if answer is not None and not 400 <= answer.status < 500:
        failed("POST /acknowledgements (8 MB): status", answer.status, "413 | 4xx | closed")
    _still_there(trial)


def _not_http(trial: Trial) -> None:
    for octets in (b"\x00\xff\x00\xff\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET  /  HTTP/1.1\r\nHost x\r\n\r\n"):
        answer = _rough(trial, octets)
        if answer is not None and not 400 <= answer.status < 600:
            failed("not HTTP: status", answer.status, "400 | closed")
    _still_there(trial)


def _methods(trial: Trial) -> None:
    with Notes() as notes:
        for method, path in (
            ("DELETE", "/submissions"),
            ("PUT", "/submissions"),
            ("POST", "/ledger"),
            ("DELETE", trial.shelf.path(trial.shelf.stranger())),
            ("POST", trial.shelf.path(trial.shelf.stranger(), "/acknowledgement")),
        ):
            answer = trial.bench.ask(method, path, role="observer", body=b"" if method != "DELETE" else None)
            told = path if path in {"/submissions", "/ledger"} else "/submissions/{id}…"
            notes.that(answer.status in {403, 404, 405, 501}, f"{method} {told}: status", answer.status, 405)


def _head(trial: Trial) -> None:
    answer = trial.bench.ask("HEAD", "/submissions?limit=1", role="observer")
    if answer.status not in {200, 404, 405, 501}:
        failed("HEAD /submissions: status", answer.status, "200 | 405")
    _still_there(trial)


def _keep_alive(trial: Trial) -> None:
    line = trial.bench.line()
    try:
        for n in range(1, 4):
            request = trial.bench.request("GET", "/submissions?limit=1", role="observer")
            answer = line.ask(request, _ROUGH_SECONDS)
            if n < 3 and not line.live:
                failed("Connection", answer.header("connection") or "closed", "keep-alive")
    except NoAnswer as error:
        failed("second request on one connection", error.reason, 200)
    finally:
        line.close()


def _request_id(trial: Trial) -> None:
    with Notes() as notes:
        for said in ("", "00000000-0000-4000-8000-000000000000", "FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF"):
            answer = trial.bench.ask(
                "GET", "/submissions?limit=1", role="observer", fields={"X-Request-Id": said, "X-Unknown": "1"}
            )
            notes.same(f"GET /submissions (X-Request-Id: {said or '–'}): status", answer.status, 200)


def _unknown_query(trial: Trial) -> None:
    with Notes() as notes:
        for path in ("/submissions?limit=1&colour=blue", "/ledger?limit=1&colour=blue"):
            answer = trial.bench.ask("GET", path, role="observer")
            notes.same(f"GET {path}: status", answer.status, 200)


CHECKS = (
    Check("tls.client-certificate", "§1", Level.MUST, _bare),
    Check("tls.version", "§1", Level.MUST, _old_tls),
    Check("tls.no-plain-http", "§1", Level.MUST, _plain),
    Check("http.methods", "§3", Level.MUST, _methods),
    Check("http.head", "§3", Level.SHOULD, _head),
    Check("http.keep-alive", "§1", Level.SHOULD, _keep_alive),
    Check("http.request-id", "§1", Level.MUST, _request_id),
    Check("http.unknown-query", "§3", Level.SHOULD, _unknown_query),
    Check("http.huge-header", "§4.9", Level.MUST, _huge_header),
    Check("http.huge-body", "§4.9", Level.MUST, _huge_body),
    Check("http.not-http", "§1", Level.MUST, _not_http),
)
