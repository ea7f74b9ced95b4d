"""A twin: another submission under an id that is there already, rightly signed, as only a front end gone wrong lists it."""

from __future__ import annotations

import base64
import hashlib
import json
import random

from backoffice_gui.reference_front.jose import MANIFEST
from tests.support.simulation.answers import Answer
from tests.support.simulation.durable import Made
from tests.support.simulation.oracle import Oracle
from tests.support.simulation.server import Server

__all__ = ["twin_in"]


def twin_in(answer: Answer, server: Server, oracle: Oracle, dice: random.Random) -> Answer:
    """The list with a twin of one of its items, whole in the list; as it is where it lists nothing."""
    said = json.loads(answer.body)
    if answer.status != 200 or not said.get("items") or not server.up:
        return answer
    item = dice.choice(said["items"])
    made = oracle.made[item["id"]]
    octets = dice.randbytes(dice.choice((1, 40, 600)))
    manifest = json.loads(made.manifest)
    part = {"n": 0, "name": "jumeau.bin", "media_type": "application/octet-stream", "size": len(octets)}
    manifest["parts"] = [{**part, "sha256": hashlib.sha256(octets).hexdigest()}]
    payload = json.dumps(manifest).encode()
    digest = "sha256-" + hashlib.sha256(payload).hexdigest()
    twin = Made(made.id, made.seq, digest, made.origin, payload, (octets,), made.expires_at)
    oracle.twins[made.id, digest] = twin
    jws = server.desk.signer.sign(payload, MANIFEST)
    said["items"].append({**item, "manifest": jws, "parts": {"0": base64.b64encode(octets).decode()}})
    dice.shuffle(said["items"])
    return answer.with_body(json.dumps(said).encode())
