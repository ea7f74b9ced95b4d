"""What must hold between a store and the front end's own truth, whatever the network did: I1, I2, I3, I19."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass

from backoffice_gui.domain.facts import Stage, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.receipts import Outcome, parse_receipt
from backoffice_gui.domain.signed import segments
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.reference_front.desk import ORIGIN
from backoffice_gui.storage.inbox import outcomes, submissions
from backoffice_gui.transfer import KeySet, Verdict, verify
from tests.support.collecting import Desk, opened
from tests.support.front import Front, Truth
from tests.support.hostile import Request

__all__ = ["Truths"]


@dataclass(slots=True)
class Truths:
    """One front end and one desk, compared as often as a test likes; `acks` counts acknowledgements looked at."""

    front: Front
    desk: Desk
    acks: int = 0

    def facts(self, one: Truth) -> SubmissionFacts | None:
        """What the store holds of a submission, asked over a fresh connection."""
        key = SubmissionKey(Origin(ORIGIN), SubmissionId(one.id), Digest(one.digest))
        with self.desk.inbox.fresh() as conn:
            return submissions.find(conn, [key]).get(key)

    def holds(self, one: Truth) -> bool:
        """Whether every octet of it is in the store, as the front end made it (I3)."""
        facts = self.facts(one)
        if facts is None or facts.shown_attempt is None:
            return False
        jws, parts = opened(self.desk, facts.row)
        manifest = segments(jws.decode("ascii"))[1]
        found = tuple((len(parts[n]), hashlib.sha256(parts[n]).hexdigest()) for n in sorted(parts))
        return "sha256-" + hashlib.sha256(manifest).hexdigest() == one.digest and found == one.parts

    def at_the_door(self, request: Request) -> None:
        """An acknowledgement on its way: what it names is durable, verified and whole at this moment (I2)."""
        if request.method not in {"POST", "PUT"}:
            return
        body = json.loads(request.body)
        items = body.get("items") or [{"id": request.target.split("/")[-2], **body}]
        made = self.front.made()
        for item in items:
            one = made[item["id"]]
            facts = self.facts(one)
            assert item["digest"] == one.digest
            assert facts is not None
            assert any(a.verified_at is not None for a in facts.attempts), one.id
            assert self.holds(one), one.id
            self.acks += 1

    def unproven(self, key: SubmissionKey) -> VerifiedCopy:
        """A claim to hold what the store does not, for requests that are not to arrive."""
        return VerifiedCopy(1, 1, key, self.desk.clock.now())

    def nothing_lost(self, names: Collection[str]) -> None:
        """What the front end destroyed of these is here, whole (I1)."""
        made = self.front.made()
        for name, outcome in self.front.outcomes().items():
            assert name not in names or outcome != "acknowledged" or self.holds(made[name]), name

    def at_rest(self) -> None:
        """All is closed by a valid receipt of its own, whole, and destroyed on the web (I1, I3, I19)."""
        keys = KeySet.load(self.front.site.keys)
        made = self.front.made()
        assert self.front.outcomes() == dict.fromkeys(made, "acknowledged")
        for one in made.values():
            facts = self.facts(one)
            assert facts is not None
            assert stage_of(facts) is Stage.CLOSED, one.id
            assert self.holds(one), one.id
            with self.desk.inbox.fresh() as conn:
                jws = outcomes.receipt_jws(conn, facts.row) or ""
            assert verify(jws, keys, "transfer-receipt") is Verdict.VALID
            receipt = parse_receipt(segments(jws)[1])
            assert (receipt.id, receipt.digest, receipt.store_id) == (one.id, one.digest, self.desk.store_id)
            assert receipt.outcome is Outcome.ACKNOWLEDGED
