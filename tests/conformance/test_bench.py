from __future__ import annotations

import pytest

from backoffice_gui.conformance.bench import Interrupted, Page, label_of, place_of
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import NotDone
from backoffice_gui.conformance.wire import Place
from tests.support.front import Front
from tests.support.kit import a_trial


def test_a_place_is_host_port_and_base() -> None:
    """As an address names them."""
    assert place_of("https://front.example/transfer/v1/") == Place("front.example", 443, "/transfer/v1")
    assert place_of("https://[::1]:8443") == Place("::1", 8443, "")


def test_a_route_is_named_without_its_ids() -> None:
    """What is told names no submission."""
    assert label_of("GET", "/submissions?limit=1") == "GET /submissions"
    assert label_of("PUT", "/submissions/abc/acknowledgement") == "PUT /submissions/{id}/acknowledgement"
    assert label_of("GET", "/submissions/abc/parts/3?x") == "GET /submissions/{id}/parts/{n}"


def test_a_request_says_who_asks(trial: Trial) -> None:
    """The headers of protocol §1; a header without a value is left out."""
    said = trial.bench.request("PUT", "/x", role="observer", fields={"X-Request-Id": ""}, body={"a": 1}).decode()
    head, _, body = said.partition("\r\n\r\n")
    assert head.startswith("PUT /transfer/v1/x HTTP/1.1\r\n")
    assert "\r\nTransfer-Role: observer\r\nCollector-State: not-ready\r\nAccept-Encoding: identity\r\n" in head
    assert "X-Request-Id" not in head
    assert (body, "Content-Length: 8" in head) == ('{"a": 1}', True)


def test_a_page_that_cannot_be_read_ends_only_what_rests_on_it() -> None:
    """It is another check's finding."""
    page = Page({"held": "3", "high_seq": 3, "items": [{"seq": 1, "id": "a"}, {"seq": "2", "id": "b"}]})
    assert page.number("high_seq") == 3
    with pytest.raises(NotDone):
        page.number("held")
    with pytest.raises(NotDone):
        _ = page.items
    assert Page({"items": []}).items == []


def test_only_a_ready_collectors_list_is_a_beat(trial: Trial, alone: Front) -> None:
    """The kit must know when it gave one itself."""
    before = trial.bench.beat
    alone.clock.forward(seconds=5)
    trial.bench.page("?limit=1")
    assert trial.bench.beat == before
    trial.bench.page("?limit=1", ready=True)
    assert trial.bench.beat >= before + 5


def test_waiting_is_told_and_counts_against_no_limit(alone: Front) -> None:
    """A check of 60 s may wait 29 minutes."""
    told: list[tuple[str, float]] = []
    trial = a_trial(alone, tell=lambda check, seconds: told.append((check, seconds)))
    trial.bench.begin(60, "expiry.race")
    trial.bench.wait(1)
    trial.bench.wait(0)
    trial.bench.wait(-3)
    trial.bench.wait(100)
    assert told == [("expiry.race", 100)]
    assert 50 < trial.bench.left() <= 60


def test_whoever_stops_it_stops_it_anywhere(trial: Trial) -> None:
    """The next question or wait ends the run."""
    trial.bench.setup.stop.set()
    with pytest.raises(Interrupted):
        trial.bench.ask("GET", "/submissions")
    with pytest.raises(Interrupted):
        trial.bench.wait(1)
    trial.bench.setup.stop.clear()


def test_calls_are_made_together_and_answered_in_order(trial: Trial) -> None:
    """As many threads as calls; what one raises is raised."""
    assert trial.bench.together([lambda: 1, lambda: 2, lambda: 3]) == [1, 2, 3]

    def fails() -> int:
        raise KeyError

    with pytest.raises(KeyError):
        trial.bench.together([lambda: 1, fails])


def test_durations_are_lived_through_faster(alone: Front) -> None:
    """Where a submission lives 29 s, a minute is a second."""
    bench = a_trial(alone, lifetime=29.0).bench
    assert (bench.speed, bench.paced(60)) == (60, 1)
