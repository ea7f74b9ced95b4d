"""The route by which a conformance kit submits: through the form's own door, and only where it was asked for."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from backoffice_gui.reference_front import Options, serve_folder
from backoffice_gui.reference_front.demonstration import DEMONSTRATION
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.serve import Hooks
from tests.support.front import Front


def _post(front: Front, path: str, body: object) -> httpx.Response:
    base = front.url.removesuffix("/transfer/v1")
    with httpx.Client(base_url=base + DEMONSTRATION, verify=front.tls(), trust_env=False) as client:
        return client.post(path, json=body)


def test_what_it_makes_is_held_and_marked(front: Front) -> None:
    """Each a form, and an attachment of exactly the octets that were asked for."""
    made = _post(front, "/submissions", {"count": 3, "octets": 70_001})
    assert made.status_code == 201
    ids = [one["id"] for one in made.json()["submissions"]]
    truth = front.made()
    assert [truth[id_].parts[1][0] for id_ in ids] == [70_001] * 3
    form = json.loads(front.desk.chunk(ids[0], 0, 0) or b"")
    assert form["demonstration"]
    bare = _post(front, "/submissions", {"count": 1}).json()["submissions"][0]["id"]
    assert len(front.made()[bare].parts) == 1


def test_a_closed_form_is_closed_to_it_too(front: Front) -> None:
    """It goes through the gate, so that the gate can be tried."""
    front.clock.forward(minutes=11)
    said = _post(front, "/submissions", {"count": 2})
    assert (said.status_code, said.json()) == (503, {"closed": True, "submissions": []})


def test_what_is_left_is_counted_until_the_destroyer_has_passed(front: Front) -> None:
    """Whatever the state says."""
    (made,) = _post(front, "/submissions", {"count": 1, "octets": 500}).json()["submissions"]
    assert _post(front, "/residue", {"ids": [made["id"], "unknown"]}).json()["octets"] > 500
    front.clock.forward(minutes=29)
    assert front.desk.listing(ListQuery()).held == 0
    assert _post(front, "/residue", {"ids": [made["id"]]}).json()["octets"] > 500
    front.desk.turn()
    assert _post(front, "/residue", {"ids": [made["id"]]}).json() == {"octets": 0}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/submissions", {}),
        ("/submissions", {"count": 0}),
        ("/submissions", {"count": 501}),
        ("/submissions", {"count": 1, "octets": -1}),
        ("/submissions", {"count": 1, "octets": 2**30}),
        ("/submissions", []),
        ("/residue", {"ids": 1}),
    ],
)
def test_what_it_is_not_asked_rightly_is_malformed(front: Front, path: str, body: Any) -> None:
    """Nothing is made."""
    assert _post(front, path, body).status_code == 400
    assert front.made() == {}


def test_it_is_not_there_unless_it_was_asked_for(tmp_path: Path) -> None:
    """A front end has no such route by itself."""
    stop, statuses = threading.Event(), []

    def announced(url: str, config: Path) -> None:
        threading.Thread(target=ask, args=(url,), name="asks").start()

    def ask(url: str) -> None:
        front = Front(tmp_path, Options().clock, Options().pace, None)  # type: ignore[arg-type]
        front.url = url
        statuses.append(_post(front, "/submissions", {"count": 1}).status_code)
        stop.set()

    serve_folder(tmp_path, Options(), Hooks(announced, stop))
    assert statuses == [404]
