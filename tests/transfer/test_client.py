"""Every route as the collector calls it, over real sockets and mutual TLS."""

from __future__ import annotations

from tests.support.hostile import Request, Wire, answer
from tests.support.signing import Signer, Submission, page
from tests.transfer.conftest import Connect


def test_list_is_read_with_its_items(connect: Connect, signer: Signer) -> None:
    """A page comes with its items, their manifests verified and their inline parts taken."""
    submission = Submission(7)

    def script(request: Request, wire: Wire) -> None:
        wire.send(answer(page([submission.item(signer, inline=True)])))

    front, server = connect(script)
    listed = front.submissions(after=3, limit=10, inline=2048, ready=True)
    (item,) = listed.items
    assert (item.seq, item.id, item.fault, item.odd_expiry) == (7, submission.id, None, False)
    assert item.signed is not None
    assert item.signed.valid
    assert item.inline == {0: submission.contents[0]}
    assert server.requests[0].target == "/transfer/v1/submissions?after=3&limit=10&inline=2048"
