"""What the corpus is made from: answers of the reference front end, octet for octet, and curated nasty cases."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import socket
import ssl
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tests.support.front import Front, plain_submission, running_front
from tests.support.fuzz_papers import SIGNER
from tests.support.fuzz_wire import PART
from tests.support.proof import ROOT
from tests.support.signing import FIRST, Submission, chain_hash
from tests.support.signing import page as page_of

__all__ = ["seeds"]

_FORM = {
    "person": {
        "family_name": "EXEMPLE", "used_name": "DÉMO", "given_names": ["Démo", "Exemple"], "sex": "F",
        "birth_date": "1985-03-XX", "birth_date_declared": True, "birth_place": "Ville-Exemple", "birth_country": "XX",
        "nationalities": ["XX"], "ofpra_number": "123456789", "foreigner_number": "0123456789",
    },
    "requester": {"relation": "self", "family_name": "EXEMPLE", "given_names": ["Démo"]},
    "certificates": [
        {
            "type": "marriage", "form": "extract", "copies": 2,
            "event": {"date": "2011-XX-XX", "place": "Ville-Exemple", "country": "XX"},
            "spouse": {"family_name": "SANS NOM"}, "parents": [{"family_name": "X", "given_names": []}, 5],
        },
        "autre",
    ],
    "delivery": {"lines": ["EXEMPLE Démo", "1 rue de l’Exemple"], "postcode": "00000", "town": "Exemple", "country": "FR",
                 "domiciliation": {"organisation": "Association Exemple", "box": "12"}},
    "email": "demo@exemple.example", "phone": "+33 0 00 00 00 00", "language": "fr-FR", "comment": "Ligne 1\nLigne 2",
    "autre": {"liste": [1, 1.5, None, [], {}]},
}  # fmt: skip
_CHANGE = {
    "status": "protected", "person": _FORM["person"], "effective_date": "2026-11-01", "proofs": [1, 2],
    "old": {"address": _FORM["delivery"], "email": "a@b.example", "phone": "0"}, "new": {"address": {"lines": "une"}},
}  # fmt: skip
_JSON_TEXTS = (
    b"", b" ", b"null", b"true", b"-0", b"1e400", b"9007199254740993", b"-9007199254740992", b"0.1", b"1.0", b"01", b"+1",
    b"NaN", b"[Infinity]", b'{"a":1,"a":2}', b'{"a":1,"\\u0061":2}', b'"\\ud800"', b'"\\ud83d\\ude00"', b'"\xed\xa0\x80"',
    b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b"[" * 65 + b"]" * 65, b"[" * 64 + b"]" * 64, b'"' + b"[" * 80 + b'"', b"[1,]",
    b'{"a":}', b"[1 2]", b'"\x01"', b'"\\x"', b'"a', b"{}{}", b"1" * 500, b"1." + b"0" * 500, b'{"a":{"b":[1,{"c":null}]}}',
    b'"\\u0000"', b"[" * 3000, b'[[[["\\"]]]]"]]]]',
)  # fmt: skip
_CURATED_HTTP = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: a\r\n\tb\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nX: a\nY: b\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 204 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: 1\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.0 404 Not Found\r\nContent-Length: 1\r\n\r\nx", b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.1 304 X\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz",
    b"HTTP/1.1 100 C\r\n\r\n" * 10, b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3 \t;q\r\nabc\r\n000\r\n" + b"T: 1\r\n" * 2000 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n folded: 1\r\n\r\nabc", b"HTTP/1.1 200 OK\r\nContent-Length : 3\r\n\r\nabc",
    b"HTTP/1.1 200 OK\nContent-Length: 3\n\nabc", b"HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nX: \xe9\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabcd", b"HTTP/1.1 200 OK\r\n\r\nabc",
    b"HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n", b"ICY 200 OK\r\n\r\n", b"HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 101 + b"Content-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 7000,
)  # fmt: skip
_REPR = base64.b64encode(bytes.fromhex(PART.sha256)).decode()
_CURATED_FIELDS = (
    f'\x08\netag: "sha256-{PART.sha256}"\nrepr-digest: sha-256=:{_REPR}:\ncontent-length: 128\ncontent-type: application/pdf',
    f'\x05\netag: "sha256-{PART.sha256}"\ncontent-range: bytes 40-127/128\ncontent-length: 88',
    f'\x0d\netag: "sha256-{PART.sha256}"\ncontent-range: bytes 40-127/128\ncontent-length: 88',
    f'\x0d\netag: W/"sha256-{PART.sha256}"\ncontent-range: bytes 40-127/128', '\x08\netag: "sha256-00"', '\x08\netag: "other"',
    f"\x08\nrepr-digest: sha-512=:AA==:, sha-256=:{_REPR}:;x", "\x08\nrepr-digest: sha-256=:AAAA:", "\x08\nrepr-digest: sha-256=x",
    "\x03\nretry-after: 120", "\x03\nretry-after: 99999999999", "\x03\nretry-after: Mon, 23 Nov 2026 09:10:00 GMT",
    "\x03\nretry-after: Mon, 23 Nov 2026 09:10:00 -9999", "\x03\nretry-after: ٣", "\x00\ncontent-type: text/html; charset=x",
    "\x00\ncontent-encoding: gzip", "\x00\ntransfer-encoding: chunked", "\x00\ncontent-length: 1, 1", "\x00\ncontent-length: +1",
)  # fmt: skip
_CURATED_TOML = (
    b"", b'[transfer]\nurl = "https://front.example/transfer/v1"\npoll_seconds = 30\n', b'[store]\npeers = ["a", "b"]\nfolder = "store"\n',
    b'[transfer]\nurl = "http://localhost:8443/x"\nprobe_one_in = 1\n', b'[transfer]\nurl = "http://front.example"\n',
    b"[transfer]\npoll_seconds = nan\n", b"[transfer]\npoll_seconds = inf\n", b'[transfer]\npoll_seconds = "15"\n', b"[other]\n", b"transfer = 1\n",
    b"[transfer]\nunknown = 1\n", b'[store]\nkey_file = "x"\n', b'[store]\npeers = "a"\n', b"a = " + b"[" * 2000, b"\xff", b"a = 1\na = 2\n",
    b'[transfer]\nurl = "https://[::1"\n', b'[transfer]\nurl = "https://a:b@c"\n', b'[transfer]\nurl = "https://front.example:99999"\n',
)  # fmt: skip
_CURATED_DATES = (
    b"1985-03-12", b"1985-03-XX", b"1985-XX-XX", b"1985-03", b"1985", b"198X", b"19XX?", b"1985-02-30", b"2000-02-29", b"1900-02-29",
    b"0000", "１９８５".encode(), "²".encode(), b"+33 1 23 45 67 89", b"a@b.example", b"fr-FR", b"FR", b"SANS NOM", "\u202ea".encode(),
    b'["a", 1, null]', b"5", b'{"a": 1}', b"true", b"[1, 2]", b"a\x00", b"a" * 400,
)  # fmt: skip


def seeds() -> dict[str, list[bytes]]:
    """Inputs by target."""
    found: dict[str, list[bytes]] = defaultdict(list)
    _curated(found)
    folder = ROOT / "build" / "fuzz" / "front"
    shutil.rmtree(folder, ignore_errors=True)
    with running_front(folder) as front:
        _true_answers(front, found)
    shutil.rmtree(folder)
    return found


def _curated(found: dict[str, list[bytes]]) -> None:
    for name in ("strict_json", "lenient_json"):
        found[name] += _JSON_TEXTS
    forms = [json.dumps(one, ensure_ascii=False).encode() for one in (_FORM, _CHANGE)]
    found["form"] += [bytes([n]) + one for n in range(3) for one in (*forms, *_JSON_TEXTS)]
    found["lenient_json"] += forms
    found["dates"] += _CURATED_DATES
    found["http"] += _CURATED_HTTP
    found["headers"] += [one.encode() for one in _CURATED_FIELDS]
    found["toml"] += _CURATED_TOML
    papers = list(_papers())
    for name in ("manifest", "receipt", "signed"):
        found[name] += papers
    header = b'{"alg":"Ed25519","kid":"front-1","typ":"transfer-manifest"}'
    others = (
        (b"Ed25519", b"EdDSA"),
        (b"Ed25519", b"none"),
        (b"Ed25519", b"HS256"),
        (b"front-1", b"x"),
        (b"{", b'{"crit":[],'),
        (b"{", b'{"alg":"none",'),
    )
    found["jws"] += [header + b"\n" + papers[0], *(header.replace(*pair) + b"\n{}" for pair in others)]
    found["jws"] += [
        SIGNER.sign(papers[0], "transfer-manifest").encode(),
        SIGNER.sign(b"{}", "x").encode(),
        b"a.b",
        b"a.b.c",
        b"..",
        b"e30.e30.",
    ]
    _bodies(found, papers)
    key = {"kty": "OKP", "crv": "Ed25519", "x": "A" * 43, "kid": "front-1"}
    for more in (
        {},
        {"d": "x"},
        {"x": "AA"},
        {"x": "A" * 42 + "B"},
        {"kid": ""},
        {"alg": "RS256"},
        {"use": "enc"},
        {"kty": "RSA"},
        {"x": None},
    ):
        found["jwks"].append(json.dumps({"keys": [{**key, **more}]}).encode())
    found["jwks"] += [json.dumps({"keys": [key, key]}).encode(), b'{"keys": [1]}', b'{"keys": {}}', *_JSON_TEXTS[:6]]


def _papers() -> Iterator[bytes]:
    one = Submission(1, b"{}", b"x")
    yield one.octets
    yield Submission(2, version=2, kind="Étrange", submitted_at="hier", expires_at="2026-11-23T09:27:31+02:00").octets
    yield Submission(3, parts=[], origin="").octets
    receipt = json.loads(base64.urlsafe_b64decode(SIGNER.receipt(one).split(".")[1] + "=="))
    expired = {k: v for k, v in receipt.items() if k not in {"store_id", "collector", "stored_at"}} | {
        "outcome": "expired"
    }
    for paper in (
        receipt,
        expired,
        receipt | {"outcome": "expired"},
        receipt | {"at": "never"},
        receipt | {"prev": FIRST[:-1]},
    ):
        yield json.dumps(paper).encode()


def _unsigned(jws: str) -> str:
    """A paper as the targets sign it anew: its payload in base64 between marks."""
    payload = base64.urlsafe_b64decode(jws.split(".")[1] + "==")
    kind = "R" if b'"outcome"' in payload else "M"
    return f"@{kind}{base64.b64encode(payload).decode()}@"


def _bodies(found: dict[str, list[bytes]], papers: list[bytes]) -> None:
    one, two = Submission(1), Submission(2, b"{}", b"abc")
    items: list[Any] = [
        {**each.item(SIGNER, inline=True), "manifest": _unsigned(each.manifest(SIGNER))} for each in (one, two)
    ]
    found["page"] += [
        page_of(items),
        page_of([5, {**items[0], "seq": 9}, {**items[0], "expires_in": -1}, {**items[0], "parts": {"0": "AA=="}}]),
    ]
    found["page"] += [
        page_of([], epoch=""),
        page_of(items, high_seq=-1),
        page_of(items, server_time=None),
        page_of([{**items[1], "id": "x"}]),
    ]
    receipts = [_unsigned(SIGNER.receipt(each)) for each in (one, two)]
    answers: list[Any] = [
        {"id": one.id, "status": 201, "receipt": receipts[0]},
        {"id": two.id, "status": 200, "receipt": receipts[0]},
    ]
    problem = {"type": "urn:transfer:problem:digest-mismatch", "status": 409}
    answers += [
        {"id": Submission(3).id, "status": 409, "problem": problem},
        {"id": 5},
        7,
        {"id": one.id, "status": "201"},
    ]
    found["results"] += [
        json.dumps({"results": answers}).encode(),
        b'{"results": []}',
        json.dumps({"results": answers[:1] * 2}).encode(),
    ]
    chain, prev = [], FIRST
    for pos in (1, 2, 3):
        jws = SIGNER.receipt(Submission(pos), pos=pos, prev=prev)
        chain.append(_unsigned(jws))
        prev = chain_hash(SIGNER.sign(base64.urlsafe_b64decode(jws.split(".")[1] + "=="), "transfer-receipt"))
    body = {"version": 1, "epoch": "epoch-EXEMPLE", "low_pos": 1, "high_pos": 3, "entries": chain}
    for more in (
        {},
        {"low_pos": 3},
        {"high_pos": 0},
        {"entries": [5, *chain]},
        {"entries": chain[1:]},
        {"entries": chain[2:]},
        {"epoch": "é"},
    ):
        found["ledger"].append(json.dumps(body | more).encode())
    for status in (400, 401, 403, 404, 409, 410, 416, 422, 429, 503):
        for name in ("unknown-submission", "expired", "malformed", "digest-mismatch", "unavailable", "x"):
            found["problem"].append(
                bytes([status - 390])
                + json.dumps({"type": f"urn:transfer:problem:{name}", "receipt": "a.b.c"}).encode()
            )
    found["problem"] += [bytes([20]) + one for one in (b"5", b'{"type": 5}', b'{"type": "about:blank"}', b"[")]


def _true_answers(front: Front, found: dict[str, list[bytes]]) -> None:
    """Ask for everything once; the heads come over a plain socket, as they are."""
    front.desk.take_in(
        [plain_submission(json.dumps(_FORM).encode(), b"EXEMPLE"), plain_submission(b"{}", kind="contact_change")]
    )
    with front.client() as client:
        listed = client.get("submissions", params={"inline": 65536}).json()
        one = listed["items"][0]
        said = json.loads(base64.urlsafe_b64decode(one["manifest"].split(".")[1] + "=="))
        answers = [
            client.get(f"submissions/{one['id']}/acknowledgement"),
            client.get("submissions/EXEMPLE-000000000000001"),
        ]
        heads = [_head(front, f"submissions/{one['id']}/parts/{n}") for n in (0, 1)] + [
            _head(front, "submissions?limit=1")
        ]
        claim = {"id": one["id"], "digest": _digest(one["manifest"]), "stored_at": "2026-11-23T09:00:00.000Z"}
        taken = client.post("acknowledgements", json={"store_id": "0" * 32, "items": [claim]}).json()
        answers.append(client.get(f"submissions/{one['id']}"))
        ledger = client.get("ledger").json()
    found["http"] += heads
    found["manifest"].append(json.dumps(said).encode())
    found["receipt"].append(base64.urlsafe_b64decode(ledger["entries"][0].split(".")[1] + "=="))
    found["page"].append(
        json.dumps({**listed, "items": [{**i, "manifest": _unsigned(i["manifest"])} for i in listed["items"]]}).encode()
    )
    found["results"].append(
        json.dumps({"results": [{**r, "receipt": _unsigned(r["receipt"])} for r in taken["results"]]}).encode()
    )
    found["ledger"].append(json.dumps({**ledger, "entries": [_unsigned(jws) for jws in ledger["entries"]]}).encode())
    found["jws"].append(one["manifest"].encode())
    found["problem"] += [bytes([answer.status_code - 390]) + answer.content for answer in answers]
    found["toml"].append(front.settings_file.read_bytes())
    found["jwks"].append(front.site.keys.read_bytes())
    found["strict_json"].append(json.dumps(listed).encode())


def _digest(manifest: str) -> str:
    return "sha256-" + hashlib.sha256(base64.urlsafe_b64decode(manifest.split(".")[1] + "==")).hexdigest()


def _head(front: Front, path: str) -> bytes:
    """The whole answer to a GET, as it comes off the wire."""
    context = front.tls()
    host, port = front.url.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as plain, context.wrap_socket(plain, server_hostname=host) as tls:
        request = f"GET /{'/'.join(front.url.split('/')[3:])}/{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nTransfer-Role: collector\r\n\r\n"
        tls.sendall(request.encode())
        octets = b""
        try:
            while piece := tls.recv(65536):
                octets += piece
        except ssl.SSLError:
            return octets
    return octets
