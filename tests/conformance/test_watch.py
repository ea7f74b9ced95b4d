from __future__ import annotations

import pytest

from backoffice_gui.conformance.watch import RULES, Watch, problem_of
from backoffice_gui.conformance.wire import Answer

GOOD = (("cache-control", "no-store"), ("content-type", "application/json"), ("content-length", "2"))
PROBLEM = (("cache-control", "no-store"), ("content-type", "application/problem+json"), ("content-length", "2"))


def _found(answer: Answer, label: str = "GET /submissions") -> set[str]:
    watch = Watch()
    watch.saw(label, answer)
    return {name for name, notes in watch.notes.items() if notes.found}


def _problem(name: str, status: int, said: int) -> Answer:
    body = f'{{"type": "urn:transfer:problem:{name}", "status": {said}}}'.encode()
    return Answer(status, PROBLEM, body, "length", 0.0)


@pytest.mark.parametrize(
    ("answer", "rules"),
    [
        (Answer(200, GOOD, b"{}", "length", 0.0), set()),
        (Answer(200, GOOD[1:], b"{}", "length", 0.0), {"http.no-store"}),
        (Answer(200, (("cache-control", "private, No-Store"), *GOOD[1:]), b"{}", "length", 0.0), set()),
        (Answer(200, (("cache-control", "no-storey"), *GOOD[1:]), b"{}", "length", 0.0), {"http.no-store"}),
        (Answer(200, (*GOOD, ("set-cookie", "a=1")), b"{}", "length", 0.0), {"http.no-cookies"}),
        (Answer(200, (*GOOD, ("content-encoding", "gzip")), b"{}", "length", 0.0), {"http.no-coding"}),
        (Answer(200, (*GOOD, ("content-encoding", "identity")), b"{}", "length", 0.0), set()),
        (Answer(200, GOOD, b"{}", "close", 0.0), {"http.framing"}),
        (Answer(200, (*GOOD, GOOD[2]), b"{}", "length", 0.0), {"http.framing"}),
        (Answer(200, (*GOOD, ("transfer-encoding", "chunked")), b"{}", "chunked", 0.0), {"http.framing"}),
        (Answer(302, GOOD, b"{}", "length", 0.0), {"http.no-redirects"}),
        (Answer(404, GOOD, b"{}", "length", 0.0), {"http.problems"}),
        (Answer(404, PROBLEM, b"{}", "length", 0.0), {"http.problems"}),
        (Answer(405, GOOD, b"{}", "length", 0.0), set()),
        (_problem("unknown-submission", 404, 404), set()),
        (_problem("unknown-submission", 404, 410), {"http.problems"}),
        (_problem("expired", 404, 404), {"http.problems"}),
        (_problem("invented", 404, 404), {"http.problems"}),
        (_problem("unavailable", 503, 503), {"http.retry-after"}),
    ],
)
def test_every_rule_finds_its_own_fault_and_no_other(answer: Answer, rules: set[str]) -> None:
    """On any route."""
    assert _found(answer) == rules


def test_a_route_that_is_not_the_protocols_owes_none_of_its_problems() -> None:
    """A 404 of the server's own for a path that isn't there."""
    assert _found(Answer(404, GOOD, b"{}", "length", 0.0), "GET /submissions/{id}/other") == set()
    assert _found(Answer(404, GOOD, b"{}", "length", 0.0), "GET /submissions/{id}/parts/{n}") == {"http.problems"}


def test_a_pause_is_remembered() -> None:
    """So that the check for it is known to apply."""
    watch = Watch()
    watch.saw("GET /ledger", Answer(429, (*PROBLEM, ("retry-after", "5")), b"{}", "length", 0.0))
    assert watch.throttled
    assert not watch.notes["http.retry-after"].found
    assert set(watch.notes) == set(RULES)


@pytest.mark.parametrize("body", [b"", b"[]", b'{"type": 1}', b'{"type": "about:blank"}', b"{"])
def test_what_is_no_problem_has_no_name(body: bytes) -> None:
    """Never an exception."""
    assert problem_of(Answer(404, PROBLEM, body, "length", 0.0)) == ""
